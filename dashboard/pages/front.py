"""What the front page says beside the chart, computed from what is held."""

from collections.abc import Hashable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

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
    """What a release changed: a sentence, and its changes to the newest months in lines."""

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
    counts = rows["change"].value_counts()
    changed_rows = rows[rows["change"] == "changed"]
    said = spoken.text(
        "Against the monthly figures held before, the release of {day} has {new} new, {changed} changed, {first} held "
        "for the first time and {gone} withdrawn. The latest of the changed ones:",
        day=spoken.day(newest),
        new=int(counts.get("new", 0)),
        changed=int(counts.get("changed", 0)),
        first=int(counts.get("first held", 0)),
        gone=int(counts.get("withdrawn", 0)),
    )
    return Changed(said, tuple(_line(row, spoken) for row in changed_rows.tail(LINES).iloc[::-1].to_dict("records")))


def _line(row: "dict[Hashable, Any]", spoken: Language) -> str:
    before, after = (spoken.number(float(row[name])) for name in ("value_before", "value"))
    return spoken.text(
        "{month}: {before} (published {day}) → {after}",
        month=spoken.month(row["period_start"]),
        before=before,
        day=spoken.day(row["vintage_before"].date()),
        after=after,
    )


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
