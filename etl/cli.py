"""The commands of ``python -m etl``. Only here, and in the server's entry point, is the clock read."""

import argparse
import sys
from collections.abc import Hashable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd

from etl import pipeline, registry, rfc4180, table
from etl.errors import EtlError
from etl.model import Document, Period, Source
from etl.store import PROJECT_DATA, Holdings, Store


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is 0 only on success. Errors are said plainly, without a traceback."""
    options = _parser().parse_args(arguments)
    try:
        options.run(options)
    except (EtlError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m etl", description="Keep the table of published death counts.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--data", type=Path, default=PROJECT_DATA, metavar="DIR", help="the data folder")

    add = commands.add_parser("add", parents=[common], help="take releases from files on disk")
    add.add_argument("source", metavar="SOURCE", help=f"one of: {', '.join(registry.SOURCES)}")
    add.add_argument("files", metavar="FILE", nargs="+", type=Path)
    add.add_argument("--published", type=_day, metavar="DATE", help="the day of publication, if the file does not say")
    add.add_argument(
        "--no-later-than", type=_day, metavar="DATE", help="an upper bound of that day: when the file was downloaded"
    )
    add.add_argument("--url", default="", help="where the file was had")
    add.set_defaults(run=_add)

    status = commands.add_parser("status", parents=[common], help="sources, last release, age, rows, usual gap")
    status.set_defaults(run=_status)

    diff = commands.add_parser("diff", parents=[common], help="what changed between two days")
    diff.add_argument("source", metavar="SOURCE")
    diff.add_argument("earlier", type=_day, metavar="FROM")
    diff.add_argument("later", type=_day, metavar="TO")
    diff.set_defaults(run=_diff)
    return parser


def _today() -> date:
    return datetime.now().astimezone().date()


def _day(text: str) -> date:
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no zone
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day such as 2020-08-25") from error


def _add(options: argparse.Namespace) -> None:
    source = registry.source(options.source)
    told = {"published": options.published, "no_later_than": options.no_later_than, "url": options.url}
    documents = [Document(path.name, path.read_bytes(), **told) for path in options.files]
    taken = pipeline.add(Store(options.data), source, documents, today=_today())
    new = [item for item in taken if item.rows is not None]
    for item in new:
        print(
            f"{item.release.vintage}  {len(item.release.rows):4} figures stated, {item.rows:4} rows written  "
            f"{item.release.title[:70]}"
        )
    held = len(taken) - len(new)
    print(f"{len(new)} new release{'s' * (len(new) != 1)}" + (f"; {held} already held, unchanged" if held else ""))


def _status(options: argparse.Namespace) -> None:
    held = Store(options.data).load()
    print(f"{options.data}: edition {held.edition}, {len(held.table)} rows, {len(held.ledger)} releases")
    for source in registry.SOURCES.values():
        _source_status(source, held)


def _source_status(source: Source, held: Holdings) -> None:
    releases = held.ledger[held.ledger["source"] == source.id]
    print(f"\n{source.id}  {source.publisher['en']}")
    for measure in source.measures:
        print(f"  {measure.id}: {measure.definition['en']}")
    if releases.empty:
        print("  no release held yet")
        return
    days = releases["vintage"].drop_duplicates().sort_values()
    last = days.iloc[-1].date()
    gap = days.diff().dt.days.median()
    usual = "" if pd.isna(gap) else f"; usual gap {gap:.0f} days"
    print(f"  {len(days)} release days, {days.iloc[0]:%Y-%m-%d} to {last} ({(_today() - last).days} days ago){usual}")
    print(f"  {int((held.table['source'] == source.id).sum())} rows")


def _diff(options: argparse.Namespace) -> None:
    source = registry.source(options.source)
    if options.earlier > options.later:
        raise EtlError(f"FROM {options.earlier} is after TO {options.later}; expected the earlier day first")
    held = Store(options.data).load()
    ours = held.table[held.table["source"] == source.id]
    changed = table.changes(ours, options.earlier, options.later)
    print(f"{source.publisher['en']}: as published {options.earlier} → as published {options.later}")
    if changed.empty:
        print("nothing changed")
    for measure in source.measures:
        rows = changed[changed["measure"] == measure.id]
        if len(rows):
            print(f"{measure.title['en']}")
        for row in rows.to_dict("records"):
            print("  " + _change(row))


def _change(row: dict[Hashable, Any]) -> str:
    label = Period(row["period_start"].date(), row["period_end"].date()).label
    place = row["place"] if row["group"] == "all" else f"{row['place']} {row['group']}"
    now, day = _told(row["value"], row["status"]), f"{row['vintage']:%Y-%m-%d}"
    if pd.isna(row["vintage_before"]):
        return f"{place} {label}: {row['change']} {now} (published {day})"
    before = _told(row["value_before"], row["status_before"])
    return f"{place} {label}: {before} → {now} (published {row['vintage_before']:%Y-%m-%d} → {day})"


def _told(value: Any, status: str) -> str:
    return status if pd.isna(value) else rfc4180.number(value)
