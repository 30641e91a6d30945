"""Cases that were lost or counted twice, a month that is not complete, and months in each other's place are doubted."""

import random
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from etl import registry
from etl.core.model import Period
from etl.core.source import Document
from etl.ingest import pipeline
from etl.ingest.month_checks import find_month_warnings
from etl.store import table
from etl.store.files import Store

DAY = pd.Timestamp(2021, 1, 31)
MONTHS = [month.label for month in Period.range(Period.year(2017), Period.year(2020))]
STEADY = {label: 100.0 + 7 * (position % 5) for position, label in enumerate(MONTHS)}
CT = registry.source("us-ct-ocme")


def rows(values, place="CA-BC"):
    periods = [Period.parse(label) for label in values]
    return pd.DataFrame(
        {
            "source": "s",
            "measure": "deaths",
            "place": place,
            "group": "all",
            "period_start": pd.to_datetime([period.start for period in periods]),
            "period_end": pd.to_datetime([period.end for period in periods]),
            "value": pd.array(list(values.values()), dtype="Float64"),
        }
    )


def doubts(before, after):
    return find_month_warnings(rows(before), rows(after), DAY)


def test_months_as_they_were_and_an_ordinary_revision_are_not_doubted():
    assert doubts(STEADY, STEADY) == []
    assert doubts({}, STEADY) == []
    recent = STEADY | {label: STEADY[label] * 1.4 for label in MONTHS[-12:]}
    assert doubts(STEADY, recent) == []
    assert doubts(STEADY, {}) == []
    assert doubts(STEADY, {"2020-Q4": 5.0}) == []


def test_settled_months_that_fall_or_rise_together_are_doubted():
    for share, printed in ((0.98, "-2.0%"), (0.7, "-30.0%"), (1.1, "+10.0%"), (2.0, "+100.0%")):
        (doubt,) = doubts(STEADY, {label: value * share for label, value in STEADY.items()})
        assert doubt.startswith("deaths of CA-BC, all: ")
        assert f"in the 25 months that had settled two years before, where 2,850 were held ({printed}" in doubt
    for share in (0.985, 1.05):
        assert doubts(STEADY, {label: value * share for label, value in STEADY.items()}) == []


def test_settled_deaths_that_are_in_other_months_are_doubted():
    """As after a spreadsheet took the days of a date for its month."""
    for shift, is_doubted in ((4.0, True), (3.0, False)):
        signs = {label: shift if position % 2 else -shift for position, label in enumerate(MONTHS)}
        listed = doubts(STEADY, {label: value + signs[label] for label, value in STEADY.items()})
        assert ["Are days taken for months?" in doubt for doubt in listed] == [True] * is_doubted


def test_a_few_months_or_deaths_are_too_few_to_speak_of():
    few = {label: STEADY[label] * 0.9 for label in MONTHS[:11]}
    assert doubts(STEADY, few) == []
    small = dict.fromkeys(MONTHS, 2.0)
    assert doubts(small, dict.fromkeys(MONTHS, 1.0)) == []


def test_a_newest_month_below_half_of_the_one_before_is_doubted():
    low = STEADY | {"2020-12": 53.0}
    assert doubts({}, low) == [
        "deaths of CA-BC, all: 53 in 2020-12, the newest month, below half of the 107 of the month before"
    ]
    assert doubts({}, STEADY | {"2020-12": STEADY["2020-11"] / 2}) == []
    before = {label: STEADY[label] for label in MONTHS[:-1]}
    assert len(doubts(before, {"2020-12": 40.0})) == 1  # the month before may stand in what is held
    assert doubts({label: STEADY[label] for label in MONTHS[:-2]}, {"2020-12": 40.0}) == []  # or nowhere
    assert doubts({}, {"2020-11": 39.0, "2020-12": 4.0}) == []


def test_an_oldest_month_that_lost_deaths_is_doubted():
    """A file that begins with its newest case, and was cut, ends within a month."""
    cut = {label: STEADY[label] for label in MONTHS[20:]}
    assert doubts(STEADY, cut) == []
    (doubt,) = doubts(STEADY, cut | {MONTHS[20]: 0.74 * STEADY[MONTHS[20]]})
    assert doubt == "deaths of CA-BC, all: 74 in 2018-09, the oldest month, where 100 were held: is the file whole?"


