"""``watch``: looks through feeds, and shows the writings that could be entered with the figures that they quote."""

import argparse
import json
import os
import shlex
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.table import Table

from etl.claims.check import text_checker
from etl.claims.watching import feed_states
from etl.claims.watching.proposals import Addresses, Proposal, propose, without_repeats
from etl.claims.watching.rounds import FeedReport, Outcome, look_through
from etl.cli import check as check_text
from etl.cli.read_file import read_file
from etl.core.places import Places
from etl.fetch.exchange import Validators
from etl.reference import feeds as feed_list
from etl.reference.feeds import FeedKind
from etl.reference.kinds import Kind
from etl.store.files import PROJECT_DATA_DIR, Store, StoreSnapshot

EXIT_FEED_FAILED = 2
"""As for an update of which some publisher failed: the others are looked through all the same."""
KEY_VARIABLES = {FeedKind.OPENALEX: "OPENALEX_API_KEY", FeedKind.CROSSREF: "CROSSREF_MAILTO"}
"""The environment variables that hold what says to a catalogue who asks. They are never printed."""


def run(options: argparse.Namespace, today: date) -> int:
    """Ask for each feed of the list, show what could be entered, and keep the states of the feeds."""
    store = Store(options.data)
    snapshot = store.load()
    path = options.feeds or _list_of(options.data)
    feeds = feed_list.read(str(path), read_file(path), snapshot.places)
    keys = {kind: key for kind, name in KEY_VARIABLES.items() if (key := os.environ.get(name))}
    reports = look_through(feeds, feed_states.load(store.root), today=today, keys=keys)
    proposals = _proposals(reports, snapshot)
    if options.json:
        print(json.dumps(as_record(reports, proposals, options.data), ensure_ascii=False, indent=2))
    else:
        for line in lines(proposals, snapshot.places, options.data):
            print(line)
        Console(highlight=False).print(summary_table(reports, proposals))
    failed = [report for report in reports if report.outcome is Outcome.FAILED]
    for line in failure_lines(failed, reports, str(path)):
        print(line, file=sys.stderr)
    states = {report.feed.url: report.state for report in reports if report.state}
    if changed := {url: state for url, state in states.items() if state.validators != Validators()}:
        feed_states.save(store, changed)
    return EXIT_FEED_FAILED if failed else 0


def _list_of(folder: Path) -> Path:
    """Return the list of a data folder, or the one that the project lends."""
    own = folder / feed_list.FILE
    return own if own.exists() else PROJECT_DATA_DIR / feed_list.FILE


def _proposals(reports: Sequence[FeedReport], snapshot: StoreSnapshot) -> list[Proposal]:
    entered, check = Addresses.of_articles(snapshot.commentary.articles), text_checker(snapshot)
    return without_repeats(
        proposal for report in reports for proposal in propose(report.feed, report.writings, entered, check)
    )


def command(proposal: Proposal, data: Path) -> str:
    """Return the command that enters a writing, as a shell takes it."""
    feed, writing = proposal.feed, proposal.writing
    options = {
        "--published": proposal.published.isoformat(),
        "--publication": writing.publication,
        "--kind": "" if feed.writing is Kind.NEWS else feed.writing.value,
        "--place": feed.place,
        "--data": "" if data == PROJECT_DATA_DIR else str(data),
    }
    # An option and its value are one word, so that a value that begins with a hyphen is none of another.
    words = [f"{name}={value}" for name, value in options.items() if value]
    return shlex.join(["python", "-m", "etl", "cite", writing.url, *words])


def lines(proposals: Sequence[Proposal], places: Places, data: Path) -> Iterator[str]:
    """Yield of each writing its title, day and address, the figures in it, and the command that enters it."""
    for proposal in proposals:
        yield f"{proposal.writing.publication}: {proposal.writing.title}"
        yield f"  {proposal.published}  {proposal.writing.url}"
        yield from (f"  {line}" for line in check_text.lines(proposal.figures, places))
        yield f"  enter it with: {command(proposal, data)}"
        yield ""


def as_record(reports: Sequence[FeedReport], proposals: Sequence[Proposal], data: Path) -> dict[str, object]:
    """Return all that a round came to, for programs."""
    return {
        "proposals": [
            {
                "title": proposal.writing.title,
                "author": proposal.writing.author,
                "publication": proposal.writing.publication,
                "published_on": proposal.published.isoformat(),
                "url": proposal.writing.url,
                "feed": proposal.feed.url,
                "figures": [check_text.as_record(figure) for figure in proposal.figures],
                "command": command(proposal, data),
            }
            for proposal in proposals
        ],
        "feeds": [
            {
                "publication": report.feed.publication,
                "url": report.feed.url,
                "outcome": report.outcome.value,
                "writings": len(report.writings),
                "reason": report.reason or None,
            }
            for report in reports
        ],
    }


def summary_table(reports: Sequence[FeedReport], proposals: Sequence[Proposal]) -> Table:
    """Return a table with a line for each feed, in the order of the list."""
    table = Table(box=None, pad_edge=False)
    for heading in ("feed", "outcome"):
        table.add_column(heading)
    for heading in ("writings", "proposed"):
        table.add_column(heading, justify="right")
    for report in reports:
        proposed = sum(proposal.feed == report.feed for proposal in proposals)
        counts = ("", "") if report.outcome is Outcome.FAILED else (f"{len(report.writings):,}", f"{proposed:,}")
        table.add_row(report.feed.publication, report.outcome.value, *counts)
    return table


def failure_lines(failed: Sequence[FeedReport], reports: Sequence[FeedReport], file: str) -> Iterator[str]:
    """Yield which feeds of the list gave nothing, and why."""
    if failed:
        yield f"error: nothing was had from {len(failed)} of {len(reports)} feeds"
    for report in failed:
        number = reports.index(report) + 1
        yield f"{file}: feed {number} ({report.feed.publication}), {report.feed.url}: {report.reason}"
