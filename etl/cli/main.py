"""The commands of ``python -m etl``. Only here, and in the server's entry point, is the clock read."""

import argparse
import difflib
import io
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial

import pandas as pd
from rich.console import Console

from etl import registry
from etl.bands.scored_series import ScoreMoment, score_all
from etl.claims import listing
from etl.claims.check import text_checker
from etl.claims.holdings import Holdings
from etl.cli import add as add_text
from etl.cli import check as check_text
from etl.cli import cite, comment_add, comment_check, reread, taking_back, watch, words
from etl.cli import diff as diff_text
from etl.cli import scorecard as scorecard_text
from etl.cli import status as status_text
from etl.cli import update as update_text
from etl.cli.arguments import build_parser
from etl.cli.read_file import read_file
from etl.core.errors import EtlError, NotFound
from etl.core.source import Document
from etl.fetch import client as fetch
from etl.fetch.archives import fetch_capture
from etl.ingest import pipeline, quarantine, update
from etl.ingest.pipeline import IngestPlan
from etl.ingest.update import Outcome
from etl.store import data_folder, differences
from etl.store.files import Store
from etl.store.redefinitions import mark_redefined
from etl.store.series_index import SeriesIndex

EXIT_BROKEN, EXIT_PUBLISHER_FAILED, EXIT_WAITING = 1, 2, 3
"""Exit codes: something is broken or was refused; some publisher failed; something waits for a person."""
EXIT_INTERRUPTED = 130
"""The exit code of a command that was ended with Ctrl+C, as shells have it."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is 0 only on success. Errors are said plainly, without a traceback."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A terminal or a cron job whose encoding has no arrow shows it as \u2192, rather than a traceback.
        sys.stdout.reconfigure(errors="backslashreplace")
    options = _parse(arguments)
    try:
        data_folder.check(options.data)
        code: int = options.run(options)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read along has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_BROKEN
    except KeyboardInterrupt:
        print("interrupted; nothing was written that is not whole", file=sys.stderr)
        return EXIT_INTERRUPTED
    except (EtlError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return EXIT_BROKEN
    return code


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    commands = {
        "add": _add,
        "update": _update,
        "accept": _accept,
        "reread": lambda options: reread.run(options, _today()),
        "void": lambda options: taking_back.run_void(options, _today()),
        "redate": lambda options: taking_back.run_redate(options, _today()),
        "status": _status,
        "diff": _diff,
        "claims": _claims,
        "scorecard": _scorecard,
        "check": _check,
        "watch": lambda options: watch.run(options, _today()),
        "comment check": lambda options: comment_check.run(options, _today()),
        "comment add": lambda options: comment_add.run(options, _today()),
        "words": lambda options: words.run(options, _today()),
        "cite": lambda options: cite.run(options, _today()),
    }
    return build_parser(commands).parse_args(arguments)


def _today() -> date:
    return datetime.now().astimezone().date()


def _add(options: argparse.Namespace) -> int:
    source = registry.source(options.source)
    _say(data_folder.note_on(options.data))
    documents = _documents(options)

    def preview(plan: IngestPlan) -> bool:
        for line in add_text.plan_lines(plan, source):
            print(line)
        return not options.dry_run

    try:
        taken = pipeline.add(
            Store(options.data), source, documents, today=_today(), accept=options.accept, preview=preview
        )
    except pipeline.NeedsReview as doubted:
        print(f"error: {doubted}\nif it is right, add it again with --accept", file=sys.stderr)
        return EXIT_WAITING
    for line in add_text.result_lines(taken, dry_run=options.dry_run):
        print(line)
    return 0


def _documents(options: argparse.Namespace) -> list[Document]:
    """Return what is to be added: files, or one archived copy; what is known better of its day counts."""
    given = {"published_on": options.published, "no_later_than": options.no_later_than, "url": options.url}
    if bool(options.files) == bool(options.from_archive):
        raise EtlError("expected files, or the address of one archived copy with --from-archive")
    if options.from_archive:
        certain = {name: value for name, value in given.items() if value}
        return [replace(fetch_capture(options.from_archive), **certain)]
    return [Document(path.name, read_file(path), **given) for path in options.files]


def _say(note: str) -> None:
    if note:
        print(note, file=sys.stderr)


def _update(options: argparse.Namespace) -> int:
    fetched = [source for source in registry.SOURCES.values() if source.download]
    sources = [registry.source(name) for name in dict.fromkeys(options.sources)] or fetched
    _say(data_folder.note_on(options.data))
    client = partial(fetch.Client, app_token=os.environ.get("SOCRATA_APP_TOKEN"))
    console = Console(highlight=False)
    with update_text.show_progress(Console(stderr=True), sources) as watch:
        reports = update.update(
            Store(options.data), sources, today=_today(), client=client, watch=watch, dry_run=options.dry_run
        )
    console.print(update_text.summary_table(reports, dry_run=options.dry_run))
    faults = [report for report in reports if report.outcome in {Outcome.FAILED, Outcome.QUARANTINED}]
    if not faults:
        return 0
    headline = f"error: nothing was taken from {len(faults)} of {len(reports)} sources"
    print("\n".join([headline, *update_text.failure_lines(faults)]), file=sys.stderr)
    waits = any(report.outcome is Outcome.QUARANTINED for report in faults)
    return EXIT_WAITING if waits else EXIT_PUBLISHER_FAILED


def _accept(options: argparse.Namespace) -> int:
    store = Store(options.data)
    source = registry.source(quarantine.get(store, options.name).release.source)
    for line in add_text.result_lines(update.accept(store, options.name, source, today=_today())):
        print(line)
    return 0


def _status(options: argparse.Namespace) -> int:
    wanted = [registry.source(name) for name in dict.fromkeys(options.sources)]
    status = status_text.read_status(Store(options.data), wanted or list(registry.SOURCES.values()), _today())
    if options.overdue:
        lines = status_text.overdue_lines(status)
        print(*lines, sep="\n", end="\n" if lines else "")
        return EXIT_WAITING if lines else 0
    if options.json:
        print(json.dumps(status_text.as_json(status), ensure_ascii=False, indent=2))
        return 0
    snapshot = status.snapshot
    print(f"{options.data}: edition {snapshot.edition}, {len(snapshot.table)} rows, {len(snapshot.releases)} releases")
    # Where no terminal says how wide it is, rich takes 80 columns and cuts what stands beyond.
    Console(width=status_text.LINE_WIDTH_CHARS, highlight=False).print(status_text.summary_table(status))
    for line in (*status_text.detail_lines(wanted, status), *status_text.needs_lines(status)):
        print(line)
    _say(data_folder.note_on(options.data))
    return 0


def _diff(options: argparse.Namespace) -> int:
    source = registry.source(options.source)
    if options.earlier > options.later:
        raise EtlError(f"FROM {options.earlier} is after TO {options.later}; expected the earlier day first")
    snapshot = Store(options.data).load()
    ours = snapshot.table[snapshot.table["source"] == source.id]
    if ours.empty:
        raise EtlError(f"{options.data}: no release of {source.id} is held; expected one to compare")
    for column in ("measure", "place"):
        if wanted := getattr(options, column):
            ours = _filter_rows(ours, column, wanted)
    changed = differences.changes_between(ours, options.earlier, options.later)
    changed = mark_redefined(changed, SeriesIndex.of_snapshot(snapshot), options.earlier, options.later)
    print(f"{source.publisher['en']}: as published {options.earlier} → as published {options.later}")
    for line in diff_text.diff_lines(changed, source.measures):
        print(line)
    return 0


def _check(options: argparse.Namespace) -> int:
    draft = check_text.read_draft(options.draft, sys.stdin.buffer)
    snapshot = Store(options.data).load()
    if options.place:
        _ = snapshot.places[options.place]
    quoted = text_checker(snapshot)(draft, options.published, options.place)
    if options.json:
        print(json.dumps([check_text.as_record(item) for item in quoted], ensure_ascii=False, indent=2))
        return 0
    for line in check_text.lines(quoted, snapshot.places):
        print(line)
    _say(data_folder.note_on(options.data))
    return 0


def _claims(options: argparse.Namespace) -> int:
    snapshot = Store(options.data).load()
    holdings = Holdings.of_snapshot(snapshot, now=options.as_of or date.max)
    listed = listing.list_claims(snapshot.commentary.articles, holdings)
    if options.json:
        print(json.dumps([listing.as_record(claim) for claim in listed], ensure_ascii=False, indent=2))
        return 0
    for line in listing.text_lines(listed):
        print(line)
    _say(data_folder.note_on(options.data))
    return 0


def _scorecard(options: argparse.Namespace) -> int:
    scores = score_all(Store(options.data).load(), ScoreMoment(options.as_of, options.edition))
    if options.json:
        print(json.dumps(scorecard_text.as_json(scores), ensure_ascii=False, indent=2))
        return 0
    scorecard_text.print_scores(Console(width=status_text.LINE_WIDTH_CHARS, highlight=False), scores)
    return 0


def _filter_rows(rows: pd.DataFrame, column: str, wanted: str) -> pd.DataFrame:
    matches = rows[rows[column] == wanted]
    if matches.empty:
        values = sorted(set(rows[column]))
        raise NotFound(column, wanted, difflib.get_close_matches(wanted, values) or values[:5])
    return matches
