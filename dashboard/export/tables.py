"""A view's values as rows: exactly what the chart shows, and where each value comes from."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd

from dashboard.dataset.observations import Observation
from dashboard.dataset.series_view import ChartData, SeriesView
from dashboard.export.row_words import note_text
from dashboard.i18n import Locale
from dashboard.text import sentences
from dashboard.text.chart_text import ChartText
from etl.core import csv_io
from etl.core.columns import COLUMNS

LABEL_COLUMNS = {
    "period": (
        "label of the period: 2020-07, 2020-Q3, 2020, 2018-08/2019-07; on a chart of one period, a part of which none "
        "is held has a row without status and value"
    ),
    "place_name": "the place in words",
    "group_name": "the group in words",
    "measure_title": "the measure in words; of sums, over twelve months",
    "unit": "what is counted",
    "window": "months summed in a figure: 12, or 1 where it is as published",
    "now_value": "as of a past day: the newest figure held, where a later release published one",
    "now_vintage": "the day from which that one stands",
    "first_value": "the earliest figure held for the period",
    "first_vintage": "the day that one was published",
    "earliest_held_value": "beside `not_held`: the first figure held after the day asked about",
    "earliest_held_vintage": "the day that one was published",
    "note": "what a note says of the period: where what is counted changed, is known to be short, or is doubted",
    "preliminary": "`yes` where figures of this age have changed later, or too few are held to tell",
}
SERIES_COLUMNS = (
    "source",
    "measure",
    "place",
    "group",
    "place_name",
    "group_name",
    "measure_title",
    "unit",
    "window",
)
"""The columns that are the same in all rows of a series."""
ALWAYS_LISTED = frozenset({*COLUMNS, *SERIES_COLUMNS, "period"})
"""The columns that JSON has of each series, whether there is anything in them or not."""
RATE_COLUMNS = {
    "rate": "crude deaths per 100,000 people; of a month, not annualised",
    "population": "people, of the population series named beside",
    "population_period": "the quarter or year that the population stands for",
    "population_vintage": "the day that population series was published",
    "population_title": "the population series",
}


SHARE_COLUMNS = {
    "share": "the value as a part of the whole: 0.1 is ten per cent",
    "whole_value": "the figure of the whole for the same period, as published by the same day",
    "whole_vintage": "the day from which that one stands",
    "whole_status": "its status, which says why there is none; empty where none of that period is held",
}
CHANGE_COLUMNS = {
    "change": "the change on the same period a year before, as a part of that: 0.1 is ten per cent more",
    "before_value": "the figure of the same period a year before, as published by the same day",
    "before_vintage": "the day from which that one stands",
    "before_status": "its status, which says why there is none; empty where none of that period is held",
}
COLUMNS_BY_UNIT: Mapping[str, Mapping[str, str]] = {
    "count": {},
    "rate": RATE_COLUMNS,
    "share": SHARE_COLUMNS,
    "change": CHANGE_COLUMNS,
}
"""The columns that each unit adds."""
_DTYPES: Mapping[str, Any] = {
    "value": "Float64",
    "now_value": "Float64",
    "first_value": "Float64",
    "earliest_held_value": "Float64",
    "edition": "Int64",
}
"""Of the numbers of which some may be missing, and are whole or not by what is published."""


def to_frame(data: ChartData, locale: Locale) -> pd.DataFrame:
    """Build one row per period of each view; statuses and codes are the same in every language, labels are not."""
    params = data.params
    columns = [*COLUMNS, *LABEL_COLUMNS, *COLUMNS_BY_UNIT[params.unit], *data.extra_columns]
    rows = [
        {**series, **_export_row(view, locale, observation), **data.extra_cells(view, observation)}
        for view, series in [(view, _series_cells(view, locale)) for view in data.views]
        for observation in _observations_of(data, view)
    ]
    frame = pd.DataFrame(rows, columns=columns)
    for name, dtype in _DTYPES.items():
        frame[name] = frame[name].astype(dtype)
    return frame


def to_csv(rows: pd.DataFrame) -> str:
    """Write the rows as RFC 4180 has them."""
    return csv_io.to_csv(rows, line_end=csv_io.RFC_4180_LINE_END)


def _observations_of(data: ChartData, view: SeriesView) -> tuple[Observation, ...]:
    """Return the observations of a view; an empty one for a part that has none on a chart of one period."""
    if view.observations or data.period is None or data.is_empty:
        return view.observations
    return (Observation(data.period, None, status=""),)


def _series_cells(view: SeriesView, locale: Locale) -> Mapping[str, object]:
    return {
        "source": view.source.id,
        "measure": view.measure.id,
        "place": view.place.code,
        "group": view.params.group,
        "place_name": locale.localize(view.place.name),
        "group_name": sentences.group_name(view.params.group, locale),
        "measure_title": sentences.measure_title(view, locale),
        "unit": sentences.unit_name(view.measure, locale),
        "window": view.params.window,
    }


def _export_row(view: SeriesView, locale: Locale, observation: Observation) -> Mapping[str, object]:
    """Return the cells of an observation beside those of its series."""
    today = view.current_observation(observation)
    now = {"now_value": today.value if today else None, "now_vintage": today.vintage if today else None}
    note = {"note": note_text(view.notes, observation.period, locale)}
    return _value_cells(observation) | now | note | _CELLS_BY_UNIT[view.params.unit](view, observation)


def _value_cells(observation: Observation) -> dict[str, object]:
    return {
        "period_start": observation.period.start,
        "period_end": observation.period.end,
        "period": observation.period.label,
        "vintage": observation.vintage,
        "value": observation.value,
        "status": observation.status,
        "release": observation.release,
        "edition": observation.edition,
        "first_value": observation.first_published.value if observation.first_published else None,
        "first_vintage": observation.first_published.vintage if observation.first_published else None,
        "earliest_held_value": observation.first_published_later.value if observation.first_published_later else None,
        "earliest_held_vintage": observation.first_published_later.vintage
        if observation.first_published_later
        else None,
        "preliminary": "yes" if observation.preliminary else "no",
    }


def _rate_cells(view: SeriesView, observation: Observation) -> dict[str, object]:
    people = observation.population
    return {
        "rate": _round_or_none(view.value_in_unit(observation), 2),
        "population": people.people if people else None,
        "population_period": people.period.label if people else None,
        "population_vintage": people.vintage if people else None,
        "population_title": people.title if people else None,
    }


def _share_cells(view: SeriesView, observation: Observation) -> dict[str, object]:
    return {"share": _round_or_none(view.value_in_unit(observation), 4)} | _comparison_cells("whole", observation.whole)


def _change_cells(view: SeriesView, observation: Observation) -> dict[str, object]:
    return {"change": _round_or_none(view.value_in_unit(observation), 4)} | _comparison_cells(
        "before", observation.year_before
    )


def _comparison_cells(name: str, observation: Observation | None) -> dict[str, object]:
    """Write what a value is compared with, in columns of that name."""
    return {
        f"{name}_value": observation.value if observation else None,
        f"{name}_vintage": observation.vintage if observation else None,
        f"{name}_status": observation.status if observation else None,
    }


def _round_or_none(value: float | None, digits: int) -> float | None:
    return None if value is None else round(value, digits)


_CELLS_BY_UNIT: Mapping[str, Callable[[SeriesView, Observation], dict[str, object]]] = {
    "count": lambda _view, _point: {},
    "rate": _rate_cells,
    "share": _share_cells,
    "change": _change_cells,
}


def describe(data: ChartData, locale: Locale, text: ChartText, address: str) -> dict[str, object]:
    """Say what the rows of a view are: the words, the day, the edition and the terms that belong to them."""
    newest, asked = data.newest_release, data.params.as_of
    return {
        "title": text.title,
        "unit": text.unit,
        "as_published": asked.isoformat() if asked else "now",
        "newest_release": newest.isoformat() if newest else None,
        "edition": data.edition,
        "sources": [locale.localize(source.publisher) for source in data.sources],
        "terms": [locale.localize(source.terms) for source in data.sources],
        "address": address,
        "finding": text.summary,
        "sentences": list(text.sentences),
    }


def to_json(data: ChartData, locale: Locale, text: ChartText, address: str) -> str:
    """Write the same rows as JSON, by series, with the words that belong to them.

    What names a series stands once in it, every other column as a list with an item for each row: a table that repeats
    the names of all columns and places in each row is four times as long.
    """
    rows = to_frame(data, locale)
    columns = {str(name): [*map(csv_io.plain_value, column.tolist())] for name, column in rows.items()}
    positions: dict[tuple[object, ...], list[int]] = {}
    for position, names in enumerate(zip(*map(columns.__getitem__, SERIES_COLUMNS), strict=True)):
        positions.setdefault(names, []).append(position)
    series = [_list_columns(columns, of_series) for of_series in positions.values()]
    return csv_io.to_compact_json(describe(data, locale, text, address) | {"series": series})


def _list_columns(columns: Mapping[str, Sequence[object]], positions: Sequence[int]) -> dict[str, object]:
    """Return the cells of one series by their columns, without those beside the figures that have nothing."""
    lists = {name: [cells[position] for position in positions] for name, cells in columns.items()}
    return {
        name: cells[0] if name in SERIES_COLUMNS else cells
        for name, cells in lists.items()
        if name in ALWAYS_LISTED or any(cell not in {None, ""} for cell in cells)
    }
