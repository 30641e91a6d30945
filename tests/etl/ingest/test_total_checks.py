"""A total below the sum of its own parts is doubted; parts that are missing, withheld or old never make it so."""

from datetime import date

import pandas as pd
import pytest

from etl import registry
from etl.core.columns import COLUMNS, DTYPES, RELEASE_ROW_COLUMNS
from etl.core.model import Period, Release, RestatedSpan, VintageBasis
from etl.ingest import pipeline
from etl.ingest.pipeline import NeedsReview
from etl.ingest.total_checks import find_total_warnings
from etl.sources.ca_bc_coroners import SOURCE
from etl.store import ledger, table
from etl.store.files import Store
from etl.store.summary import measure_families
from tests.etl.stores import TODAY, add, line, typed

SF = registry.source("us-ca-sf-ocme")
DAY = date(2023, 8, 15)
MONTH, TO_DATE, SPAN, YEAR = (f"sf-overdose-deaths-{kind}" for kind in ("month", "ytd", "range", "year"))
TOTAL = (TO_DATE, "2023-01/2023-07")
DOUBT = f"{TO_DATE} of US-CA-SF, all, for 2023-01/2023-07: 453, where its own parts add up to 471"
LATELY = [(TO_DATE, "2023-01/2023-05", 346, "2023-06-15")]
NEW = [(MONTH, "2023-06", 54), (MONTH, "2023-07", 71)]


def frame(rows, columns):
    return pd.DataFrame(rows, columns=columns).astype({name: DTYPES[name] for name in columns})


def row(measure, label, value, vintage="2023-08-15"):
    """A row of the table; without a value it is withheld."""
    period = Period.parse(label)
    return {
        "source": SF.id,
        "measure": measure,
        "place": "US-CA-SF",
        "group": "all",
        "period_start": period.start,
        "period_end": period.end,
        "vintage": vintage,
        "value": value,
        "status": "suppressed" if value is None else "provisional",
        "release": f"{SF.id}:{vintage}",
        "edition": 1,
    }


def doubts(total, new=NEW, before=LATELY, restates=(), spans=None):
    """What is doubted of a release of a total and other rows, after what was held before."""
    own = [row(*entry) for entry in ([total] if total else []) + list(new)]
    item = Release(SF.id, DAY, VintageBasis.PRESS, "t", "u", frame(own, RELEASE_ROW_COLUMNS), tuple(restates))
    rows = table.as_of(frame([row(*entry) for entry in before], COLUMNS), DAY)
    restated = ledger.restated_spans(ledger.empty()) if spans is None else spans
    return find_total_warnings(item, rows, restated, measure_families(SF))


def test_a_total_below_its_parts_is_doubted():
    assert doubts((*TOTAL, 453)) == [DOUBT]
    assert doubts((*TOTAL, 471)) == doubts((*TOTAL, 500)) == []


@pytest.mark.parametrize(("total", "is_doubted"), [(98, False), (97, True)])
@pytest.mark.parametrize("total_of", [(YEAR, "2022"), (TO_DATE, "2023-01/2023-02"), (SPAN, "2022-12/2023-01")])
def test_two_per_cent_below_are_not_doubted(total_of, total, is_doubted):
    first, last = Period.parse(total_of[1]).start, Period.parse(total_of[1]).end
    months = [(MONTH, f"{day:%Y-%m}", 50) for day in (first, last)]
    assert bool(doubts((*total_of, total), months, before=())) is is_doubted


def test_parts_that_are_held_are_the_least_that_a_total_can_be():
    withheld = [(MONTH, "2023-06", None), (MONTH, "2023-07", 71)]
    assert doubts((*TOTAL, 410), withheld) == []  # 346 and 71, June being withheld
    assert doubts((*TOTAL, 400), withheld) == [DOUBT.replace("453", "400").replace("471", "417")]
    assert doubts((*TOTAL, 60), NEW[1:], before=()) == [DOUBT.replace("453", "60").replace("471", "71")]
    assert doubts((*TOTAL, 453), new=(), before=()) == []
    assert doubts((*TOTAL, None)) == []


def test_a_part_stated_long_before_says_nothing_of_a_total():
    old = [(TO_DATE, "2023-01/2023-05", 346, "2023-05-14")]
    assert doubts((*TOTAL, 453), before=old) == []
    restated = pd.DataFrame(
        [(SF.id, "r", pd.Timestamp("2023-06-15"), 1, RestatedSpan(TO_DATE, Period.parse("2023")))],
        columns=["source", "release", "vintage", "edition", "span"],
    )
    assert doubts((*TOTAL, 453), before=old, spans=restated) == [DOUBT]


def test_a_part_that_a_release_takes_back_is_none():
    assert doubts((*TOTAL, 453), restates=[RestatedSpan(TO_DATE, Period.parse("2023"))]) == []


def test_a_total_of_another_release_of_that_day_is_doubted_with_the_parts_that_contradict_it():
    total = [(*TOTAL, 453), *LATELY]
    assert doubts(None, before=total) == [DOUBT]
    assert doubts(None, [(MONTH, "2022-01", 50)], before=[*total, *NEW]) == []
    assert doubts(None, before=[(*TOTAL, 453, "2023-08-14"), *LATELY]) == []  # the parts are newer than the total


def test_percentages_are_no_parts():
    bc = registry.source("ca-bc-coroners")
    shares = [("bc-fentanyl-detected-ytd", "2023-01/2023-03", 80), ("bc-fentanyl-detected-year", "2023", 70)]
    rows = frame([row(*share) for share in shares], RELEASE_ROW_COLUMNS)
    item = Release(bc.id, DAY, VintageBasis.PRESS, "t", "u", rows)
    assert find_total_warnings(item, table.empty(), ledger.restated_spans(ledger.empty()), measure_families(bc)) == []


def test_such_a_release_waits_for_a_person_and_its_ledger_row_keeps_the_doubt(tmp_path):
    months = [line(f"2020-{month:02}", 50, "2020-03-10") for month in (1, 2)]
    total = line("2020-01/2020-02", 97, "2020-03-10", measure="unregulated-deaths-ytd")
    doubt = "unregulated-deaths-ytd of CA-BC, all, for 2020-01/2020-02: 97, where its own parts add up to 100"
    with pytest.raises(NeedsReview, match=doubt):
        add(tmp_path, typed(*months, total))
    assert Store(tmp_path).load().ledger.empty
    pipeline.add(Store(tmp_path), SOURCE, [typed(*months, total)], today=TODAY, accept=True)
    (note,) = Store(tmp_path).load().ledger["note"]
    assert note == f"taken by a person's decision, though: {doubt}"
