"""What a scenario says of a live centre: where it listens, who may call in, what callers hear and may press.

Every key is optional and plays no part in a simulation.
"""
