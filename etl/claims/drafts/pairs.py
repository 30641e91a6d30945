"""Numbers, places and spans in one order: "Ohio and Oregon had 5,102 and 1,775", "177 and 175 in June and July"."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from etl.claims.drafts.calendar_words import compiled
from etl.claims.drafts.mentions import Mention
from etl.claims.drafts.raw_figures import Clues, RawFigure
from etl.core.model import Period

_AND = compiled(
    r"^(?: deaths| overdose deaths| décès| people| personnes)?,? (?:and|et) (?:in |en |about |some |environ |the |"
    r"la |le |l')?$"
)


def numbers_together(figures: Sequence[RawFigure], clues: Clues) -> Iterator[tuple[RawFigure, RawFigure]]:
    """Yield the pairs of counts with only "and" between them."""
    counts = [figure for figure in figures if figure.unit == "deaths" and figure.value is not None]
    return ((left, right) for left, right in pairwise(counts) if _AND.match(clues.text[left.end : right.start]))


def places_together(clues: Clues) -> Iterator[tuple[str, str]]:
    """Yield the codes of places with only "and" between them."""
    for left, right in pairwise(clues.places):
        if left.code != right.code and _AND.match(clues.text[left.end : right.start]):
            yield left.code, right.code


def spans_together(clues: Clues) -> Iterator[tuple[Mention, Mention]]:
    """Yield the spans with only "and" between them."""
    for left, right in pairwise(clues.mentions):
        if left.period and right.period and _AND.match(clues.text[left.end : right.start]):
            yield left, right


def both_spans(left: Mention, right: Mention) -> Period | None:
    """Return two spans that follow each other as a single span, None where they do not: "in February and March"."""
    if not left.period or not right.period or left.period.shift(left.period.length_months).start != right.period.start:
        return None
    return Period.of_days(left.period.start, right.period.end)
