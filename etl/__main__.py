"""``python -m etl``."""

import os
import sys

from etl.cli.main import INTERRUPTED, main

code = main()
if code == INTERRUPTED:
    sys.stderr.flush()
    os._exit(code)  # threads that wait for a publisher would hold the end up; what is written is whole at any moment
sys.exit(code)
