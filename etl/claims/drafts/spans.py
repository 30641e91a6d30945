"""Finds the spans of time that a sentence names: how each is written, English and French."""

import re
from collections.abc import Sequence
from datetime import date

from etl.claims.drafts import span_builders as build
from etl.claims.drafts.calendar_words import (
    LAST_YEAR,
    MONTH,
    ORDINAL,
    SMALL_NUMBER,
    THIS_YEAR,
    UNIT,
    YEAR,
    YEAR_WORDS,
    compiled,
)
from etl.claims.drafts.mentions import Mention
from etl.claims.drafts.span_builders import Build, Context

_DAY = r"(?:[12][0-9]|3[01]|0?[1-9])(?:st|nd|rd|th|er)?(?![\w]|[.,][0-9])"
_NO_COUNT = r"(?! (?:people|persons|deaths|lives|more|fewer|drug|overdose|personnes|décès|morts|vies)\b)"
_AGO = r"(?:before|earlier|prior|ago|previously|plus tôt|auparavant|avant)"
_SINCE = r"\b(?:since|depuis) "


_NEW_SUBJECT = r"(?! (?:is|was|has|had|saw|remains|became|est|a été)\b)"


def _of_year(number: int = 1) -> str:
    """Return the pattern of a year after a month; not of one that begins what follows ("to October, 2021 is …")."""
    return rf"(?:,? (?:of |in |de |en |d'|à )?(?P<year{number}>{YEAR_WORDS}){_NEW_SUBJECT})?"


def _month(name: str) -> str:
    return rf"\b(?P<{name}>{MONTH})"


_DAY_AFTER = rf"(?: {_DAY})?"
_DAY_BEFORE = rf"(?:the |le )?(?:{_DAY} (?:of )?)?"
_THE_END = r"(?:the end of |end of |la fin (?:de |d')|fin |mid-|early |late )?"

