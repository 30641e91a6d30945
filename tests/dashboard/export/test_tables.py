"""A view as rows: the promised columns, RFC 4180, and the same rows in both formats."""

import csv
import io
import json
from datetime import date

import pytest

from dashboard.charts.trend.select import TrendData
from dashboard.export import tables
from dashboard.export.tables import LABEL_COLUMNS, RATE_COLUMNS
from dashboard.i18n import get_locale
from etl.core.columns import COLUMNS
from tests.dashboard import made
from tests.dashboard.chart_json import read_rows
from tests.dashboard.made import YEAR, figure, population, view

ENGLISH = get_locale("en")
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
    shown = made.data_of(site, state)
    text = tables.to_csv(tables.to_frame(shown, ENGLISH))
    return text, json.loads(tables.to_json(shown, ENGLISH, made.text_of(site, state), "/chart/trend"))


def parsed(text):
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


@pytest.mark.parametrize("chosen", STATES.values(), ids=STATES)
def test_the_columns_are_those_promised_in_their_order(site, chosen):
    text, whole = both(site, chosen)
    of_unit = RATE_COLUMNS if chosen.get("unit") == "rate" else ()
    expected = [*COLUMNS, *LABEL_COLUMNS, *of_unit, *TrendData.extra_columns]
    assert text.split("\r\n", 1)[0].split(",") == expected
    filled = {name for row in parsed(text) for name, cell in row.items() if cell} | {"value", "release"}
    assert all(list(row) == [name for name in expected if name in filled] for row in read_rows(whole))


@pytest.mark.parametrize("chosen", STATES.values(), ids=STATES)
def test_the_csv_is_rfc_4180(site, chosen):
    text, _ = both(site, chosen)
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert {len(row) for row in rows} == {len(rows[0])}
    assert len(rows) == 1 + len(view(site, **chosen).observations)


@pytest.mark.parametrize("chosen", STATES.values(), ids=STATES)
def test_the_rows_of_csv_and_json_are_the_same(site, chosen):
    text, whole = both(site, chosen)
    rows = [{name: "" if row[name] is None else str(row[name]) for name in parsed(text)[0]} for row in read_rows(whole)]
    assert parsed(text) == rows


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
    assert all(isinstance(row["value"], int) for row in read_rows(whole) if row["status"] != "not_held")
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
    assert [row[name] for name in RATE_COLUMNS] == [""] * 5
    assert row["value"] == "40"
    assert [read_rows(whole)[0][name] for name in RATE_COLUMNS] == [None] * 5


# -- what a figure is set against --------------------------------------------------------------------------------------

DEATHS = "apparent-opioid-deaths-year"


def deaths(over, slug, place, **chosen):
    """The rows of a chart of years, by place and group."""
    shown = made.chart(over, slug, place, **chosen)
    rows = parsed(tables.to_csv(tables.to_frame(shown, ENGLISH)))
    return {(row["place"], row["group"]): row for row in rows}


def provinces(*told):
    """Holdings of years of provinces: ``("AB", "2019", "2021-06-01", 90)``."""
    return made.site([figure(year, day, value, measure=DEATHS, place=f"CA-{code}") for code, year, day, value in told])


@pytest.fixture(scope="module")
def unlike():
    """Figures of 2020 beside those of 2019: held, withheld, first held later, not there; of the last only 2019 is."""
    early, late = "2021-06-01", "2023-06-01"
    return provinces(
        ("AB", "2019", early, 100), ("AB", "2020", early, 80),
        ("BC", "2019", early, None), ("BC", "2020", early, 130),
        ("MB", "2018", early, 50), ("MB", "2019", late, 40), ("MB", "2020", early, 30),
        ("ON", "2020", early, 70),
        ("QC", "2019", early, 60),
    )  # fmt: skip


