"""Reads what a source says of itself and its measures: ``source.toml``, beside the code of the source.

A key that is missing, not known or of another kind is refused with the file and the whole name of the key. Each text
stands in every language: inline (``title.en``, ``title.fr``), or by the name of one that several measures share, which
stands under ``[texts.<name>]`` or in ``etl/core/common.toml``. Line breaks in a text are spaces.

    [measures.vt-opioid-deaths-year]
    period = "year"
    unit = "deaths"
    title.en = "Opioid-related accidental and undetermined deaths by year"
    title.fr = "Décès accidentels ou indéterminés liés aux opioïdes, par année"
    definition = "opioid-definition"
    certainty = "opioid-certainty"
    geography = "residence"
    suppression = "not-stated"
"""

import re
import tomllib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from etl.core.errors import InvalidDocument
from etl.core.measures import COMMON_TEXTS, LANGUAGES, Translations
from etl.core.model import Measure, PeriodKind, Release, Unit
from etl.core.source import Document, Download, Source

Parse = Callable[[Document], tuple[Release, ...]]

_SOURCE_TEXTS = ("publisher", "terms", "cadence", "citation")
_FLAGS = ("places_comparable", "keeps_documents", "names_more_places", "is_untried")
_OPTIONAL_KEYS = ("feed", "texts", "days_between_releases", "ended_on", *_FLAGS)
_MEASURE_TEXTS = ("title", "definition", "certainty", "geography", "suppression")

_T = TypeVar("_T")
_D = TypeVar("_D")


def load_source(init_file: str, parse: Parse) -> Source:
    """Build the source of a package from the ``source.toml`` beside its ``__init__.py``.

    Its id is the name of the folder with hyphens: ``us-me-ocme`` for ``us_me_ocme``.
    """
    path = Path(init_file).with_name("source.toml")
    return read_source(path.parent.name.replace("_", "-"), path.read_text(encoding="utf-8"), parse)


def read_source(source_id: str, toml: str, parse: Parse) -> Source:
    """Build a source from the text of its ``source.toml``; ``InvalidDocument`` says which key of it is wrong."""
    file = f"{source_id.replace('-', '_')}/source.toml"
    try:
        root = _Table(file, "", {"texts": {}, **tomllib.loads(toml)})
    except tomllib.TOMLDecodeError as error:
        raise InvalidDocument(file, [f"not well-formed TOML: {error}"]) from error
    root.check_keys(("place", "url", *_SOURCE_TEXTS, "measures"), optional=_OPTIONAL_KEYS)
    texts = _texts(root)
    measures = root.table("measures")
    return Source(
        id=source_id,
        place=root.text("place"),
        url=root.text("url"),
        measures=tuple(_measure(measure_id, measures.table(measure_id), texts) for measure_id in measures.values),
        parse=parse,
        download=_feed(root.table("feed")) if "feed" in root.values else None,
        places_comparable=root.flag("places_comparable", default=True),
        days_between_releases=root.optional("days_between_releases", int, "a number of days", default=None),
        ended_on=root.optional("ended_on", date, "a day", default=None),
        keeps_documents=root.flag("keeps_documents"),
        names_more_places=root.flag("names_more_places"),
        is_untried=root.flag("is_untried"),
        **{key: root.words(key, texts) for key in _SOURCE_TEXTS},
    )


