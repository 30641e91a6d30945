"""README.md and data/README.md name every address, option and column; tables of columns are those of the code.

``UPDATE_GOLDEN=1 pytest tests/dashboard/test_documentation.py`` writes the tables of columns and what each source
counts between their markers.
"""

import os
import re
from pathlib import Path
from textwrap import fill

import pytest

from dashboard.app import create_app
from dashboard.charts.registry import CHARTS
from dashboard.config import Config
from dashboard.export.tables import COLUMNS_BY_CHART, COLUMNS_BY_UNIT, LABEL_COLUMNS
from dashboard.i18n import languages
from dashboard.params.chart_params import KINDS, OPTION_NAMES
from dashboard.params.urls import FILE_FORMATS
from etl import registry
from etl.core import groups
from etl.store import ledger, summary, table

ROOT = Path(__file__).parent.parent.parent
README, CODEBOOK = ROOT / "README.md", ROOT / "data" / "README.md"
KINDS_OF_VALUE = {"str": "text", table.DATE_DTYPE: "date", "Float64": "number", "int64": "whole number"}


def columns(meanings, dtypes=None, *, name="column"):
    """The Markdown table of some columns, or of other codes."""
    kinds = [f" {KINDS_OF_VALUE[dtypes[name]]} |" if dtypes else "" for name in meanings]
    head = ["| column | type | meaning |", "|---|---|---|"] if dtypes else [f"| {name} | meaning |", "|---|---|"]
    rows = (f"| `{name}` |{kind} {said} |" for (name, said), kind in zip(meanings.items(), kinds, strict=True))
    return "\n".join([*head, *rows])


def lines(text, margin=""):
    """A paragraph or an item, in lines that a terminal holds."""
    return fill(text, 120, subsequent_indent=margin, break_long_words=False, break_on_hyphens=False)


def counted(definition):
    """One definition as an item of a list."""
    ids = ", ".join(f"`{measure.id}`" for measure in definition.measures)
    words = definition.representative
    said = [("", words.definition), ("*Certainty.* ", words.certainty), ("*Where.* ", words.geography)]
    said.append(("*Withheld.* ", words.suppression))
    return lines(f"- **{definition.title['en']}** ({ids}). " + " ".join(name + text["en"] for name, text in said), "  ")


def section(source):
    """A source: what it counts, then how often it publishes, its terms, how to cite it."""
    said = [("Published", source.cadence), ("Terms", source.terms), ("Cite", source.citation)]
    return "\n\n".join(
        [
            f"### `{source.id}`: {source.publisher['en']}",
            f"<{source.url}>",
            "\n".join(counted(definition) for definition in summary.measure_families(source)),
            *(lines(f"*{name}.* {text['en']}") for name, text in said),
        ]
    )


ADDED = {
    name: said for added in (*COLUMNS_BY_UNIT.values(), *COLUMNS_BY_CHART.values()) for name, said in added.items()
}
BLOCKS = {
    (README, "columns"): columns(table.COLUMN_MEANINGS, table.DTYPES),
    (CODEBOOK, "columns"): columns(table.COLUMN_MEANINGS, table.DTYPES),
    (CODEBOOK, "ledger"): columns(ledger.COLUMN_MEANINGS, ledger.DTYPES),
    (CODEBOOK, "view"): columns(LABEL_COLUMNS | ADDED),
    (CODEBOOK, "groups"): columns(groups.GROUPS, name="group"),
    (CODEBOOK, "sources"): "\n" + "\n\n".join(map(section, registry.SOURCES.values())) + "\n",
}


@pytest.mark.parametrize(("path", "name"), BLOCKS, ids=lambda part: getattr(part, "parent", Path(str(part))).name)
def test_what_stands_between_markers_is_that_of_the_code(path, name):
    block = f"<!-- {name} -->\n{BLOCKS[path, name]}\n<!-- /{name} -->"
    if os.environ.get("UPDATE_GOLDEN"):
        place = re.compile(f"<!-- {name} -->.*?<!-- /{name} -->", re.DOTALL)
        path.write_text(place.sub(lambda _: block, path.read_text()))
    assert block in path.read_text(), f"{path} has to hold:\n\n{block}\n"


def test_every_column_has_a_meaning():
    assert list(table.COLUMN_MEANINGS) == table.COLUMNS
    assert list(ledger.COLUMN_MEANINGS) == ledger.COLUMNS
    assert not set(LABEL_COLUMNS) & set(table.COLUMNS)
    assert not set(ADDED) & {*table.COLUMNS, *LABEL_COLUMNS}


def routes():
    """The server's own addresses as README writes them."""
    rules = create_app(Config()).server.url_map.iter_rules()
    own = {rule.rule for rule in rules if not rule.rule.startswith(("/_dash", "/assets/"))}
    assert len(own) > 4
    return own


def test_every_address_is_in_the_readme():
    text = README.read_text()
    named = {"/chart/<slug>.<any(csv,json,svg,png):suffix>": "/chart/<slug>.csv"}
    named |= {"/data/<name>.csv": "/data/observations.csv"}
    missing = [rule for rule in routes() if f"`{named.get(rule, rule)}`" not in text]
    assert not missing
    assert not [suffix for suffix in FILE_FORMATS if f".{suffix}`" not in text]
    assert not [name for name in ("observations", "vintages", "releases") if f"`/data/{name}.csv`" not in text]


def test_every_option_and_its_values_are_in_the_readme():
    text = README.read_text()
    rows = dict(re.findall(r"^\| (`[a-z_`, ]+`) \| (.+) \|$", text, re.MULTILINE))
    described = {name: said for names, said in rows.items() for name in re.findall(r"`([a-z_]+)`", names)}
    assert not [option for option in OPTION_NAMES if option not in described]
    assert all(
        f"`{unit}`" in described["unit"]
        for offer in [chart.options for chart in CHARTS.values()]
        for unit in offer.units
    )
    assert all(f"`{value}`" in described["lang"] for value in languages())
    assert ",".join(KINDS) in described["kinds"]


def test_the_options_of_the_readme_are_in_their_order():
    text = README.read_text()
    found = [text.index(f"`{option}`", text.index("| option |")) for option in OPTION_NAMES]
    assert found == sorted(found)


def test_every_chart_is_in_the_readme():
    rows = dict(re.findall(r"^\| `([a-z]+)` \| (.+) \|$", README.read_text(), re.MULTILINE))
    assert set(CHARTS) <= set(rows)
