"""The place of each figure: as its sentence names it, else as the sentences around it, else that of the draft."""

from collections.abc import Sequence

from etl.claims.drafts import pairs
from etl.claims.drafts.assigning import place_of
from etl.claims.drafts.place_names import NOT_HELD
from etl.claims.drafts.raw_figures import Clues, RawFigure


def places_of(figures: Sequence[RawFigure], clues: Clues, around: str) -> list[str]:
    """Return the code of each figure's place, ``NOT_HELD`` where it is not known, ``around`` where none is named.

    Two numbers together are of two places together; where the sentence names two with a number each ("5,102 for Ohio
    and 1,775 for Oregon"), two more numbers together are of the same two in that order.
    """
    codes = [place_of(figure, clues) for figure in figures]
    places = [around if code is None else code for code in codes]
    together = list(pairs.places_together(clues))
    for left, right in pairs.numbers_together(figures, clues):
        first, second = figures.index(left), figures.index(right)
        if len(together) == 1:
            places[first], places[second] = together[0]
        elif (
            first >= 2
            and _names_two(places[first - 2 : first])
            and not _names_own(left, right, clues, figures[first - 1])
        ):
            places[first], places[second] = places[first - 2], places[first - 1]
    return places


def _names_two(codes: Sequence[str]) -> bool:
    return NOT_HELD not in codes and len(set(codes)) == 2


def _names_own(left: RawFigure, right: RawFigure, clues: Clues, last: RawFigure) -> bool:
    """Whether places stand with the two numbers: between them, or after the end of the clause of the last one."""
    break_ = clues.text.find(";", last.end, left.start)
    begin = break_ if break_ >= 0 else left.start
    return any(begin <= place.start and place.start < right.end + 12 for place in clues.places)


def places_around(clues: Sequence[Clues], paragraphs: Sequence[int], given: str) -> list[str]:
    """Return for each sentence the place that the text around it is about.

    That is the last place named before in its paragraph, else the only one named after in it, else the given one, else
    the only one of the draft. Where the sentence that named a place last named two, it is not known; nor after deaths
    in a city of which nothing is held, where the sentence only goes on about them ("in June it was 60").
    """
    codes_of = [{place.code for place in item.places} - {NOT_HELD} for item in clues]
    default = given or _only(set().union(*codes_of)) or NOT_HELD
    of_paragraph: dict[int, set[str]] = {}
    for codes, number in zip(codes_of, paragraphs, strict=True):
        of_paragraph.setdefault(number, set()).update(codes)
    places: list[str] = []
    last, paragraph, is_city = None, -1, False
    for item, codes, number in zip(clues, codes_of, paragraphs, strict=True):
        if number != paragraph:
            last, paragraph = None, number
        alone = _only(of_paragraph[number])
        later = alone if alone and not alone.startswith(f"{given}-") else default
        is_about_deaths = any(is_death for _, is_death in item.topics)
        places.append(later if last is None or (is_city and is_about_deaths) else last)
        if codes or (item.places and is_about_deaths):
            last, is_city = _only(codes) or NOT_HELD, not codes
    return places


def _only(codes: set[str]) -> str | None:
    return next(iter(codes)) if len(codes) == 1 else None
