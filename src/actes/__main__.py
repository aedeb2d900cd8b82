"""``python -m actes``."""

import sys

from actes.cli import main

sys.exit(main())
