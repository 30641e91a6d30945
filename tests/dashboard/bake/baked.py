"""A small site of two places, invented, baked as the command does it."""

from dashboard import cli
from etl.core.source import Document
from etl.ingest import pipeline
from etl.sources.us_me_ocme import SOURCE as MAINE
from etl.store.files import Store
from tests.etl.stores import FIRST, HEADER, TODAY, add, line

SITE = "https://figures.example/overdose"
MAINE_LINES = [
    line(period, deaths, "2020-10-20", measure="me-report-drug-deaths-quarter")
    for period, deaths in (("2020-Q1", 126), ("2020-Q2", 131))
]


def make_data(root):
    """Begin a data folder with a release of British Columbia and one of Maine."""
    add(root, FIRST)
    document = Document("maine.csv", (HEADER + "".join(MAINE_LINES)).encode())
    pipeline.add(Store(root), MAINE, [document], today=TODAY)
    return root


def bake(data, folder, *options, site=SITE):
    """Run the command in this process; returns its exit code."""
    common = ("bake", str(folder), "--data", str(data), "--processes", "1")
    return cli.main([*common, *(("--base-url", site) if site else ()), *options])


def files_in(folder):
    """The files that were baked, without their compressed twins, as paths below the folder."""
    paths = [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*")) if path.is_file()]
    return [path for path in paths if path.removesuffix(".gz") == path or path.removesuffix(".gz") not in paths]
