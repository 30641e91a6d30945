"""Where a value comes from: every statement of it, with the documents of its day."""

from datetime import date
from itertools import pairwise

import pytest

from etl import registry
from etl.core.model import Period, VintageBasis
from etl.store.files import Store
from etl.store.lineage import trace
from etl.store.series_index import SeriesIndex

JULY = Period.month(2020, 7)


@pytest.fixture(scope="module")
def shipped():
    return Store().load()


@pytest.fixture(scope="module")
def index(shipped):
    return SeriesIndex.of_snapshot(shipped)


@pytest.fixture
def monthly(index):
    return index.find(measure="unregulated-deaths-month", place="CA-BC")


def test_july_2020_is_traced_from_175_to_186(monthly, shipped):
    statements = trace(monthly, JULY, shipped.ledger)
    first, last = statements[0], statements[-1]
    assert (first.day, first.entry.value, first.changed) == (date(2020, 8, 25), 175, True)
    assert last.entry.value == 186
    (document,) = first.documents
    assert document["id"].startswith("ca-bc-coroners:2020-08-25")
    assert len(document["sha256"]) == 64
    figures = [(statement.entry.value, statement.entry.status) for statement in statements]
    changes = [statement.changed for statement in statements[1:]]
    assert changes == [before != after for before, after in pairwise(figures)]
    assert not all(changes)


def test_a_document_of_the_day_that_restates_something_else_is_not_named(monthly, shipped):
    """A second document of 16 August 2022 has the years of the health authorities alone."""
    (statement,) = (each for each in trace(monthly, JULY, shipped.ledger) if each.day == date(2022, 8, 16))
    assert [document["id"] for document in statement.documents] == ["ca-bc-coroners:2022-08-16"]


def test_only_what_was_public_and_learned_is_traced(monthly, shipped):
    assert len(trace(monthly, JULY, shipped.ledger, until=date(2020, 8, 25))) == 1
    assert trace(monthly, JULY, shipped.ledger, until=date(2020, 8, 24)) == ()
    early = trace(monthly, JULY, shipped.ledger, edition=1)
    assert all(document["edition"] == 1 for statement in early for document in statement.documents)


def test_every_row_of_the_table_has_its_document(shipped):
    """Each release is a line of the ledger with document, hash, address, edition, and a way to know its day."""
    documents = shipped.ledger.set_index("id")
    assert documents.index.is_unique
    assert set(shipped.table["release"].astype(str)) <= set(documents.index)
    assert documents["sha256"].str.fullmatch("[0-9a-f]{64}").all()
    assert documents["document"].str.len().gt(0).all()
    assert documents["url"].str.startswith("http").all()
    assert set(documents["known"]) <= set(VintageBasis)
    assert documents["learned_on"].notna().all()


@pytest.mark.parametrize("source", registry.SOURCES)
def test_the_last_statement_is_the_value_in_force(index, shipped, source):
    ours = [key for key in index.keys if key[0] == source]
    for _, measure, place, group in ours[:: max(1, len(ours) // 20)]:
        series = index.find(measure=measure, place=place, group=group)
        for period, entry in series.as_of(date.max).items():
            statements = trace(series, period, shipped.ledger)
            assert statements[-1].entry == entry
            assert all(statement.documents for statement in statements), (series.key, period)