def test_a_month_many_times_its_neighbours_is_doubted_also_at_the_threshold():
    peak = STEADY | {"2020-06": 5 * max(STEADY["2020-05"], STEADY["2020-07"])}
    (doubt,) = doubts({}, peak)
    assert doubt.endswith("in 2020-06, between 100 and 114 in the months beside it")
    assert doubts(peak, peak) == []  # held already, by somebody's decision
    assert doubts({}, STEADY | {"2020-06": 5 * STEADY["2020-05"] - 1}) == []


def test_months_in_each_other_s_place_are_doubted():
    first, second = "2019-04", "2019-05"
    (doubt,) = doubts(STEADY, STEADY | {first: STEADY[second], second: STEADY[first]})
    assert doubt == "deaths of CA-BC, all: 2019-04 and 2019-05 have each other's values, 121 and 114"
    few = {"2019-04": 0.0, "2019-05": 3.0}
    assert doubts(few, {"2019-04": 3.0, "2019-05": 0.0}) == []


@pytest.mark.parametrize(("step", "words"), [(1, "the month before"), (-1, "the month after")])
def test_a_series_put_a_month_off_is_doubted(step, words):
    varied = {label: 100.0 + position % 24 for position, label in enumerate(MONTHS[24:])}
    labels = list(varied)
    late = {label: varied[other] for label, other in zip(labels[1:-1], labels[1 - step :], strict=False)}
    (doubt,) = doubts(varied, late)
    assert doubt.endswith(f"have the value that was held for {words}")


@pytest.fixture(scope="module")
def cases(connecticut):
    """A case for each death that is held of Connecticut, without what a case is besides, and two years more."""
    ours = table.as_of(connecticut.table, date.max)
    counts = {row.period_start: int(row.value) for row in ours.itertuples()}
    draw = random.Random(5)
    newest = max(counts)
    counts |= {newest + pd.DateOffset(months=step): draw.randint(90, 125) for step in range(1, 25)}
    days = [f"{start:%m}/{draw.randint(1, 28):02}/{start:%Y}" for start in sorted(counts) for _ in range(counts[start])]
    return [f"{number},{day},Date of death,Hartford" for number, day in enumerate(days)]


def case_file(lines):
    return Document("cases.csv", "\n".join(["ID,Date,Date Type,Town", *lines, ""]).encode(), date(2026, 3, 1))


@pytest.fixture(scope="module")
def connecticut():
    """What is held of Connecticut, and nothing else."""
    snapshot = Store().load()
    parts = {"table": snapshot.table, "ledger": snapshot.ledger}
    return replace(
        snapshot, **{name: frame[frame["source"] == CT.id].reset_index(drop=True) for name, frame in parts.items()}
    )


DAMAGES = {
    "three of ten left out": lambda lines: random.Random(1).sample(lines, len(lines) * 7 // 10),
    "one of twenty left out": lambda lines: random.Random(2).sample(lines, len(lines) * 19 // 20),
    "doubled": lambda lines: [*lines, *(f"again-{line.replace('Hartford', 'Bristol')}" for line in lines)],
    "cut at half": lambda lines: lines[: len(lines) // 2],
    "cut at half, newest first": lambda lines: lines[::-1][: len(lines) // 2],
    "cut in the last month": lambda lines: lines[:-70],
}


def ingested(connecticut, document):
    parsed = [(pipeline.Provenance.from_document(document), CT.parse(document))]
    return pipeline.ingest(connecticut, CT, parsed, today=date(2026, 3, 2))[1]


def test_a_whole_file_of_cases_is_not_doubted(connecticut, cases):
    (taken,) = ingested(connecticut, case_file(cases))
    assert taken.warnings == ()


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_file_that_lost_or_doubled_cases_is_doubted(connecticut, cases, damage):
    (taken,) = ingested(connecticut, case_file(DAMAGES[damage](cases)))
    assert taken.warnings
