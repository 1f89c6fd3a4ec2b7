"""The log: structured lines on standard error, with nothing in them that is secret or personal.

Knows how lines look and which keys never have a value in the log. Refuses to know what is logged.
"""

import logging
import sys
import time
from collections.abc import Callable, MutableMapping
from typing import Any, Final

import structlog

_NEVER: Final = frozenset({"caller", "secret", "number", "authorization"})
_OF_STRANGERS: Final = ("acd.sip", "acd.channel", "acd.media")
FEW: Final = 5
WHILE: Final = 10.0
"""Seconds in which a few lines of a kind are written."""
_KINDS: Final = 256
_KEY: Final = 120
_QUIET: Final = {"aiohttp.access": logging.WARNING, "asyncio": logging.WARNING}


def set_up(json: bool) -> None:
    """Log JSON lines, or lines for people; the standard library's loggers (``acd.sip``, aiohttp) go the same way."""
    shared: list[structlog.typing.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=False),
        drop_personal,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(Sparing())
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(foreign_pre_chain=shared, processors=_shape(json)))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    for name, level in _QUIET.items():
        logging.getLogger(name).setLevel(level)


class Sparing(logging.Filter):
    """Of lines that a stranger can cause again and again, the first few in a while; the next one says how many were
    left out. What is wrong with ourselves (errors) is never left out."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._said: dict[tuple[str, str], tuple[float, int]] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the line is written."""
        if record.name not in _OF_STRANGERS or record.levelno >= logging.ERROR:
            return True
        said = record.msg["event"] if isinstance(record.msg, dict) else record.getMessage()
        key, now = (record.name, str(said)[:_KEY]), self._clock()
        began, count = self._said.get(key, (now, 0))
        left_out = count - FEW
        if now - began >= WHILE:
            began, count = now, 0
            if left_out > 0:
                _add(record, left_out)
        if len(self._said) >= _KINDS and key not in self._said:
            self._said.clear()
        self._said[key] = began, count + 1
        return count < FEW


def _add(record: logging.LogRecord, left_out: int) -> None:
    if isinstance(record.msg, dict):
        record.msg = record.msg | {"left_out": left_out}
    else:
        record.msg, record.args = f"{record.getMessage()} ({left_out} more like it)", ()


def drop_personal(_logger: Any, _method: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Without the values of keys that name a caller or a secret, however deep they stand."""
    for key, value in line.items():
        line[key] = _clean(key, value)
    return line


def _clean(key: Any, value: Any) -> Any:
    if str(key).lower() in _NEVER:
        return "…"
    if isinstance(value, dict):
        return {inner: _clean(inner, each) for inner, each in value.items()}
    return [_clean("", each) for each in value] if isinstance(value, list | tuple) else value


def _shape(json: bool) -> list[structlog.typing.Processor]:
    remove = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    if json:
        render = structlog.processors.JSONRenderer(ensure_ascii=False)
        return [remove, structlog.processors.format_exc_info, render]
    return [
        remove,
        structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback),
    ]
