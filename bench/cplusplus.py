"""The same queue as a plain loop in C++, where there is a compiler for it."""

import json
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

SOURCE = Path(__file__).with_name("priority_queue.cpp")


def compiler() -> str | None:
    """A C++ compiler of this machine."""
    return next(filter(None, map(shutil.which, ("c++", "g++", "clang++"))), None)


def priority_queue(callers: int, seed: int) -> dict[str, Any]:
    """Compile and run it once; what it measured of itself."""
    with TemporaryDirectory() as folder:
        program = str(Path(folder) / "priority_queue")
        subprocess.run([compiler() or "c++", "-O2", "-o", program, SOURCE], check=True)
        told = subprocess.run([program, str(callers), str(seed)], check=True, capture_output=True, text=True)
    measured: dict[str, Any] = json.loads(told.stdout)
    return measured
