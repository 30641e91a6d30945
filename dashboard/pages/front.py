"""What the front page says beside the chart, computed from what is held."""

from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from dashboard.language import Language, language
from dashboard.site import Site
from dashboard.state import ChartState, default
from etl import table
from etl.model import Period
from etl.series import last_stated

EXAMPLE_DAY, EXAMPLE_PERIOD = date(2020, 8, 25), Period.month(2020, 7)
"""The release behind the writing that this project began with."""
LINES = 8


@dataclass(frozen=True)
class Changed:
    """What a release changed: a sentence, and its largest changes in lines."""

    said: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Example:
    """One figure then and now, with the address of the chart as of that day."""

    said: str
    href: str


def changed(site: Site, state: ChartState) -> Changed | None:
    """The monthly figures that the newest release changed or added; None before there are two releases."""
    usual = default(site.choices)
    view = site.view("trend", replace(usual, lang=state.lang))
    if view is None or len(view.releases) < 2:
        return None
    spoken, (before, newest) = language(state.lang), view.releases[-2:]
    rows = table.changes(site.held.table, before, newest)
    rows = rows[(rows["measure"] == usual.measure) & (rows["place"] == usual.place) & (rows["group"] == usual.group)]
    revised = rows[rows["value_before"].notna() & rows["value"].notna()]
    said = spoken.text(
        "The release of {day} added {new} and changed {revised}.",
        day=spoken.day(newest),
        new=spoken.count("{n} monthly figure", "{n} monthly figures", len(rows) - len(revised)),
        revised=spoken.count("{n} earlier one", "{n} earlier ones", len(revised)),
    )
    return Changed(said, tuple(_line(row, spoken) for row in revised.tail(LINES).iloc[::-1].to_dict("records")))


def _line(row: "dict[object, pd.Timestamp]", spoken: Language) -> str:
    month = spoken.month(row["period_start"])
    before, after = (spoken.number(float(row[name])) for name in ("value_before", "value"))
    return spoken.text("{month}: {before} → {after}", month=month, before=before, after=after)


def example(site: Site, state: ChartState) -> Example | None:
    """The month that a blog post quoted, as published then and now."""
    usual = replace(default(site.choices), lang=state.lang)
    series = site.index.find(measure=usual.measure, place=usual.place)
    told = series.log.get(EXAMPLE_PERIOD, ()) if series else ()
    then, now = last_stated(told, EXAMPLE_DAY), last_stated(told, date.max)
    if then is None or now is None or then.value is None or now.value is None:
        return None
    spoken = language(state.lang)
    said = spoken.text(
        "Deaths in {month}: {then} as published {day}, {now} as published now.",
        month=spoken.month(EXAMPLE_PERIOD.start),
        then=spoken.number(then.value),
        day=spoken.day(EXAMPLE_DAY),
        now=spoken.number(now.value),
    )
    return Example(said, site.links.chart("trend", replace(usual, as_of=EXAMPLE_DAY)))
