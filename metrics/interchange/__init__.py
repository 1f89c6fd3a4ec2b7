"""Days of other centres as ledgers: what other systems write, translated into events.

Knows foreign formats, one module each. Refuses to know what follows from the events: their figures come from the ledger
as for any other day.
"""
