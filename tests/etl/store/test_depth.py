"""How many values of a source were revised; the table of it in ``data/README.md``, written by ``UPDATE_GOLDEN=1``."""

import os
import re
from datetime import date
from pathlib import Path

from etl.store.depth import Depth, depth_by_source
from etl.store.files import Store
from tests.etl.histories import Archive, release, span

CODEBOOK = Path(__file__).resolve().parents[3] / "data" / "README.md"


def test_a_value_is_revised_that_was_two_different_numbers():
    archive = Archive()
    archive.learn(release(date(2020, 1, 1), {0: 5.0, 1: 0.023386342376, 2: None, 3: 7.0}, [span(0, 3)]))
    archive.learn(release(date(2020, 2, 1), {0: 6.0, 1: 0.023386342, 2: 4.0}, [span(0, 3)]))
    archive.learn(release(date(2020, 3, 1), {0: 5.0, 1: 0.023386342, 2: 4.0, 3: 7.0}, [span(0, 3)]))
    assert depth_by_source(archive) == {"s": Depth(values=4, revised=1)}


def test_the_codebook_says_how_deep_each_source_goes():
    snapshot = Store().load()
    releases = snapshot.ledger["source"].value_counts()
    rows = [
        f"| `{source}` | {releases[source]:,} | {depth.values:,} | {depth.revised:,} |"
        for source, depth in depth_by_source(snapshot).items()
    ]
    table = "\n".join(["| source | releases | values | of which revised |", "|---|---:|---:|---:|", *rows])
    block = f"<!-- depth -->\n{table}\n<!-- /depth -->"
    if os.environ.get("UPDATE_GOLDEN"):
        place = re.compile("<!-- depth -->.*?<!-- /depth -->", re.DOTALL)
        CODEBOOK.write_text(place.sub(block, CODEBOOK.read_text()))
    assert block in CODEBOOK.read_text(), f"data/README.md: UPDATE_GOLDEN=1 pytest {Path(__file__).name}"
