"""The lines of ``status``: a table of all sources, then each source in full, all within the terminal."""

import io
from dataclasses import replace
from datetime import date

import pytest
from rich.console import Console

from etl import registry
from etl.cli import status
from etl.ingest.attempts import Attempt
from etl.store import ledger, summary, table
from etl.store.files import Store
from tests.etl.store.test_summary import SOURCE, releases, rows

TODAY = date(2020, 9, 14)
DAYS = ("2020-02-07", "2020-03-18", "2020-04-27", "2020-06-06", "2020-07-16", "2020-08-25")
SOURCES = list(registry.SOURCES.values())


def status_of(rows_, releases_, today=TODAY, vouched=True, waiting=(), looked=None):
    """What a store with these rows and releases holds."""
    snapshot = replace(Store().load(), is_vouched_for=vouched)
    summaries = {source.id: summary.summarize(source, rows_, releases_) for source in SOURCES}
    attempts = dict.fromkeys(registry.SOURCES) | (looked or {})
    return status.StoreStatus(snapshot, summaries, attempts, waiting, today)


def printed(rows_, releases_):
    """The lines that the command prints."""
    whole = status_of(rows_, releases_)
    console = Console(width=status.LINE_WIDTH_CHARS, file=io.StringIO())
    with console.capture() as capture:
        console.print(status.summary_table(whole))
    return [*capture.get().splitlines(), *status.detail_lines(SOURCES, whole)]


def needs(*given, **options):
    """What the command says that a person should look at."""
    return list(status.needs_lines(status_of(*given, **options)))


@pytest.fixture
def lines():
    figures = rows(("2020-06", "2020-07-16", "CA-BC", SOURCE.id), ("2020-07", "2020-08-25", "CA-BC", SOURCE.id))
    return printed(figures, releases(*DAYS))


def test_the_table_stands_first_with_a_line_for_each_source(lines):
    header, *rows_ = lines[: lines.index("")]
    assert header.split("  ")[0] == "source"
    assert [row.split()[0] for row in rows_] == list(registry.SOURCES)
    cells = {row.split()[0]: row.split()[1:] for row in rows_}
    assert cells[SOURCE.id] == ["6", "2020-08-25", "20", "40", "2", "-"]
    assert cells["ca-phac"] == ["0", "-", "-", "-", "0", "-"]
    assert len({len(row) for row in (header, *rows_)}) == 1


def test_a_source_says_what_is_held_and_what_it_counts(lines):
    start = lines.index(f"{SOURCE.id}  BC Coroners Service")
    section = lines[start : lines.index("", start)]
    assert section[1:4] == [
        "  6 release days, 2020-02-07 to 2020-08-25; usual gap between releases held 40 days",
        "  20 days since the last release held, within its usual range of 80; next expected about 2020-10-04",
        "  2 rows; 1 place; newest period 2020-07",
    ]
    text = " ".join(" ".join(section).split())
    for measure in SOURCE.measures:
        assert measure.id in text
        for words in (measure.definition, measure.certainty, measure.geography, measure.suppression):
            assert words["en"] in text
    for words in (SOURCE.terms, SOURCE.cadence, SOURCE.citation):
        assert words["en"] in text
    assert text.count(SOURCE.measures[0].definition["en"]) == 1


def test_of_a_series_that_has_ended_no_release_is_missed():
    figures = rows(("2023-02", "2023-09-27", "US", "us-cdc-monthly"))
    days = releases("2023-09-27", source="us-cdc-monthly")
    assert "  the series ended on 2023-09-27" in printed(figures, days)
    assert status_of(figures, days, today=date(2026, 11, 30)).overdue == []


def test_a_source_is_overdue_after_two_usual_gaps():
    figures, days = rows(("2020-06", "2020-07-16", "CA-BC", SOURCE.id)), releases(*DAYS)
    assert status_of(figures, days, date(2020, 11, 13)).overdue == needs(figures, days) == []  # 80 days
    assert status_of(figures, days, date(2020, 11, 14)).overdue == [SOURCE.id]
    assert needs(figures, days, today=date(2020, 11, 14)) == [
        "\noverdue: no release for longer than is usual for the source; --overdue says for how long"
    ]
    assert status.overdue_lines(status_of(figures, days, date(2020, 11, 14))) == [
        f"{SOURCE.id}: 81 days since the last release held; half of the gaps between those held are 40 or less",
    ]


def test_a_failing_fetch_is_told_from_a_silent_publisher():
    figures, days = rows(("2020-06", "2020-07-16", "CA-BC", SOURCE.id)), releases(*DAYS)
    failing = {SOURCE.id: Attempt(TODAY, date(2020, 9, 1), "no answer")}
    (line,) = needs(figures, days, looked=failing)
    assert line == f"\n{SOURCE.id} could not be fetched since 2020-09-01: no answer"
    (record,) = (
        source
        for source in status.as_json(status_of(figures, days, looked=failing))["sources"]
        if source["source"] == SOURCE.id
    )
    assert (record["looked_at"], record["failing_since"], record["failure"]) == (
        "2020-09-14",
        "2020-09-01",
        "no answer",
    )
    assert (record["long_gap_days"], record["next_expected"], record["longest_since"]) == (80, "2020-10-04", None)


def test_files_of_rows_that_nothing_vouches_for_are_said():
    (line,) = needs(table.empty(), ledger.empty(), vouched=False)
    assert line == "\nnothing vouches for the files of rows: there is no editions.csv; the next release writes it"


def test_of_few_releases_no_usual_gap_is_told():
    figures = rows(("2020-06", "2020-07-16", "CA-BC", SOURCE.id))
    text = "\n".join(printed(figures, releases(*DAYS[1:])))
    assert "5 release days, 2020-03-18 to 2020-08-25\n" in text
    assert "usual gap between releases held" not in text


def test_a_source_without_a_release_says_so():
    lines = printed(table.empty(), ledger.empty())
    untried = sum(source.is_untried for source in SOURCES)
    assert sum(line == "  no release held yet" for line in lines) == len(SOURCES) - untried
    words = "  no release held yet; its reader was not tried on a real file yet"
    assert sum(line == words for line in lines) == untried > 0


def test_no_line_is_longer_than_the_terminal():
    snapshot = Store().load()
    assert max(map(len, printed(snapshot.table, snapshot.ledger))) <= status.LINE_WIDTH_CHARS
