"""What one key alone cannot tell: whether the parts of a scenario fit together."""
