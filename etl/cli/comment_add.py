"""``comment add``: asks for a writing and the figures that it quotes, field by field, and enters them."""

import argparse
import shlex
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from etl.claims import listing
from etl.claims.citing import Entry, new_id
from etl.claims.holdings import Holdings
from etl.cli import entering
from etl.cli.writing_choice import YES
from etl.core.errors import EtlError, InvalidDocument
from etl.core.quotation import Comparator, QuoteKind
from etl.parsing.csv_records import ROUGH_DAY, Column
from etl.parsing.near_cells import hint, near
from etl.parsing.writing import Writing
from etl.reference import claim_rows
from etl.reference.claim_rows import RECORD_KINDS, UNITS
from etl.reference.commentary import ARTICLE_COLUMNS
from etl.reference.kinds import Kind
from etl.store.files import Store, StoreSnapshot

ASKED = (
    *("title", "author", "publication", "url", "published_on", "kind", "id", "cites", "see_also", "note"),
    "confidence",
)
"""The fields of a writing that are asked for; the others are seldom filled, and given as options."""
ASKED_OF_FIGURE = (
    *("place", "period", "kind", "value", "comparator", "value_to", "unit", "base_period", "record", "class_words"),
    *("measure", "note", "confidence", "discusses"),
)
HELP = "?"
Cells = dict[str, str]


def run(options: argparse.Namespace, today: date) -> int:
    """Ask for what the options do not give, show the entry with its figures then and now, and write it after a yes."""
    snapshot = Store(options.data).load()
    form = _Form(options.data, snapshot, is_silent=options.yes)
    article = form.fill_article({name: getattr(options, name) for name in ARTICLE_COLUMNS}, today)
    if options.figures is None and not options.yes:
        claims = list(form.ask_figures(article))
    else:
        claims = [_with_defaults(_parse_figure(text) | {"item": article["id"]}) for text in options.figures or ()]
    entry = Entry(article, claims)
    for line in (*entering.article_lines(entry), *_figure_lines(entry, snapshot, options.data)):
        print(line)
    return entering.enter(entry, snapshot.places, options)


def _with_defaults(given: Cells) -> Cells:
    """Return the cells of a figure, those that are not given as they mostly are."""
    cells = dict.fromkeys(claim_rows.COLUMNS, "") | given
    for name in ASKED_OF_FIGURE:
        if name not in given:
            cells[name] = _default(name, cells)
    return cells


def _default(name: str, cells: Mapping[str, str]) -> str:
    kinds = {kind.value: units[0] for kind, units in UNITS.items()}
    defaults = {
        "kind": QuoteKind.VALUE.value,
        "unit": kinds.get(cells["kind"], ""),
        "confidence": "high",
        "discusses": cells["period"],
    }
    return defaults.get(name, "")


def _is_asked(name: str, cells: Mapping[str, str]) -> bool:
    """Whether a field can be filled, by the kind of figure and the words before it."""
    kind = cells["kind"]
    return {
        "value": kind != QuoteKind.REFERENCE,
        "comparator": kind not in {QuoteKind.REFERENCE, *RECORD_KINDS},
        "value_to": cells["comparator"] == Comparator.BETWEEN,
        "unit": kind != QuoteKind.REFERENCE,
        "base_period": kind == QuoteKind.CHANGE,
        "record": kind in RECORD_KINDS,
        "class_words": kind != QuoteKind.REFERENCE,
        "measure": kind != QuoteKind.REFERENCE,
    }.get(name, True)


def _parse_figure(text: str) -> Cells:
    """Read the cells of a figure that are given in words: ``place=CA-BC period=2020-07 value=175``."""
    try:
        pairs = [word.partition("=") for word in shlex.split(text)]
    except ValueError as error:
        raise EtlError(f"--figure {text!r}: {error}; expected words such as place=CA-BC period=2020-07") from error
    for name, _, _ in pairs:
        if name not in ASKED_OF_FIGURE:
            expected = ", ".join(ASKED_OF_FIGURE)
            raise EtlError(f"--figure {text!r}: found {name!r}, expected {expected}{hint(near(name, ASKED_OF_FIGURE))}")
    return {name: value for name, _, value in pairs}


