"""What the parts of a total come to at least, and which totals are below them."""

import pytest

from etl.core.model import Period
from etl.store.short_totals import is_short, sum_of_parts


def parts_sum(period, parts):
    return sum_of_parts(Period.parse(period), [(Period.parse(label), value) for label, value in parts.items()])


def test_parts_add_up_where_none_overlaps_another():
    quarter = {"2024-Q1": 355, "2024-03": 120, "2024-04": 92, "2024-05": 72}
    assert parts_sum("2024-01/2024-05", quarter) == 519
    assert parts_sum("2023-01/2023-07", {"2023-01/2023-05": 346, "2023-06": 54, "2023-07": 71}) == 471


def test_missing_parts_count_nothing_and_a_total_is_no_part_of_itself():
    assert parts_sum("2024-Q1", {"2024-01": 10, "2024-03": 12}) == 22
    assert parts_sum("2024-Q1", {"2024-Q1": 90}) == 0
    assert parts_sum("2024-Q1", {}) == 0


def test_what_reaches_beyond_a_span_is_no_part_of_it():
    assert parts_sum("2024-Q1", {"2023-12": 5, "2024-04": 7, "2024-03/2024-04": 30, "2024-02": 9}) == 9


@pytest.mark.parametrize(
    ("total", "parts", "expected"),
    [(98, 100, False), (97.9, 100, True), (49, 50, False), (343, 350, False), (342, 350, True), (100, 98, False)],
)
def test_two_per_cent_are_within_what_figures_do(total, parts, expected):
    assert is_short(total, parts) is expected


def test_of_no_parts_no_total_is_short():
    assert not is_short(0, 0)
