"""``python -m dashboard``."""

import gc
import sys

gc.disable()  # while modules are imported, which stay: the collector would look through them again and again

from dashboard.cli import main  # noqa: E402

gc.enable()
sys.exit(main())
