"""Random histories of one source: releases, some whole over spans, some partial, learned in any order."""

from dataclasses import replace
from datetime import date, timedelta

import pandas as pd
from hypothesis import strategies as st

from etl.core.columns import DATE_DTYPE
from etl.core.model import Period, Release, RestatedSpan, VintageBasis
from etl.store import corrections, ledger, table
from etl.store.void_rows import log_of_edition

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
    """Learns releases one at a time, each as one edition, and takes them back."""

    def __init__(self):
        self.table = table.empty()
        self.ledger = ledger.empty()
        self.edition = 0

    @property
    def log(self):
        """What stands."""
        return log_of_edition(self.table)

    @property
    def releases(self):
        """The lines of the releases that stand."""
        return ledger.releases_of_edition(self.ledger)

    @property
    def spans(self):
        """What all of them restate."""
        return ledger.restated_spans(self.ledger)

    def learn(self, item):
        self.edition += 1
        self._take(item)

    def void(self, name):
        self.edition += 1
        self._take_back(name)

    def redate(self, name, day):
        self.edition += 1
        item = corrections.read_release(self.log, self.releases, name)
        self._take(replace(item, vintage=day))
        self._take_back(name)

    def _take(self, item):
        name, spans = f"r{self.edition}", ledger.restated_spans(self.releases)
        self._append(table.rows_added_by(self.log, spans, item, release_id=name, edition=self.edition))
        self._note(ledger.release_columns(item), name)

    def _take_back(self, name):
        self._append(corrections.rows_voiding(self.table, self.releases, name, edition=self.edition))
        (line,) = self.releases[self.releases["id"] == name].to_dict("records")
        self._note(line | {"known": ledger.VOID, "restates": ""}, f"{name}{ledger.VOID_ENDING}")

    def _append(self, added):
        self.table = table.append_rows(self.table, added)

    def _note(self, columns, name):
        rest = {"document": "", "sha256": "", "bytes": 0, "learned_on": FIRST_DAY}
        self.ledger = ledger.append(self.ledger, rest | columns | {"id": name, "edition": self.edition})


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


def elsewhere(log):
    """The same rows of another place and group, so that a table holds several series."""
    return log.assign(place="CA-AB"), log.assign(group="sex:male")
