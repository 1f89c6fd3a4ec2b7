"""The agent's terminal softphone: built once the live centre stands (docs/design.md, order of work)."""
