"""``python -m etl``."""

import os
import sys

from etl.cli.main import EXIT_INTERRUPTED, main

code = main()
if code == EXIT_INTERRUPTED:
    sys.stderr.flush()
    os._exit(code)  # threads that wait for a publisher would hold the end up; what is written is whole at any moment
sys.exit(code)
