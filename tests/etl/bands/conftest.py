"""What ships, read once."""

import pytest

from etl.bands.finder import RangeFinder
from etl.store import ledger
from etl.store.files import Store
from etl.store.series_index import SeriesIndex


@pytest.fixture(scope="session")
def shipped():
    """What ships."""
    return Store().load()


@pytest.fixture(scope="session")
def spans(shipped):
    """The spans that its releases restate."""
    return ledger.restated_spans(shipped.ledger)


@pytest.fixture(scope="session")
def index(shipped, spans):
    """Its series."""
    return SeriesIndex(shipped.table, spans)


@pytest.fixture(scope="session")
def finder(index, shipped):
    """Ranges over it."""
    return RangeFinder(index, shipped.notes)