@dataclass(frozen=True)
class _Table:
    """A table of the file, ``name`` its whole name. Its values are checked when they are asked for."""

    file: str
    name: str
    values: Mapping[str, Any]

    def refusal(self, key: str, problem: str) -> InvalidDocument:
        """Return the error that says what is wrong with a key."""
        return InvalidDocument(self.file, [f"{self._full(key)}: {problem}"])

    def check_keys(self, required: Collection[str], optional: Collection[str] = ()) -> None:
        """Raise ``InvalidDocument`` unless every required key is there, and none that is not known."""
        for key in required:
            if key not in self.values:
                raise self.refusal(key, "the key is missing")
        for key in self.values:
            if key not in {*required, *optional}:
                raise self.refusal(key, f"the key is not known; expected {', '.join((*required, *optional))}")

    def get(self, key: str, kind: type[_T], expected: str) -> _T:
        """Return a value of that kind."""
        value = self.values[key]
        if not isinstance(value, kind):
            raise self.refusal(key, f"found {value!r}; expected {expected}")
        return value

    def optional(self, key: str, kind: type[_T], expected: str, *, default: _D) -> _T | _D:
        """Return a value of that kind, or ``default`` where the key is not there."""
        return self.get(key, kind, expected) if key in self.values else default

    def flag(self, key: str, *, default: bool = False) -> bool:
        """Return whether the key is true, or ``default`` where it is not there."""
        return self.optional(key, bool, "true or false", default=default)

    def table(self, key: str) -> "_Table":
        """Return a table in this one."""
        return _Table(self.file, self._full(key), self.get(key, dict, "a table"))

    def text(self, key: str) -> str:
        """Return a text, its lines joined. No-break spaces stay, which French has before a colon."""
        text = re.sub(r"[ \n]+", " ", self.get(key, str, "a text")).strip(" ")
        if not text:
            raise self.refusal(key, "found no text; expected some")
        return text

    def choice(self, key: str, choices: Collection[str]) -> str:
        """Return one of the choices."""
        value = self.text(key)
        if value not in choices:
            raise self.refusal(key, f"found {value!r}; expected one of {', '.join(choices)}")
        return value

    def words(self, key: str, texts: Mapping[str, Translations]) -> Translations:
        """Return a text in every language: its own, or one of ``texts`` by name."""
        if isinstance(self.values[key], str):
            return texts[self.choice(key, texts)]
        languages = self.table(key)
        languages.check_keys(LANGUAGES)
        return {language: languages.text(language) for language in LANGUAGES}

    def _full(self, key: str) -> str:
        return f"{self.name}.{key}" if self.name else key


def _texts(root: _Table) -> Mapping[str, Translations]:
    """Return the texts that may be used by name; refuse one that no key of the file uses."""
    own = root.table("texts")
    tables = (root.values, *root.get("measures", dict, "a table").values())
    used = {
        value for table in tables if isinstance(table, Mapping) for value in table.values() if isinstance(value, str)
    }
    for name in own.values:
        if name not in used or name in COMMON_TEXTS:
            raise own.refusal(
                name, "no key uses this text" if name not in used else "common.toml has a text of that name"
            )
    return {**COMMON_TEXTS, **{name: own.words(name, {}) for name in own.values}}


def _measure(measure_id: str, table: _Table, texts: Mapping[str, Translations]) -> Measure:
    table.check_keys(("period", "unit", *_MEASURE_TEXTS), optional=("is_population", "is_all_causes"))
    return Measure(
        id=measure_id,
        period=PeriodKind(table.choice("period", [kind.value for kind in PeriodKind])),
        unit=Unit(table.choice("unit", [unit.value for unit in Unit])),
        is_population=table.flag("is_population"),
        is_all_causes=table.flag("is_all_causes"),
        **{key: table.words(key, texts) for key in _MEASURE_TEXTS},
    )


def _feed(table: _Table) -> Download:
    table.check_keys(("addresses",), optional=("rows_per_page", "columns"))
    rows_per_page = table.optional("rows_per_page", int, "a number of rows", default=None)
    columns = _text_list(table, "columns", "columns") if "columns" in table.values else ()
    if columns and rows_per_page is None:
        raise table.refusal("columns", "a file without pages is had whole; expected rows_per_page beside it")
    return Download(_text_list(table, "addresses", "addresses"), rows_per_page, columns)


def _text_list(table: _Table, key: str, what: str) -> tuple[str, ...]:
    texts = table.get(key, list, f"a list of {what}")
    if not texts or not all(isinstance(text, str) for text in texts):
        raise table.refusal(key, f"found {texts!r}; expected a list of {what}")
    return tuple(texts)
