"""What each way to write a span of time says: functions from a match of its pattern to a mention."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from etl.claims.drafts.calendar_words import (
    LAST_YEAR,
    month_number,
    ordinal,
    small_number,
    unit_months,
)
from etl.claims.drafts.mentions import Mention, in_year, newest_before, up_to
from etl.core.model import Period


@dataclass(frozen=True)
class Context:
    """The day of a text, and the year that its sentence speaks of where it names just one before its months."""

    published: date
    year: int | None = None


def _year(text: str | None, context: Context) -> int | None:
    if not text:
        return None
    if re.fullmatch(r"[0-9]{4}", text):
        return int(text)
    return context.published.year - (re.fullmatch(LAST_YEAR, text, re.IGNORECASE) is not None)


def _run(first: int, last: int, year: int | None, context: Context) -> Period:
    """Return the months from ``first`` to ``last``: of the year given, else the newest that ended before the text."""
    if year is not None:
        return in_year(year, first, last)
    months = (last - first) % 12 + 1
    return newest_before(context.published, last, months)


Build = Callable[[re.Match[str], Context], Mention | None]


def _mention(match: re.Match[str], period: Period) -> Mention:
    return Mention(match.start(), match.end(), period)


def twelve_months(match: re.Match[str], context: Context) -> Mention | None:
    """Read "the 12 months ending in August 2025": twelve whole months."""
    month = month_number(match["month"], is_dated=True)
    if not month:
        return None
    return _mention(match, _run(month % 12 + 1, month, _year(match["year1"], context), context))


def month_range(match: re.Match[str], context: Context) -> Mention | None:
    """Read "January to April 2022": from the first of two months to the last."""
    first, last = (month_number(match[name], is_dated=True) for name in ("first", "last"))
    if not first or not last or _is_two_months(match):
        return None
    year = _year(match["year2"], context)
    if begin := _year(match["year1"], context):
        end = (begin + (first > last)) if year is None else year
        if (begin, first) > (end, last):
            return None
        parts = Period.month(begin, first), Period.month(end, last)
    else:
        whole = _run(first, last, year or context.year, context)
        parts = Period.month(whole.start.year, first), Period.month(whole.end.year, last)
    return Mention(match.start(), match.end(), Period.of_days(parts[0].start, parts[1].end), parts=parts)


def _is_two_months(match: re.Match[str]) -> bool:
    """Whether "June and July" are two spans; "between June and July" is one."""
    is_and = match["link"].strip().lower() in {"and", "et"}
    return is_and and not match.group().lower().startswith(("between", "entre"))


def year_range(match: re.Match[str], _: Context) -> Mention | None:
    """Read "between 2016 and 2020": whole years."""
    first, last = int(match["first"] or match["first_"]), int(match["last"] or match["last_"])
    if first >= last:
        return None
    parts = Period.year(first), Period.year(last)
    return Mention(match.start(), match.end(), Period.of_days(parts[0].start, parts[1].end), parts=parts)


def first_months(match: re.Match[str], context: Context) -> Mention | None:
    """Read "the first seven months of 2020", which begin in January."""
    months = small_number(match["count"])
    if not 2 <= months <= 11:
        return None
    return _mention(match, _run(1, months, _year(match["year1"], context) or context.year, context))


def trailing(match: re.Match[str], _: Context) -> Mention | None:
    """Read "the past 12 months": up to the newest month that was published."""
    count = small_number(match["count"]) if match["count"] else 1
    return Mention(match.start(), match.end(), trailing=count * unit_months(match["unit"]))


def part_of_year(months: int) -> Build:
    """Return what reads "the first quarter" (3) or "the second half" (6) of a year."""

    def build(match: re.Match[str], context: Context) -> Mention | None:
        word = match["nth"].lower()
        number = 12 // months if word in {"last", "final", "dernier", "dernière"} else ordinal_or_digit(word)
        if not 1 <= number <= 12 // months:
            return None
        first = months * (number - 1) + 1
        year = _year(match["year1"] or match.groupdict().get("year2"), context)
        return _mention(match, _run(first, first + months - 1, year or context.year, context))

    return build


def ordinal_or_digit(word: str) -> int:
    """Return the number of "second" or of "2"."""
    return int(word) if word.isdigit() else ordinal(word)


def shift(match: re.Match[str], _: Context) -> Mention | None:
    """Read "a year earlier" or "the previous month": leans on the span that is spoken of."""
    count = small_number(match["count"]) if match["count"] else 1
    return Mention(match.start(), match.end(), shift=-count * unit_months(match["unit"]))


def same(match: re.Match[str], context: Context) -> Mention | None:
    """Read "the same month last year", and "the same period", which is the one spoken of."""
    year = _year(match["year1"], context)
    if year is None:
        return Mention(match.start(), match.end(), shift=-12 if match["tail"] else 0)
    return Mention(match.start(), match.end(), in_year=year)


def that(match: re.Match[str], _: Context) -> Mention | None:
    """Read "that month": the one spoken of."""
    return Mention(match.start(), match.end(), shift=0, length=unit_months(match["unit"]))


def this_year(match: re.Match[str], context: Context) -> Mention | None:
    """Read "so far this year": from January to the newest month that was published."""
    year = _year(match.groupdict().get("year1"), context) or context.published.year
    return Mention(match.start(), match.end(), open_start=Period.month(year, 1))


def last_year(match: re.Match[str], context: Context) -> Mention | None:
    """Read "last year": the one before that of the text."""
    return _mention(match, Period.year(context.published.year - 1))


def last_unit(match: re.Match[str], context: Context) -> Mention | None:
    """Read "last month" or "last quarter": the newest that had ended."""
    months = unit_months(match["unit"] or match["unit_"])
    this = Period.month(context.published.year, context.published.month)
    return _mention(match, up_to(this.shift(-1 - (this.start.month - 1) % months), months))


def since(match: re.Match[str], context: Context) -> Mention | None:
    """Read "since April 2016": the whole of April, to the newest month that was published."""
    year = _year(match["year1"], context)
    month = month_number(match["month"], is_dated=True) if match["month"] else None
    if year is None and month is None:
        return None
    begin = Period.month(year, month or 1) if year else newest_before(context.published, month or 1)
    is_this_year = begin == Period.month(context.published.year, 1)
    return Mention(match.start(), match.end(), open_start=begin, is_since=not is_this_year)


def through(match: re.Match[str], context: Context) -> Mention | None:
    """Read "through July" or "by the end of July": from January on."""
    month = month_number(match["month"])
    if not month:
        return None
    return _mention(match, _run(1, month, _year(match["year1"], context) or context.year, context))


def day(match: re.Match[str], context: Context) -> Mention | None:
    """Read a day: it is no span, and its numbers are no claims."""
    groups = match.groupdict()
    number = month_number(groups["month"] or "", is_dated=True) if groups.get("month") else None
    if not number:
        return Mention(match.start(), match.end())
    year = _year(groups.get("year1"), context)
    month = Period.month(year, number) if year else newest_before(context.published, number)
    return Mention(match.start(), match.end(), month=month)


def month(match: re.Match[str], context: Context) -> Mention | None:
    """Read a month, with its year or the newest one that had ended."""
    year = _year(match["year1"], context)
    month = month_number(match["month"], is_dated=year is not None)
    if not month:
        return None
    return _mention(match, _run(month, month, year or context.year, context))


def plain_year(match: re.Match[str], _: Context) -> Mention | None:
    """Read a year."""
    return _mention(match, Period.year(int(match["year"])))
