"""On what machine and with which versions something was measured."""

import os
import platform
from importlib.metadata import version
from pathlib import Path


def machine() -> str:
    """One line: processor, cores, load, Python and the libraries that matter."""
    libraries = ", ".join(f"{name} {version(name)}" for name in ("numba", "numpy", "simpy", "ciw"))
    load = os.getloadavg()[0]
    return (
        f"{_processor()}, {os.cpu_count()} cores (load before {load:.1f}), {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}, {libraries}"
    )


def _processor() -> str:
    described = Path("/proc/cpuinfo")
    if not described.exists():
        return platform.processor() or platform.machine()
    names = (line.partition(":")[2].strip() for line in described.read_text().splitlines() if "model name" in line)
    return next(names, platform.machine())
