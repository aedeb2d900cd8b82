"""One profile for the property tests: the same examples every time, no deadline on a busy machine."""

from hypothesis import settings

settings.register_profile("actes-score", deadline=None, derandomize=True, max_examples=60)
settings.load_profile("actes-score")
