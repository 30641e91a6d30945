"""How deep the vintages of each source go: how many of its values were published more than once, and differently."""

from dataclasses import dataclass

import pandas as pd

from etl.core.columns import KEY_COLUMNS
from etl.core.printing import is_reprint
from etl.store.files import StoreSnapshot


@dataclass(frozen=True)
class Depth:
    """The values of one source (each of a measure, place, group and period), and those that were revised.

    A value is revised that was at least two different ones; one printed with other decimals is the same.
    """

    values: int
    revised: int


NOTHING_HELD = Depth(0, 0)


def depth_by_source(snapshot: StoreSnapshot) -> dict[str, Depth]:
    """Return the depth of every source of which a value is held, by its id."""
    rows = snapshot.log[snapshot.log["value"].notna()]
    values = rows.groupby(KEY_COLUMNS, sort=False)["value"]
    spans = pd.DataFrame({"least": values.min(), "most": values.max()}).astype(float).reset_index()
    pairs = spans[["least", "most"]].itertuples(index=False)
    revised = pd.Series([least != most and not is_reprint(least, most) for least, most in pairs])
    counts = revised.groupby(spans["source"]).agg(["size", "sum"])
    return {str(source): Depth(int(row["size"]), int(row["sum"])) for source, row in counts.iterrows()}
