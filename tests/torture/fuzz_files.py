"""Odd files that are put in to be verified: only the very file that was made is unaltered, and none is a fault."""

from collections.abc import Iterator
from functools import cache, partial
from random import Random

from dashboard.charts.formats import FORMATS
from dashboard.charts.registry import CHARTS, default_params
from dashboard.charts.rendered import PICTURE_SIZE, RenderedCharts
from dashboard.dataset.dataset import Dataset
from dashboard.web.verdict import Standing
from dashboard.web.verification import verify
from etl.store.files import Store
from tests.torture.fuzz_documents import Target
from tests.torture.mutate import mutate
from tests.torture.report import check

SITE = "https://figures.example"
CODES = ("", "", "C7BP-0DYK-N3TF", "C7BP-0DYK-N3TG", "/chart/map?places=US", "x")
ENDINGS = ("svg", "png", "csv")


def files() -> Iterator[Target]:
    """Yield a target for each kind of file that is made here."""
    for ending in ENDINGS:
        yield Target(f"files/{ending}", 1_000, partial(_verify_file, ending))


def _verify_file(ending: str, rng: Random) -> str:
    whole = _made(rng.choice(list(CHARTS)), ending)
    content = mutate(rng, whole)
    verdict = verify(_charts(), content, rng.choice(CODES), SITE)
    if ending != "csv" and content != whole:
        check(verdict.standing is not Standing.UNALTERED, "an altered picture counts as unaltered")
    return verdict.standing.value


@cache
def _charts() -> RenderedCharts:
    return RenderedCharts(Dataset(Store().load()))


@cache
def _made(slug: str, ending: str) -> bytes:
    chart = _charts()(default_params(_charts().dataset.availability, slug=slug))
    content = FORMATS[ending].write(chart, SITE, PICTURE_SIZE)
    return content if isinstance(content, bytes) else content.encode()
