"""The figures of all periods of a map, small enough to send along, so that a browser can play through them."""

from typing import Any

from dashboard.charts.map.figure import OUTLINE
from dashboard.dataset.observations import WITHHELD, Point
from dashboard.dataset.series_view import Selection, View
from dashboard.plotting import bins
from dashboard.plotting.bins import Classes
from dashboard.text import sentences
from dashboard.text.i18n import Locale
from etl.core.model import Status

CROSS = "x"
"""What stands for a figure that is withheld or not available."""


def frames(selection: Selection, locale: Locale) -> dict[str, Any] | None:
    """What the script needs to draw the map in any period; None where there are no two to choose from.

    ``periods``: what chooses each in an address, and ``names``, the periods in words. ``at``:
    which is shown. ``values``: for each view its figure in each period, as written; null for none, ``"x"`` where it is
    withheld, and a list where it is not held, which has the earliest figure held since where there is one.
    ``preliminary``: for each view the indexes of the periods whose figures are. ``limits``: where the classes of
    figures begin, the same for all periods. ``digits``: how many decimals figures have. ``outline``: the side of the
    outline of a preliminary tile. A figure that is written as 0 but is none stands unrounded: only a 0 has no colour.
    """
    if selection.period not in selection.periods or len(selection.periods) < 2:
        return None
    found = bins.of_views(selection.whole)
    rows = [{point.period: point for point in view.points} for view in selection.whole]
    paired = list(zip(selection.whole, rows, strict=True))
    return {
        "periods": [selection.named(period) for period in selection.periods],
        "names": [sentences.capital(locale.period(period)) for period in selection.periods],
        "at": selection.periods.index(selection.period),
        "values": [[_value(view, found, row.get(period)) for period in selection.periods] for view, row in paired],
        "preliminary": [
            [index for index, period in enumerate(selection.periods) if _is_preliminary(view, row.get(period))]
            for view, row in paired
        ],
        "limits": list(found.limits),
        "digits": found.digits,
        "outline": OUTLINE,
    }


def _value(view: View, found: Classes, point: Point | None) -> float | str | list[float] | None:
    if point is None:
        return None
    shown = view.shown(point)
    if shown is not None:
        return _written(found, shown)
    if point.status == Status.NOT_HELD:
        earliest = view.amount(point, point.earliest_held.value) if point.earliest_held else None
        return [] if earliest is None else [_written(found, earliest)]
    return CROSS if point.status in WITHHELD else None


def _written(found: Classes, figure: float) -> float:
    rounded = round(figure, found.digits) or figure
    return rounded if found.digits else int(rounded)


def _is_preliminary(view: View, point: Point | None) -> bool:
    return point is not None and point.preliminary is not None and view.shown(point) is not None
