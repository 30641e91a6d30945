"""Where the parts of a place stand on a map of tiles, and what each tile is called there."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_US_GRID = """
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
_CA_GRID = """
YT  NT  NU  ..  ..  ..  NL  ..
BC  AB  SK  MB  ON  QC  ..  PE
..  ..  ..  ..  ..  ..  NB  NS
"""
_GRIDS = {"US": _US_GRID, "CA": _CA_GRID}
_SHORT_NAMES = {"US-NY-NYC": "NYC", "US-NY-REST": "NY"}
"""Parts of parts, which stand in the place of the whole where it is not counted as one."""
DEFAULT_COLUMNS = 3
"""Columns of parts that have no arrangement."""


@dataclass(frozen=True)
class TileGrid:
    """Column and row of each part, by its code, from the top left; ``short_names`` are the names that fit a tile.

    Parts without an arrangement have no short names.
    """

    positions: Mapping[str, tuple[int, int]]
    columns: int
    rows: int
    short_names: Mapping[str, str]


def arrange_tiles(place: str, parts: Sequence[str]) -> TileGrid:
    """Return the tiles of the parts of a place: in their usual arrangement, else in rows, in their own order."""
    rows = [line.split() for line in _GRIDS.get(place, "").split("\n") if line]
    positions = {name: (column, row) for row, line in enumerate(rows) for column, name in enumerate(line)}
    short = {code: _SHORT_NAMES.get(code, code.removeprefix(f"{place}-")) for code in parts}
    if set(short.values()) <= set(positions):
        return TileGrid({code: positions[short[code]] for code in parts}, len(rows[0]), len(rows), short)
    columns = min(len(parts), DEFAULT_COLUMNS)
    spots = {code: (index % columns, index // columns) for index, code in enumerate(parts)}
    return TileGrid(spots, columns, math.ceil(len(parts) / columns), {})
