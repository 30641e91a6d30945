"""A language of the pages: its words, and how it writes numbers, days and periods.

English text is the key of every message. Every other language is a catalogue under ``locale/``, and nothing else: its
header says which forms the plural has and by which country's customs numbers and dates are written.

Decision C12 in README.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, cached_property, lru_cache
from gettext import NullTranslations
from io import BytesIO
from pathlib import Path
from string import Formatter
from unicodedata import normalize

import babel
from babel import dates, numbers
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

from etl.core.languages import SOURCE, in_language
from etl.core.model import Period

CATALOGUES = Path(__file__).parent / "locale"
_SOURCE_FORMATS = "en_CA"
_VOWELS = frozenset("aeiouy")
_MINUS = "\u2212"
CACHE_SIZE = 8192
"""Numbers and days written once are kept: pages repeat them, and writing one takes longer than finding it."""


def gettext_noop(message: str) -> str:
    """Return a message as it is, marked for the catalogues: it is translated where it is used."""
    return message


@dataclass(frozen=True)
class _Filler(Formatter):
    """Fills in a message. One of French may write ``{period:de}``: *de*, *d’* or *des*, and the period."""

    translations: NullTranslations

    def format_field(self, value: object, format_spec: str) -> str:
        """Write the value after the word named: elided before a vowel or joined to an article where that is so."""
        elided = self.translations.pgettext("before a vowel", format_spec) if format_spec else ""
        if elided == format_spec:
            return str(super().format_field(value, format_spec))
        text = str(value)
        starts_with_vowel = normalize("NFKD", text[:1]).casefold()[:1] in _VOWELS
        article, space, rest = text.partition(" ")
        joined = self.translations.pgettext("with its article", f"{format_spec} {article}")
        return elided + text if starts_with_vowel else f"{joined}{space}{rest}"


@dataclass(frozen=True, eq=False)
class Locale:
    """One of the languages the pages are written in. There is one object of each, so that it can be a key of caches."""

    formats: babel.Locale
    translations: NullTranslations

    @cached_property
    def code(self) -> str:
        """``en``, ``fr``: the name of its catalogue, and of the option of an address."""
        return self.formats.language

    @cached_property
    def tag(self) -> str:
        """``en-CA``, ``fr-CA``: what a browser calls it when it writes numbers."""
        return str(self.formats).replace("_", "-")

    @cached_property
    def decimal_mark(self) -> str:
        """What stands before decimals: ``.`` or ``,``."""
        mark: str = self.formats.number_symbols["latn"]["decimal"]
        return mark

    @cached_property
    def name(self) -> str:
        """``English``, ``Français``: what the language is called in itself."""
        name = self.formats.get_language_name() or self.code
        return name[:1].upper() + name[1:]

    @cached_property
    def _filler(self) -> _Filler:
        return _Filler(self.translations)

    def text(self, message: str, /, **values: object) -> str:
        """Return the message in this language with its ``{names}`` filled in."""
        return self._fill(self.translations.gettext(message), values)

    def text_in_context(self, context: str, message: str, /, **values: object) -> str:
        """Return a message that alone would be ambiguous: ``all`` of a ``group`` is *ensemble* in French."""
        text = self.translations.pgettext(context, message)
        return self._fill(text, values) if values else text

    def count(self, singular: str, plural: str, number: int, /, **values: object) -> str:
        """Return the message in the form that ``number`` takes; ``{n}`` is the number as the language writes it."""
        message = self.translations.ngettext(singular, plural, number)
        return self._fill(message, {"n": self.number(number), **values})

    def _fill(self, message: str, values: Mapping[str, object]) -> str:
        if _has_format(message):
            return self._filler.vformat(message, (), values)
        return message.format_map(values)

    def localize(self, texts: Mapping[str, str]) -> str:
        """Return the one of ``texts`` in this language; in English where it is not given in it."""
        return in_language(texts, self.code)

    def number(self, value: float, digits: int = 0) -> str:
        """Write a number, with ``digits`` decimals: ``1,768`` or ``1 768``."""
        return _number(self, value, digits)

    def percent(self, share: float, digits: int = 0) -> str:
        """Write a share in per cent: 0.1 is ``10%`` or ``10 %``."""
        percent = self.formats.percent_formats[None]
        return _decimal(self, share, percent.prefix[0] + _pattern(digits) + percent.suffix[0])

    def change(self, share: float, digits: int = 0) -> str:
        """Write a share in per cent with its sign: ``+10%``, ``−11 %``; ``0%`` where it rounds to nothing."""
        rounded = round(share, digits + 2) + 0.0  # minus nothing is nothing
        return ("+" if rounded > 0 else "") + self.percent(rounded, digits)

    def day(self, day: date) -> str:
        """Write a day: ``25 August 2020``, ``25 août 2020``, ``1er août 2020``, in CLDR's patterns (Unicode TR 35)."""
        if day.day == 1:
            return _date(self, day, self.text_in_context("date format, first day of a month", "d MMMM y"))
        return _date(self, day, self.text_in_context("date format", "d MMMM y"))

    def month(self, day: date, *, short: bool = False) -> str:
        """Write the month of a day: ``July 2020``, ``juillet 2020``; short: ``Jul 2020``, ``juill. 2020``."""
        return _skeleton(self, day, "yMMM" if short else "yMMMM")

    def month_of_year(self, number: int, *, initial: bool = False) -> str:
        """Write a month of any year by its number from 1 to 12: ``Jul``, ``juill.``; or its first letter: ``J``."""
        return _date(self, date(2000, number, 1), "LLLLL" if initial else "LLL")

    def period(self, period: Period, *, leading: bool = False) -> str:
        """Write a period: ``July 2020``, ``2020``, ``January to July 2020``, ``August 2018 to July 2019``.

        One that is ``leading`` begins a sentence: ``de janvier à juillet 2020``.
        """
        if period.length_months == 1:
            return self.month(period.start)
        if period == Period.year(period.start.year):
            return str(period.start.year)
        same_year = period.start.year == period.end.year
        first = _date(self, period.start, "LLLL") if same_year else self.month(period.start)
        ends = {"first": first, "last": self.month(period.end)}
        if leading:
            return self.text_in_context("at the start of a sentence", "{first} to {last}", **ends)
        return self.text("{first} to {last}", **ends)


