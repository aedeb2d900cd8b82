"""Makes the helpers beside the tests importable under pytest's importlib mode; the profile of ``make fuzz``."""

import os
import sys
from pathlib import Path

from hypothesis import settings

sys.path.insert(0, str(Path(__file__).parent))

settings.register_profile("fuzz", max_examples=int(os.environ.get("EXAMPLES", "5000")), print_blob=True)
