"""The sources whose history was typed in: the files and the rows that ship say what was published when."""

import csv
from collections import Counter

import pytest

from etl import registry
from etl.core.model import Period, VintageBasis
from etl.core.source import Document
from etl.store.files import PROJECT_DATA_DIR, Store
from etl.store.series_index import SeriesIndex

FIGURES = {
    "ca-ab-asuss": (86, 38),
    "ca-sk-coroners": (22, 5),
    "gb-sct-police": (28, 17),
    "us-az-pima": (218, 0),
    "us-ca-sf-ocme": (89, 0),
    "us-ct-ocme": (474, 0),
    "us-me-ocme": (95, 40),
    "us-nh-ocme": (19, 0),
    "us-oh-cuyahoga": (152, 0),
    "us-vt-health": (14, 6),
    "us-wi-milwaukee": (144, 0),
}
SOURCES = {source_id: registry.source(source_id) for source_id in FIGURES}


def path(source_id):
    return PROJECT_DATA_DIR / "transcribed" / f"{source_id}.csv"


def typed(source_id):
    with path(source_id).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def releases(source_id):
    return SOURCES[source_id].parse(Document(path(source_id).name, path(source_id).read_bytes()))


@pytest.fixture(scope="module")
def learned():
    """Asked for a source: its rows as they ship, which ``tests/test_data.py`` rebuilds from its file."""
    table = Store().load().table

    def shipped_rows(source_id):
        return table[table["source"] == source_id].reset_index(drop=True)

    return shipped_rows


@pytest.fixture(scope="module")
def history(learned):
    """Every value of one period with the day it was published."""

    def values_of(source_id, measure, label):
        rows = learned(source_id)
        period = Period.parse(label)
        of_period = rows[(rows["measure"] == measure) & (rows["period_start"] == str(period.start))]
        of_period = of_period[of_period["period_end"] == str(period.end)]
        return [(int(row.value), str(row.vintage.date())) for row in of_period.itertuples()]

    return values_of


@pytest.mark.parametrize("source_id", FIGURES)
def test_every_figure_is_held_and_those_of_an_assumed_day_say_so(source_id):
    rows = typed(source_id)
    assert (len(rows), sum(row["date_known"] == "assumed" for row in rows)) == FIGURES[source_id]
    assert sum(len(release.rows) for release in releases(source_id)) == len(rows)
    assumed = {row["published_on"] for row in rows if row["date_known"] == "assumed"}
    basis_by_day = {str(release.vintage): release.vintage_basis for release in releases(source_id)}
    assert all(basis_by_day[day] is VintageBasis.ASSUMED for day in assumed)


@pytest.mark.parametrize("source_id", FIGURES)
def test_the_day_is_assumed_where_it_was_not_read_and_only_there(source_id):
    for row in typed(source_id):
        guessed = row["date_basis"].startswith(("ASSUMED", "ESTIMATED"))
        assert (row["date_known"] == "assumed") == guessed, row
        assert row["source_title"]
        assert row["date_basis"]


@pytest.mark.parametrize("source_id", FIGURES)
def test_every_measure_has_figures(source_id):
    measures = {row["measure"] for row in typed(source_id)}
    assert measures == {measure.id for measure in SOURCES[source_id].measures}


@pytest.mark.parametrize("source_id", FIGURES)
def test_as_of_each_day_is_what_its_release_said(source_id, learned):
    index = SeriesIndex(learned(source_id))
    for release in releases(source_id):
        for row in release.rows.itertuples():
            period = Period(row.period_start.date(), row.period_end.date())
            value = index.find(measure=row.measure, place=row.place).as_of(release.vintage)[period]
            assert value.value == row.value


def test_measure_ids_never_clash():
    ids = Counter(measure.id for source in SOURCES.values() for measure in source.measures)
    assert max(ids.values()) == 1


