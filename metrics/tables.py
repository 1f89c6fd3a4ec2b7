"""A NamedTuple of NumPy tables as one word for compiled code: a pointer to a directory of addresses and lengths.

Handed over as they are, fourteen arrays are a hundred machine words for every call of every rule, to be copied, counted
and compiled each time. As a :class:`Tables` they are one; ``centre.agents`` reads address and length where it is used,
so that the rules' text stays as it is. (Numba's low-level extension interface; part of ``metrics.compiled``.)
"""

import hashlib
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from llvmlite import ir
from numba.core import cgutils, types
from numba.core.datamodel import models
from numba.core.extending import (
    NativeValue,
    infer_getattr,
    lower_getattr_generic,
    register_model,
    typeof_impl,
    unbox,
)
from numba.core.typing.templates import AttributeTemplate
from numba.np.arrayobj import make_array, populate_array
from numba.np.numpy_support import from_dtype

Kinds = tuple[tuple[str, np.dtype[Any], int], ...]
"""Of each table its name, row type and dimensions."""

WORDS = 3
"""Words of the directory per table: address, length, width (1 where the table has one dimension)."""


class Tables:
    """Tables by name, for compiled code. Keeps them alive; the directory is read anew at every use."""

    def __init__(self, named: NamedTuple) -> None:
        self.named = named
        kinds = ((name, table.dtype, table.ndim) for name, table in zip(named._fields, named, strict=True))
        self.type = _type_of(type(named).__name__, tuple(kinds))
        self.directory = np.array([list(_entry(table)) for table in named], np.int64)
        self.address = int(self.directory.ctypes.data)


def _entry(table: Any) -> Iterator[int]:
    if not table.flags.c_contiguous:
        raise ValueError("a table of compiled rows lies in one piece")
    yield table.ctypes.data
    yield table.shape[0]
    yield table.shape[1] if table.ndim == 2 else 1


class TablesType(types.Type):  # type: ignore[misc]
    """The type of a :class:`Tables`: names, row types and dimensions, whatever the lengths."""

    def __init__(self, name: str, kinds: Kinds) -> None:
        self.tables = {table: types.Array(from_dtype(dtype), ndim, "C") for table, dtype, ndim in kinds}
        told = " ".join(f"{table}:{kind}" for table, kind in self.tables.items())
        super().__init__(name=f"{name}_{hashlib.sha256(told.encode()).hexdigest()[:12]}")


@cache
def _type_of(name: str, kinds: Kinds) -> TablesType:
    return TablesType(name, kinds)


@typeof_impl.register(Tables)
def _typeof(value: Tables, _context: object) -> TablesType:
    return value.type


@register_model(TablesType)
class _Model(models.PrimitiveModel):  # type: ignore[misc]
    def __init__(self, dmm: Any, fe_type: Any) -> None:
        super().__init__(dmm, fe_type, ir.IntType(64).as_pointer())


@unbox(TablesType)
def _unbox(_type: TablesType, value: Any, c: Any) -> NativeValue:
    address = c.pyapi.object_getattr_string(value, "address")
    word = c.pyapi.long_as_longlong(address)
    c.pyapi.decref(address)
    return NativeValue(c.builder.inttoptr(word, ir.IntType(64).as_pointer()))


@infer_getattr
class _Attribute(AttributeTemplate):  # type: ignore[misc]
    key = TablesType

    def generic_resolve(self, of: TablesType, name: str) -> Any:  # type: ignore[override]
        return of.tables.get(name)


@lower_getattr_generic(TablesType)
def _lower(context: Any, builder: Any, of: TablesType, pointer: Any, name: str) -> Any:
    kind = of.tables[name]
    first = list(of.tables).index(name) * WORDS
    address, length, width = (builder.load(cgutils.gep_inbounds(builder, pointer, first + k)) for k in range(WORDS))
    itemsize = context.get_constant(types.intp, kind.dtype.bitwidth // 8 if hasattr(kind.dtype, "bitwidth") else 0)
    if isinstance(kind.dtype, types.Record):
        itemsize = context.get_constant(types.intp, kind.dtype.size)
    table = make_array(kind)(context, builder)
    shape = [length] if kind.ndim == 1 else [length, width]
    strides = [itemsize] if kind.ndim == 1 else [builder.mul(width, itemsize), itemsize]
    populate_array(
        table,
        data=builder.inttoptr(address, context.get_data_type(kind.dtype).as_pointer()),
        shape=shape,
        strides=strides,
        itemsize=itemsize,
        meminfo=None,
    )
    return table._getvalue()
