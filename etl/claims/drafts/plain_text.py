"""A draft as plain words: without tags, with every character of a kind written alike, and cut into sentences.

Whatever is found in the plain words is traced back to where it stands in the draft.
"""

import html
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from etl.claims.drafts.calendar_words import word_set

MAX_SENTENCE_CHARS = 1_500
"""A longer sentence is cut, so that what is compared with all else in its sentence stays little."""

_ALIKE = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u02bc\u2032", "'"),
        **dict.fromkeys("\u00a0\u2007\u2008\u2009\u200a\u202f\t", " "),
        **dict.fromkeys("\u2010\u2011\u2212\ufe63", "-"),
        **dict.fromkeys("\u2012\u2014\u2015", "\u2013"),
        **dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb", '"'),
    }
)
_NOT_WORDS = re.compile(
    r"</?(?P<tag>[A-Za-z][A-Za-z0-9]{0,15})\b[^<>]{0,2000}>|<!--[^<>]{0,2000}-->"
    r"|(?P<entity>&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});)"
    r"|(?P<invisible>[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+)"
)
_INLINE_TAGS = word_set("a abbr b cite em i mark q small span strong sub sup time u")
_PARAGRAPH = re.compile(r"\n[ \r]*\n\s*|\n(?=[ ]{0,9}[*\u2022-] )")
_BOUNDARY = re.compile(
    r"(?P<word>[\w.'-]{0,20})[.!?\u2026][\"')\]]{0,3}\s+(?=[\"'(\[]{0,3}(?P<next>[A-ZÀ-Þ0-9]\w{0,20}))"
)
_ABBREVIATIONS = word_set(
    "approx aug dec dr env feb févr inc jan janv juill mme mr mrs ms no nov oct p sept sr st vs avr déc"
)
_INITIALS = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]|[A-Z]")
_STARTS = word_set(
    "A After An And At But By Deaths Du En Entre For From He If In It La Last Le Les L More Nearly "
    "Of On Police She So Some "
    "That The There They This Those To Un Une We What When With"
)


@dataclass(frozen=True)
class PlainText:
    """The plain words of a draft; ``pieces`` are the places where a run of them begins, here and in the draft."""

    text: str
    pieces: tuple[tuple[int, int], ...]

    def offset(self, position: int) -> int:
        """Return where a character of the plain words stands in the draft."""
        here, there = self.pieces[bisect_right(self.pieces, (position, 1 << 62)) - 1]
        return there + position - here


@dataclass(frozen=True)
class Sentence:
    """A sentence, where it begins in the plain words, and the number of its paragraph."""

    text: str
    start: int
    paragraph: int


def plain_text(draft: str) -> PlainText:
    """Return the words of a draft: a tag is no word, ``&nbsp;`` is a space, all apostrophes are alike."""
    alike = draft.translate(_ALIKE)
    parts: list[str] = []
    pieces, length, copied = [(0, 0)], 0, 0
    for match in _NOT_WORDS.finditer(alike):
        for part, origin in ((alike[copied : match.start()], copied), (_words_of(match), match.start())):
            pieces.append((length, origin))
            parts.append(part)
            length += len(part)
        copied = match.end()
    pieces.append((length, copied))
    parts.append(alike[copied:])
    return PlainText("".join(parts), tuple(pieces))


def _words_of(match: re.Match[str]) -> str:
    """Return the words that stand for what is none; a block of a page begins a paragraph."""
    if match["entity"]:
        return html.unescape(match["entity"]).translate(_ALIKE)
    if match["invisible"] or not match["tag"] or match["tag"].lower() in _INLINE_TAGS:
        return ""
    return "\n\n"


def sentences(text: str) -> Iterator[Sentence]:
    """Yield the sentences in their order. "B.C. Coroners" is in one, "in B.C. The coroner" in two."""
    start = number = 0
    for break_ in _PARAGRAPH.finditer(text):
        yield from _sentences_of(text, start, break_.start(), number)
        start, number = break_.end(), number + 1
    yield from _sentences_of(text, start, len(text), number)


def _sentences_of(text: str, start: int, end: int, paragraph: int) -> Iterator[Sentence]:
    for match in _BOUNDARY.finditer(text, start, end):
        if _is_boundary(match["word"].strip("'-."), match["next"]):
            yield from _short_enough(text, start, match.end(), paragraph)
            start = match.end()
    yield from _short_enough(text, start, end, paragraph)


def _is_boundary(word: str, following: str) -> bool:
    if word.lower() in _ABBREVIATIONS:
        return following in _STARTS and not following[0].isdigit()
    return not _INITIALS.fullmatch(word) or following in _STARTS


def _short_enough(text: str, start: int, end: int, paragraph: int) -> Iterator[Sentence]:
    while end - start > MAX_SENTENCE_CHARS:
        cut = text.rfind(" ", start, start + MAX_SENTENCE_CHARS) + 1
        cut = cut if cut > start else start + MAX_SENTENCE_CHARS
        yield Sentence(text[start:cut], start, paragraph)
        start = cut
    if start < end:
        yield Sentence(text[start:end], start, paragraph)
