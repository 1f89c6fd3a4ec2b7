"""What a caller meets before an agent: opening hours, the menu, words while waiting. Functions without clock and I/O.

The running centre and ``acd preview`` ask the same ones, so that what is previewed is what is heard.
"""
