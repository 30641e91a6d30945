"""The table answers ``as_of`` for every release it was ever told, in whatever order it was told."""

from datetime import date, timedelta
from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl import table
from etl.model import Known, Period, Release, Span

MEASURE = "deaths-month"
FIRST_DAY = date(2020, 1, 1)
MONTHS = [Period.month(2019, month) for month in range(1, 7)]
VALUES = st.one_of(st.none(), st.integers(0, 4).map(float))  # None: suppressed. Few values, so that many repeat.


def rows(stated):
    """``{month index: value or None}`` as the rows of a release."""
    return pd.DataFrame(
        {
            "measure": pd.Series([MEASURE for _ in stated], dtype="str"),
            "place": pd.Series(["CA-BC" for _ in stated], dtype="str"),
            "group": pd.Series(["all" for _ in stated], dtype="str"),
            "period_start": pd.Series([pd.Timestamp(MONTHS[i].start) for i in stated], dtype=table.DATE),
            "period_end": pd.Series([pd.Timestamp(MONTHS[i].end) for i in stated], dtype=table.DATE),
            "value": pd.Series(list(stated.values()), dtype="Float64"),
            "status": pd.Series(["suppressed" if v is None else "final" for v in stated.values()], dtype="str"),
        }
    )


def release(day, stated, span=None):
    restates = (Span(MEASURE, Period(MONTHS[span[0]].start, MONTHS[span[1]].end)),) if span else ()
    return Release(
        source="s", vintage=day, known=Known.PUBLISHER, title="t", url="u", rows=rows(stated), restates=restates
    )


class Archive:
    """Learns releases one at a time, each as one edition."""

    def __init__(self):
        self.table = table.empty()
        self.spans = pd.DataFrame({"release": [], "vintage": pd.Series(dtype=table.DATE), "span": []})
        self.edition = 0

    def learn(self, item):
        self.edition += 1
        name = f"r{self.edition}"
        added = table.learn(self.table, self.spans, item, release_id=name, edition=self.edition)
        self.table = table.merge(self.table, added)
        vintage = pd.Timestamp(item.vintage)
        told = pd.DataFrame([{"release": name, "vintage": vintage, "span": span} for span in item.restates])
        self.spans = pd.concat([self.spans, told], ignore_index=True) if len(told) else self.spans


@st.composite
def histories(draw):
    """Releases with distinct days, some whole over a span, some partial, in the order in which they are learned."""
    items = []
    for step in range(draw(st.integers(1, 7))):
        stated = draw(st.dictionaries(st.integers(0, len(MONTHS) - 1), VALUES, max_size=len(MONTHS)))
        span = None
        if draw(st.booleans()):
            span = sorted((draw(st.integers(0, len(MONTHS) - 1)), draw(st.integers(0, len(MONTHS) - 1))))
        items.append(release(FIRST_DAY + timedelta(days=step), stated, span))
    return draw(st.permutations(items))


def reads(frame):
    """``{period start: value, or the word for its absence}``."""
    return {
        row.period_start: row.status if pd.isna(row.value) else float(row.value)
        for row in frame.itertuples(index=False)
    }


@settings(max_examples=100, deadline=None)
@given(histories())
def test_as_of_reproduces_every_release_in_whatever_order_they_were_learned(history):
    archive = Archive()
    for item in history:
        archive.learn(item)
    for item in history:
        seen = reads(table.as_of(archive.table, item.vintage))
        stated = reads(item.rows)
        assert {key: seen.get(key) for key in stated} == stated
        for span in item.restates:
            inside = {key for key in seen if span.period.start <= key.date() <= span.period.end}
            assert {key for key in inside if seen[key] != "withdrawn"} <= set(stated)


@settings(max_examples=50, deadline=None)
@given(histories())
def test_an_answer_for_a_day_and_an_edition_never_changes(history):
    archive, answers = Archive(), {}
    days = [FIRST_DAY + timedelta(days=step) for step in range(-1, len(history) + 1)]
    for item in history:
        archive.learn(item)
        answers |= {(day, archive.edition): table.as_of(archive.table, day, archive.edition).to_csv() for day in days}
    for (day, edition), answer in answers.items():
        assert table.as_of(archive.table, day, edition).to_csv() == answer


