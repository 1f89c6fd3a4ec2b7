"""Every figure of Huawu, derived from a ledger of events and from nothing else."""
