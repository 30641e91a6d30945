"""The names of the parts of a figure that scripts tell apart; a test compares them with ``chart/trace-names.js``."""

from typing import Final

SETTLED: Final = "settled"
ISOLATED: Final = "alone"
MEAN: Final = "mean"
COUNTERPART: Final = "counterpart"
PRELIMINARY: Final = "preliminary"
NOT_HELD: Final = "not held"
NO_VALUE: Final = "no value"
LABELS: Final = "labels"
WRITINGS: Final = "writings"
QUOTED: Final = "quoted"
EVENT: Final = "event"
PERIOD: Final = "period"
CELLS: Final = "cells"
PLACE_NAMES: Final = "names"
VALUES: Final = "figures"
