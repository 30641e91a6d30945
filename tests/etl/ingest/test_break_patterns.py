"""What the two patterns are on releases made up for it, and on every release of the data that ships."""

import pandas as pd
import pytest

from etl import registry
from etl.core.columns import DATE_DTYPE
from etl.core.model import Period, RestatedSpan
from etl.ingest import break_patterns
from etl.ingest.break_patterns import beside
from etl.store import ledger, table
from etl.store.files import Store

ANSWER = "; answer with a note of kind break in data/notes.csv if what is counted changed"
LONG_AGO = pd.Timestamp(2022, 3, 31)
NO_SPANS = ledger.restated_spans(ledger.empty())
YEAR = {f"2020-{month:02}": 100.0 + month for month in range(1, 13)}
QUARTERS = {f"2020-Q{quarter}": 100.0 + quarter for quarter in range(1, 5)}
SUMS = {Period.year(2019).shift(months).label: 900.0 for months in range(13)}


def values_of(figures, place="CA-BC", vintage=LONG_AGO, measure="deaths", group="all"):
    """Rows of ``{"2020-01": value}``, as published on a day."""
    periods = [Period.parse(label) for label in figures]
    rows = pd.DataFrame(
        {
            "source": "s",
            "measure": measure,
            "place": place,
            "group": group,
            "period_start": pd.Series([pd.Timestamp(period.start) for period in periods], dtype=DATE_DTYPE),
            "period_end": pd.Series([pd.Timestamp(period.end) for period in periods], dtype=DATE_DTYPE),
            "value": pd.array(list(figures.values()), dtype="Float64"),
            "vintage": vintage,
        }
    )
    return rows.astype({"vintage": DATE_DTYPE})


def scaled(figures, factor):
    return {label: value * factor for label, value in figures.items()}


def runs(before, after, spans=NO_SPANS, vintage=LONG_AGO):
    rows = values_of(after).drop(columns="vintage")
    both = beside(rows, values_of(before, vintage=vintage))
    return list(break_patterns.run_warnings(both, spans))


@pytest.mark.parametrize(
    ("figures", "periods"),
    [
        (YEAR, "the 12 values of 2020-01 to 2020-12"),
        (QUARTERS, "the 4 values of 2020-Q1 to 2020-Q4"),
        (SUMS, "the 13 values of 2019 to 2020"),
    ],
    ids=["months", "quarters", "sums of twelve months"],
)
def test_settled_values_that_cover_a_year_and_all_move_one_way_are_a_run(figures, periods):
    (rise,) = runs(figures, scaled(figures, 1.2))
    assert rise.startswith(f"deaths of CA-BC, all: {periods} had settled and all rise, by 20% at the median (from a ")
    assert rise.endswith(ANSWER)
    (fall,) = runs(figures, scaled(figures, 0.8))
    assert f"{periods} had settled and all fall, by 20% at the median" in fall
    shorter = dict(list(figures.items())[1:])
    assert runs(shorter, scaled(shorter, 1.2)) == []


def test_a_run_names_the_medians():
    (warning,) = runs(QUARTERS, scaled(QUARTERS, 2.0))
    assert "by 100% at the median (from a median of 102.5 to 205); answer" in warning


def test_a_run_has_no_gap_no_small_move_and_one_direction():
    by_a_fifth = scaled(YEAR, 1.2)
    for other in (106.0, 106.0 * 1.04, 106.0 * 0.8):
        assert runs(YEAR, by_a_fifth | {"2020-06": other}) == []
    gap = {label: value for label, value in by_a_fifth.items() if label != "2020-06"}
    assert runs(YEAR, gap) == []
    assert runs(YEAR, scaled(YEAR, 1.09)) == []  # as Manitoba's and Saskatchewan's did
    assert len(runs(YEAR, scaled(YEAR, 1.11))) == 1