@settings(max_examples=40, deadline=None)
@given(histories())
def test_changes_lead_from_one_day_to_the_next(history):
    archive = Archive()
    for item in history:
        archive.learn(item)
    days = [FIRST_DAY + timedelta(days=step) for step in range(-1, len(history) + 1)]
    for earlier, later in pairwise(days):
        walked = reads(table.as_of(archive.table, earlier)) | reads(table.changes(archive.table, earlier, later))
        assert walked == reads(table.as_of(archive.table, later))


def test_leaving_out_unchanged_rows_is_never_visible():
    archive = Archive()
    archive.learn(release(date(2020, 1, 1), {0: 180.0}, span=(0, 0)))
    archive.learn(release(date(2020, 3, 1), {0: 180.0}, span=(0, 0)))
    assert len(archive.table) == 1
    archive.learn(release(date(2020, 2, 1), {0: 179.0}, span=(0, 0)))
    by_day = [reads(table.as_of(archive.table, date(2020, month, 1)))[pd.Timestamp(2019, 1, 1)] for month in (1, 2, 3)]
    assert by_day == [180.0, 179.0, 180.0]
    assert list(table.as_of(archive.table, date(2020, 3, 1))["release"]) == ["r2"]
    assert list(table.as_of(archive.table, date(2020, 3, 1), edition=2)["vintage"]) == [pd.Timestamp(2020, 1, 1)]


def test_an_absence_is_a_fact_only_inside_the_span_restated():
    archive = Archive()
    archive.learn(release(date(2020, 1, 1), {0: 5.0, 1: 6.0, 2: 7.0}))
    archive.learn(release(date(2020, 2, 1), {1: 6.0}, span=(1, 2)))
    seen = reads(table.as_of(archive.table, date(2020, 2, 1)))
    assert list(seen.values()) == [5.0, 6.0, "withdrawn"]


def test_a_correction_of_a_transcription_keeps_its_vintage_and_is_a_new_edition():
    archive = Archive()
    archive.learn(release(date(2020, 1, 1), {0: 157.0}))
    archive.learn(release(date(2020, 1, 1), {0: 175.0}))
    assert list(table.as_of(archive.table, date(2020, 1, 1))["value"]) == [175.0]
    assert list(table.as_of(archive.table, date(2020, 1, 1), edition=1)["value"]) == [157.0]


def stored():
    archive = Archive()
    archive.learn(release(date(2020, 1, 1), {0: 5.0, 1: None, 2: 7.0}))
    return archive.table


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda t: t.drop(columns="vintage"), "columns missing: vintage"),
        (lambda t: t.assign(note="x"), "columns not known: note"),
        (lambda t: t.assign(place=[None, "CA-BC", "CA-BC"]), "place is empty in 1 rows"),
        (lambda t: pd.concat([t, t.head(1)]), "repeated key: s deaths-month CA-BC all 2019-01-01"),
        (lambda t: t.assign(status="fine"), "unknown status 'fine'"),
        (lambda t: t.assign(status="final"), "status final without a value"),
        (lambda t: t.assign(status="suppressed"), "status suppressed with a value"),
        (lambda t: t.assign(value=-t["value"]), "negative value -5"),
        (lambda t: t.assign(period_end=pd.Timestamp(2018, 1, 31)), "period ends before it starts"),
        (lambda t: t.assign(value="many"), "a column holds what it may not"),
    ],
)
def test_conform_says_what_is_wrong(spoil, said):
    with pytest.raises(table.NotConforming) as refusal:
        table.conform(spoil(stored()))
    assert said in str(refusal.value)


def test_conform_lists_every_breach_at_once():
    spoiled = stored().assign(status=["fine", "suppressed", "suppressed"], value=[-1.0, None, 7.0])
    with pytest.raises(table.NotConforming) as refusal:
        table.conform(spoiled)
    assert len(refusal.value.problems) == 3


def test_conform_sorts_and_keeps_every_row():
    shuffled = stored().sample(frac=1, random_state=1)
    pd.testing.assert_frame_equal(table.conform(shuffled), stored())
