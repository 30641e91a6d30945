"""The data that ships: consistent, rebuilt from what was transcribed, and saying what was published when."""

import csv
import gzip
import hashlib
from datetime import date

import pandas as pd
import pytest

from etl import registry
from etl.core import csv_io
from etl.core.columns import KEY_COLUMNS
from etl.core.model import Period
from etl.core.printing import is_reprint
from etl.core.source import Document
from etl.ingest import pipeline
from etl.store import editions, table
from etl.store.files import PROJECT_DATA_DIR, Store
from etl.store.series_index import SeriesIndex
from tests.benchmarks import history

TRANSCRIBED = PROJECT_DATA_DIR / "transcribed"
REFERENCE = PROJECT_DATA_DIR.parents[1] / "shared" / "reference"
TYPED = (
    "ca-ab-asuss",
    "ca-bc-coroners",
    "ca-ns-mes",
    "ca-sk-coroners",
    "gb-sct-police",
    "us-az-pima",
    "us-ca-sf-ocme",
    "us-ct-ocme",
    "us-me-ocme",
    "us-nh-ocme",
    "us-oh-cuyahoga",
    "us-vt-health",
    "us-wi-milwaukee",
)
MONTH, YEAR, YEAR_TO_DATE = (f"unregulated-deaths-{kind}" for kind in ("month", "year", "ytd"))
CBC = date(2020, 8, 25)  # the day of the article that quoted 175, 177 and 174
NOW = date(2026, 8, 11)


@pytest.fixture(scope="module")
def held():
    return Store().load()