def _figure_lines(entry: Entry, snapshot: StoreSnapshot, folder: Path) -> Iterator[str]:
    """Yield each figure as published then and as held now; ``InvalidDocument`` where the entry cannot be read."""
    _, writings, problems = entering.read_with(folder, entry, snapshot.places)
    if problems:
        raise InvalidDocument("commentary", problems)
    article = writings.by_id(entry.article["id"])
    yield from listing.text_lines(listing.list_claims([article], Holdings.of_snapshot(snapshot)))


@dataclass(frozen=True)
class _Form:
    """Asks for cells at a terminal, each until it can be entered. A silent one takes what is given, and defaults."""

    folder: Path
    snapshot: StoreSnapshot
    is_silent: bool

    def fill_article(self, given: Mapping[str, str | None], today: date) -> Cells:
        """Return the cells of a writing: those given, which are looked at too, and those asked for."""
        cells = {name: given[name] or "" for name in ARTICLE_COLUMNS}

        def problem(name: str, answer: str) -> str:
            entry = Entry(cells | {name: answer}, [])
            entered = self.snapshot.commentary.articles if name == "url" else ()
            return self._problem(entry, entering.ARTICLES, name) or "".join(entering.same_address(entered, answer))

        if not self.is_silent:
            print("Enter takes what stands in brackets; ? says what is expected.")
        for name in ASKED:
            if given[name] is None:
                cells[name] = self._ask(name, self._article_default(name, cells, today), ARTICLE_COLUMNS, problem)
        if why := "".join(entering.same_address(self.snapshot.commentary.articles, cells["url"])):
            raise InvalidDocument(cells["url"], [why])
        return cells

    def _article_default(self, name: str, cells: Mapping[str, str], today: date) -> str:
        if name == "id":
            published = _last_day(cells["published_on"])
            writing = Writing(title=cells["title"], publication=cells["publication"], url=cells["url"])
            ids = {item.id for item in self.snapshot.commentary.articles}
            return new_id(writing, published, ids) if published else ""
        defaults = {"kind": Kind.NEWS.value, "confidence": "high", "published_on": today.isoformat()}
        return defaults.get(name, "")

    def ask_figures(self, article: Cells) -> Iterator[Cells]:
        """Yield the cells of each figure that the keeper has to enter."""
        place = ""
        while self._read("another figure? [y/N] ").lower() in YES:
            cells = dict.fromkeys(claim_rows.COLUMNS, "") | {"item": article["id"]}

            def problem(name: str, answer: str, cells: Cells = cells) -> str:
                return self._problem(Entry(article, [cells | {name: answer}]), entering.CLAIMS, name)

            for name in ASKED_OF_FIGURE:
                if _is_asked(name, cells):
                    default = place if name == "place" else _default(name, cells)
                    cells[name] = self._ask(name, default, claim_rows.COLUMNS, problem)
            place = cells["place"]
            yield cells

    def _problem(self, entry: Entry, file: str, column: str) -> str:
        """Return what is wrong with a cell of the last row of a file, were the entry written; nothing where it fits."""
        before = (self.folder / file).read_bytes().count(b"\n")
        _, _, problems = entering.read_with(self.folder, entry, self.snapshot.places)
        ours = [item for item in problems if item.file == file and (item.line is None or item.line > before)]
        return next((item.what or item.text for item in ours if item.column in {column, ""}), "")

    def _ask(self, name: str, default: str, columns: Mapping[str, Column], problem: Callable[[str, str], str]) -> str:
        if self.is_silent:
            return default
        shown_default = f" [{default}]" if default else ""
        while True:
            answer = self._read(f"{name}{shown_default}: ") or default
            why = f"expected {columns[name].expected}" if answer == HELP else problem(name, answer)
            if not why:
                return answer
            print(f"  {why}")

    def _read(self, prompt: str) -> str:
        print(prompt, end="", flush=True)
        line = sys.stdin.readline()
        if not line:
            raise EtlError(f"the answers end before {prompt.strip()!r}; nothing was written")
        return line.strip()


def _last_day(text: str) -> date | None:
    try:
        day: date = ROUGH_DAY.parse(text)[0]
    except ValueError:
        return None
    return day
