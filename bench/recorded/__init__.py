"""Simulated days beside recorded ones: the bank's weekdays of February 1999, and a half-hour report of 2000."""
