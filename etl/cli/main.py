"""The commands of ``python -m etl``. Only here, and in the server's entry point, is the clock read."""

import argparse
import difflib
import os
import sys
from collections.abc import Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path

import pandas as pd
from rich.console import Console

from etl import registry
from etl.cli import diff as diff_text
from etl.cli import status as status_text
from etl.cli import update as update_text
from etl.core.errors import EtlError, NotFound
from etl.core.source import Document
from etl.fetch import client as fetch
from etl.ingest import pipeline, quarantine, update
from etl.ingest.pipeline import IngestResult
from etl.ingest.update import Outcome
from etl.store import table
from etl.store.files import PROJECT_DATA_DIR, Store

EXIT_INTERRUPTED = 130
"""The exit code of a command that was ended with Ctrl+C, as shells have it."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is 0 only on success. Errors are said plainly, without a traceback."""
    options = _parser().parse_args(arguments)
    try:
        options.run(options)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read along has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        print("interrupted; nothing was written that is not whole", file=sys.stderr)
        return EXIT_INTERRUPTED
    except (EtlError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m etl", description="Keep the table of published death counts.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--data", type=Path, default=PROJECT_DATA_DIR, metavar="DIR", help="the data folder")

    _add_arguments(commands.add_parser("add", parents=[common], help="take releases from files on disk"))

    updating = commands.add_parser("update", parents=[common], help="fetch what publishers show now, keep what is new")
    fetched = [source.id for source in registry.SOURCES.values() if source.download]
    updating.add_argument("sources", metavar="SOURCE", nargs="*", help=f"some of: {', '.join(fetched)}; default: all")
    updating.add_argument("--dry-run", action="store_true", help="say what would change, write nothing")
    updating.set_defaults(run=_update)

    accept = commands.add_parser("accept", parents=[common], help="take a release that an update put in quarantine")
    accept.add_argument("name", metavar="NAME", help="its name, as update and status give it")
    accept.set_defaults(run=_accept)

    status = commands.add_parser("status", parents=[common], help="what each source counts, and what is held of it")
    status.set_defaults(run=_status)

    diff = commands.add_parser("diff", parents=[common], help="what changed between two days")
    diff.add_argument("source", metavar="SOURCE")
    diff.add_argument("earlier", type=_parse_day, metavar="FROM")
    diff.add_argument("later", type=_parse_day, metavar="TO")
    diff.add_argument("--measure", metavar="ID", help="only this measure")
    diff.add_argument("--place", metavar="CODE", help="only this place, such as US-OH")
    diff.set_defaults(run=_diff)
    return parser


def _add_arguments(add: argparse.ArgumentParser) -> None:
    add.add_argument("source", metavar="SOURCE", help=f"one of: {', '.join(registry.SOURCES)}")
    add.add_argument("files", metavar="FILE", nargs="+", type=Path)
    add.add_argument(
        "--published", type=_parse_day, metavar="DATE", help="the day of publication, if the file does not say"
    )
    add.add_argument(
        "--no-later-than",
        type=_parse_day,
        metavar="DATE",
        help="an upper bound of that day: when the file was downloaded",
    )
    add.add_argument("--url", default="", help="where the file was had")
    add.add_argument("--accept", action="store_true", help="take doubtful releases all the same; the ledger says so")
    add.set_defaults(run=_add)


def _today() -> date:
    return datetime.now().astimezone().date()


def _parse_day(text: str) -> date:
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no zone
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day such as 2020-08-25") from error


def _add(options: argparse.Namespace) -> None:
    source = registry.source(options.source)
    given = {"published_on": options.published, "no_later_than": options.no_later_than, "url": options.url}
    documents = [Document(path.name, path.read_bytes(), **given) for path in options.files]
    try:
        taken = pipeline.add(Store(options.data), source, documents, today=_today(), accept=options.accept)
    except pipeline.NeedsReview as doubted:
        raise EtlError(f"{doubted}\nif it is right, add it again with --accept") from doubted
    _print_results(taken)


def _print_results(taken: Sequence[IngestResult]) -> None:
    new = [item for item in taken if item.rows_written is not None]
    for item in new:
        print(
            f"{item.release.vintage}  {len(item.release.rows):4} figures stated, {item.rows_written:4} rows written  "
            f"{item.release.title[:70]}"
        )
    unchanged = len(taken) - len(new)
    print(
        f"{len(new)} new release{'s' * (len(new) != 1)}"
        + (f"; {unchanged} already held, unchanged" if unchanged else "")
    )


def _update(options: argparse.Namespace) -> None:
    fetched = [source for source in registry.SOURCES.values() if source.download]
    sources = [registry.source(name) for name in dict.fromkeys(options.sources)] or fetched
    client = partial(fetch.Client, app_token=os.environ.get("SOCRATA_APP_TOKEN"))
    console = Console(highlight=False)
    with update_text.show_progress(Console(stderr=True), sources) as watch:
        reports = update.update(
            Store(options.data), sources, today=_today(), client=client, watch=watch, dry_run=options.dry_run
        )
    console.print(update_text.summary_table(reports, dry_run=options.dry_run))
    faults = [report for report in reports if report.outcome in {Outcome.FAILED, Outcome.QUARANTINED}]
    if faults:
        headline = f"nothing was taken from {len(faults)} of {len(reports)} sources"
        raise EtlError("\n".join([headline, *update_text.failure_lines(faults)]))


def _accept(options: argparse.Namespace) -> None:
    store = Store(options.data)
    source = registry.source(quarantine.get(store, options.name).release.source)
    _print_results(update.accept(store, options.name, source, today=_today()))


def _status(options: argparse.Namespace) -> None:
    snapshot = Store(options.data).load()
    print(f"{options.data}: edition {snapshot.edition}, {len(snapshot.table)} rows, {len(snapshot.ledger)} releases")
    sources, today = list(registry.SOURCES.values()), _today()
    summaries = status_text.summarize_all(sources, snapshot.table, snapshot.ledger)
    # Where no terminal says how wide it is, rich takes 80 columns and cuts what stands beyond.
    Console(width=status_text.LINE_WIDTH_CHARS, highlight=False).print(status_text.summary_table(summaries, today))
    for line in status_text.detail_lines(sources, summaries, today):
        print(line)
    for name in quarantine.list_names(Store(options.data)):
        waiting = quarantine.get(Store(options.data), name)
        print(f"\nin quarantine since {waiting.since}: {waiting.name}")
        for reason in waiting.reasons:
            print(f"  - {reason}")


def _diff(options: argparse.Namespace) -> None:
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
    changed = table.changes(ours.reset_index(drop=True), options.earlier, options.later)
    print(f"{source.publisher['en']}: as published {options.earlier} → as published {options.later}")
    for line in diff_text.diff_lines(changed, source.measures):
        print(line)


def _filter_rows(rows: pd.DataFrame, column: str, wanted: str) -> pd.DataFrame:
    matches = rows[rows[column] == wanted]
    if matches.empty:
        values = sorted(set(rows[column]))
        raise NotFound(column, wanted, difflib.get_close_matches(wanted, values) or values[:5])
    return matches
