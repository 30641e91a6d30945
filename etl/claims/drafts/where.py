"""The place of each figure: as its sentence names it, else as the sentences around it, else that of the draft."""

from collections.abc import Sequence

from etl.claims.drafts import pairs
from etl.claims.drafts.assigning import place_of
from etl.claims.drafts.place_names import NOT_HELD
from etl.claims.drafts.raw_figures import Clues, RawFigure, ReadSentence


def places_of(figures: Sequence[RawFigure], clues: Clues, around: str, before: Sequence[str] = ()) -> list[str]:
    """Return the code of each figure's place, ``NOT_HELD`` where it is not known, ``around`` where none is named.

    Two numbers together are of two places together. Where two numbers before had a place each ("5,102 for Ohio and
    1,775 for Oregon"), two more numbers together are of the same two in that order; ``before`` are the two places of
    the last sentence, if it had two.
    """
    codes = [place_of(figure, clues) for figure in figures]
    places = [around if code is None else code for code in codes]
    together = list(pairs.places_together(clues))
    for left, right in pairs.numbers_together(figures, clues):
        first = figures.index(left)
        pair = list(together[0]) if len(together) == 1 else []
        if not pair and first >= 2 and not _names_own(left, right, clues, figures[first - 1]):
            pair = two_places(places[first - 2 : first])
        elif not pair and not clues.places:
            pair = list(before)
        if pair:
            places[first], places[figures.index(right)] = pair
    return places


def two_places(places: Sequence[str]) -> list[str]:
    """Return two places in the order in which they are first named; nothing where there are more, or fewer."""
    distinct = list(dict.fromkeys(places))
    return distinct if len(distinct) == 2 and NOT_HELD not in distinct else []


def _names_own(left: RawFigure, right: RawFigure, clues: Clues, last: RawFigure) -> bool:
    """Whether places stand with the two numbers: between them, or after the end of the clause of the last one."""
    break_ = clues.text.find(";", last.end, left.start)
    begin = break_ if break_ >= 0 else left.start
    return any(begin <= place.start and place.start < right.end + 12 for place in clues.places)


def places_around(read: Sequence[ReadSentence], given: str) -> list[str]:
    """Return for each sentence the place that the text around it is about.

    That is the last place named before in its paragraph, else the only one named after in it, else the given one, else
    the only one of the draft. Where the sentence that named a place last named two, it is not known; nor after deaths
    in a city of which nothing is held, where the sentence only goes on about them ("in June it was 60").
    """
    codes_of = [{place.code for place in sentence.clues.places} - {NOT_HELD} for sentence in read]
    default = given or _only(set().union(*codes_of)) or NOT_HELD
    of_paragraph: dict[int, set[str]] = {}
    for codes, sentence in zip(codes_of, read, strict=True):
        of_paragraph.setdefault(sentence.paragraph, set()).update(codes)
    places: list[str] = []
    last, paragraph, is_city = None, -1, False
    for codes, sentence in zip(codes_of, read, strict=True):
        if sentence.paragraph != paragraph:
            last, paragraph = None, sentence.paragraph
        alone = _only(of_paragraph[sentence.paragraph])
        later = alone if alone and not alone.startswith(f"{given}-") else default
        is_about_deaths = any(is_death for _, is_death in sentence.clues.topics)
        places.append(later if last is None or (is_city and is_about_deaths) else last)
        if codes or (sentence.clues.places and is_about_deaths):
            last, is_city = _only(codes) or NOT_HELD, not codes
    return places


def _only(codes: set[str]) -> str | None:
    return next(iter(codes)) if len(codes) == 1 else None