def test_why_there_is_no_figure_of_the_year_before_is_told(unlike):
    rows = deaths(unlike, "change", "CA", measure=DEATHS, as_of="2022-01-01", end="2020-12-01")
    names = ("value", "before_value", "before_vintage", "before_status")
    assert {place: [row[name] for name in names] for (place, _), row in rows.items()} == {
        "CA-AB": ["80", "100", "2021-06-01", "provisional"],
        "CA-BC": ["130", "", "2021-06-01", "suppressed"],
        "CA-MB": ["30", "", "", "not_held"],
        "CA-ON": ["70", "", "", ""],
        "CA-QC": ["", "", "", ""],
    }


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ([("2020", "2022-06-01", 40)], ["0.25", "40", "2022-06-01", "provisional"]),
        ([("2020", "2022-06-01", None)], ["", "", "2022-06-01", "suppressed"]),
        ([("2020", "2024-06-01", 40), ("2021", "2022-06-01", 50)], ["", "", "", "not_held"]),
        ([], ["", "", "", ""]),
    ],
    ids=["held", "withheld", "not held", "none"],
)
def test_a_share_names_the_day_and_the_status_of_its_whole(told, expected):
    figures = [figure(year, "2021-06-01", 10, measure=YEAR, group="sex:female") for year in ("2019", "2020")]
    figures += [figure(*one, measure=YEAR) for one in [("2019", "2021-06-01", 30), *told]]
    chosen = {"measure": YEAR, "group": "sex", "unit": "share", "as_of": "2023-01-01"}
    shown = made.chart(made.site(figures), "breakdown", "CA-BC", **chosen)
    (row,) = (row for row in parsed(tables.to_csv(tables.to_frame(shown, ENGLISH))) if row["period"] == "2020")
    assert [row[name] for name in tables.SHARE_COLUMNS] == expected


# -- a chart of one period ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("slug", ["map", "change"])
def test_a_part_without_a_figure_of_the_period_has_a_row_that_claims_nothing(unlike, slug):
    unit = {"unit": "count"} if slug == "map" else {}
    rows = deaths(unlike, slug, "CA", measure=DEATHS, end="2020-12-01", **unit)
    assert [place for place, _ in rows] == ["CA-AB", "CA-BC", "CA-MB", "CA-ON", "CA-QC"]
    without = rows["CA-QC", "all"]
    assert (without["period"], without["period_start"], without["period_end"]) == ("2020", "2020-01-01", "2020-12-31")
    assert (without["place_name"], without["measure"], without["source"]) == ("Quebec", DEATHS, "ca-phac")
    empty = ("value", "status", "vintage", "release", "edition", "now_value", "first_value", "earliest_held_value")
    assert [without[name] for name in empty] == [""] * len(empty)
    assert all(row["status"] for (place, _), row in rows.items() if place != "CA-QC")


@pytest.mark.parametrize(("slug", "chosen"), [("map", {}), ("map", {"unit": "count"}), ("change", {})])
@pytest.mark.parametrize("day", [{}, {"as_of": "2025-04-21"}])
def test_a_chart_of_one_period_has_a_row_for_each_part(site, slug, chosen, day):
    shown = made.chart(site, slug, "US", **chosen, **day)
    rows = tables.to_frame(shown, ENGLISH)
    assert list(rows["place"]) == [view.place.code for view in shown.views]
    assert set(rows["period"]) == {shown.period.label}


@pytest.mark.parametrize("slug", ["map", "change"])
def test_a_chart_with_nothing_to_draw_has_no_rows(unlike, slug):
    assert deaths(unlike, slug, "CA", measure=DEATHS, end="1990-12-01") == {}
    assert deaths(unlike, slug, "CA", measure=DEATHS, as_of="2010-01-01") == {}


def test_words_with_commas_and_quotes_are_quoted(site):
    text, _ = both(site, STATES["years"])
    assert '"Statistics Canada, Table 17-10-0009-01' in text
    quoted = made.site([figure("2020-01", "2020-03-01", 4, release='r "1", old')])
    row = parsed(both(quoted, {})[0])[0]
    assert row["release"] == 'r "1", old'


def test_a_place_in_another_language_changes_labels_and_nothing_else(site):
    shown = made.chart_data(site)
    english, french = (tables.to_frame(shown, get_locale(code)) for code in ("en", "fr"))
    assert set(french["place_name"]) == {"Colombie-Britannique"}
    same = [name for name in english if name not in {"place_name", "group_name", "measure_title", "unit"}]
    assert english[same].equals(french[same])


def test_the_json_says_what_it_is(site):
    _, whole = both(site, STATES["then"])
    assert whole["as_published"] == "2020-08-25"
    assert (whole["newest_release"], whole["edition"], whole["address"]) == (
        "2020-08-25",
        site.snapshot.edition,
        "/chart/trend",
    )
    assert whole["sources"] == ["BC Coroners Service"]
    assert len(whole["terms"]) == 1
    assert whole["sentences"][2].startswith("Figures for August 2019 to July 2020 are preliminary")
    assert both(site, {})[1]["as_published"] == "now"
    assert both(site, STATES["nothing"])[1]["series"] == []
