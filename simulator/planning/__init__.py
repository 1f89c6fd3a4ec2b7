"""What a day needs, by formula: Erlang B, C and A and their kin, and people needed per interval."""
