"""British Columbia's deaths by health authority, sex and age, and with fentanyl, as the transcribed file has them."""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from etl.core.model import Period, VintageBasis
from etl.core.source import Document
from etl.sources.ca_bc_coroners import SOURCE
from etl.sources.ca_bc_coroners.measures import AUTHORITIES
from etl.store.files import PROJECT_DATA_DIR, Store

REFERENCE = Path(__file__).parents[4] / "shared" / "reference" / "bc-coroners"
MONTH, YEAR, YEAR_TO_DATE = (f"unregulated-deaths-{kind}" for kind in ("month", "year", "ytd"))
FENTANYL, FENTANYL_TO_DATE = "bc-fentanyl-detected-year", "bc-fentanyl-detected-ytd"
PLACES = AUTHORITIES | {"British Columbia": "CA-BC"}
NOW = "2026-08-11"
TO_DATE = {
    "2022-05-03": "2022-Q1",
    "2022-08-16": "2022-01/2022-06",
    "2022-09-15": "2022-01/2022-07",
    NOW: "2026-01/2026-06",
}
Key = tuple[str, str, str, str, str]


def figures(document: Document) -> dict[Key, float]:
    """Every figure of a document by day, measure, place, group and period."""
    values: dict[Key, float] = {}
    for release in SOURCE.parse(document):
        for row in release.rows.itertuples():
            period = Period(row.period_start.date(), row.period_end.date()).label
            values[str(release.vintage), row.measure, row.place, row.group, period] = row.value
    return values


def shipped(name: str) -> Document:
    path = PROJECT_DATA_DIR / "transcribed" / name
    return Document(path.name, path.read_bytes())


@pytest.fixture(scope="module")
def parts() -> dict[Key, float]:
    return figures(shipped("ca-bc-coroners-breakdowns.csv"))


@pytest.fixture(scope="module")
def everyone() -> dict[Key, float]:
    return figures(shipped("ca-bc-coroners.csv"))


def test_every_row_of_the_file_is_held_in_four_releases(parts):
    releases = SOURCE.parse(shipped("ca-bc-coroners-breakdowns.csv"))
    assert [(str(release.vintage), release.vintage_basis) for release in releases] == [
        (day, VintageBasis.PUBLISHER) for day in ("2022-05-03", "2022-08-16", "2022-09-15", NOW)
    ]
    assert sum(len(release.rows) for release in releases) == len(parts) == 1099
    assert {place for _, _, place, _, _ in parts} == set(PLACES.values())
    assert set(PLACES.values()) <= set(Store().load().places)


def test_nothing_of_the_whole_province_stands_in_both_files(parts, everyone):
    assert not set(parts) & set(everyone)


def test_parts_add_up_to_the_deaths_of_all(parts, everyone):
    """Where a part was not found (the unknown sex and age of 2022-08-16), there is less than all, and never more."""
    together = everyone | parts
    sums: dict[tuple[str, str, str, str], list[float]] = defaultdict(list)
    for (day, measure, place, group, period), value in parts.items():
        if measure in {MONTH, YEAR, YEAR_TO_DATE} and (place, group) != ("CA-BC", "all"):
            dimension = group.partition(":")[0] if place == "CA-BC" else "place"
            sums[day, measure, period, dimension].append(value)
    short = {
        key: together[key[0], key[1], "CA-BC", "all", key[2]] - sum(values)
        for key, values in sums.items()
        if together[key[0], key[1], "CA-BC", "all", key[2]] != sum(values)
    }
    assert len(sums) == 200
    assert short == {
        ("2022-08-16", YEAR, "2021", "sex"): 1,
        ("2022-08-16", YEAR, "2021", "age"): 1,
        ("2022-08-16", YEAR_TO_DATE, "2022-01/2022-06", "age"): 3,
    }


@pytest.mark.parametrize(
    ("measure", "place", "group", "period", "by_day"),
    [
        (YEAR, "CA-BC-fraser", "all", "2021", {"2022-05-03": 770, "2022-09-15": 781}),
        (MONTH, "CA-BC-vancouver-coastal", "all", "2022-02", {"2022-05-03": 53, "2022-09-15": 60}),
        (YEAR, "CA-BC", "sex:male", "2020", {"2022-05-03": 1435, "2022-09-15": 1441}),
        (YEAR, "CA-BC", "sex:unknown", "2021", {"2022-05-03": 1, "2022-09-15": 1}),
        (YEAR, "CA-BC", "age:0-18", "2021", {"2022-05-03": 30, "2022-09-15": 29}),
        (YEAR_TO_DATE, "CA-BC", "age:unknown", "2022-01/2022-07", {"2022-09-15": 3}),
        (FENTANYL, "CA-BC-northern", "all", "2015", {NOW: 48}),
        (FENTANYL_TO_DATE, "CA-BC", "all", "2026-01/2026-06", {NOW: 74}),
    ],
)
def test_a_part_as_each_release_gave_it(parts, measure, place, group, period, by_day):
    values = {day: parts.get((day, measure, place, group, period)) for day in by_day}
    assert values == by_day


