"""``python -m dashboard``."""

import gc
import sys

gc.disable()  # What is imported stays: to look for garbage in between takes a fifth of the time.
from dashboard.cli import main  # noqa: E402

gc.enable()
sys.exit(main())
