"""The distributor: routing rules without clock, chance or I/O, and the schema of the events they write."""
