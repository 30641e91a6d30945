"""Quotations and holdings made by hand for the tests of the judge, and what is shipped."""

from datetime import date
from functools import cache

import pandas as pd

from etl.claims.holdings import Holdings
from etl.claims.judge import judge
from etl.core.columns import COLUMNS, DTYPES
from etl.core.model import Period, VintageBasis
from etl.core.quotation import Comparator, Quotation, QuoteKind
from etl.reference.claim_rows import Claim
from etl.registry import source_of
from etl.store import ledger, table
from etl.store.files import Store
from etl.store.series_index import SeriesIndex

MONTH, YEAR, YEAR_TO_DATE = "unregulated-deaths-month", "unregulated-deaths-year", "unregulated-deaths-ytd"


def quote(period, value, kind="value", *, place="CA-BC", comparator="", base=None, words=(), **more):
    """A quotation: ``quote("2020-07", 175)``."""
    return Quotation(
        QuoteKind(kind),
        place,
        Period.parse(period),
        value,
        comparator=Comparator(comparator),
        base_period=Period.parse(base) if base else None,
        class_words=frozenset(words),
        **more,
    )


def claim(period, value, kind="value", **more):
    """A claim of a file, its note empty."""
    quotation = quote(period, value, kind, **more)
    return Claim(quotation, "", "high", quotation.period)


def figure(period, vintage, value, measure=MONTH, place="CA-BC", basis=VintageBasis.PRESS):
    """One figure of a release: ``figure("2020-07", "2020-08-25", 175)``."""
    return Period.parse(period), date.fromisoformat(vintage), value, measure, place, basis


def holdings(*figures, whole=(), now=date.max, notes=()):
    """Holdings of these figures; the days in ``whole`` are of releases that restate every month of 2012 to 2030."""
    rows, releases = [], {}
    for period, vintage, value, measure, place, basis in figures:
        source = source_of(measure).id
        release = f"{source}:{vintage}"
        rows.append(
            {
                "source": source,
                "measure": measure,
                "place": place,
                "group": "all",
                "period_start": pd.Timestamp(period.start),
                "period_end": pd.Timestamp(period.end),
                "vintage": pd.Timestamp(vintage),
                "value": value,
                "status": "provisional" if value is not None else "suppressed",
                "release": release,
                "edition": 1,
            }
        )
        span = f"{measure} {place} all 2012-01/2030-12" if vintage.isoformat() in whole else ""
        releases[release] = {"id": release, "source": source, "vintage": vintage, "known": basis, "restates": span}
    over = table.validate(pd.DataFrame(rows, columns=COLUMNS).astype(DTYPES))
    blank = {name: 0 if dtype == "int64" else "" for name, dtype in ledger.DTYPES.items()} | {"learned_on": pd.NaT}
    entries = [blank | {"edition": 1} | row | {"known": row["known"].value} for row in releases.values()]
    listed = pd.DataFrame(entries, columns=ledger.COLUMNS).astype(ledger.DTYPES).sort_values("vintage")
    index = SeriesIndex(over, ledger.restated_spans(listed))
    return Holdings(index, listed, shipped_snapshot().populations.iloc[:0], notes, now=now)


@cache
def shipped_snapshot():
    """What is shipped, read once."""
    return Store().load()


@cache
def shipped():
    """The holdings that are shipped."""
    return Holdings.of_snapshot(shipped_snapshot())


def judged(quotation, written, over=None):
    """Judge a quotation in a text of a day, by what is shipped unless other holdings are given."""
    return judge(quotation, date.fromisoformat(written), over or shipped())


def summary(judgement):
    """The status, and the figures then and now."""
    return (
        str(judgement.status),
        judgement.then and round(judgement.then.value, 1),
        judgement.now and round(judgement.now.value, 1),
    )
