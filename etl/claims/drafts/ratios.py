"""Means and rates: deaths per day, per month, per 100,000 or per million."""

import re

from etl.claims.drafts.calendar_words import compiled
from etl.claims.drafts.numbers import Number
from etl.claims.drafts.raw_figures import Clues

_PER_DAY = compiled(
    r"^[^,;]{0,40}?\b(?:(?:a|per|each|every|par|chaque) (?:single )?(?:day|jour)(?! (?:earlier|before|ago|later|"
    r"plus tôt))|daily|quotidien\w*)\b"
)
_PER_MONTH = compiled(
    r"^[^,;]{0,40}?\b(?:(?<!in )(?<!for )(?<!of )(?<!over )a month|(?:per|each|every|par|chaque) (?:month|"
    r"mois))\b(?! (?:earlier|before|ago|later))"
)
_MEAN_BEFORE = compiled(
    r"\b(?:(?P<day>daily|per-day|a day|par jour|quotidienne?)|(?P<month>monthly|per-month|mensuelle?)) (?:average|"
    r"mean|death toll|moyenne)(?: of| was| de| is| had been)?[^,;0-9]{0,24}$"
)
_RATE_BASE = compiled(
    r"\b(?:per|for every|of every|in every|out of every|pour|par|sur|/) ?(?:each )?"
    r"(?P<base>100[, ]?000|100k|hundred thousand|cent mille|(?:one |1 |un |d'un )?million)(?!\w)"
)
_RATE = re.compile(rf"^[^;.]{{0,60}}?{_RATE_BASE.pattern}", re.IGNORECASE)
_RATE_BEFORE = compiled(
    r"\b(?:death|mortality|overdose|annual|taux de (?:mortalité|décès)|taux) ?(?:rate)?(?: (?:of|was|is|at|stood "
    r"at|reached|de|est de|était de|atteint|hit))+ ?(?:about |nearly |environ )?$"
)
_BARE_RATIO = compiled(r"^ ?(?:(?:an?|per|each|every|par|chaque|daily|pour|sur|for|in|out|and|to)(?!\w)|,|\.|/|\(|$)")


def mark_bases(text: str, taken: bytearray) -> None:
    """Mark the numbers that rates are given per: those of "per 100,000" quote nothing."""
    for match in _RATE_BASE.finditer(text):
        taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())


def is_bare_ratio(before: str, after: str) -> bool:
    """Tell whether a number can be a mean or a rate without a word for deaths: "5.6 a day"."""
    return bool(_BARE_RATIO.match(after) or _MEAN_BEFORE.search(before))


def unit_of_ratio(number: Number, before: str, after: str, clues: Clues) -> str:
    """Return the unit of a mean or a rate; empty where the number is neither.

    A number with decimals is a rate too where the sentence gave one: "from 21.6 per 100,000 in 2019 to 28.3".
    """
    rate = _RATE.match(after)
    if not rate and not number.value.is_integer():
        rate = next(_RATE_BASE.finditer(clues.text, 0, number.start), None)
    if rate:
        return "per_million_year" if "million" in rate["base"].lower() else "per_100k_year"
    if _PER_DAY.match(after):
        return "deaths_per_day"
    if _PER_MONTH.match(after):
        return "deaths_per_month"
    if mean := _MEAN_BEFORE.search(before):
        return "deaths_per_day" if mean["day"] else "deaths_per_month"
    return "per_100k_year" if _RATE_BEFORE.search(before) else ""