def test_a_blank_of_the_dashboard_is_not_zero(parts):
    assert parts[NOW, YEAR, "CA-BC", "age:80+", "2025"] == 3
    assert (NOW, YEAR, "CA-BC", "age:80+", "2024") not in parts
    assert (NOW, YEAR_TO_DATE, "CA-BC", "age:unknown", "2026-01/2026-06") not in parts
    spans = [
        str(span) for release in SOURCE.parse(shipped("ca-bc-coroners-breakdowns.csv")) for span in release.restates
    ]
    assert not [span for span in spans if "age:80+" in span]
    assert f"{YEAR} CA-BC age:70-79 2015-01/2025-12" in spans
    assert f"{FENTANYL} CA-BC-island all 2015-01/2025-12" in spans


def reference(name: str) -> list[dict[str, str]]:
    with (REFERENCE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def of_year(row: dict[str, str], day: str, measures: tuple[str, str] = (YEAR, YEAR_TO_DATE)) -> tuple[str, str]:
    """The measure and the label of a total: that of the last year runs to the last month reported."""
    return (measures[1], TO_DATE[day]) if row["year"] == TO_DATE[day][:4] else (measures[0], row["year"])


def by_authority() -> Iterator[tuple[Key, float]]:
    """Every cell of the reference by health authority: counts by month and by year, and percentages."""
    for name in ("bc_ha_monthly_pdf_vintages", "bc_ha_monthly_2026-08-11"):
        for row in reference(name):
            day, period = row.get("published_on", NOW), f"{row['year']}-{int(row['month']):02}"
            yield (day, MONTH, PLACES[row["health_authority"]], "all", period), float(row["deaths"])
    for name in ("bc_ha_yearly_pdf_vintages", "bc_ha_yearly_2026-08-11"):
        for row in reference(name):
            if row.get("measure", "deaths") == "deaths":
                day = row.get("published_on", NOW)
                measure, period = of_year(row, day)
                value = float(row.get("value") or row["deaths"])
                yield (day, measure, PLACES[row["health_authority"]], "all", period), value
    for row in reference("bc_fentanyl_detected_2026-08-11"):
        measure, period = of_year(row, NOW, (FENTANYL, FENTANYL_TO_DATE))
        yield (NOW, measure, PLACES[row["health_authority"]], "all", period), float(row["pct_fentanyl_detected"])


def by_sex_and_age() -> Iterator[tuple[Key, float]]:
    """Every count of the reference by sex and by age; a zero that the dashboard does not show is none."""
    printed = [row for row in reference("bc_sex_age_yearly_pdf_vintages") if row["measure"] == "deaths"]
    rows = [row for row in reference("bc_sex_age_yearly_2026-08-11") if row["deaths"] != "0"]
    for row in (*printed, *rows):
        day = row.get("published_on", NOW)
        measure, period = of_year(row, day)
        level = {"<19": "0-18", "Not available": "unknown"}.get(row["group"], row["group"].lower())
        group = f"{row['dimension'].removesuffix('_group')}:{level}"
        yield (day, measure, "CA-BC", group, period), float(row.get("value") or row["deaths"])


@pytest.mark.skipif(not REFERENCE.exists(), reason="the tables are not beside the project")
def test_every_cell_of_the_tables_is_held(parts, everyone):
    together = everyone | parts
    expected = dict(by_authority()) | dict(by_sex_and_age())
    assert {key: together.get(key) for key in expected} == expected
    beside = Counter((day, group) for day, _, _, group, _ in set(parts) - set(expected))
    assert beside == {(day, f"{of}:unknown"): 11 for day in ("2022-05-03", "2022-09-15") for of in ("sex", "age")}


@pytest.mark.skipif(not REFERENCE.exists(), reason="the reports are not beside the project")
@pytest.mark.parametrize("day", ["2022-05-03", "2022-09-15"])
def test_a_report_says_what_was_transcribed_of_it(parts, day):
    printed = figures(Document("report.pdf", (REFERENCE / f"bc_{day}.pdf").read_bytes()))
    of_day = {key: value for key, value in parts.items() if key[0] == day}
    assert {key: printed.get(key) for key in of_day} == of_day
    assert {key[2:4] for key in set(printed) - set(of_day)} == {("CA-BC", "all")}