def test_runs_are_of_one_place_and_one_length_of_period():
    half_years = [dict(list(YEAR.items())[:6]), dict(list(YEAR.items())[6:])]
    before = pd.concat([values_of(half_years[0], "CA-AB"), values_of(half_years[1], "CA-BC")])
    after = before.assign(value=before["value"] * 1.2).drop(columns="vintage")
    assert list(break_patterns.run_warnings(beside(after, before), NO_SPANS)) == []
    years = {"2018": 900.0, "2019": 900.0, "2020": 900.0}
    assert runs(years, scaled(years, 1.2)) == []  # a year is one value, and no run


def test_small_values_are_no_run():
    few = dict.fromkeys(YEAR, 16.0)
    assert runs(few, scaled(few, 1.5)) == []
    enough = dict.fromkeys(YEAR, 20.0)
    assert len(runs(enough, scaled(enough, 1.5))) == 1


def test_values_that_were_fresh_when_they_were_last_stated_have_only_grown():
    assert len(runs(YEAR, scaled(YEAR, 1.2), vintage=pd.Timestamp(2021, 12, 31))) == 1
    assert runs(YEAR, scaled(YEAR, 1.2), vintage=pd.Timestamp(2021, 12, 30)) == []


def test_a_value_restated_without_a_change_has_settled_too():
    fresh = pd.Timestamp(2021, 2, 1)
    span = RestatedSpan("deaths", Period.year(2020))
    columns = {"source": "s", "release": "r", "edition": 1, "span": [span]}
    early = pd.DataFrame(columns | {"vintage": pd.Timestamp(2021, 12, 1)})
    late = pd.DataFrame(columns | {"vintage": pd.Timestamp(2022, 1, 15)})
    assert runs(YEAR, scaled(YEAR, 1.2), early, fresh) == []
    assert len(runs(YEAR, scaled(YEAR, 1.2), late, fresh)) == 1
    elsewhere = late.assign(span=[RestatedSpan("deaths", Period.year(2020), "CA-AB")])
    assert runs(YEAR, scaled(YEAR, 1.2), elsewhere, fresh) == []


NOTHING = values_of({})
LOW = dict.fromkeys(("2023-Q1", "2023-Q2", "2023-Q3", "2023-Q4"), 80.0)
HIGH = dict.fromkeys(("2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4"), 160.0)


def steps(*after, before=NOTHING):
    return list(break_patterns.step_warnings(before, pd.concat(after).drop(columns="vintage")))


def test_a_place_whose_values_leap_where_a_year_begins_has_a_step():
    words = "a step at 2024-Q1, in no other place, from a median of 80 in 2023 to 160 in 2024"
    assert steps(values_of(LOW | HIGH)) == [f"deaths of CA-BC, all: {words}{ANSWER}"]
    (fall,) = steps(values_of(dict(zip([*LOW, *HIGH], [*HIGH.values(), *LOW.values()], strict=True))))
    assert "a step at 2024-Q1, in no other place, from a median of 160 in 2023 to 80 in 2024" in fall
    months = {f"{year}-{month:02}": 40.0 * (year - 2022) for year in (2023, 2024) for month in range(1, 13)}
    (warning,) = steps(values_of(months))
    assert "a step at 2024-01, in no other place, from a median of 40 in 2023 to 80 in 2024" in warning


def test_a_step_in_many_places_is_not_doubted():
    both = [values_of(LOW | HIGH, "CA-BC"), values_of(LOW | HIGH, "CA-QC")]
    assert steps(*both) == []
    assert len(steps(both[0], values_of(dict.fromkeys(LOW | HIGH, 80.0), "CA-QC"))) == 1
    falls = values_of(dict(zip([*LOW, *HIGH], [*HIGH.values(), *LOW.values()], strict=True)), "CA-QC")
    assert len(steps(both[0], falls)) == 2  # the other way is another step
    assert len(steps(both[0], values_of(LOW | HIGH, "CA-QC", group="sex:male"))) == 2


