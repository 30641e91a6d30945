"""How many examples a property is tried with: fewer in ``make check``, many more in ``make torture-tests``."""

import os

from hypothesis import settings

SHARE = float(os.environ.get("EXAMPLES_SHARE", "1"))


def examples(count):
    """Settings for so many examples in ``make test``; the clock is no judge on a busy machine."""
    return settings(max_examples=max(1, round(count * SHARE)), deadline=None)