@pytest.mark.parametrize(
    ("source_id", "measure", "label", "expected"),
    [
        (
            "us-ca-sf-ocme",
            "sf-overdose-deaths-month",
            "2021-01",
            [(61, "2021-02-28"), (73, "2021-07-20")],
        ),
        (
            "ca-ab-asuss",
            "ab-opioid-deaths-month",
            "2023-03",
            [(168, "2023-06-26"), (185, "2024-08-29")],
        ),
        (
            "us-me-ocme",
            "me-drug-deaths-month",
            "2023-01",
            [(50, "2023-03-31"), (52, "2023-05-09"), (54, "2024-03-03")],
        ),
        ("us-me-ocme", "me-confirmed-drug-deaths-month", "2021-01", [(29, "2021-02-18"), (54, "2021-03-31")]),
        (
            "us-nh-ocme",
            "nh-pending-toxicology-year",
            "2024",
            [(46, "2024-12-31"), (14, "2025-02-11")],
        ),
        (
            "gb-sct-police",
            "sct-suspected-drug-deaths-12m",
            "2023-04/2024-03",
            [(1219, "2024-06-30"), (1219, "2025-06-30")],
        ),
        ("us-vt-health", "vt-opioid-deaths-year", "2021", [(210, "2022-04-12"), (215, "2022-06-30")]),
        (
            "us-ct-ocme",
            "ct-accidental-drug-deaths-month",
            "2018-04",
            [(80, "2019-04-30"), (78, "2023-12-28")],
        ),
        (
            "ca-sk-coroners",
            "sk-confirmed-drug-deaths-year",
            "2023",
            [(371, "2024-08-14"), (422, "2025-01-06"), (446, "2025-09-03")],
        ),
        (
            "us-oh-cuyahoga",
            "cuyahoga-overdose-deaths-month",
            "2025-10",
            [(30, "2026-03-08"), (32, "2026-07-30")],
        ),
        ("us-wi-milwaukee", "milwaukee-accidental-drug-deaths-month", "2020-01", [(41, "2026-03-27")]),
    ],
)
def test_a_period_as_each_release_gave_it(history, source_id, measure, label, expected):
    assert history(source_id, measure, label) == expected


@pytest.mark.parametrize(
    ("source_id", "day", "basis", "title"),
    [
        ("us-ca-sf-ocme", "2021-02-28", VintageBasis.MONTH_ONLY, "SF Examiner: 2021 gets off to a deadly start"),
        ("us-ca-sf-ocme", "2021-07-20", VintageBasis.PRESS, "SF Chronicle (PressReader)"),
        ("ca-ab-asuss", "2023-06-26", VintageBasis.PRESS, "rdnewsNOW: opioid deaths hit record highs"),
        ("ca-ab-asuss", "2024-08-29", VintageBasis.PRESS, "Epoch Times (destv.xyz copy)"),
        ("us-me-ocme", "2023-03-31", VintageBasis.ASSUMED, "Maine Drug Data Hub: January 2023 Monthly Overdose Report"),
        ("us-me-ocme", "2023-05-09", VintageBasis.UPPER_BOUND, "WABI/WMTW"),
        ("us-me-ocme", "2024-03-03", VintageBasis.PUBLISHER, "Digital Commons: Maine Monthly Overdose Report"),
        ("us-ct-ocme", "2018-03-03", VintageBasis.UPPER_BOUND, "not by the publisher"),
        ("ca-sk-coroners", "2025-09-03", VintageBasis.ASSUMED, "Confirmed Drug Toxicity Deaths"),
        ("us-az-pima", "2024-11-19", VintageBasis.UPPER_BOUND, "cb4845f"),
        ("us-oh-cuyahoga", "2026-07-30", VintageBasis.UPPER_BOUND, "not by the publisher"),
        ("us-wi-milwaukee", "2026-03-27", VintageBasis.UPPER_BOUND, "semenko/milwaukee-medical-examiner"),
    ],
)
def test_a_release_names_its_source_and_how_its_day_is_known(source_id, day, basis, title):
    (release,) = [release for release in releases(source_id) if str(release.vintage) == day]
    assert release.vintage_basis is basis
    assert title in release.title
    assert release.url.startswith("http")
    assert release.note


def test_releases_of_connecticut_restate_their_months_whole():
    spans = [str(span) for release in releases("us-ct-ocme") for span in release.restates]
    ends = ("2017-06", "2018-12", "2018-12", "2020-12", "2022-12")
    assert spans == [f"ct-accidental-drug-deaths-month US-CT all 2012-01/{end}" for end in ends]
