"""Views that sentences are written about, shipped and made by hand, and a way to see their no-break spaces."""

from dataclasses import replace
from datetime import timedelta

from dashboard.i18n import get_locale
from dashboard.text import caveats, summaries
from etl.store.revisions import RevisionStats
from tests.dashboard import made
from tests.dashboard.made import figure

ENGLISH, FRENCH = get_locale("en"), get_locale("fr")
CHOSEN = {
    "now": {},
    "2020-08-25": {"as_of": "2020-08-25"},
    "between releases": {"as_of": "2020-09-21"},
    "rate": {"unit": "rate"},
    "rate, 2020-08-25": {"unit": "rate", "as_of": "2020-08-25"},
    "12 months": {"window": 12},
    "12 months, 2020-08-25": {"window": 12, "as_of": "2020-08-25"},
    "few": {"as_of": "2017-01-31"},
    "before": {"as_of": "2010-01-01"},
    "years": {"measure": "unregulated-deaths-year"},
    "to date": {"measure": "unregulated-deaths-ytd"},
}
"""What is chosen of what is shipped, by a name for it."""
UNKNOWN = RevisionStats(timedelta(0), timedelta(days=60), ())
WONDER = {"source": "us-cdc-wonder", "measure": "overdose-deaths-month-ucd"}
QUARTER, TWELVE_MONTHS = "apparent-opioid-deaths-quarter", "overdose-deaths-12m-reported"
SPANS = "sf-overdose-deaths-range"


def spaced(text):
    """What was said, with ``~`` for a no-break space."""
    return text.replace("\u00a0", "~")


def alt(shown, locale):
    return summaries.alt_text(shown, locale, caveats.all_caveats([shown], locale))


def fresh(measure, *periods):
    """A view whose figures are all preliminary."""
    shown = made.view(made.site([figure(period, "2026-03-31", 12, measure=measure) for period in periods]))
    return replace(shown, observations=tuple(replace(point, preliminary=UNKNOWN) for point in shown.observations))


def marked(*statuses):
    """A site over months of 2020 with these statuses: a figure of 3 where the status goes with one."""
    months = enumerate(statuses, start=1)
    return made.site(
        figure(f"2020-{month:02}", "2023-01-01", 3 if status.has_value else None, status=str(status))
        for month, status in months
    )


def months(*values, place="US-VT", vintage="2023-06-01", start=2020, **stated):
    """Months of a place from January: numbers, or None for one that its publisher does not give."""
    for at, value in enumerate(values):
        period = f"{start + at // 12}-{at % 12 + 1:02}"
        yield figure(period, vintage, value, place=place, **(WONDER | stated))


def beside(figures, *places, populations=(), **chosen):
    """The views of a comparison of months."""
    measure = {"measure": WONDER["measure"], "unit": "count", "window": 1}
    return made.chart(made.site(figures, populations), "compare", *places, **(measure | chosen)).views
