"""How fast, beside others (``python -m bench``); how right, beside the formulas (``python -m bench.validate``)."""
