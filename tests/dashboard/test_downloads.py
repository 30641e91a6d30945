"""A view as rows: the promised columns, RFC 4180, and the same rows in both formats."""

import csv
import io
import json
from datetime import date

import pytest

from dashboard import downloads
from dashboard.downloads import EXTRA, RATES
from dashboard.language import language
from etl.table import COLUMNS
from tests.dashboard import made
from tests.dashboard.made import YEAR, figure, population, view

ENGLISH = language("en")
STATES = {
    "now": {},
    "then": {"as_of": "2020-08-25"},
    "pinned": {"as_of": "2020-08-25", "edition": 1},
    "rate": {"unit": "rate"},
    "twelve": {"window": 12, "as_of": "2020-08-25"},
    "range": {"start": "2020-05-01", "end": "2020-07-01"},
    "years": {"measure": YEAR, "unit": "rate"},
    "nothing": {"as_of": "2010-01-01"},
}


def both(site, chosen):
    """The rows of the CSV and of the JSON of a view."""
    state = made.state(site, **chosen)
    shown = site.selection(state)
    text = downloads.csv(downloads.frame(shown, ENGLISH))
    return text, json.loads(downloads.json(shown, ENGLISH, site.told(state), "/chart/trend"))


def parsed(text):
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


@pytest.mark.parametrize("chosen", STATES.values(), ids=STATES)
def test_the_columns_are_those_promised_in_their_order(site, chosen):
    text, whole = both(site, chosen)
    expected = [*COLUMNS, *EXTRA, *(RATES if chosen.get("unit") == "rate" else ())]
    assert text.split("\r\n", 1)[0].split(",") == expected
    assert all(list(row) == expected for row in whole["rows"])


@pytest.mark.parametrize("chosen", STATES.values(), ids=STATES)
def test_the_csv_is_rfc_4180(site, chosen):
    text, _ = both(site, chosen)
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert {len(row) for row in rows} == {len(rows[0])}
    assert len(rows) == 1 + len(view(site, **chosen).points)


@pytest.mark.parametrize("chosen", STATES.values(), ids=STATES)
def test_the_rows_of_csv_and_json_are_the_same(site, chosen):
    text, whole = both(site, chosen)
    as_text = [{name: "" if value is None else str(value) for name, value in row.items()} for row in whole["rows"]]
    assert parsed(text) == as_text


def test_whole_numbers_are_whole_and_nulls_empty(site):
    text, whole = both(site, STATES["then"])
    rows = {row["period"]: row for row in parsed(text)}
    assert (rows["2020-07"]["value"], rows["2020-07"]["first_value"], rows["2020-07"]["edition"]) == ("175", "175", "1")
    names = ("value", "vintage", "first_value", "first_vintage")
    assert [rows["2020-05"][name] for name in names] == ["174", "2020-08-25", "170", "2020-06-11"]
    assert rows["2020-07"]["vintage"] == "2020-08-25"
    absent = [row for row in parsed(text) if row["status"] == "not_held"]
    assert len(absent) == 56
    for row in absent:
        assert [row[name] for name in ("value", "vintage", "release", "edition", "first_value")] == [""] * 5
        assert row["earliest_held_value"].isdigit()
        assert date.fromisoformat(row["earliest_held_vintage"]) > date(2020, 8, 25)
    assert all(isinstance(row["value"], int) for row in whole["rows"] if row["status"] != "not_held")
    assert not [
        value for row in rows.values() for value in row.values() if value in {"nan", "NaN", "None", "<NA>", "NaT"}
    ]


def test_rates_name_their_population(site):
    row = next(row for row in parsed(both(site, STATES["years"])[0]) if row["period"] == "2019")
    assert float(row["rate"]) == round(100_000 * int(row["value"]) / int(row["population"]), 2)
    assert row["population_period"] == "2019-Q3"
    assert row["population_vintage"] == "2024-11-21"
    assert row["population_title"].startswith("Statistics Canada, Table 17-10-0009-01")


def test_a_rate_without_population_is_empty_in_both():
    over = made.site([figure("2020-01", "2020-03-01", 40)], [population("2020-Q2", 1_000_000)])
    text, whole = both(over, {"unit": "rate"})
    (row,) = parsed(text)
    assert [row[name] for name in RATES] == [""] * 5
    assert row["value"] == "40"
    assert [whole["rows"][0][name] for name in RATES] == [None] * 5


def test_words_with_commas_and_quotes_are_quoted(site):
    text, _ = both(site, STATES["years"])
    assert '"Statistics Canada, Table 17-10-0009-01' in text
    quoted = made.site([figure("2020-01", "2020-03-01", 4, release='r "1", old')])
    row = parsed(both(quoted, {})[0])[0]
    assert row["release"] == 'r "1", old'


def test_a_place_in_another_language_changes_labels_and_nothing_else(site):
    shown = made.selection(site)
    english, french = (downloads.frame(shown, language(code)) for code in ("en", "fr"))
    assert set(french["place_name"]) == {"Colombie-Britannique"}
    same = [name for name in english if name not in {"place_name", "group_name", "measure_title", "unit"}]
    assert english[same].equals(french[same])


def test_the_json_says_what_it_is(site):
    _, whole = both(site, STATES["then"])
    assert whole["as_published"] == "2020-08-25"
    assert (whole["newest_release"], whole["edition"], whole["address"]) == (
        "2020-08-25",
        site.held.edition,
        "/chart/trend",
    )
    assert whole["sources"] == ["BC Coroners Service"]
    assert len(whole["terms"]) == 1
    assert whole["sentences"][0].startswith("Figures for August 2019 to July 2020 are preliminary")
    assert both(site, {})[1]["as_published"] == "now"
    assert both(site, STATES["nothing"])[1]["rows"] == []
