"""The floor of the live centre: one door through which everything that happens comes to the rules, in one order.

Knows the rows of the centre, deadlines, the journal, and which call has which telephones. Refuses to decide: it feeds
``acd.rules`` and does what they ask once it is on disk.
"""
