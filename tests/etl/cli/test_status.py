"""The lines of ``status``: a table of all sources, then each source in full, all within the terminal."""

import io
from dataclasses import replace
from datetime import date

import pytest
from rich.console import Console

from etl import registry
from etl.cli import status
from etl.store import ledger, table
from etl.store.files import Store
from tests.etl.store.test_summary import SOURCE, releases, rows

TODAY = date(2020, 9, 14)
DAYS = ("2020-02-07", "2020-03-18", "2020-04-27", "2020-06-06", "2020-07-16", "2020-08-25")
SOURCES = list(registry.SOURCES.values())


def printed(rows_, releases_):
    """The lines that the command prints."""
    summaries = status.summarize_all(SOURCES, rows_, releases_)
    console = Console(width=status.LINE_WIDTH_CHARS, file=io.StringIO())
    with console.capture() as capture:
        console.print(status.summary_table(summaries, TODAY))
    return [*capture.get().splitlines(), *status.detail_lines(SOURCES, summaries, TODAY)]


def needs(rows_, releases_, today=TODAY, vouched=True, waiting=()):
    """What the command says that a person should look at."""
    summaries = status.summarize_all(SOURCES, rows_, releases_)
    snapshot = replace(Store().load(), is_vouched_for=vouched)
    return list(status.needs_lines(snapshot, summaries, waiting, today))


@pytest.fixture
def lines():
    figures = rows(("2020-06", "2020-07-16", "CA-BC", SOURCE.id), ("2020-07", "2020-08-25", "CA-BC", SOURCE.id))
    return printed(figures, releases(*DAYS))


def test_the_table_stands_first_with_a_line_for_each_source(lines):
    header, *rows_ = lines[: lines.index("")]
    assert header.split("  ")[0] == "source"
    assert [row.split()[0] for row in rows_] == list(registry.SOURCES)
    cells = {row.split()[0]: row.split()[1:] for row in rows_}
    assert cells[SOURCE.id] == ["6", "2020-08-25", "20", "40", "2"]
    assert cells["ca-phac"] == ["0", "-", "-", "-", "0"]
    assert len({len(row) for row in (header, *rows_)}) == 1


def test_a_source_says_what_is_held_and_what_it_counts(lines):
    start = lines.index(f"{SOURCE.id}  BC Coroners Service")
    section = lines[start : lines.index("", start)]
    assert section[1:3] == [
        "  6 release days, 2020-02-07 to 2020-08-25 (20 days ago); usual gap between releases held 40 days",
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


def test_a_source_is_overdue_after_two_usual_gaps():
    figures, days = rows(("2020-06", "2020-07-16", "CA-BC", SOURCE.id)), releases(*DAYS)
    (bc,) = status.summarize_all([SOURCE], figures, days).values()
    assert bc.usual_gap_days == 40
    assert not bc.is_overdue(date(2020, 11, 13))  # 80 days
    assert bc.is_overdue(date(2020, 11, 14))
    assert needs(figures, days) == []
    assert needs(figures, days, date(2020, 11, 14)) == [
        "\noverdue: the last release held is older than 2 usual gaps between releases"
    ]


def test_files_of_rows_that_nothing_vouches_for_are_said():
    (line,) = needs(table.empty(), ledger.empty(), vouched=False)
    assert line == "\nnothing vouches for the files of rows: there is no editions.csv; the next release writes it"


def test_of_few_releases_no_usual_gap_is_told():
    figures = rows(("2020-06", "2020-07-16", "CA-BC", SOURCE.id))
    text = "\n".join(printed(figures, releases(*DAYS[1:])))
    assert "5 release days, 2020-03-18 to 2020-08-25 (20 days ago)\n" in text
    assert "usual gap between releases held" not in text


def test_a_source_without_a_release_says_so():
    lines = printed(table.empty(), ledger.empty())
    assert sum(line == "  no release held yet" for line in lines) == len(SOURCES)


def test_no_line_is_longer_than_the_terminal():
    snapshot = Store().load()
    assert max(map(len, printed(snapshot.table, snapshot.ledger))) <= status.LINE_WIDTH_CHARS
