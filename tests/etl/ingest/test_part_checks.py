"""A document that lacks a part which the newest one had is doubted."""

from dataclasses import replace
from datetime import date

import pytest

from etl.core.source import Document
from etl.ingest.part_checks import find_part_warnings
from etl.ingest.pipeline import NeedsReview
from tests.etl.histories import OTHER, learned, release, span
from tests.etl.sources.bc_report_pdf import Report, pdf_of
from tests.etl.stores import add

MARCH, APRIL, MAY, JUNE = (date(2020, month, 1) for month in (3, 4, 5, 6))
VALUES = {0: 5.0, 1: 6.0}
WHOLE = [span(0, 1), span(0, 1, measure=OTHER)]
LACKING = replace(release(JUNE, VALUES, [span(0, 1)]), missing_parts={"by visit": (span(0, 1, measure=OTHER),)})


def doubts(*before, after=LACKING):
    return find_part_warnings(after, learned(before).spans)


def test_a_part_that_the_newest_release_had_is_missed():
    had = release(MAY, VALUES, WHOLE, other=VALUES)
    assert doubts(had) == ["not found in the document: by visit, which the release of 2020-05-01 had"]
    assert doubts(had, release(JUNE, {1: 7.0})) != []  # what restates nothing in between is a remark
    assert doubts(had, after=release(JUNE, VALUES, [span(0, 1)])) == []


def test_a_part_that_the_newest_release_lacked_too_is_not():
    had = release(APRIL, VALUES, WHOLE, other=VALUES)
    assert doubts() == []
    assert doubts(release(MARCH, VALUES, [span(0, 1)])) == []
    assert doubts(had, release(MAY, VALUES, [span(0, 1)])) == []
    assert doubts(release(date(2020, 7, 1), VALUES, WHOLE, other=VALUES)) == []  # it is of a later day


def test_a_damaged_report_is_doubted_where_the_report_before_had_the_table(tmp_path):
    def report(**changes):
        return Document("report.pdf", pdf_of(Report(**changes)))

    add(tmp_path, report(posted="Posting Date April 5, 2022"))
    with pytest.raises(NeedsReview, match="2022-05-03: not found in the document: by sex, which the release of 2022"):
        add(tmp_path, report(sex="S3x"))
    (taken,) = add(tmp_path, report())
    assert taken.warnings == ()
