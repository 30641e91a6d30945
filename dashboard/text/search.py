"""Finds words in texts, whatever their case and accents."""

from collections.abc import Iterable
from unicodedata import category, normalize


def has_words(query: str, texts: Iterable[str]) -> bool:
    """Tell whether every word of a query is in one of the texts, also as a part of a longer word.

    Example: ``sante globe`` is in the texts ``Santé publique`` and ``The Globe and Mail``.
    """
    whole = _fold("\n".join(texts))
    return all(word in whole for word in _fold(query).split())


def _fold(text: str) -> str:
    return "".join(letter for letter in normalize("NFKD", text).casefold() if category(letter) != "Mn")