@lru_cache(CACHE_SIZE)
def _has_format(message: str) -> bool:
    """Tell whether a message asks for more than its values as they are: most do not, and Python fills those in fast."""
    return any(format_spec for _, _, format_spec, _ in Formatter().parse(message))


@lru_cache(CACHE_SIZE)
def _date(locale: Locale, day: date, pattern: str) -> str:
    return str(dates.format_date(day, pattern, locale=locale.formats))


@lru_cache(CACHE_SIZE)
def _skeleton(locale: Locale, day: date, skeleton: str) -> str:
    return str(dates.format_skeleton(skeleton, day, locale=locale.formats))


@lru_cache(CACHE_SIZE)
def _number(locale: Locale, value: float, digits: int) -> str:
    """Write a number as Babel's ``format_decimal`` does, in a tenth of its time: a large chart has thousands.

    Minus nothing is nothing: so it must not matter which of the two zeros, which are equal, was asked for first.
    """
    symbols = locale.formats.number_symbols["latn"]
    written = format(Decimal(str(value)), f",.{digits}f")
    is_nothing = not written.strip("-0.,")
    written = written.lstrip("-") if is_nothing else written.replace("-", _MINUS)
    return written.translate({ord(","): symbols["group"], ord("."): symbols["decimal"]})


@lru_cache(CACHE_SIZE)
def _decimal(locale: Locale, value: float, pattern: str) -> str:
    return str(numbers.format_decimal(value, format=pattern, locale=locale.formats)).replace("-", _MINUS)


def _pattern(digits: int) -> str:
    return "#,##0" + ("." + "0" * digits if digits else "")


def sort_key(name: str) -> str:
    """Return what a name is sorted by, as a reader looks it up: Île under I, whatever its case."""
    return normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()


def languages() -> tuple[str, ...]:
    """Return the codes of the languages that there are: English, and each that has a catalogue."""
    return (SOURCE, *sorted(path.stem for path in CATALOGUES.glob("*.po")))


@cache
def get_locale(code: str) -> Locale:
    """Return a language by its code. English needs no catalogue: its texts are the keys."""
    if code == SOURCE:
        return Locale(babel.Locale.parse(_SOURCE_FORMATS), NullTranslations())
    return read_catalogue(CATALOGUES / f"{code}.po")


def read_catalogue(path: Path) -> Locale:
    """Return the language of a catalogue, compiled in memory.

    ``ValueError`` where its header does not say the language that the file is named after.
    """
    with path.open("rb") as file:
        catalogue = read_po(file)
    formats = catalogue.locale
    if formats is None or formats.language != path.stem:
        expected = f'expected a header "Language: {path.stem}_…" with the country whose customs it follows'
        raise ValueError(f"{path}: found the language {catalogue.locale_identifier}; {expected}")
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Locale(formats, Translations(compiled))