@pytest.fixture(scope="module")
def typed():
    """The rows of the transcribed file as they stand in it."""
    with (TRANSCRIBED / "ca-bc-coroners.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def figure(held):
    """Asked for a measure, the label of a period and a day: the figure then held and its vintage."""
    index = SeriesIndex(held.table)

    def told(measure, label, day):
        stated = index.find(measure=measure, place="CA-BC").as_of(day).get(Period.parse(label))
        return stated and (stated.value, stated.vintage)

    return told


def test_every_row_belongs_to_a_release(held):
    assert held.ledger["id"].is_unique
    released = held.table.merge(held.ledger, left_on="release", right_on="id", how="left", suffixes=("", "_of_release"))
    assert released["id"].notna().all()
    for column in ("source", "vintage"):
        assert (released[column] == released[f"{column}_of_release"]).all(), column
    assert (released["edition"] >= released["edition_of_release"]).all()  # later: what learning an older one echoed
    assert (held.ledger["edition"].diff().dropna() >= 0).all()


def test_every_row_is_of_a_registered_source_measure_and_place(held):
    assert set(held.table["source"]) <= set(registry.SOURCES)
    assert set(held.table["measure"]) <= set(registry.MEASURES)
    assert set(held.table["place"]) <= set(held.places)


def test_files_are_as_this_project_writes_them(held):
    assert (PROJECT_DATA_DIR / "releases.csv").read_bytes() == csv_io.to_csv(held.ledger).encode()
    acts = list(held.ledger[["source", "edition"]].drop_duplicates().itertuples(index=False))
    paths = {PROJECT_DATA_DIR / "vintages" / source / f"{edition}.csv.gz" for source, edition in acts}
    assert paths == set((PROJECT_DATA_DIR / "vintages").rglob("*.*"))
    for source, edition in acts:
        rows = held.table[(held.table["source"] == source) & (held.table["edition"] == edition)]
        path = PROJECT_DATA_DIR / "vintages" / source / f"{edition}.csv.gz"
        assert gzip.decompress(path.read_bytes()) == csv_io.to_csv(rows).encode()


def test_every_file_of_rows_is_vouched_for(held):
    assert held.is_vouched_for
    content = (PROJECT_DATA_DIR / editions.FILE_NAME).read_bytes()
    vouched = csv_io.read_csv(editions.FILE_NAME, content, editions.DTYPES)
    assert csv_io.to_csv(vouched).encode() == content
    assert sorted(vouched[["source", "edition"]].itertuples(index=False, name=None)) == editions.acts(held.ledger)
    assert int(vouched["rows"].sum()) == len(held.table)


DOUBTED = {"ca-ab-asuss": "ca-ab-asuss:2024-08-29", "us-ca-sf-ocme": "us-ca-sf-ocme:2023-08-15"}
"""Releases with a total below its own parts, taken before such were doubted; ``notes.csv`` says so of the totals."""


@pytest.mark.slow
@pytest.mark.parametrize("source_id", TYPED)
def test_the_store_is_what_the_transcribed_files_say(held, source_id, tmp_path):
    """Sources whose figures are all transcribed are learned again from their files, in the order of the ledger."""
    ours = held.ledger[held.ledger["source"] == source_id]
    editions = ours["edition"].drop_duplicates()
    for edition in editions:
        names = ours.loc[ours["edition"] == edition, "document"].drop_duplicates()
        documents = [Document(name, (TRANSCRIBED / name).read_bytes()) for name in names]
        accept = source_id in DOUBTED
        pipeline.add(Store(tmp_path), registry.source(source_id), documents, today=date(2026, 11, 24), accept=accept)
    rebuilt = Store(tmp_path).load()
    renumbered = rebuilt.table["edition"].map(dict(enumerate(editions, start=1)))
    rows = held.table[held.table["source"] == source_id].reset_index(drop=True)
    pd.testing.assert_frame_equal(rebuilt.table.assign(edition=renumbered), rows)
    when, taken = ["edition", "learned_on", "note"], ours.reset_index(drop=True)
    pd.testing.assert_frame_equal(rebuilt.ledger.drop(columns=when), taken.drop(columns=when))
    others = rebuilt.ledger["note"] != taken["note"]
    assert list(rebuilt.ledger.loc[others, "id"]) == [id_ for source, id_ in DOUBTED.items() if source == source_id]
    assert all("where its own parts add up to" in note for note in rebuilt.ledger.loc[others, "note"])


@pytest.mark.slow
@pytest.mark.skipif(not REFERENCE.exists(), reason="the files are not beside the project")
def test_the_store_says_what_every_file_of_a_publisher_says(held):
    """Each file read again, and held against the table as of the day of its release, silences too."""
    found = 0
    for entry in held.ledger[~held.ledger["source"].isin(TYPED)].to_dict("records"):
        paths = [*TRANSCRIBED.glob(entry["document"]), *REFERENCE.rglob(entry["document"])]
        paths += REFERENCE.rglob(f"{entry['document']}.gz")
        paths += REFERENCE.rglob("statcan_17100009_*.csv") if entry["source"] == "ca-statcan" else []
        (content,) = {
            gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes() for path in paths
        }
        assert (hashlib.sha256(content).hexdigest(), len(content)) == (entry["sha256"], entry["bytes"])
        day = None if paths[0].parent == TRANSCRIBED else entry["vintage"].date()
        releases = registry.source(entry["source"]).parse(Document("file", content, published_on=day))
        (release,) = [release for release in releases if release.vintage == entry["vintage"].date()]
        ours = held.table[held.table["source"] == entry["source"]]
        assert len(release.rows) == entry["rows"]
        stated = release.rows.merge(table.as_of(ours, release.vintage), on=KEY_COLUMNS[1:], how="left")
        same = (stated["value_x"] == stated["value_y"]) | (stated["value_x"].isna() & stated["value_y"].isna())
        others = stated.loc[~same.fillna(value=False), ["value_x", "value_y"]].dropna().astype(float)
        assert len(others) == (~same.fillna(value=False)).sum(), entry["id"]
        assert all(is_reprint(*pair) for pair in others.itertuples(index=False)), entry["id"]
        found += 1
    assert found >= 22


def test_as_many_figures_as_were_found(typed):
    months = [row for row in typed if row["measure"] == MONTH]
    assert len(months) == 1461
    assert len({row["period"] for row in months}) == 174
    assert len({row["published_on"] for row in months}) == 90


@pytest.mark.parametrize(
    ("label", "by_day"),
    [
        ("2020-05", {"2020-06-11": 170, "2020-07-16": 171, "2020-08-25": 174, "2020-10-20": 177, "2023-01-31": 178}),
        ("2020-06", {"2020-06-11": None, "2020-07-16": 175, "2020-08-25": 177, "2020-10-20": 183, "2023-01-31": 190}),
        ("2020-07", {"2020-07-16": None, "2020-08-24": None, "2020-08-25": 175, "2020-10-20": 178, "2023-01-31": 185}),
    ],
)
def test_each_month_as_published_then(figure, label, by_day):
    told = {day: figure(MONTH, label, date.fromisoformat(day)) for day in by_day}
    assert {day: found and found[0] for day, found in told.items()} == by_day


def test_the_figures_that_were_quoted_and_those_of_now(figure):
    summer = ("2020-05", "2020-06", "2020-07")
    assert [figure(MONTH, label, CBC) for label in summer] == [(174, CBC), (177, CBC), (175, CBC)]
    assert [figure(MONTH, label, NOW)[0] for label in summer] == [175, 189, 186]
    assert [figure(MONTH, label, date.max)[0] for label in summer] == [175, 189, 186]


def test_no_month_after_july_was_held_that_day_and_47_of_103_were(held):
    seen = table.as_of(held.table[held.table["measure"] == MONTH], CBC)
    assert seen["period_start"].max() == pd.Timestamp(2020, 7, 1)
    public = pd.date_range("2012-01-01", "2020-07-01", freq="MS")
    assert (len(public), len(seen), len(public) - len(seen)) == (103, 47, 56)
    assert set(seen["period_start"]) <= set(public)


@pytest.mark.parametrize(
    ("day", "deaths"), [("2023-01-30", None), ("2023-01-31", 2272), ("2023-03-07", 2293), ("2023-04-18", 2314)]
)
def test_a_year_as_published_then(figure, day, deaths):
    found = figure(YEAR, "2022", date.fromisoformat(day))
    assert (found and found[0]) == deaths


def test_the_year_2022_now(figure, held):
    assert figure(YEAR, "2022", NOW)[0] == 2382
    of_all = (held.table["measure"] == MONTH) & (held.table["place"] == "CA-BC")
    months = table.as_of(held.table[of_all], NOW)
    assert months.loc[months["period_start"].dt.year == 2022, "value"].sum() == 2382


def test_the_year_to_date_is_the_sum_that_was_stated(figure):
    assert figure(YEAR_TO_DATE, "2020-01/2020-07", date(2020, 8, 24)) is None
    assert figure(YEAR_TO_DATE, "2020-01/2020-07", CBC) == (909, CBC)


def test_a_story_without_a_day_is_dated_by_what_it_says(figure, held):
    """An undated copy tells of January 2021: it stands between two reports, so on the day before the later one."""
    day = date(2021, 3, 23)
    assert figure(MONTH, "2021-01", day) == (165, day)
    assert figure(MONTH, "2021-01", date(2021, 3, 22)) is None
    (story,) = held.ledger[held.ledger["vintage"] == pd.Timestamp(day)].to_dict("records")
    assert (story["known"], story["note"]) == (
        "upper bound",
        "undated copy; between 2021-02-11 and 2021-03-24 releases",
    )


def test_the_files_of_the_benchmark_of_history_are_of_their_publishers_form(held):
    first = next(history.documents(held))
    (release,) = registry.source(history.SOURCE).parse(first)
    assert release.vintage == first.published_on
    assert len(release.rows) > 1000
