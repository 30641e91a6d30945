"""The values of all periods of a map, small enough to send along, so that a browser can play through them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from dashboard.charts.map.figure import OUTLINE_RATIO
from dashboard.dataset.observations import WITHHELD, Observation
from dashboard.dataset.series_view import ChartData, SeriesView
from dashboard.i18n import Locale
from dashboard.plotting import bins
from dashboard.plotting.bins import Bins
from dashboard.text import sentences
from etl.core.model import Period, Status

WITHHELD_CODE = "x"
"""What stands for a value that is withheld or not available."""


def animation_frames(data: ChartData, locale: Locale) -> dict[str, Any] | None:
    """Return what the script needs to draw the map in any period; None where there are no two to choose from.

    ``periods``: what chooses each in an address, and ``names``, the periods in words. ``at``:
    which is shown. ``values``: for each view its value in each period, as written; null for none, ``"x"`` where it is
    withheld, and a list where it is not held, which has the earliest value held since where there is one.
    ``preliminary`` and ``differing``: for each view the indexes of the periods whose values are preliminary, or lie
    across a break. ``limits``: where the classes of
    values begin, the same for all periods. ``digits``: how many decimals values have. ``outline``: the side of the
    outline of a preliminary tile. A value that is written as 0 but is none stands unrounded: only a 0 has no color.
    """
    if data.period not in data.periods or len(data.periods) < 2:
        return None
    value_bins = bins.bins_of_views(data.all_periods)
    rows = [{observation.period: observation for observation in view.observations} for view in data.all_periods]
    paired = list(zip(data.all_periods, rows, strict=True))
    return {
        "periods": [data.end_param(period) for period in data.periods],
        "names": [sentences.capitalize(locale.period(period)) for period in data.periods],
        "at": data.periods.index(data.period),
        "values": [
            [_frame_value(view, value_bins, row.get(period)) for period in data.periods] for view, row in paired
        ],
        "preliminary": [_indexes_where(_is_preliminary, view, row, data.periods) for view, row in paired],
        "differing": [_indexes_where(SeriesView.differs, view, row, data.periods) for view, row in paired],
        "limits": list(value_bins.lower_bounds),
        "digits": value_bins.decimals,
        "outline": OUTLINE_RATIO,
    }


def _frame_value(
    view: SeriesView, value_bins: Bins, observation: Observation | None
) -> float | str | list[float] | None:
    if observation is None:
        return None
    value = view.value_in_unit(observation)
    if value is not None:
        return _round_to_digits(value_bins, value)
    if observation.status == Status.NOT_HELD:
        earliest = (
            view.convert(observation, observation.first_published_later.value)
            if observation.first_published_later
            else None
        )
        return [] if earliest is None else [_round_to_digits(value_bins, earliest)]
    return WITHHELD_CODE if observation.status in WITHHELD else None


def _round_to_digits(value_bins: Bins, value: float) -> float:
    rounded = round(value, value_bins.decimals) or value
    return rounded if value_bins.decimals else int(rounded)


def _indexes_where(
    condition: Callable[[SeriesView, Observation], bool],
    view: SeriesView,
    row: Mapping[Period, Observation],
    periods: Sequence[Period],
) -> list[int]:
    """Return the indexes of the periods of which the view has a point for which a condition holds."""
    return [index for index, period in enumerate(periods) if period in row and condition(view, row[period])]


def _is_preliminary(view: SeriesView, observation: Observation) -> bool:
    return observation.preliminary is not None and view.value_in_unit(observation) is not None