PATTERNS: Sequence[tuple[re.Pattern[str], Build]] = [
    (compiled(pattern), builder)
    for pattern, builder in (
        (rf"\bfirst (?:time|month|year|quarter)(?: \w+)? since (?:{MONTH} )?{YEAR}", build.day),
        (rf"{_SINCE}(?:the )?(?:start|beginning) of (?:the year|this year|(?P<year1>{YEAR}))", build.this_year),
        (
            rf"{_SINCE}le début (?:de |d')(?:l'année|cette année|(?P<year1>{YEAR}))(?: (?P<year2>{YEAR}))?",
            build.this_year,
        ),
        (
            (
                rf"{_SINCE}(?:(?:in|on|en|d') ?)?{_DAY_BEFORE}(?:{_month('month')}{_DAY_AFTER})?(?:,? ?(?:of |de "
                rf")?(?P<year1>{YEAR}))?"
            ),
            build.since,
        ),
        (
            (
                rf"{_SINCE}[^.;:,0-9]{{4,90}}?\b(?:in|on|en|le|d') ?{_DAY_BEFORE}(?:{_month('month')}{_DAY_AFTER},? )?"
                rf"(?P<year1>{YEAR})"
            ),
            build.since,
        ),
        (
            (
                rf"\b(?:the )?(?:12|twelve|douze)(?:-| )(?:months?|mois)\b[^.;,0-9]{{0,40}}?\b"
                rf"(?:ending|ended|ends|end|to|through|until|terminant|terminés?|terminée|clos|close|fin|jusqu'en|"
                rf"jusqu'à)\b"
                rf"[^.;,0-9]{{0,20}}?{_DAY_BEFORE}{_month('month')}{_DAY_AFTER}{_of_year()}"
            ),
            build.twelve_months,
        ),
        (
            (
                rf"\b(?:the |an? )?year (?:ending|ended|that ended|to|through|up to)(?: in| on)? "
                rf"{_THE_END}{_DAY_BEFORE}"
                rf"{_month('month')}{_DAY_AFTER}{_of_year()}"
            ),
            build.twelve_months,
        ),
        (
            (
                rf"\b(?:l'année|un an) (?:se terminant|terminée|qui s'est terminée) (?:en|le|à) (?:fin )?{_DAY_BEFORE}"
                rf"{_month('month')}{_of_year()}"
            ),
            build.twelve_months,
        ),
        (
            r"\b(?:the )?(?:previous|preceding|prior) (?P<count>12|twelve)(?:-| )(?P<unit>month)s?(?: period| span)?",
            build.shift,
        ),
        (r"\b(?:les )?(?P<count>12|douze) (?P<unit>mois) précédents", build.shift),
        (
            (
                rf"\b(?:from |between |de |d'|entre )?{_month('first')}(?:,? (?P<year1>{YEAR}))?"
                rf"(?P<link> (?:to|through|until|and|et|à|jusqu'à|jusqu'en|-|–) |"
                rf"[-–]){_THE_END}{_month('last')}{_of_year(2)}"
            ),
            build.month_range,
        ),
        (
            (
                rf"\b(?:from |between |de |entre )(?P<first>{YEAR}) (?:to|through|and|et|à) (?P<last>{YEAR})"
                rf"|\b(?P<first_>{YEAR}) ?[-–] ?(?P<last_>{YEAR})"
            ),
            build.year_range,
        ),
        (
            rf"\b(?P<count>{SMALL_NUMBER})(?:-| )month (?:total|toll|count|figure|tally){_of_year()}",
            build.first_months,
        ),
        (rf"\b(?:the )?first (?P<count>{SMALL_NUMBER}) months{_of_year()}", build.first_months),
        (rf"\b(?:les )?(?P<count>{SMALL_NUMBER}) premiers mois{_of_year()}", build.first_months),
        (
            rf"\b(?:en|in|after|après) (?P<count>{SMALL_NUMBER}) (?:months|mois){_of_year()}(?=,| of|\.|;)",
            build.first_months,
        ),
        (rf"\b(?:past|last) (?P<count>{SMALL_NUMBER}) (?P<unit>months|quarters)\b", build.trailing),
        (rf"\b(?P<count>{SMALL_NUMBER}) derniers (?P<unit>mois)\b", build.trailing),
        (
            (
                r"\blast (?P<unit>month|quarter)\b(?! of)|\b(?:le |au )(?P<unit_>mois|trimestre) dernier(?! "
                r"de)"
            ),
            build.last_unit,
        ),
        (rf"\b(?P<nth>{ORDINAL}|last|final)(?: |-)quarter{_of_year()}", build.part_of_year(3)),
        (rf"\b(?P<nth>{ORDINAL}|dernier) trimestre{_of_year()}", build.part_of_year(3)),
        (rf"\b(?:(?P<year2>{YEAR}) )?[QT](?P<nth>[1-4])\b{_of_year()}", build.part_of_year(3)),
        (rf"\b(?P<nth>first|second|last) half\b(?: of the year)?{_of_year()}", build.part_of_year(6)),
        (
            (
                rf"\b(?P<nth>premier|premi[èe]re|second|seconde|deuxième|dernier) (?:semestre|moitié de(?: "
                rf"l'année)?){_of_year()}"
            ),
            build.part_of_year(6),
        ),
        (
            (
                r"\b(?:the |that |those |le |la |les |du |au |de la )?(?:same|corresponding|equivalent|même) "
                rf"(?:{SMALL_NUMBER} )?"
                r"(?:months?|periods?|quarters?|time|span|stretch|point|mois|période|trimestre)"
                rf"(?P<tail> (?:of |in |a |the |de |d'|en |à )?(?:(?P<year1>{YEAR_WORDS})|(?:year )?{_AGO}|year "
                rf"(?:before|earlier|ago)|"
                r"(?:previous|prior|preceding) year|l'année précédente|l'année d'avant|un an plus tôt))?"
            ),
            build.same,
        ),
        (rf"\b(?:an?|the|(?P<count>{SMALL_NUMBER})) (?P<unit>{UNIT}) {_AGO}", build.shift),
        (r"\b(?:the )?(?P<count>one )?(?:previous|prior|preceding) (?P<unit>month|quarter|year)(?!s)", build.shift),
        (r"\b(?P<unit>year)(?:-| )(?:earlier|ago|before)(?P<count>one)?\b", build.shift),
        (
            (
                rf"\b(?:(?P<count>{SMALL_NUMBER}) |l'|le |du |au )?(?P<unit>{UNIT}) (?:plus tôt|auparavant|"
                rf"précédente?|d'avant)"
            ),
            build.shift,
        ),
        (rf"\bil y a (?P<count>{SMALL_NUMBER}) (?P<unit>ans?|mois)", build.shift),
        (
            (
                rf"\b(?:through|by|up to|jusqu'à|jusqu'en|(?:to|at|by|through|à|à la) (?=end|the end|fin))(?:(?<= )| "
                rf"){_THE_END}{_month('month')}{_of_year()}"
            ),
            build.through,
        ),
        (rf"{_month('month')},? (?:of |de )?(?P<year1>{LAST_YEAR}|{THIS_YEAR})(?!\w|'|-)", build.month),
        (rf"\b(?:so far|to date)(?: (?:this year|in (?P<year1>{YEAR})))", build.this_year),
        (r"\b(?:in )?the year(?: |-)to(?: |-)date|\b(?:this )?year(?: |-)to(?: |-)date", build.this_year),
        (
            r"\b(?:the )?(?:total|toll|count|number of deaths|bilan) (?:for the|for this|de l') ?(?:year|année)",
            build.this_year,
        ),
        (
            rf"\b(?:the|this) year's (?:total|toll|count|tally)|\b(?:{THIS_YEAR})(?![\w-])(?: (?:so far|to date))?",
            build.this_year,
        ),
        (rf"\b(?:{LAST_YEAR})(?!'s (?:annual |monthly |coroner'?s? )?(?:report|budget|plan|review))", build.last_year),
        (rf"\b(?:{LAST_YEAR})'s \w+ ?\w+", build.day),
        (rf"\b{_month('month')} {_DAY}{_NO_COUNT}(?:,? (?P<year1>{YEAR}))?", build.day),
        (rf"\b{_DAY} (?:of |de )?{_month('month')}(?: (?P<year1>{YEAR}))?", build.day),
        (rf"(?:\blast )?{_month('month')}(?: dernier)?{_of_year()}", build.month),
        (
            (
                r"\b(?:the|that|this|ce|cette|le|la) (?P<unit>month|year|quarter|mois|année|trimestre)(?:-là)?(?! "
                r"(?:of|de) |s)"
            ),
            build.that,
        ),
        (rf"(?<![\w.,$£€-])(?:mid-|early-|late-)?(?P<year>{YEAR})", build.plain_year),
    )
]
_COUNT_AFTER = compiled(
    r" (?:people|persons|personnes|lives|vies|victims|victimes|deaths|décès|morts|fatalities|(?:overdose|drug|"
    r"opioid) deaths)\b"
)
_YEAR_BEFORE = compiled(
    r"(?:\b(?:in|of|for|during|since|the|early|late|by|to|from|and|year|en|de|année|pour|depuis|à|et)|['-]) ?$"
)

