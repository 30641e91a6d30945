"""Finds words in texts, whatever their case, accents, apostrophes and hyphens."""

from collections.abc import Iterable
from unicodedata import category, normalize

_PLAIN = str.maketrans("’-\u2010\u2011", "'   ")


def has_words(query: str, texts: Iterable[str]) -> bool:
    """Tell whether every word of a query is in one of the texts, also as a part of a longer word.

    Example: ``sante globe`` is in the texts ``Santé publique`` and ``The Globe and Mail``.
    """
    whole = _fold("\n".join(texts))
    return all(word in whole for word in _fold(query).split())


def _fold(text: str) -> str:
    plain = normalize("NFKD", text.translate(_PLAIN)).casefold()
    return "".join(letter for letter in plain if category(letter) != "Mn")
