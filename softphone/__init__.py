"""The agent's terminal softphone: a phone without a screen, and a screen that attaches to it and to the centre."""
