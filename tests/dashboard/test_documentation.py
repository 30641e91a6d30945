"""The README files name every address, option and column; their tables are the code's; their links lead somewhere.

``UPDATE_GOLDEN=1 pytest tests/dashboard/test_documentation.py`` writes the tables of columns and what each source
counts between their markers.
"""

import os
import re
import sys
from pathlib import Path
from textwrap import fill

import pytest

from dashboard.app import create_app
from dashboard.charts.formats import FORMATS
from dashboard.charts.registry import CHARTS
from dashboard.config import Config
from dashboard.dataset.series_view import ChartData
from dashboard.export.table_formats import TABLE_FORMATS
from dashboard.export.tables import COLUMNS_BY_UNIT, LABEL_COLUMNS
from dashboard.i18n import languages
from dashboard.params.chart_params import OPTION_NAMES
from dashboard.params.options import KINDS
from dashboard.web.pages import diff, release, releases
from dashboard.web.pages.chart_view import LAYERS
from dashboard.web.pages.claims import FILE_ENDINGS
from dashboard.web.pages.registry import PAGES
from etl import registry
from etl.core import groups
from etl.core.columns import COLUMN_MEANINGS, COLUMNS, DATE_DTYPE, DTYPES
from etl.reference import feeds, terms, text_counts
from etl.store import editions, ledger, summary
from tests.dashboard.web.consumers import PLATFORMS

