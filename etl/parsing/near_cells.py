"""What a word, a day or an address may have been meant to be that cannot be read as it stands."""

import calendar
import difflib
import re
from collections.abc import Collection, Iterable
from contextlib import suppress
from datetime import date, datetime

_FORMS = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%B %d, %Y", "%d %B %Y")
_LATE_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-(?:29|30|31)")
_HOST_AND_PATH = re.compile(r"(?:[a-z]+:/*)?((?:[a-z0-9-]+\.)+[a-z]{2,}(?:[/?#]\S*)?)", re.IGNORECASE)


def near(word: str, words: Iterable[str]) -> list[str]:
    """Return up to three of the ``words`` that resemble ``word``, the nearest first."""
    return difflib.get_close_matches(word, list(words))


def hint(words: Collection[str]) -> str:
    """Return the question whether one of these words was meant; nothing where there are none."""
    return f"; did you mean {' or '.join(words)}?" if words else ""


def near_days(text: str) -> list[str]:
    """Return the days that a text may mean: 2020-09-21 for "21/09/2020", 2020-02-29 for "2020-02-30"."""
    days: list[str] = []
    for form in _FORMS:
        with suppress(ValueError):
            days.append(datetime.strptime(text.strip(), form).date().isoformat())  # noqa: DTZ007 - of it only the day
    if not days and (match := _LATE_DAY.fullmatch(text)):
        with suppress(ValueError):
            year, month = int(match[1]), int(match[2])
            days.append(date(year, month, calendar.monthrange(year, month)[1]).isoformat())
    return list(dict.fromkeys(days))


def near_addresses(text: str) -> list[str]:
    """Return the address that a text may mean whose beginning is wrong: https://a.example/x for "htps:/a.example/x"."""
    match = _HOST_AND_PATH.fullmatch(text.strip())
    return [f"https://{match[1]}"] if match else []
