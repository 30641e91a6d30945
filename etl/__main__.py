"""``python -m etl``, and the command ``overdose-etl`` of an installed package."""

import os
import sys

from etl.cli.main import EXIT_INTERRUPTED, main


def run() -> int:
    """Run the command of the arguments, and end at once where it was interrupted."""
    code = main()
    if code == EXIT_INTERRUPTED:
        sys.stderr.flush()
        # Threads that wait for a publisher would hold the end up; what is written is whole at any moment.
        os._exit(code)
    return code


if __name__ == "__main__":
    sys.exit(run())
