"""What may stand in a scenario, one file per noun."""
