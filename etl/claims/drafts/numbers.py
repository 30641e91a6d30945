"""Numbers in a text, as numerals (``1,365``, ``1 202``, ``5,6``) or as words, English and French."""

import re
from collections.abc import Iterator
from dataclasses import dataclass


def _numbered(words: str, numbers: range) -> dict[str, int]:
    return dict(zip(words.split(), numbers, strict=True))


_SMALL = {
    **_numbered(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen", range(1, 16)
    ),
    **_numbered("sixteen seventeen eighteen nineteen", range(16, 20)),
    **_numbered(
        "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize", range(1, 17)
    ),
    "une": 1,
}
_TENS = {
    **_numbered("twenty thirty forty fifty sixty seventy eighty ninety", range(20, 100, 10)),
    **_numbered("vingt trente quarante cinquante soixante", range(20, 70, 10)),
    "quatre-vingt": 80,
    "quatre-vingts": 80,
}
_HUNDRED = frozenset({"hundred", "cent", "cents", "centaine"})
_SCALES = {"thousand": 1_000, "mille": 1_000, "million": 10**6, "millions": 10**6, "billion": 10**9, "milliard": 10**9}
_TOO_LARGE = 10**12
"""More than anyone counts: hundreds of hundreds are no number."""
_DOZEN = frozenset({"dozen", "douzaine"})
_ALL_WORDS = sorted({*_SMALL, *_TENS, *_HUNDRED, *_SCALES, *_DOZEN}, key=len, reverse=True)
_WORD = "|".join(_ALL_WORDS)
_WORDS = re.compile(
    rf"(?<![\w'-])(?:{_WORD})"
    rf"(?:(?:[ -]|(?:(?<=hundred)|(?<=thousand)) and |[ -]et[ -](?=une?\b|onze\b))(?:{_WORD})){{0,12}}"
    r"(?![\w]|-[a-z]|')",
    re.IGNORECASE,
)
_PART = re.compile(_WORD, re.IGNORECASE)
_NUMERAL = re.compile(
    r"(?<![\w#])(?<![0-9][.,/:–-])(?<![A-Za-z]-)(?P<sign>(?<![\w)])[-+])?"
    r"(?P<whole>[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]{1,3}(?: [0-9]{3})+(?![0-9])|[0-9]{1,12})"
    r"(?P<part>\.[0-9]{1,4}|,[0-9]{1,2})?(?![0-9]|[.,][0-9])"
    r"(?P<scale> (?:million|billion|thousand|mille|milliard)s?\b|[kK](?=\W|$))?"
    r"(?![A-Za-zÀ-ÿ_°]|[-/:–][0-9A-Za-z])"
)
_NOT_ALONE = frozenset({"one", "un", "une", "cent", "cents", "mille"})
_MORE_OR_LESS = re.compile(r" (?:fewer|less|more|de moins|de plus) (?:than|que|qu')", re.IGNORECASE)
"""After "one": it is a number in "one fewer than", and hardly ever else."""
_AFTER_PER = re.compile(r"\b(?:per|pour|per-|p\.)\s?$", re.IGNORECASE)


@dataclass(frozen=True)
class Number:
    """A number in a sentence, from ``start`` to ``end``."""

    start: int
    end: int
    value: float
    is_words: bool = False


def find_numbers(text: str) -> list[Number]:
    """Return the numbers of a text in order. A part of a word, a date or an address (``3rd``, ``9-8-8``) is none."""
    numerals = list(_numerals(text))
    taken = {position for number in numerals for position in range(number.start, number.end)}
    words = [number for number in _number_words(text) if number.start not in taken]
    return sorted([*numerals, *words], key=lambda number: number.start)


def _numerals(text: str) -> Iterator[Number]:
    for match in _NUMERAL.finditer(text):
        whole = match["whole"].replace(",", "").replace(" ", "")
        value = float(whole + (match["part"] or "").replace(",", "."))
        scale = (match["scale"] or "").strip().lower()
        if scale:
            value *= 1_000 if scale == "k" else _SCALES[scale.removesuffix("s")]
        yield Number(match.start(), match.end(), -value if match["sign"] == "-" else value)


def _number_words(text: str) -> Iterator[Number]:
    for match in _WORDS.finditer(text):
        words = match.group().lower()
        if (words in _NOT_ALONE and not _MORE_OR_LESS.match(text, match.end())) or _AFTER_PER.search(
            text, max(0, match.start() - 6), match.start()
        ):
            continue
        value = number_of(words)
        if value is not None:
            yield Number(match.start(), match.end(), float(value), is_words=True)


def number_of(words: str) -> int | None:
    """Return the number that words say, None where they are no number: "deux cent dix" is 210."""
    total = current = 0
    for part in _PART.findall(words.lower()):
        if part in _HUNDRED:
            current = max(current, 1) * 100
        elif part in _SCALES:
            total, current = total + max(current, 1) * _SCALES[part], 0
        elif part in _DOZEN:
            current = max(current, 1) * 12
        elif (more := _SMALL.get(part) or _TENS[part]) and _can_follow(current % 100, more):
            current += more
        else:
            return None
    number = total + current
    return number if number < _TOO_LARGE else None


def _can_follow(before: int, more: int) -> bool:
    """Whether a part can be added: 50 and 4, 60 and 10 (French), not 4 and 5."""
    if before in {0, 60, 80}:
        return True
    if before in {70, 90}:
        return more < 10
    return (before >= 20 and before % 10 == 0 and more < 10) or (before in {10, 70, 90} and more in {7, 8, 9})
