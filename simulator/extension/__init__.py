"""A place to extend: a modeller's own SimPy processes beside the rules, with the same ledger and the same KPIs.

A process is a generator function of one parameter, the :class:`~simulator.extension.floor.Floor`; it is found beside
the scenario by ``sim run --with module:function``. Whatever it does reaches the rules as an input (`events.md`, K), so
that ledger, figures and ``metrics check`` are those of any other day.
"""

from simulator.extension.beside import run_beside
from simulator.extension.floor import Agent, Floor, Group
from simulator.extension.found import Extension, extension

__all__ = ["Agent", "Extension", "Floor", "Group", "extension", "run_beside"]
