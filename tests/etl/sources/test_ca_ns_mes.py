"""Nova Scotia's table for a dashboard: which of its rows are counts of the province, and of which period."""

from datetime import date
from pathlib import Path

import pytest

from etl.core.model import VintageBasis
from etl.core.source import Document
from etl.sources.ca_ns_mes import SOURCE
from etl.store.files import PROJECT_DATA_DIR, Store
from tests.etl.sources.reading import reader

FIXTURES = Path(__file__).parents[2] / "fixtures" / "ca-ns-mes"
TABLE = (FIXTURES / "dashboard.csv").read_text(encoding="utf-8-sig")
PUBLISHED = date(2025, 3, 1)
SHIPPED = PROJECT_DATA_DIR / "transcribed" / "ca-ns-mes.csv"
SUSPECTED, OPIOIDS = "ns-substance-deaths-suspected-month", "ns-opioid-deaths-month"
MONTH = "Feb,Feb 2025,Total - all substances (plus suspect cases),All manners,,11"

parse, problems = reader(SOURCE, "fatalities.csv", PUBLISHED)


def test_only_counts_of_the_whole_province_are_taken():
    release = parse(TABLE)
    assert (
        release.note == "21 counts of the province; 30 rows of zones, manners, other drugs and percentages passed over"
    )
    assert len(release.rows) == 21
    assert set(release.rows["place"]) == {"CA-NS"}


def test_each_series_is_restated_as_far_as_it_goes():
    assert [str(span) for span in parse(TABLE).restates] == [
        "ns-substance-deaths-suspected-month CA-NS all 2024-11/2025-02",
        "ns-substance-deaths-quarter CA-NS all 2024-01/2024-12",
        "ns-substance-deaths-year CA-NS all 2024-01/2024-12",
        "ns-substance-deaths-year CA-NS sex:female 2024-01/2024-12",
        "ns-substance-deaths-year CA-NS sex:male 2024-01/2024-12",
        "ns-opioid-deaths-month CA-NS all 2024-11/2025-01",
        "ns-opioid-deaths-quarter CA-NS all 2024-01/2024-12",
        "ns-opioid-deaths-year CA-NS all 2024-01/2024-12",
        "ns-opioid-deaths-year CA-NS sex:female 2024-01/2024-12",
        "ns-opioid-deaths-year CA-NS sex:male 2024-01/2024-12",
    ]


def test_what_had_not_ended_is_left_out():
    release = parse(TABLE, published=date(2025, 2, 28))
    assert "1 of periods that had not ended by 2025-02-28 left out" in release.note
    assert release.title.endswith("to January 2025")
    assert problems(TABLE, date(2024, 2, 1)) == [
        "the file: found no month, quarter or year that had ended; expected those from 2009 on"
    ]


@pytest.mark.parametrize(
    ("published", "no_later_than", "expected"),
    [
        (PUBLISHED, None, (PUBLISHED, VintageBasis.PUBLISHER)),
        (None, date(2025, 3, 7), (date(2025, 3, 7), VintageBasis.UPPER_BOUND)),
    ],
)
def test_the_day_is_given(published, no_later_than, expected):
    release = parse(TABLE, published, no_later_than)
    assert (release.vintage, release.vintage_basis) == expected
    assert problems(TABLE, None)[0].startswith("the file: states no day of publication; give it with --published")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "Drug Type",
            "Substance",
            "line 1: found no column drugtype; expected the columns of the data set Numbers and",
        ),
        ("Frequency", "Deaths", "line 1: found no column frequency; expected"),
        (
            "(plus suspect cases)",
            "(plus suspected)",
            "line 47, column Drug Type: found 'Total - all substances (plus sus",
        ),
        (MONTH, MONTH[:-2], "line 50, column Frequency: found ''; expected a whole number of deaths"),
        (MONTH, f"{MONTH}.5", "line 50, column Frequency: found '11.5'; expected a whole number of deaths"),
        (
            f",{MONTH}",
            f"Q1,{MONTH}",
            "line 50: found year '2025', quarter 'Q1' and month 'Feb'; expected a year with All",
        ),
        (MONTH, MONTH.replace("Feb,", "Fev,"), "line 50: found year '2025', quarter '' and month 'Fev'; expected a"),
        (
            MONTH,
            MONTH.replace("Feb,", "Jan,"),
            "line 50: found 'total - all substances (plus suspect cases)', all, for",
        ),
        (
            MONTH,
            MONTH.replace("Feb,", "Apr,"),
            "ns-substance-deaths-suspected-month, all: found 2025-04 after 2025-01;",
        ),
        ("manners,Male,72", "manners,Other,72", "line 39, column Sex: found 'Other'; expected Total, Male or Female"),
    ],
)
def test_what_cannot_be_read_is_refused(old, new, expected):
    text = TABLE.replace(old, new)
    assert text != TABLE
    assert problems(text, date(2026, 1, 1))[0].startswith(expected)


def test_a_dash_between_the_words_is_as_good():
    assert parse(TABLE.replace("Total - all", "Total – all")).rows.equals(parse(TABLE).rows)


def test_a_table_without_one_of_the_totals_is_refused():
    lines = [line for line in TABLE.splitlines(keepends=True) if "suspect cases" not in line]
    assert problems("".join(lines)) == [
        "the file: found no counts of 'total - all substances (plus suspect cases)'; expected them, as in iu6y-z4n3"
    ]


@pytest.mark.parametrize(
    ("measure", "first", "last", "published_total"),
    [
        (SUSPECTED, "2009-01", "2009-12", 103),
        (SUSPECTED, "2009-07", "2009-09", 35),
        (SUSPECTED, "2024-01", "2024-03", 34),
        (SUSPECTED, "2024-04", "2024-06", 33),
        (OPIOIDS, "2009-01", "2009-12", 58),
        (OPIOIDS, "2010-01", "2010-03", 14),
        (OPIOIDS, "2010-01", "2010-12", 50),
        (OPIOIDS, "2024-04", "2024-06", 19),
        (OPIOIDS, "2024-01", "2024-12", 68),
    ],
)
def test_months_that_ship_add_up_to_the_years_and_quarters_of_the_same_table(measure, first, last, published_total):
    (release,) = SOURCE.parse(Document(SHIPPED.name, SHIPPED.read_bytes()))
    rows = release.rows[release.rows["measure"] == measure]
    within = rows["period_start"].between(f"{first}-01", f"{last}-01")
    assert rows.loc[within, "value"].sum() == published_total


def test_months_with_suspected_cases_are_at_least_the_year_without_them():
    (release,) = SOURCE.parse(Document(SHIPPED.name, SHIPPED.read_bytes()))
    rows = release.rows[(release.rows["measure"] == SUSPECTED) & (release.rows["period_start"].dt.year == 2024)]
    published_without = 133
    assert rows["value"].sum() == 138 > published_without


def test_what_ships_is_as_of_the_day_that_the_copy_names():
    (release,) = SOURCE.parse(Document(SHIPPED.name, SHIPPED.read_bytes()))
    assert (release.vintage, release.vintage_basis) == (date(2025, 7, 1), VintageBasis.ASSUMED)
    assert [str(span) for span in release.restates] == [
        f"{OPIOIDS} CA-NS all 2009-01/2025-05",
        f"{SUSPECTED} CA-NS all 2009-01/2025-06",
    ]
    (newest,) = Store().load().ledger.query("source == 'ca-ns-mes'").to_dict("records")
    assert (newest["vintage"].date(), newest["rows"]) == (release.vintage, len(release.rows))
