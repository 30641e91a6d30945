"""A language: its words, and how it writes numbers, days and periods. English text is the key of every message."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from string import Formatter

from babel import dates, numbers
from babel.messages.pofile import read_po

from etl.model import Period

LOCALES = {"en": "en_CA", "fr": "fr_CA"}
NAMES = {"en": "English", "fr": "Français"}
_CATALOGUES = Path(__file__).parent / "locale"
_MINUS = "\u2212"
REMEMBERED = 8192
"""Numbers and days written once are kept: pages repeat them, and writing one takes longer than finding it."""


class _Filler(Formatter):
    """Fills in a message. A French one may write ``{period:de}``: *de juillet 2020*, but *d’août 2020*."""

    def format_field(self, value: object, format_spec: str) -> str:
        """The value, after its *de* or *d’* where the message asks for that."""
        if format_spec == "de":
            return ("d’" if str(value)[:1].casefold() in "aeiouyàâéèêîôû" else "de ") + str(value)
        return str(super().format_field(value, format_spec))


@dataclass(frozen=True)
class Locale:
    """One of the languages the pages are written in."""

    code: str
    messages: Mapping[str, str]

    def text(self, message: str, /, **values: object) -> str:
        """The message in this language with its ``{names}`` filled in."""
        return _Filler().format(self.messages.get(message, message), **values)

    def count(self, one: str, many: str, number: int, /, **values: object) -> str:
        """``one`` or ``many`` as the language counts; ``{n}`` is the number as it writes it."""
        singular = number in {0, 1} if self.code == "fr" else number == 1
        return self.text(one if singular else many, n=self.number(number), **values)

    def number(self, value: float, digits: int = 0) -> str:
        """``1,768`` or ``1 768``; a rate with ``digits`` decimals."""
        return _decimal(self.code, value, _pattern(digits))

    def percent(self, share: float, digits: int = 0) -> str:
        """A share in per cent: ``10%`` or ``10 %``."""
        pattern = _pattern(digits) + ("%" if self.code == "en" else "\u00a0%")
        return _decimal(self.code, share, pattern)

    def change(self, share: float, digits: int = 0) -> str:
        """A share with its sign: ``+10%``, ``−11 %``; ``0%`` where it rounds to nothing."""
        rounded = round(share, digits + 2) + 0.0  # minus nothing is nothing
        return ("+" if rounded > 0 else "") + self.percent(rounded, digits)

    def day(self, day: date) -> str:
        """``25 August 2020``, ``25 août 2020``."""
        first = "1er" if self.code == "fr" and day.day == 1 else str(day.day)
        return f"{first} {_date(self.code, day, 'MMMM y')}"

    def month(self, day: date, *, short: bool = False) -> str:
        """``July 2020``, ``juillet 2020``; short: ``Jul 2020``, ``juill. 2020``."""
        return _date(self.code, day, "MMM y" if short else "LLLL y")

    def month_of_year(self, number: int) -> str:
        """``Jul``, ``juill.``: any month of that number."""
        return _date(self.code, date(2000, number, 1), "LLL")

    def period(self, period: Period) -> str:
        """``July 2020``, ``2020``, ``January to July 2020``, ``August 2018 to July 2019``."""
        if period.length == 1:
            return self.month(period.start)
        if period == Period.year(period.start.year):
            return str(period.start.year)
        first = _date(self.code, period.start, "LLLL" if period.start.year == period.end.year else "LLLL y")
        return self.text("{first} to {last}", first=first, last=self.month(period.end))


@lru_cache(REMEMBERED)
def _date(code: str, day: date, pattern: str) -> str:
    return str(dates.format_date(day, pattern, locale=LOCALES[code]))


@lru_cache(REMEMBERED)
def _decimal(code: str, value: float, pattern: str) -> str:
    return str(numbers.format_decimal(value, format=pattern, locale=LOCALES[code])).replace("-", _MINUS)


def _pattern(digits: int) -> str:
    return "#,##0" + ("." + "0" * digits if digits else "")


@cache
def get_locale(code: str) -> Locale:
    """English or French. English needs no catalogue: its texts are the keys."""
    if code == "en":
        return Locale(code, {})
    with (_CATALOGUES / f"{code}.po").open("rb") as file:
        catalogue = read_po(file, locale=code)
    return Locale(code, {str(message.id): str(message.string) for message in catalogue if message.id})
