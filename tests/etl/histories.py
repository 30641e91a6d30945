"""Random histories of one source: releases, some whole over spans, some partial, learned in any order."""

from datetime import date, timedelta

import pandas as pd
from hypothesis import strategies as st

from etl.core.columns import DATE_DTYPE
from etl.core.model import Period, Release, RestatedSpan, VintageBasis
from etl.store import ledger, table

MEASURE, OTHER = "deaths-month", "visits-month"
FIRST_DAY = date(2020, 1, 1)
MONTHS = [Period.month(2019, month) for month in range(1, 7)]
VALUES = st.one_of(st.none(), st.integers(0, 4).map(float))  # None: suppressed. Few values, so that many repeat.


def rows(values, measure=MEASURE):
    """``{month index: value or None}`` as the rows of a release."""
    return pd.DataFrame(
        {
            "measure": pd.Series([measure for _ in values], dtype="str"),
            "place": pd.Series(["CA-BC" for _ in values], dtype="str"),
            "group": pd.Series(["all" for _ in values], dtype="str"),
            "period_start": pd.Series([pd.Timestamp(MONTHS[i].start) for i in values], dtype=DATE_DTYPE),
            "period_end": pd.Series([pd.Timestamp(MONTHS[i].end) for i in values], dtype=DATE_DTYPE),
            "value": pd.Series(list(values.values()), dtype="Float64"),
            "status": pd.Series(["suppressed" if v is None else "final" for v in values.values()], dtype="str"),
        }
    )


def span(first, last, **where):
    """What a release restates: from one month of ``MONTHS`` to another."""
    return RestatedSpan(where.pop("measure", MEASURE), Period(MONTHS[first].start, MONTHS[last].end), **where)


def release(day, values, restates=(), other=None):
    """What was published on ``day``: the months of one measure, and perhaps those of another."""
    both = pd.concat([rows(values), rows(other or {}, OTHER)], ignore_index=True)
    return Release(
        source="s",
        vintage=day,
        vintage_basis=VintageBasis.PUBLISHER,
        title="t",
        url="u",
        rows=both,
        restates=tuple(restates),
    )


class Archive:
    """Learns releases one at a time, each as one edition."""

    def __init__(self):
        self.table = table.empty()
        self.spans = ledger.restated_spans(ledger.empty())
        self.edition = 0

    def learn(self, item):
        self.edition += 1
        name = f"r{self.edition}"
        added = table.rows_added_by(self.table, self.spans, item, release_id=name, edition=self.edition)
        self.table = table.append_rows(self.table, added)
        vintage = pd.Timestamp(item.vintage)
        restated = [
            {"source": item.source, "release": name, "vintage": vintage, "edition": self.edition, "span": span}
            for span in item.restates
        ]
        self.spans = pd.concat([self.spans, pd.DataFrame(restated)], ignore_index=True) if restated else self.spans


def learned(history):
    """The archive after learning all of a history."""
    archive = Archive()
    for item in history:
        archive.learn(item)
    return archive


def days(history):
    """Every day from before the first release to after the last."""
    return [FIRST_DAY + timedelta(days=step) for step in range(-1, len(history) + 1)]


def reads(frame):
    """``{(measure, period start): value, or the word for its absence}``."""
    return {
        (row.measure, row.period_start.date()): row.status if pd.isna(row.value) else float(row.value)
        for row in frame.itertuples(index=False)
    }


def statements():
    return st.dictionaries(st.integers(0, len(MONTHS) - 1), VALUES, max_size=len(MONTHS))


@st.composite
def spans(draw):
    ends = sorted((draw(st.integers(0, len(MONTHS) - 1)), draw(st.integers(0, len(MONTHS) - 1))))
    return span(*ends, measure=draw(st.sampled_from([MEASURE, OTHER])), place=draw(st.sampled_from(["*", "CA-BC"])))


@st.composite
def histories(draw, same_day=False, max_size=6):
    """Releases in the order in which they are learned; their days are distinct unless ``same_day``."""
    items = []
    for step in range(draw(st.integers(1, max_size))):
        day = FIRST_DAY + timedelta(days=draw(st.integers(0, 2)) if same_day else step)
        restates = draw(st.lists(spans(), max_size=2))
        items.append(release(day, draw(statements()), restates, draw(st.just({}) | statements())))
    return draw(st.permutations(items))
