"""The names of the traces that scripts redraw; a test compares them with ``assets/chart/trace-names.js``."""

from typing import Final

SETTLED: Final = "settled"
ISOLATED: Final = "alone"
PRELIMINARY: Final = "preliminary"
NOT_HELD: Final = "not held"
NO_VALUE: Final = "no value"
LABELS: Final = "labels"
WRITINGS: Final = "writings"
QUOTED: Final = "quoted"
PERIOD: Final = "period"
CELLS: Final = "cells"
PLACE_NAMES: Final = "names"
VALUES: Final = "figures"