def test_a_step_that_stood_before_is_no_news():
    assert steps(values_of(LOW | HIGH), before=values_of(LOW | HIGH)) == []
    assert steps(values_of(LOW | scaled(HIGH, 1.1)), before=values_of(LOW | HIGH)) == []
    assert len(steps(values_of(LOW | HIGH), before=values_of(LOW | scaled(HIGH, 0.5)))) == 1
    assert steps(values_of(LOW), before=values_of(LOW | HIGH)) == []


def test_the_leap_is_at_the_boundary_and_the_years_stand_apart():
    slow = LOW | {"2023-Q4": 101.0} | HIGH
    assert steps(values_of(slow)) == []  # from 101 to 160 is less than 1.6
    assert steps(values_of(LOW | HIGH | {"2024-Q3": 87.0})) == []
    assert len(steps(values_of(LOW | HIGH | {"2024-Q3": 89.0}))) == 1
    assert steps(values_of(LOW | scaled(HIGH, 0.8))) == []  # 1.6 exactly
    middle = dict.fromkeys(("2023-Q3", "2023-Q4", "2024-Q1", "2024-Q2"), 80.0)
    assert steps(values_of(middle | {"2024-Q3": 160.0, "2024-Q4": 160.0})) == []


def test_small_values_and_too_few_of_a_year_are_no_step():
    assert steps(values_of(scaled(LOW | HIGH, 0.1))) == []
    assert len(steps(values_of(scaled(LOW | HIGH, 0.125)))) == 1
    three = {label: value for label, value in HIGH.items() if label != "2024-Q4"}
    assert len(steps(values_of(LOW | three))) == 1
    two = {label: value for label, value in three.items() if label != "2024-Q3"}
    assert steps(values_of(LOW | two)) == []
    assert steps(values_of({label: value for label, value in LOW.items() if label != "2023-Q4"} | HIGH)) == []
    assert steps(values_of(LOW | {label: value for label, value in HIGH.items() if label != "2024-Q1"})) == []


NAMES = {
    "opioid": "apparent-opioid-deaths-quarter",
    "stimulant": "apparent-stimulant-deaths-quarter",
    "month": "overdose-deaths-month-mcd",
}
RUNS = [
    ("2022-12-31", "opioid", "CA-BC", "4 values of 2018-Q1 to 2018-Q4 had settled and all fall, by 14% "),
    ("2022-12-31", "opioid", "CA-QC", "6 values of 2019-Q1 to 2020-Q2 had settled and all fall, by 52% "),
    ("2022-12-31", "stimulant", "CA-BC", "9 values of 2018-Q2 to 2020-Q2 had settled and all rise, by 67% "),
    ("2023-06-26", "stimulant", "CA-BC", "7 values of 2020-Q2 to 2021-Q4 had settled and all rise, by 33% "),
    ("2025-12-11", "opioid", "CA-BC", "13 values of 2019-Q1 to 2022-Q1 had settled and all fall, by 18% "),
    ("2025-12-11", "opioid", "CA-QC", "5 values of 2021-Q1 to 2022-Q1 had settled and all fall, by 32% "),
    ("2025-12-11", "stimulant", "CA-BC", "8 values of 2020-Q2 to 2022-Q1 had settled and all rise, by 72% "),
]
STEPS = [
    ("2021-03-24", "opioid", "CA-MB", "2019-Q1, in no other place, from a median of 22.5 in 2018 to 10 in 2019"),
    ("2021-03-24", "opioid", "CA-QC", "2019-Q1, in no other place, from a median of 52 in 2018 to 106 in 2019"),
    ("2021-09-17", "month", "US-CA", "2002-01, in no other place, from a median of 128.5 in 2001 to 300.5 in 2002"),
    # New Jersey of 2009 has 284 deaths, 742 the year before: its publisher knows the year to be short of pending cases.
    ("2021-09-17", "month", "US-NJ", "2010-01, in no other place, from a median of 24.5 in 2009 to 76.5 in 2010"),
    ("2021-09-17", "month", "US-NY", "2006-01, in no other place, from a median of 82 in 2005 to 152 in 2006"),
    ("2022-12-31", "stimulant", "CA-BC", "2019-Q1, in no other place, from a median of 264 in 2018 to 118 in 2019"),
    ("2023-06-26", "stimulant", "CA-BC", "2022-Q1, in no other place, from a median of 167.5 in 2021 to 38 in 2022"),
    ("2025-12-11", "opioid", "CA-QC", "2024-Q1, in no other place, from a median of 78 in 2023 to 160 in 2024"),
]


