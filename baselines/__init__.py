"""Baselines: each module here has ``train(rows) -> model`` and ``predict(model, rows) -> predictions``."""
