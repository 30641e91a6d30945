"""Every fetched source as a local publisher shows it: the source with its address there, and what is served."""

import csv
import io
import zipfile
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from etl import registry
from etl.fetch.client import Client, Limits
from etl.sources.us_cdc_vsrr import codes
from tests.etl.publishers import Table, ok

ZIPPED = {"ca-phac", "ca-statcan"}
FIXTURES = Path(__file__).parents[1] / "fixtures"
TODAY, LATER = date(2026, 11, 24), date(2026, 11, 30)
LIMITS = Limits(max_attempts=3, backoff_seconds=0.01, max_retry_after_seconds=60)


def client(**limits):
    """A client that waits for answers, but not between attempts."""
    return Client(replace(LIMITS, **limits), sleep=lambda _seconds: None)


def watch(_source_id):
    """Nobody looks on."""
    return lambda _done, _total: None


@dataclass(frozen=True)
class Live:
    """One source: its fixture, a needed column and another name for it, a figure before and after a revision."""

    source_id: str
    fixture: str
    column: tuple[str, str]
    revised: tuple[str, str]

    @property
    def states_no_day(self):
        """Whether its release is of the day by which it was had, and of no other."""
        return self.source_id in {"ca-ns-mes", "us-ct-ocme", "us-il-cook-meo", "us-pa-allegheny-ome"}

    @property
    def is_table(self):
        """Whether the publisher has a table and not a file."""
        return registry.source(self.source_id).download.page_rows is not None

    def source_at(self, address, page=2):
        """The source, fetched from there; two rows at a time where it has pages."""
        source = registry.source(self.source_id)
        return replace(
            source, download=replace(source.download, urls=(address,), page_rows=(self.is_table and page) or None)
        )

    def text(self, *changes):
        """What the publisher shows, after changes of text."""
        text = (FIXTURES / self.source_id / self.fixture).read_text(encoding="utf-8-sig")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new, 1)
        return text

    def body(self, *changes):
        """The same as bytes: a ZIP file where the publisher's is one."""
        text = self.text(*changes).encode()
        if self.source_id not in ZIPPED:
            return text
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr(zipfile.ZipInfo("17100009.csv"), text)
        return packed.getvalue()

    def serving(self, *changes):
        """What a local publisher answers."""
        if not self.is_table:
            return ok(self.body(*changes), etag=f'"{hash(changes)}"')
        header, *rows = csv.reader(io.StringIO(self.text(*changes), newline=""))
        table = Table(header, rows)
        if changes:
            table.change()  # so that it is not taken for the table that was there before
        return table


LIVE = [
    Live("ca-ns-mes", "api.csv", ("frequency", "deaths"), ('"","15"', '"","16"')),
    Live("ca-phac", "with-codes.csv", ("Region", "Area"), ("7993", "7990")),
    Live("ca-statcan", "quarters.csv", ("GEO", "Place"), ("541820", "541821")),
    Live("us-ca-sf-ocme", "monthly.csv", ("Total Deaths", "Figures"), (",54,", ",61,")),
    Live("us-cdc-county", "api.csv", ("provisional_drug_overdose", "figure"), ('"1452"', '"1455"')),
    Live("us-cdc-vsrr", "api-2026.csv", ("data_value", "figure"), ("12269", "12270")),
    Live("us-ct-ocme", "cases.csv", ("Date,", "When,"), ("06/24/2012", "05/24/2012")),
    Live(
        "us-il-cook-meo",
        "api.csv",
        ("opioids", "flag"),
        ('"2019-03-10T08:00:00.000",""', '"2019-03-10T08:00:00.000","true"'),
    ),
    Live("us-pa-allegheny-ome", "dump.csv", ("death_date_and_time", "day"), ("2017-06-30", "2017-07-30")),
]
BY_ID = {live.source_id: live for live in LIVE}


def whole_cdc(*, leave_out=(), add=()):
    """The CDC's table as it is: every jurisdiction and indicator, two periods; all states have 1,000 of everything."""
    header = (FIXTURES / "us-cdc-vsrr" / "api-2026.csv").read_text(encoding="utf-8").partition("\n")[0].split(",")
    rows = []
    for label in [*codes.INDICATORS, *add]:
        measure, _ = codes.INDICATORS.get(label, ("", ""))
        for state, place in codes.PLACES.items():
            deaths = 52_000 if state == "US" else 1000
            value = "95.5" if measure == "drugs-specified-12m-percent" else str(deaths)
            predicted = str(deaths + 10) if measure == "overdose-deaths-12m-reported" else ""
            footnote = "Underreported due to incomplete data."
            for month in ("January", "February"):
                cells = [state, "2026", month, "12 month-ending", label, "100", "0.1", place, footnote, "*", value]
                if place != "US-PR" and not {state, label} & set(leave_out):
                    rows.append([*cells, predicted])
    table = Table(header, rows)
    for _ in (*leave_out, *add):
        table.change()
    return table