@pytest.fixture(scope="module")
def snapshot():
    return Store().load()


def counts_as_of(rows, source_id, day):
    """What a source's rows say as of a day, where it counts and has a value."""
    seen = table.as_of(rows, day.date())
    return seen[seen["measure"].isin(registry.source(source_id).count_measure_ids) & seen["value"].notna()]


def replayed(snapshot, source_id, day):
    """What was held of a source before a day, what its releases of that day state, and what was restated until then."""
    rows = snapshot.table[snapshot.table["source"] == source_id]
    spans = ledger.restated_spans(snapshot.ledger[snapshot.ledger["source"] == source_id])
    after = counts_as_of(rows, source_id, day)
    restated = table.rows_in_spans(after, spans.loc[spans["vintage"] == day, "span"])
    release_rows = after[restated | (after["vintage"] == day)].drop(columns="vintage")
    return counts_as_of(rows[rows["vintage"] < day], source_id, day), release_rows, spans[spans["vintage"] < day]


@pytest.mark.slow
def test_every_release_that_ships_is_doubted_where_its_counting_changed_and_nowhere_else(snapshot):
    """Among what is not doubted: the rise of April 2020 in many places, the fall of 2025 in Ontario and Manitoba."""
    runs_seen, steps_seen = [], []
    for source_id, day in snapshot.ledger[["source", "vintage"]].drop_duplicates().itertuples(index=False):
        before, release_rows, spans = replayed(snapshot, source_id, day)
        runs_seen += [f"{day:%F} {text}" for text in break_patterns.run_warnings(beside(release_rows, before), spans)]
        steps_seen += [f"{day:%F} {text}" for text in break_patterns.step_warnings(before, release_rows)]
    expected = [f"{day} {NAMES[name]} of {place}, all: the {words}" for day, name, place, words in RUNS]
    assert [text[: len(words)] for text, words in zip(sorted(runs_seen), expected, strict=True)] == expected
    expected = [f"{day} {NAMES[name]} of {place}, all: a step at {words}{ANSWER}" for day, name, place, words in STEPS]
    assert sorted(steps_seen) == expected


def test_the_fall_of_2025_is_looked_at_and_not_doubted(snapshot):
    _, release_rows, _ = replayed(snapshot, "ca-phac", pd.Timestamp(2026, 3, 31))
    rows = release_rows[release_rows["measure"] == NAMES["opioid"]]
    value = rows.set_index(["place", "period_start"])["value"]
    for place in ("CA-ON", "CA-MB"):
        last, first = value[place, pd.Timestamp(2024, 10, 1)], value[place, pd.Timestamp(2025, 1, 1)]
        assert first < 0.9 * last
        assert (place, pd.Timestamp(2025, 7, 1)) in value.index
    steps_seen = break_patterns.find_steps(release_rows)
    assert 2025 not in set(steps_seen["year"])


def test_the_rise_of_april_2020_is_held_and_not_doubted(snapshot):
    before, release_rows, spans = replayed(snapshot, "us-cdc-wonder", pd.Timestamp(2025, 4, 21))
    month = release_rows.set_index(["place", "period_start"])["value"].astype("float64")
    rise = month[:, pd.Timestamp(2020, 4, 1)] / month[:, pd.Timestamp(2020, 3, 1)]
    assert (rise > 1.2).sum() > 5
    assert 2020 not in set(break_patterns.find_steps(release_rows)["year"])
    assert not list(break_patterns.run_warnings(beside(release_rows, before), spans))
