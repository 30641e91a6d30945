"""Which of the spans and places that a sentence names a figure is of. Never guessed between two."""

from collections.abc import Sequence
from dataclasses import dataclass

from etl.claims.drafts.calendar_words import compiled
from etl.claims.drafts.mentions import Mention
from etl.claims.drafts.place_names import NOT_HELD, PlaceMention
from etl.claims.drafts.raw_figures import Clues, RawFigure
from etl.core.quotation import QuoteKind

_ENDS_CLAUSE = compiled(
    r"[;:)]|, (?!set\b|recorded\b|reported\b|counted\b|in\b|for\b|during\b|en\b|au cours\b|enregistr|recens)|"
    r"\b(?:and|but|while|whereas|than|compared|versus|after|from a|et|mais|tandis|contre|après|alors|down from|up "
    r"from|who|when)\b|\("
)
_CLAUSE_BEGINS = compiled(r"(?:^|[.;:] |, (?:and|but|while|et|mais)|\b(?:and|but|while|et|mais)) ?(?:in |en )?$")
_SET_AGAINST = compiled(
    r"(?:\b(?:than|from|compared (?:with|to)|versus|vs\.?|against|over|on|above|below|under|surpassing|exceeding|"
    r"topping|beating|behind|past|derrière|devant|dépassant|double|twice|triple|"
    r"contre|que|par rapport (?:à|aux?)|"
    r"comparativement à)|\bqu'(?:en|au|aux|à)?|\brapport (?:à|aux?))"
    r"(?:[ ,](?:the|an?|in|for|of|during|at|that|those|same|all|about|nearly|almost|around|roughly|some|total|"
    r"figure|count|number|deaths?|people|peak|"
    r"high|low|record|recorded|reported|seen|set|en|au|aux|à|celui|ceux|celles|de|du|les|le|la|l'|lors|environ|"
    r"décès|morts|pour|[0-9][0-9,.]*|%))* ?$"
)
_ADJACENT = compiled(
    r"^(?:'s|,? (?:when|where|lorsque|où|quand|with|avec|which (?:had|saw|brought)|had|saw)"
    r"(?: (?:about|there were|only|just|some|nearly|more than|at least|over|it was|the (?:toll|number|count) was|"
    r"il y en avait eu|on en comptait|environ))*| ?\((?:about |environ )?)? ?$"
)
"""What stands between a span and its number where the number is the very next thing: "July 2023, when 226 died"."""
_REACH_CHARS = 110


@dataclass(frozen=True)
class SpanRoles:
    """The mentions of a sentence: those that a figure is of, and those that it is set against."""

    main: Sequence[Mention]
    base: Sequence[Mention]


def roles(clues: Clues) -> SpanRoles:
    """Tell the spans that a sentence speaks of from those that it compares with: "fewer than **in July 2023**"."""
    spans = [mention for mention in clues.mentions if mention.is_span]
    base = [mention for mention in spans if mention.is_relative or _is_set_against(clues.text, mention)]
    return SpanRoles([mention for mention in spans if mention not in base], base)


def _is_set_against(text: str, mention: Mention) -> bool:
    return bool(_SET_AGAINST.search(text, max(0, mention.start - _REACH_CHARS), mention.start))


def span_of_count(figure: RawFigure, clues: Clues, spans: SpanRoles) -> Mention | None:
    """Return the span of a number of deaths: one that follows in its clause, else the nearest before, else one after.

    "175 in July", "in July, 175", "5,102 and 1,775 in 2023"; but "192, fewer than in July 2023" is not of July 2023.
    What another number is set against ("down from 92,000") is only of a span that follows it.
    """
    if own := _adjacent(figure, clues):
        return own
    after = next((mention for mention in clues.mentions if mention.start >= figure.end and mention.is_span), None)
    if after and _is_of_clause(figure, after, clues):
        return after
    if figure.is_base and figure.kind is not QuoteKind.INITIAL:
        return None
    before = [mention for mention in (*spans.main, *spans.base) if mention.end <= figure.start]
    before = [mention for mention in before if mention in spans.main or _begins_clause(clues.text, mention)]
    if before:
        return max(before, key=lambda mention: mention.start)
    if after is None or after not in spans.main or _COMPARISON.search(clues.text, figure.end, after.start):
        return None
    return after


def _begins_clause(text: str, mention: Mention) -> bool:
    """Whether a clause is about a span though it is named from another: "; **a year earlier** it had been 599"."""
    return mention.is_relative and bool(_CLAUSE_BEGINS.search(text, max(0, mention.start - 20), mention.start))


def _adjacent(figure: RawFigure, clues: Clues) -> Mention | None:
    """Return the span right before a number, also one that another figure is set against ("on June's fifty-four")."""
    before = [mention for mention in clues.mentions if mention.end <= figure.start and mention.is_span]
    return before[-1] if before and _ADJACENT.match(clues.text[before[-1].end : figure.start]) else None


def _is_of_clause(figure: RawFigure, after: Mention, clues: Clues) -> bool:
    """Whether a span that follows is in the clause of a figure, with no other number between."""
    gap = clues.text[figure.end : after.start]
    return not _ENDS_CLAUSE.search(gap) and not _holds_number(clues, figure.end, after.start)


