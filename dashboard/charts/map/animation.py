"""The figures of all periods of a map, small enough to send along, so that a browser can play through them."""

from typing import Any

from dashboard.charts.map.figure import OUTLINE_RATIO
from dashboard.dataset.observations import WITHHELD, Observation
from dashboard.dataset.series_view import ChartData, SeriesView
from dashboard.i18n import Locale
from dashboard.plotting import bins
from dashboard.plotting.bins import Bins
from dashboard.text import sentences
from etl.core.model import Status

WITHHELD_CODE = "x"
"""What stands for a figure that is withheld or not available."""


def animation_frames(selection: ChartData, locale: Locale) -> dict[str, Any] | None:
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
    found = bins.bins_of_views(selection.all_periods)
    rows = [{point.period: point for point in view.observations} for view in selection.all_periods]
    paired = list(zip(selection.all_periods, rows, strict=True))
    return {
        "periods": [selection.end_param(period) for period in selection.periods],
        "names": [sentences.capitalize(locale.period(period)) for period in selection.periods],
        "at": selection.periods.index(selection.period),
        "values": [
            [_frame_value(view, found, row.get(period)) for period in selection.periods] for view, row in paired
        ],
        "preliminary": [
            [index for index, period in enumerate(selection.periods) if _is_preliminary(view, row.get(period))]
            for view, row in paired
        ],
        "limits": list(found.lower_bounds),
        "digits": found.decimals,
        "outline": OUTLINE_RATIO,
    }


def _frame_value(view: SeriesView, found: Bins, point: Observation | None) -> float | str | list[float] | None:
    if point is None:
        return None
    shown = view.value_in_unit(point)
    if shown is not None:
        return _round_to_digits(found, shown)
    if point.status == Status.NOT_HELD:
        earliest = view.convert(point, point.first_published_later.value) if point.first_published_later else None
        return [] if earliest is None else [_round_to_digits(found, earliest)]
    return WITHHELD_CODE if point.status in WITHHELD else None


def _round_to_digits(found: Bins, figure: float) -> float:
    rounded = round(figure, found.decimals) or figure
    return rounded if found.decimals else int(rounded)


def _is_preliminary(view: SeriesView, point: Observation | None) -> bool:
    return point is not None and point.preliminary is not None and view.value_in_unit(point) is not None