_BARE_YEAR = compiled(rf"(?<![\w.,$£€-])(?P<year>{YEAR})")
_ANY_MONTH = compiled(rf"\b(?P<month>{MONTH})")
_NOT_OF_MONTHS = compiled(
    rf"(?:\b(?:{MONTH}|compared (?:with|to)|than|from|since|depuis|contre|against|over|versus)|[0-9]),? (?:of |de )?$"
)


def find_mentions(text: str, published: date, taken: bytearray) -> list[Mention]:
    """Return the spans and dates that a sentence names, in order, and mark them in ``taken``, by character."""
    context = Context(published, _year_of_months(text, published))
    mentions = []
    for pattern, builder in PATTERNS:
        for match in pattern.finditer(text):
            start, end = match.span()
            if start == end or any(taken[start:end]):
                continue
            mention = builder(match, context)
            if mention and not (builder is build.plain_year and _is_count(text, match)):
                taken[start:end] = b"\1" * (end - start)
                mentions.append(mention)
    return sorted(mentions, key=lambda mention: mention.start)


def _year_of_months(text: str, published: date) -> int | None:
    """Return the year of the months of a sentence, where it names a single year before them: "In 2021 …, in May"."""
    years = {
        int(match["year"]): match.start()
        for match in _BARE_YEAR.finditer(text)
        if not _NOT_OF_MONTHS.search(text, max(0, match.start() - 24), match.start())
    }
    if len(years) != 1:
        return None
    (year, position), month = *years.items(), _ANY_MONTH.search(text)
    return year if month and position < month.start() and year < published.year else None


def _is_count(text: str, match: re.Match[str]) -> bool:
    """Whether what looks like a year counts people or deaths: "1999 people died", but not "In 2022 deaths rose"."""
    return bool(_COUNT_AFTER.match(text, match.end())) and not _YEAR_BEFORE.search(
        text, max(0, match.start() - 10), match.start()
    )
