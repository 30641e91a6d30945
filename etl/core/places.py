"""Places by code: their names by language, and the place that each is a part of."""

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from etl.core.errors import NotFound
from etl.core.languages import SOURCE


@dataclass(frozen=True)
class Place:
    """A place and its names by language."""

    code: str
    name: Mapping[str, str]
    parent: str


class Places(Mapping[str, Place]):
    """Places by code, with a name in each of ``languages``: those that the file has a column for.

    An unknown code raises ``NotFound`` with the near matches.
    """

    def __init__(self, places: Iterable[Place], languages: Iterable[str] = (SOURCE,)) -> None:
        self.languages = tuple(languages)
        self._places = {place.code: place for place in places}

    def __getitem__(self, code: str) -> Place:
        if code not in self._places:
            raise NotFound("place", code, self.close_matches(code))
        return self._places[code]

    def __contains__(self, code: object) -> bool:
        return code in self._places

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def close_matches(self, text: str) -> list[str]:
        """Return up to three codes whose code or name resembles ``text``."""
        spelled = {key.casefold(): code for code, place in self._places.items() for key in (code, *place.name.values())}
        close = difflib.get_close_matches(text.casefold(), spelled, n=6, cutoff=0.6)
        return list(dict.fromkeys(spelled[match] for match in close))[:3]
