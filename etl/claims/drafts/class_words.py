"""Words that narrow what a figure counts: ``opioid``, ``accidental``, ``predicted``."""

import re

from etl.claims.drafts.raw_figures import Clues, RawFigure
from etl.claims.drafts.words import CLASS_WORDS, DEATH_WORDS, PARTS_OF_PEOPLE, PEOPLE, REPORTED

_NO_CLASS_IN_CANADA = frozenset({"suspected", "confirmed"})
_BEFORE_CHARS, _AFTER_CHARS = 70, 70
_SENTENCE_END = re.compile(r"[.!?]\s|\n\s*\n|\n(?=[A-ZÀ-Ý])")
"""A headline ends with its line, and has no full stop."""
_DRUG_WORDS = re.compile(
    r"\b(?:overdos|opioid|opiate|fentanyl|carfentanil|heroin|naloxone|narcan|methadone|harm[- ]reduction|"
    r"(?:toxic|illicit|unregulated|street|tainted|poisoned)[- ](?:drug|substance)|"
    r"drugs?[- ](?:toxicity|poisoning|deaths?|related|supply|crisis|users?|misuse)|safe(?:r)? supply|"
    r"surdose|opio[iï]de|opiac|h[ée]ro[iï]ne|drogue|m[ée]fait|toxicomanie)",
    re.IGNORECASE,
)


def class_words(figure: RawFigure, clues: Clues, place: str) -> frozenset[str]:
    """Return the class words around a figure, up to the next number on either side.

    ``reported`` is a class only where predicted deaths are published beside reported ones: in the United States. In
    Canada deaths are called suspected or confirmed, but no publisher counts the two apart.
    """
    start, end = clues.end_of_last(figure.start), clues.start_of_next(figure.end)
    before = clues.text[max(start, figure.start - _BEFORE_CHARS) : figure.start].rpartition(";")[2]
    after = clues.text[figure.end : min(end, figure.end + _AFTER_CHARS)].partition(",")[0].partition(";")[0]
    window = f"{before}{clues.text[figure.start : figure.end]}{after}"
    words = {word for word, pattern in CLASS_WORDS if pattern.search(window)} | _part_of_people(figure, clues)
    if place.startswith("US") and REPORTED.search(window):
        words.add("reported")
    return frozenset(words - _NO_CLASS_IN_CANADA if place.startswith("CA") else words)


def _part_of_people(figure: RawFigure, clues: Clues) -> set[str]:
    """Return ``sex`` and ``age`` where a figure counts a part of the people, by what its own sentence says.

    An age is a number itself: what it narrows may stand after it.
    """
    before = clues.text[max(0, figure.start - _BEFORE_CHARS) : figure.start]
    after = clues.text[figure.end : min(clues.start_of_next(figure.end), figure.end + _AFTER_CHARS)]
    after = _SENTENCE_END.split(after.partition(",")[0].partition(";")[0])[0]
    own = _SENTENCE_END.split(before.rpartition(";")[2])[-1] + clues.text[figure.start : figure.end] + after
    return {word for word, pattern in PARTS_OF_PEOPLE if pattern.search(own)}


def leaves_noun_out(figure: RawFigure, clues: Clues) -> bool:
    """Whether a figure does not say what it counts, so that it counts what was counted before: "in May it was 74"."""
    words = clues.text[figure.start : figure.end]
    return not DEATH_WORDS.search(words) and not PEOPLE.intersection(words.lower().split())


def is_about_drugs(text: str) -> bool:
    """Tell whether a text has any word of drugs or of their harms; deaths of other causes are in the news as well."""
    return bool(_DRUG_WORDS.search(text))
