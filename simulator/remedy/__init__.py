"""What would help a group that misses its target: small changes, each tried by simulating it."""

from simulator.remedy.changes import Change
from simulator.remedy.promise import Promise, furthest_off, promises
from simulator.remedy.search import Remedy, find_remedy

__all__ = ["Change", "Promise", "Remedy", "find_remedy", "furthest_off", "promises"]