ROOT = Path(__file__).parent.parent.parent
README, CODEBOOK = ROOT / "README.md", ROOT / "data" / "README.md"
OF_ETL, OF_DASHBOARD = ROOT / "etl" / "README.md", ROOT / "dashboard" / "README.md"
DOCUMENTS = (README, ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", OF_ETL, OF_DASHBOARD, CODEBOOK)
KINDS_OF_VALUE = {"str": "text", DATE_DTYPE: "date", "Float64": "number", "int64": "whole number"}


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
    untried = ["*Reader.* Not yet tried on a real file."] if source.is_untried else []
    return "\n\n".join(
        [
            f"### `{source.id}`: {source.publisher['en']}",
            f"<{source.url}>",
            "\n".join(counted(definition) for definition in summary.measure_families(source)),
            *(lines(f"*{name}.* {text['en']}") for name, text in said),
            *untried,
        ]
    )


def charts():
    """The charts, each by its slug and what it shows."""
    return columns({slug: chart.subtitle for slug, chart in CHARTS.items()}, name="chart").replace(
        "meaning", "shows", 1
    )


def pages():
    """The pages, each by its address and the first sentence of its module."""
    rows = {page.path: sys.modules[page.context.__module__].__doc__.partition("\n")[0] for page in PAGES}
    return columns(rows, name="page").replace("meaning", "what", 1)


def formats():
    """The formats of a chart, each by its ending."""
    rows = {f".{ending}": f"{file.label}, `{file.media_type}`" for ending, file in FORMATS.items()}
    return columns(rows, name="ending").replace("meaning", "what", 1)


def platforms():
    """What a pasted address becomes on each platform; test_consumers.py holds that it does."""
    head = ["| platform | address of a chart | address of a picture | |", "|---|---|---|---|"]
    rows = (f"| {each.name} | {each.chart} | {each.picture} | {each.words} |" for each in PLATFORMS)
    return "\n".join([*head, *rows])


BY_CHART = [data.extra_columns for data in ChartData.__subclasses__()]
ADDED = {name: said for added in (*COLUMNS_BY_UNIT.values(), *BY_CHART) for name, said in added.items()}
BLOCKS = {
    (OF_DASHBOARD, "pages"): pages(),
    (OF_DASHBOARD, "formats"): formats(),
    (OF_DASHBOARD, "charts"): charts(),
    (OF_DASHBOARD, "platforms"): platforms(),
    (OF_ETL, "columns"): columns(COLUMN_MEANINGS, DTYPES),
    (CODEBOOK, "columns"): columns(COLUMN_MEANINGS, DTYPES),
    (CODEBOOK, "ledger"): columns(ledger.COLUMN_MEANINGS, ledger.DTYPES),
    (CODEBOOK, "editions"): columns(editions.COLUMN_MEANINGS, editions.DTYPES),
    (CODEBOOK, "view"): columns(LABEL_COLUMNS | ADDED),
    (CODEBOOK, "feeds"): columns(feeds.KEY_MEANINGS, name="key"),
    (CODEBOOK, "terms"): columns(terms.COLUMN_MEANINGS),
    (CODEBOOK, "counts"): columns(text_counts.COLUMN_MEANINGS),
    (CODEBOOK, "groups"): columns(groups.GROUPS, name="group"),
    (CODEBOOK, "sources"): "\n" + "\n\n".join(map(section, registry.SOURCES.values())) + "\n",
}


@pytest.mark.parametrize(("path", "name"), BLOCKS, ids=lambda part: getattr(part, "parent", Path(str(part))).name)
def test_what_stands_between_markers_is_that_of_the_code(path, name):
    block = f"<!-- {name} -->\n{BLOCKS[path, name]}\n<!-- /{name} -->"
    if os.environ.get("UPDATE_GOLDEN"):
        place = re.compile(f"<!-- {name} -->.*?<!-- /{name} -->", re.DOTALL)
        path.write_text(place.sub(lambda _: block, path.read_text()))
    assert block in path.read_text(), f"{path.relative_to(ROOT)}, {name}: UPDATE_GOLDEN=1 pytest {Path(__file__).name}"


def test_every_column_has_a_meaning():
    assert list(COLUMN_MEANINGS) == COLUMNS
    assert list(ledger.COLUMN_MEANINGS) == ledger.COLUMNS
    assert not set(LABEL_COLUMNS) & set(COLUMNS)
    assert not set(ADDED) & {*COLUMNS, *LABEL_COLUMNS}


def routes():
    """The server's own addresses as README writes them."""
    rules = create_app(Config()).server.url_map.iter_rules()
    own = {rule.rule for rule in rules if not rule.rule.startswith(("/_dash", "/assets/"))}
    assert len(own) > 4
    return own


def test_every_address_is_in_the_readme():
    text = OF_DASHBOARD.read_text()
    named = {f"/chart/<slug>.<any({','.join(FORMATS)}):ending>": "/chart/<slug>.csv"}
    named |= {f"/data/<name>.<any({','.join(TABLE_FORMATS)}):ending>": "/data/<name>.<ending>"}
    named |= {f"/claims.<any({','.join(FILE_ENDINGS)}):ending>": "/claims.csv"}
    named |= {f"/releases.<any({','.join(releases.FILE_ENDINGS)}):ending>": "/releases.csv"}
    named |= {
        f"/releases/<source>/<day>.<any({','.join(release.FILE_ENDINGS)}):ending>": "/releases/<source>/<day>.csv"
    }
    named |= {f"/diff.<any({','.join(diff.FILE_ENDINGS)}):ending>": "/diff.csv"}
    named |= {f"/chart/<slug>/<any({','.join(LAYERS)}):layer>.json": "/chart/<slug>/<layer>.json"}
    named |= {"/oembed": "/oembed?url=…", "/timemap/chart/<slug>.<any(csv):ending>": "/timemap/chart/<slug>.csv"}
    assert not [ending for ending in TABLE_FORMATS if f"`.{ending}`" not in text]
    missing = [rule for rule in routes() if f"`{named.get(rule, rule)}`" not in text]
    assert not missing, f"{OF_DASHBOARD.relative_to(ROOT)}, Addresses: add a row for each"
    assert not [name for name in ("observations", "vintages", "releases") if f"`/data/{name}.csv`" not in text]


def test_every_option_and_its_values_are_in_the_readme():
    text = OF_DASHBOARD.read_text()
    rows = dict(re.findall(r"^\| (`[a-z_`, ]+`) \| (.+) \|$", text, re.MULTILINE))
    described = {name: said for names, said in rows.items() for name in re.findall(r"`([a-z_]+)`", names)}
    assert not [option for option in OPTION_NAMES if option not in described]
    assert not [
        (page.path, option) for page in PAGES for option in page.own_options if page.path not in described[option]
    ]
    assert all(
        f"`{unit}`" in described["unit"]
        for offer in [chart.options for chart in CHARTS.values()]
        for unit in offer.units
    )
    assert all(f"`{value}`" in described["lang"] for value in languages())
    assert ",".join(KINDS) in described["kinds"]


def test_the_options_of_the_readme_are_in_their_order():
    text = OF_DASHBOARD.read_text()
    found = [text.index(f"`{option}`", text.index("| option |")) for option in OPTION_NAMES]
    assert found == sorted(found)


def anchors(path):
    """What a link into a document can name: its headings as code hosts spell them, and the places marked in it."""
    text = path.read_text()
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    spelled = {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
    return spelled | set(re.findall(r'<a id="([a-z0-9]+)">', text))


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_between_documents_leads_somewhere(path):
    for target in re.findall(r"\]\(([^)\s]+)\)", path.read_text()):
        if target.startswith("https://"):
            continue
        name, _, anchor = target.partition("#")
        leads_to = (path.parent / name).resolve() if name else path
        assert leads_to.exists(), target
        assert not anchor or anchor in anchors(leads_to), target


def test_every_decision_that_code_names_is_in_the_readme():
    decisions = anchors(README)
    named = {
        (path.name, decision)
        for package in ("etl", "dashboard")
        for path in (ROOT / package).rglob("*.py")
        for decision in re.findall(r"Decisions? ([DPC]\d+)", path.read_text())
    }
    assert not [(name, decision) for name, decision in named if decision.lower() not in decisions]


def test_every_folder_is_on_the_map_of_the_readme():
    rows = "\n".join(re.findall(r"^\| (`.+?) \|", README.read_text(), re.MULTILINE))
    for package in ("etl", "dashboard"):
        folders = [path.name for path in (ROOT / package).iterdir() if (path / "__init__.py").exists()]
        assert folders
        assert not [name for name in folders if f"`{name}/" not in rows]


def test_every_name_of_a_file_in_the_documents_is_that_of_a_file():
    """Names in backquotes that begin with a folder of the project, but for those of examples."""
    for path in DOCUMENTS:
        for name in re.findall(r"`((?:etl|dashboard|tests|data)/[\w./-]+\w)`", path.read_text()):
            example = re.search(
                r"us_oh_odh|us-oh-odh|bars|methods|es\.po|(?:fetched|watched|attempts)\.json|quarantine|vendor", name
            )
            assert example or (ROOT / name).exists(), f"{path.name}: {name}"