def _holds_number(clues: Clues, start: int, end: int) -> bool:
    return clues.start_of_next(start) < end


_COMPARISON = compiled(r"\b(?:than|from|compared|versus|contre|que|that of|double|twice)\b|\bqu'|[;:]")


def span_of_standing(figure: RawFigure, clues: Clues, spans: SpanRoles) -> Mention | None:
    """Return the span that a record, a streak or a change is about: the subject of its sentence.

    One of the length that the words name ("the deadliest month") goes before another.
    """
    after = next((mention for mention in spans.main if mention.start >= figure.end), None)
    if after and after.start - figure.end < 24 and _is_of_clause(figure, after, clues):
        return after
    before = [mention for mention in spans.main if mention.end <= figure.start]
    fitting = [mention for mention in before if _fits(mention, figure.unit_months)]
    if fitting:
        return fitting[-1] if figure.unit_months else fitting[0]
    return after if after and _fits(after, figure.unit_months) else None


def _fits(mention: Mention, months: int | None) -> bool:
    if months is None:
        return True
    length = mention.period.length_months if mention.period else mention.length
    return length in {months, None} and not mention.open_start


def span_of_change(figure: RawFigure, clues: Clues, spans: SpanRoles) -> Mention | None:
    """Return the span that changed: one that follows at once ("fell 13 % in 2024"), else the nearest before."""
    after = next((mention for mention in spans.main if mention.start >= figure.end), None)
    if after and after.start - figure.end < 40 and _is_of_clause(figure, after, clues):
        return after
    before = [mention for mention in spans.main if mention.end <= figure.start]
    return before[-1] if before else after


def base_of_change(figure: RawFigure, clues: Clues, spans: SpanRoles) -> Mention | None:
    """Return the span that a change is measured from, if the sentence names it: the next one after it, else before."""
    after = [mention for mention in spans.base if mention.start >= figure.end]
    if after and not _holds_change(clues, figure.end, after[0].start):
        return after[0]
    before = [mention for mention in spans.base if mention.end <= figure.start]
    return before[-1] if before else None


def _holds_change(clues: Clues, start: int, end: int) -> bool:
    return bool(_PERCENT.search(clues.text, start, end)) or ";" in clues.text[start:end]


_PERCENT = compiled(r"%|per cent|percent|pour cent")


def place_of(figure: RawFigure, clues: Clues) -> str | None:
    """Return the place that a sentence says a figure is of: NOT_HELD for one without figures, None where it names none.

    One in its own words ("2,830 Ohioans") goes before one that follows in the clause ("1,775 for Oregon"), that before
    the nearest one before, that before one after.
    """
    own = next((place for place in clues.places if figure.start <= place.start < figure.end), None)
    if own:
        return own.code
    after = next((place for place in clues.places if place.start >= figure.end), None)
    if after and _follows_at_once(figure, after, clues):
        return after.code
    before = [place for place in clues.places if place.end <= figure.start]
    if before:
        return NOT_HELD if _is_paired(before, clues) else before[-1].code
    return after.code if after and ";" not in clues.text[figure.end : after.start] else None


_LEADS_TO_PLACE = compiled(
    r"\b(?:in|for|across|of|throughout|within|en|au|aux|à|dans|pour|de|du)(?: (?:the|all|whole|la|le|les|l'|all "
    r"of|province of|state of))* ?$"
)


def _follows_at_once(figure: RawFigure, place: PlaceMention, clues: Clues) -> bool:
    gap = clues.text[figure.end : place.start]
    if _holds_number(clues, figure.end, place.start) or _ENDS_CLAUSE.search(gap):
        return False
    return not gap.strip() or bool(_LEADS_TO_PLACE.search(gap[-30:]))


def _is_paired(before: Sequence[PlaceMention], clues: Clues) -> bool:
    """Whether the two last places are named together ("Ohio and Oregon"), so that a number is of neither alone."""
    if len(before) < 2 or before[-1].code == before[-2].code:
        return False
    return clues.text[before[-2].end : before[-1].start].strip() in {"and", "et", "&", "and in", "and the", "et en"}


_MONTHS_BACK = (
    (
        compiled(
            r"\b(?:on the month|month(?:-| )(?:over|on)(?:-| )month|over the month|in a month|d'un mois à l'autre|"
            r"sur un mois|en un mois)\b"
        ),
        -1,
    ),
    (compiled(r"\b(?:on the quarter|quarter(?:-| )(?:over|on)(?:-| )quarter|d'un trimestre à l'autre)\b"), -3),
    (compiled(r"\b(?:in|over|within|en|sur) (?:the (?:past|last) )?(?:two|deux) (?:years|ans)\b"), -24),
    (compiled(r"\b(?:in|over|within|en|sur) (?:the (?:past|last) )?(?:three|trois) (?:years|ans)\b"), -36),
)


def months_back(figure: RawFigure, clues: Clues) -> int | None:
    """Return how many months before lies what a change is measured from, where words near it say so: "on the month"."""
    window = clues.text[max(0, figure.start - 50) : figure.end + 50]
    return next((months for pattern, months in _MONTHS_BACK if pattern.search(window)), None)
