"""Score predictions or a baseline: ``python evaluate.py --help``. The work is done by ``actes evaluate``."""

import sys

from actes.cli import run_command

if __name__ == "__main__":
    sys.exit(run_command("evaluate", sys.argv[1:], prog="evaluate.py"))
