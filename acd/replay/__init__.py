"""A ledger's inputs handed to the rules again: for a proof of its decisions, and to go on where a crash broke off.

Knows which rule each recorded input is for, and that what the rules give must be what the ledger has. Refuses to know
clocks, telephones and drawn callers.
"""
