"""What is found out of a CSV file: by its rows alone, and beside the chart that it is of."""

import pandas as pd
import pytest

from dashboard.charts.registry import CHARTS
from dashboard.dataset.row_check import COLUMNS, MAX_COLUMNS, MAX_ROWS
from dashboard.export.tables import to_csv, to_frame
from dashboard.web.verdict import Standing
from dashboard.web.verification import verify
from tests.dashboard import made
from tests.dashboard.web.test_verification import PINNED, SITE, chart_of, csv_of, judge


@pytest.fixture(scope="module")
def charts(site):
    return made.charts_of(site)


@pytest.mark.parametrize("query", ["", PINNED])
@pytest.mark.parametrize("slug", CHARTS)
def test_a_csv_file_is_as_it_was_made(charts, slug, query):
    chart = chart_of(charts, slug, query)
    content = csv_of(chart).encode("utf-8-sig").replace(b"\n", b"\r\n")
    alone, beside = verify(charts, content, "", SITE), verify(charts, content, chart.pinned_url, SITE)
    assert beside.standing is Standing.UNALTERED
    by_rows = Standing.SUMS if alone.rows.sums else Standing.UNALTERED if alone.rows.same else Standing.NO_DATA
    assert (alone.standing, alone.rows.other) == (by_rows, 0)
    assert (by_rows is Standing.NO_DATA) == (
        not any(point.vintage for view in chart.data.views for point in view.observations)
    )


@pytest.mark.parametrize(
    ("columns", "rows", "standing"),
    [
        (len(COLUMNS), 1, Standing.ALTERED),
        (MAX_COLUMNS, MAX_ROWS, Standing.ALTERED),
        (MAX_COLUMNS + 1, 1, Standing.NO_DATA),
        (len(COLUMNS), MAX_ROWS + 1, Standing.NO_DATA),
    ],
)
def test_a_csv_file_larger_than_any_of_ours_is_not_read(charts, columns, rows, standing):
    names = (*COLUMNS, *map(str, range(columns - len(COLUMNS))))
    lines = [",".join(names), *[",".join("a" * len(COLUMNS))] * rows]
    assert judge(charts, "\n".join(lines).encode())[0] is standing


def test_an_altered_row_of_a_csv_file_is_counted(charts):
    chart = chart_of(charts, query=PINNED)
    content = csv_of(chart).replace(",175,", ",275,").encode()
    alone = verify(charts, content, "", SITE)
    assert (alone.standing, alone.rows.other) == (Standing.ALTERED, 1)
    beside = verify(charts, content, chart.code, SITE)
    assert (beside.standing, beside.rows.other) == (Standing.ALTERED, 1)
    assert alone.rows.revised > 40
    shorter = "\n".join(csv_of(chart).splitlines()[:-1])
    assert verify(charts, shorter.encode(), "", SITE).standing is Standing.UNALTERED
    assert verify(charts, shorter.encode(), chart.code, SITE).standing is Standing.ALTERED


@pytest.mark.parametrize(
    ("column", "cell", "standing"),
    [
        ("place_name", "Maine", Standing.WORDS_DIFFER),
        ("measure_title", "Vaccine deaths", Standing.WORDS_DIFFER),
        ("note", "Deaths doubled.", Standing.WORDS_DIFFER),
        ("period", "1900", Standing.ALTERED),
    ],
)
def test_labels_of_a_csv_file_are_compared_too(charts, column, cell, standing):
    chart = chart_of(charts, query=PINNED)
    content = to_csv(to_frame(chart.data, chart.locale).assign(**{column: cell})).encode()
    for code in ("", chart.code):
        verdict = verify(charts, content, code, SITE)
        assert (verdict.standing, verdict.differences) == (standing, (column,))


def test_a_sum_among_true_rows_is_not_vouched_for(charts):
    chart = chart_of(charts, query=PINNED)
    rows = to_frame(chart.data, chart.locale)
    false_sum = rows.tail(1).assign(window=12, value=99_999)
    verdict = verify(charts, to_csv(pd.concat([rows, false_sum])).encode(), "", SITE)
    assert (verdict.standing, verdict.rows.sums, verdict.rows.other) == (Standing.SUMS, 1, 0)
