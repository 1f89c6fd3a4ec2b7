"""The live centre: the rules of ``acd.rules`` on the wall clock, with real telephones, agents and one ledger.

Knows clock, sockets, files and people. Refuses to decide anything about routing: whatever is decided, the rules decide.
"""
