"""The arguments of each command."""

import argparse
import sys
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import NoReturn

from etl import registry
from etl.core.model import VintageBasis
from etl.parsing import csv_records
from etl.reference.commentary import ARTICLE_COLUMNS
from etl.reference.kinds import Kind
from etl.reference.text_counts import Scope
from etl.store.files import PROJECT_DATA_DIR

EXIT_USAGE = 1
"""As for everything that is broken: 2, which argparse would say, stands for a publisher that failed."""

_TEXT_SCOPES = (Scope.WHOLE.value, Scope.EXCERPT.value)

Run = Callable[[argparse.Namespace], int]
"""Runs a command and returns its exit code."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the arguments, and end."""
        self.print_usage(sys.stderr)
        self.exit(EXIT_USAGE, f"{self.prog}: error: {message}\n")


def build_parser(run: Mapping[str, Run]) -> argparse.ArgumentParser:
    """Return the parser of all commands; ``run`` runs each by name."""
    parser = _Parser(prog="python -m etl", description="Keep the table of published death counts.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    common = _Parser(add_help=False)
    common.add_argument("--data", type=Path, default=PROJECT_DATA_DIR, metavar="DIR", help="the data folder")

    def command(name: str, help_text: str) -> argparse.ArgumentParser:
        added: argparse.ArgumentParser = commands.add_parser(name, parents=[common], help=help_text)
        added.set_defaults(run=run[name])
        return added

    _add(command("add", "take releases from files on disk"))
    _update(command("update", "fetch what publishers show now, keep what is new"))
    accept = command("accept", "take a release that an update put in quarantine")
    accept.add_argument("name", metavar="NAME", help="its name, as update and status give it")
    _reread(command("reread", "read the documents that are kept once more, with the readers as they are now"))
    _void(command("void", "take back a mistaken release: earlier editions go on showing it, with what was wrong"))
    _redate(command("redate", "move a release that was entered under a wrong day to its right day"))
    _status(command("status", "what is held of each source, what is overdue, what waits"))
    _diff(command("diff", "what changed between two days"))
    _check(command("check", "the figures that a draft of a writing quotes: of which place and span each is"))
    _claims(command("claims", "every figure that the commentary quotes, as published then and as held now"))
    scorecard = command("scorecard", "how well ranges for fresh figures did before, beside what else could be said")
    _scorecard(scorecard)
    _words(command("words", "count terms such as treatment in the text of a writing; the text is not kept"))
    _cite(command("cite", "read a writing from an address or a saved file, and enter it with the figures it quotes"))
    _watch(command("watch", "look through feeds for new writings that quote figures; enters none by itself"))
    comment = commands.add_parser("comment", help="the commentary: check its files, or enter a writing by hand")
    actions = comment.add_subparsers(required=True, metavar="ACTION")
    for action, help_text in (
        ("check", "everything that is wrong with the files of the commentary"),
        ("add", "ask for a writing and the figures it quotes, and enter them"),
    ):
        added = actions.add_parser(action, parents=[common], help=help_text)
        added.set_defaults(run=run[f"comment {action}"])
        if action == "add":
            _comment_add(added)
    return parser


def _add(add: argparse.ArgumentParser) -> None:
    add.add_argument("source", metavar="SOURCE", help=f"one of: {', '.join(registry.SOURCES)}")
    add.add_argument("files", metavar="FILE", nargs="*", type=Path)
    add.add_argument(
        "--from-archive",
        type=_url,
        metavar="URL",
        help="an archived copy; its capture day is an upper bound of the day",
    )
    add.add_argument("--published", type=_day, metavar="DATE", help="the day of publication, if the file does not say")
    add.add_argument(
        "--no-later-than", type=_day, metavar="DATE", help="an upper bound of that day: when the file was downloaded"
    )
    add.add_argument("--url", type=_url, default="", help="where the file was had")
    add.add_argument("--accept", action="store_true", help="take doubtful releases all the same; the ledger says so")
    add.add_argument("--dry-run", action="store_true", help="say what would change, write nothing")


def _update(update: argparse.ArgumentParser) -> None:
    fetched = [source.id for source in registry.SOURCES.values() if source.download]
    update.add_argument("sources", metavar="SOURCE", nargs="*", help=f"some of: {', '.join(fetched)}; default: all")
    update.add_argument("--dry-run", action="store_true", help="say what would change, write nothing")


def _reread(reread: argparse.ArgumentParser) -> None:
    kept = [source.id for source in registry.SOURCES.values() if source.keeps_documents]
    reread.add_argument("source", metavar="SOURCE", choices=kept, help=f"one of: {', '.join(kept)}")
    reread.add_argument(
        "--why", required=True, metavar="TEXT", help="what was read wrongly; pages and the ledger quote it"
    )
    reread.add_argument("--accept", action="store_true", help="take what is doubted all the same; the ledger says so")
    reread.add_argument("--dry-run", action="store_true", help="say what would change, write nothing")


def _void(void: argparse.ArgumentParser) -> None:
    void.add_argument("release", metavar="RELEASE", help="its id in releases.csv, such as ca-bc-coroners:2020-08-25")
    void.add_argument("--why", required=True, metavar="TEXT", help="why it is a mistake; pages and the ledger quote it")
    void.add_argument("--dry-run", action="store_true", help="say what would change, write nothing")


def _redate(redate: argparse.ArgumentParser) -> None:
    _void(redate)
    redate.add_argument("day", type=_day, metavar="DAY", help="the day on which it was really published")
    redate.add_argument(
        "--known",
        choices=[basis.value for basis in VintageBasis],
        default=VintageBasis.PUBLISHER.value,
        help="how that day is known; default: %(default)s",
    )


def _status(status: argparse.ArgumentParser) -> None:
    status.add_argument("sources", metavar="SOURCE", nargs="*", help="say all that there is to say of these sources")
    status.add_argument("--json", action="store_true", help="for programs: the same as JSON")
    status.add_argument(
        "--overdue", action="store_true", help="print the overdue sources alone; exit code 3 where there are any"
    )


def _diff(diff: argparse.ArgumentParser) -> None:
    diff.add_argument("source", metavar="SOURCE")
    diff.add_argument("earlier", type=_day, metavar="FROM")
    diff.add_argument("later", type=_day, metavar="TO")
    diff.add_argument("--measure", metavar="ID", help="only this measure")
    diff.add_argument("--place", metavar="CODE", help="only this place, such as US-OH")


def _check(check: argparse.ArgumentParser) -> None:
    check.add_argument("draft", metavar="FILE", help="the draft as plain text or HTML; - reads it from standard input")
    check.add_argument("--published", type=_day, required=True, metavar="DATE", help="the day it appears")
    check.add_argument("--place", metavar="CODE", default="", help="what it is about where it names no place: CA-BC")
    check.add_argument("--json", action="store_true", help="for programs: the same as JSON")


def _claims(claims: argparse.ArgumentParser) -> None:
    claims.add_argument("--as-of", type=_day, metavar="DATE", help="the day that is now; default: the newest held")
    claims.add_argument("--json", action="store_true", help="for programs: the same as JSON, with every part")


def _scorecard(scorecard: argparse.ArgumentParser) -> None:
    scorecard.add_argument("--as-of", type=_day, metavar="DATE", default=date.max, help="as it was on this day")
    scorecard.add_argument("--edition", type=int, metavar="N", help="from what was known in this edition")
    scorecard.add_argument("--json", action="store_true", help="for programs: the same as JSON, group by group")


def _words(words: argparse.ArgumentParser) -> None:
    words.add_argument(
        "text", metavar="FILE", nargs="?", default="", help="plain text, a page, post or feed; - is input"
    )
    words.add_argument("--article", metavar="ID", default="", help="the writing, by its id in commentary.csv")
    words.add_argument(
        "--scope", choices=_TEXT_SCOPES, default=_TEXT_SCOPES[0], help="what of it the text is; default: %(default)s"
    )
    words.add_argument("--item", type=int, metavar="N", help="which writing of a feed")
    words.add_argument("--titles", action="store_true", help="count the titles of all writings instead")
    words.add_argument("--yes", action="store_true", help="enter it without asking")
    words.add_argument("--dry-run", action="store_true", help="say what would be entered, write nothing")


def _cite(cite: argparse.ArgumentParser) -> None:
    kinds = [kind.value for kind in Kind if kind is not Kind.EVENT]
    cite.add_argument("writing", metavar="URL_OR_FILE", help="a web page, a post of WordPress' REST interface, a feed")
    cite.add_argument("--kind", choices=kinds, default=Kind.NEWS.value, help="what kind of writing; default: news")
    cite.add_argument("--place", metavar="CODE", default="", help="what it is about where it names no place: CA-BC")
    cite.add_argument("--item", type=int, metavar="N", help="which writing of a feed")
    cite.add_argument("--published", type=_day, metavar="DATE", help="the day it appeared, if it does not say")
    cite.add_argument("--publication", metavar="NAME", default="", help="where it appeared, if it does not say")
    cite.add_argument("--url", type=_url, default="", help="its address, if it does not say")
    cite.add_argument(
        "--words", choices=_TEXT_SCOPES, help="also count terms in its text, as words does: what of it the text is"
    )
    cite.add_argument("--yes", action="store_true", help="enter it without asking")
    cite.add_argument("--dry-run", action="store_true", help="show the entry, write nothing")


def _comment_add(add: argparse.ArgumentParser) -> None:
    add.description = "Ask for each field of a writing and its figures. What an option gives is not asked for."
    for name, column in ARTICLE_COLUMNS.items():
        add.add_argument(f"--{name.replace('_', '-')}", metavar="TEXT", help=column.expected.replace("%", "%%"))
    add.add_argument(
        "--figure",
        dest="figures",
        action="append",
        metavar="CELLS",
        help="a figure it quotes, as in claims.csv: 'place=CA-BC period=2020-07 value=175'; may stand several times",
    )
    add.add_argument("--yes", action="store_true", help="ask for nothing, and enter it")
    add.add_argument("--dry-run", action="store_true", help="show the entry, write nothing")


def _watch(watch: argparse.ArgumentParser) -> None:
    watch.add_argument(
        "feeds", metavar="FEEDS.toml", nargs="?", type=Path, help="the list of feeds; default: that of the data folder"
    )
    watch.add_argument("--json", action="store_true", help="for programs: the same as JSON")


def _day(text: str) -> date:
    """Read only ``2020-08-25`` in plain digits: other scripts have digits too, which ``int`` takes."""
    try:
        day: date = csv_records.DAY.parse(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day such as 2020-08-25") from error
    return day


def _url(text: str) -> str:
    try:
        return str(csv_records.URL.parse(text)) if text else ""
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is not {csv_records.URL.expected}") from error
