"""Where the parts of a place stand on a map of tiles, and what each tile is called there."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_US = """
AK  ..  ..  ..  ..  ..  ..  ..  ..  ..  ME
..  ..  ..  ..  ..  ..  ..  ..  ..  VT  NH
WA  ID  MT  ND  MN  IL  WI  MI  NY  RI  MA
OR  NV  WY  SD  IA  IN  OH  PA  NJ  CT  NYC
CA  UT  CO  NE  MO  KY  WV  VA  MD  DE  ..
..  AZ  NM  KS  AR  TN  NC  SC  DC  ..  ..
..  ..  ..  OK  LA  MS  AL  GA  ..  ..  ..
HI  ..  ..  TX  ..  ..  ..  ..  FL  ..  ..
"""
"""The usual arrangement of the states, with New York City, which some publishers count apart, beside its coast."""
_CA = """
YT  NT  NU  ..  ..  ..  NL  ..
BC  AB  SK  MB  ON  QC  ..  PE
..  ..  ..  ..  ..  ..  NB  NS
"""
_DRAWN = {"US": _US, "CA": _CA}
_SHORT = {"US-NY-NYC": "NYC", "US-NY-REST": "NY"}
"""Parts of parts, which stand in the place of the whole where it is not counted as one."""
FEW = 3
"""Columns of parts that have no arrangement."""


@dataclass(frozen=True)
class Tiles:
    """Column and row of each part, by its code, counted from the top left; ``short`` are the names that fit a tile.

    Parts without an arrangement have no short names.
    """

    spots: Mapping[str, tuple[int, int]]
    columns: int
    rows: int
    short: Mapping[str, str]


def tiles(place: str, parts: Sequence[str]) -> Tiles:
    """The tiles of the parts of a place: in their usual arrangement, else in rows, in their own order."""
    drawn = [line.split() for line in _DRAWN.get(place, "").split("\n") if line]
    found = {name: (column, row) for row, line in enumerate(drawn) for column, name in enumerate(line)}
    short = {code: _SHORT.get(code, code.removeprefix(f"{place}-")) for code in parts}
    if set(short.values()) <= set(found):
        return Tiles({code: found[short[code]] for code in parts}, len(drawn[0]), len(drawn), short)
    columns = min(len(parts), FEW)
    spots = {code: (index % columns, index // columns) for index, code in enumerate(parts)}
    return Tiles(spots, columns, math.ceil(len(parts) / columns), {})
