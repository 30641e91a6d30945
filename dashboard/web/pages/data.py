"""The tables as files, and the lines that read them from Python, R, DuckDB, Excel, Google Sheets and Observable."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.export.spreadsheets import MAX_WORKBOOK_ROWS
from dashboard.export.table_columns import LISTS
from dashboard.i18n import Locale, gettext_noop
from dashboard.params.urls import WHOLE_TABLES, Urls
from dashboard.web.pages.base import Page, PageRequest
from dashboard.web.pages.snippets import Snippet

LINKED_FORMATS = {"csv": "CSV", "parquet": "Parquet"}
TABLE_SUMMARIES: Mapping[str, str] = {
    "observations": gettext_noop("every figure, the newest of each in this archive, or as of a day"),
    "vintages": gettext_noop("every figure with every earlier value"),
    "releases": gettext_noop("every release taken, and how its day is known"),
    "places": gettext_noop("places, with their names"),
    "measures": gettext_noop("what is counted, with its definition"),
    "groups": gettext_noop("parts by sex, age and drug"),
    "sources": gettext_noop("publishers, with their terms and how to cite them"),
    "notes": gettext_noop("where what is counted changed, or is known to be short"),
    "commentary": gettext_noop("articles that discuss the figures"),
    "claims": gettext_noop("the figures that they quote"),
    "events": gettext_noop("facts of policy and context"),
    "columns": gettext_noop("what each column means"),
}
_AS_OF = "as_of=2020-08-25"
_SERIES = "measure=unregulated-deaths-month&places=CA-BC"
_PANDAS = f"""\
import pandas as pd
days = ["period_start", "period_end", "vintage"]
then = pd.read_csv("{{root}}/data/observations.csv.gz?{_AS_OF}&places=CA-BC", compression="gzip", parse_dates=days)
"""
_PANDAS_LOG = """\
import pandas as pd
days = ["period_start", "period_end", "vintage"]
log = pd.read_csv("{root}/data/vintages.csv.gz", compression="gzip", parse_dates=days)
key = ["source", "measure", "place", "group", "period_start", "period_end"]
log = log[log["vintage"] <= "2020-08-25"].drop_duplicates([*key, "vintage", "release"], keep="last")
then = log[log["status"] != "void"].drop_duplicates(key, keep="last")
"""
_PYTHON_DUCKDB = """\
import duckdb
from urllib.request import urlopen
duckdb.sql(urlopen("{root}/data/as_of.sql").read().decode())
then = duckdb.sql("FROM as_of('2020-08-25') WHERE place = 'CA-BC'").fetchall()
"""
_SQL_AS_OF = """\
SELECT period_start, value, vintage FROM as_of('2020-08-25')
WHERE measure = 'unregulated-deaths-month' AND place = 'CA-BC' AND "group" = 'all' ORDER BY period_start;
"""
_SQL_PARQUET = """\
SELECT period_start, value, first_lag_days
FROM read_parquet('{root}/data/observations.parquet?places=CA-BC&shape=first')
WHERE measure = 'unregulated-deaths-month' AND "group" = 'all' AND is_first_published = 'yes' ORDER BY period_start;
"""
_READR = f"""\
library(readr)
then <- read_csv("{{root}}/data/observations.csv?{_AS_OF}&places=CA-BC", guess_max = Inf)
"""
_POWER_QUERY = f"""\
let file = Web.Contents("{{root}}/data/observations.csv?{_SERIES}")
in Table.PromoteHeaders(Csv.Document(file, [Delimiter=",", Encoding=65001]))
"""


@dataclass(frozen=True)
class Tool:
    """A program, and the texts that read the data with it: name, label (a message) and text of each."""

    title: str
    texts: tuple[tuple[str, str, str], ...]

    def snippets(self, locale: Locale, root: str) -> list[Snippet]:
        """Return the texts with whole addresses; one row more than lines is for the bar that scrolls long ones."""
        return [
            Snippet(name, locale.text(label), filled, rows=filled.count("\n") + 2)
            for name, label, text in self.texts
            if (filled := text.replace("{root}", root).rstrip("\n"))
        ]


TOOLS = (
    Tool(
        "Python",
        (
            ("python-pandas", gettext_noop("With pandas, as published by a day"), _PANDAS),
            ("python-log", gettext_noop("The same of every figure, from the change log"), _PANDAS_LOG),
            ("python-duckdb", gettext_noop("With DuckDB"), _PYTHON_DUCKDB),
        ),
    ),
    Tool("R", (("r-readr", gettext_noop("With readr, as published by a day"), _READR),)),
    Tool(
        "DuckDB",
        (
            (
                "shell-duckdb",
                gettext_noop("Start it with as_of as a macro"),
                "curl -s '{root}/data/as_of.sql' -o as_of.sql && duckdb -init as_of.sql",
            ),
            ("sql-as-of", gettext_noop("As published by a day"), _SQL_AS_OF),
            ("sql-first", gettext_noop("As first published, and how long after the end of the month"), _SQL_PARQUET),
        ),
    ),
    Tool(
        "Excel",
        (
            (
                "excel-workbook",
                gettext_noop("A workbook, to open"),
                f"{{root}}/data/observations.xlsx?{_SERIES}",
            ),
            (
                "excel-query",
                gettext_noop("A query that can be refreshed (Data, From Web, Advanced Editor)"),
                _POWER_QUERY,
            ),
        ),
    ),
    Tool(
        "Google Sheets",
        (
            (
                "sheets",
                gettext_noop("In a cell"),
                f'=IMPORTDATA("{{root}}/data/observations.csv?{_AS_OF}&{_SERIES}")',
            ),
        ),
    ),
    Tool(
        "Observable",
        (
            (
                "observable",
                gettext_noop("In a cell"),
                f'then = d3.csv("{{root}}/data/observations.csv?{_AS_OF}&places=CA-BC", d3.autoType)',
            ),
        ),
    ),
    Tool(
        "curl",
        (
            (
                "shell-curl",
                gettext_noop("A file whose name says its day and edition"),
                f"curl --compressed -OJ '{{root}}/data/observations.csv?{_AS_OF}'",
            ),
        ),
    ),
)


def _table_links(urls: Urls, locale: Locale) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Return the name of each table, what is in it, and labels and addresses of its files."""
    return [
        (
            name,
            locale.text(TABLE_SUMMARIES[name]),
            [(label, urls.table_file(f"{name}.{ending}")) for ending, label in LINKED_FORMATS.items()],
        )
        for name in (*WHOLE_TABLES, *LISTS)
    ]


def _context(request: PageRequest) -> dict[str, Any]:
    urls, locale = request.dataset.urls, request.locale
    root = request.url_root + urls.base_url
    return {
        "canonical": PAGE.url(request),
        "tables": _table_links(urls, locale),
        "datapackage": urls.table_file("datapackage.json"),
        "service_description": urls.service_description,
        "tools": [(tool.title, tool.snippets(locale, root)) for tool in TOOLS],
        "edition": request.dataset.snapshot.edition,
        "max_workbook_rows": locale.number(MAX_WORKBOOK_ROWS),
    }


PAGE = Page(
    name="data",
    path="/data",
    title=gettext_noop("Data"),
    options=("lang",),
    url=lambda request: request.dataset.urls.data(request.params.lang),
    context=_context,
)
