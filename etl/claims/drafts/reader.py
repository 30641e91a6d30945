"""Finds the figures that a draft quotes, sentence by sentence, and says of each which place and span it is of."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from etl.claims.drafts.changes import change_words
from etl.claims.drafts.figures import comparator_of, raw_figure
from etl.claims.drafts.mentions import Mention
from etl.claims.drafts.numbers import Number, find_numbers
from etl.claims.drafts.place_names import PlaceNames
from etl.claims.drafts.placing import NewestMonth, Placing
from etl.claims.drafts.plain_text import Sentence, plain_text, sentences
from etl.claims.drafts.ranks import find_ranks
from etl.claims.drafts.ratios import mark_bases
from etl.claims.drafts.raw_figures import Clues, RawFigure, ReadSentence, topics_of
from etl.claims.drafts.spans import find_mentions
from etl.claims.drafts.streaks import find_streaks
from etl.claims.drafts.words import COUNT_WORDS
from etl.core.places import Places
from etl.core.quotation import Comparator, Quotation, QuoteKind

FIRST_YEAR, LAST_YEAR = 1950, 2199
"""Of a writing of another century no figure is held, and its spans could be none of the calendar."""


@dataclass(frozen=True)
class Found:
    """A figure that a draft quotes, in its ``words``, which begin at the character ``start`` of the draft.

    ``number`` is the one that the words say, also where the quotation has bounds: 100 for "doubled".
    """

    quotation: Quotation
    words: str
    start: int
    number: float | None


def find_quotations(
    text: str, published: date, place: str = "", *, places: Places, newest: NewestMonth = lambda _: None
) -> list[Found]:
    """Return the figures that a draft quotes, in the order of the text.

    ``place`` is the code of what is written about where the text names no place. A number of which place or span is not
    known for sure is left out, and so is all that counts no deaths.
    """
    if not FIRST_YEAR <= published.year <= LAST_YEAR:
        return []
    plain = plain_text(text)
    read = list(_read_sentences(plain.text, published, PlaceNames(places)))
    placing = Placing(published, place, newest, read)
    found_figures = []
    for index, item in enumerate(read):
        for figure, quotation in placing.quotations(index):
            start = plain.offset(item.start + figure.start)
            end = plain.offset(item.start + figure.end - 1) + 1
            printed = quotation.value if figure.printed is None else figure.printed
            found_figures.append(Found(quotation, text[start:end], start, printed))
    return sorted(found_figures, key=lambda found_figure: found_figure.start)


def _read_sentences(text: str, published: date, names: PlaceNames) -> Iterator[ReadSentence]:
    continues, paragraph = False, -1
    for sentence in sentences(text):
        continues = continues and sentence.paragraph - paragraph <= 1
        item = _read_sentence(sentence, published, names, continues=continues)
        yield item
        topics = item.clues.topics
        goes_on = continues and bool(item.clues.mentions)
        continues = topics[-1][1] if topics else goes_on or bool(item.figures)
        paragraph = sentence.paragraph


def _read_sentence(sentence: Sentence, published: date, names: PlaceNames, *, continues: bool) -> ReadSentence:
    text, taken = sentence.text, bytearray(len(sentence.text))
    standings = [*find_streaks(text, taken), *find_ranks(text, taken)]
    mentions: list[Mention] = find_mentions(text, published, taken)
    mark_bases(text, taken)
    numbers = [number for number in find_numbers(text) if not any(taken[number.start : number.end])]
    is_count = continues or COUNT_WORDS.search(text) is not None
    clues = Clues(text, mentions, names.find(text), numbers, topics_of(text), is_count)
    figures = [figure for figure in standings if clues.is_about_deaths(figure.start)]
    figures += [figure for figure in change_words(text, comparator_of) if clues.is_about_deaths(figure.start)]
    figures += _number_figures(clues)
    return ReadSentence(sentence.start, sentence.paragraph, clues, sorted(figures, key=lambda figure: figure.start))


def _number_figures(clues: Clues) -> Iterator[RawFigure]:
    """Yield what the numbers of a sentence quote; of "between 100 and 120" a single figure."""
    last: Number | None = None
    first_of_two: RawFigure | None = None
    for number in clues.numbers:
        figure = raw_figure(number, clues)
        if first_of_two and last and figure:
            low, high = first_of_two.value, figure.value
            yield replace(figure, start=first_of_two.start, value=low, value_to=high, comparator=Comparator.BETWEEN)
            first_of_two = None
        elif _begins_two(number, clues):
            first_of_two = RawFigure(QuoteKind.VALUE, number.start, number.end, number.value)
        elif figure:
            yield figure
        last = number


def _begins_two(number: Number, clues: Clues) -> bool:
    before = clues.text[max(0, number.start - 8) : number.start].lower()
    after = clues.after(number).strip().lower()
    return before.endswith(("between ", "entre ")) and after in {"and", "et"}
