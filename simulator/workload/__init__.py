"""All chance of a day, drawn before it begins; refuses to know what follows from any of it."""

from simulator.workload.day import Drawing, Workload, draw_day

__all__ = ["Drawing", "Workload", "draw_day"]
