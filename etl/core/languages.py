"""What is kept in several languages: columns ``name_en``, ``name_fr`` … of files kept by hand; texts by language."""

import re
from collections.abc import Iterable, Mapping

SOURCE = "en"
"""The language that everything is written in first; where a text is not given in another language, it is in this."""


def languages_of(columns: Iterable[str], field: str) -> tuple[str, ...]:
    """Return the codes of the languages that ``field`` has a column in: ``("en", "fr")``; always with English."""
    matches = (re.fullmatch(rf"{field}_([a-z]+)", column) for column in columns)
    return tuple(dict.fromkeys([SOURCE, *(match[1] for match in matches if match)]))


def in_language(texts: Mapping[str, str], language: str) -> str:
    """Return the text in a language, or in English where it is not given in that."""
    return texts.get(language) or texts[SOURCE]
