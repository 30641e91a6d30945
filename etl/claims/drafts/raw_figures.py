"""What was found in a sentence before it is known which span and place it is of."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from etl.claims.drafts.mentions import Mention
from etl.claims.drafts.numbers import Number
from etl.claims.drafts.place_names import PlaceMention
from etl.claims.drafts.words import CLASS_WORDS, CLAUSE_END, COUNT_WORDS, DEATH_WORDS, OTHER_WORDS, PLACE_BEFORE
from etl.core.quotation import Comparator, QuoteKind, Rank, Streak

CONTEXT_CHARS = 120
"""How far around a number its words are read."""


@dataclass(frozen=True)
class RawFigure:
    """A figure from ``start`` to ``end`` of a sentence: what a ``Quotation`` has, without span and place.

    ``unit_months`` is the length of the spans that are ranked or follow each other, where the text says it.
    ``since`` is the year and month that a record is said to reach back to, 0 for what the text leaves out;
    ``years_back``, so many years before its own span.
    ``is_base``: the number is what another one is set against ("down from 92,000"). ``printed`` is the number that the
    words say where a quotation has bounds in its place: 100 for "doubled".
    """

    kind: QuoteKind
    start: int
    end: int
    value: float | None = None
    value_to: float | None = None
    unit: str = "deaths"
    comparator: Comparator = Comparator.NONE
    rank: Rank | None = None
    streak: Streak | None = None
    unit_months: int | None = None
    since: tuple[int, int] | None = None
    years_back: int | None = None
    is_base: bool = False
    printed: float | None = None


@dataclass(frozen=True)
class Clues:
    """All that a sentence names, each in order: what a number in it is read beside.

    ``topics`` are the places of words about deaths (True) and about other things that are counted (False);
    ``continues`` tells whether the sentence before was about deaths, or this one speaks of a number and not of what.
    """

    text: str
    mentions: Sequence[Mention]
    places: Sequence[PlaceMention]
    numbers: Sequence[Number]
    topics: Sequence[tuple[int, bool]]
    continues: bool

    def is_about_deaths(self, position: int) -> bool:
        """Tell whether what stands there is about deaths: by the nearest word before, else after, else the last one."""
        before = [is_death for start, is_death in self.topics if start < position]
        if before:
            return before[-1]
        after = next(((start, is_death) for start, is_death in self.topics if start >= position), None)
        if after and (after[1] or not self.continues or not CLAUSE_END.search(self.text, position, after[0])):
            return after[1]
        return self.continues

    @property
    def may_leave_noun_out(self) -> bool:
        """Whether a number without a noun can count deaths: the sentence names them, a span, a place or a class."""
        if self.places or any(is_death for _, is_death in self.topics):
            return True
        if any(mention.is_span for mention in self.mentions) or COUNT_WORDS.search(self.text):
            return True
        return any(pattern.search(self.text) for _, pattern in CLASS_WORDS)

    def before(self, number: Number) -> str:
        """Return the words before a number, from the number before it on."""
        start = self.end_of_last(number.start)
        return self.text[max(start, number.start - CONTEXT_CHARS) : number.start]

    def after(self, number: Number) -> str:
        """Return the words after a number, up to the next one."""
        end = self.start_of_next(number.end)
        return self.text[number.end : min(end, number.end + CONTEXT_CHARS)]

    def end_of_last(self, position: int) -> int:
        """Return where the last number before a position ends; 0 where there is none."""
        index = bisect_right(self.numbers, position, key=lambda number: number.end)
        return self.numbers[index - 1].end if index else 0

    def start_of_next(self, position: int) -> int:
        """Return where the next number from a position on begins; the end of the sentence where there is none."""
        index = bisect_left(self.numbers, position, key=lambda number: number.start)
        return self.numbers[index].start if index < len(self.numbers) else len(self.text)


@dataclass(frozen=True)
class ReadSentence:
    """A sentence with what it names and what it quotes; ``paragraph`` is the number of its paragraph."""

    start: int
    paragraph: int
    clues: Clues
    figures: Sequence[RawFigure]


def topics_of(text: str) -> list[tuple[int, bool]]:
    """Return where a sentence speaks of deaths, and where of other things that are counted; of no whereabouts."""
    deaths = [(match.start(), True) for match in DEATH_WORDS.finditer(text)]
    others = [
        (match.start(), False)
        for match in OTHER_WORDS.finditer(text)
        if not PLACE_BEFORE.search(text, max(0, match.start() - 24), match.start())
    ]
    return sorted(deaths + others)
