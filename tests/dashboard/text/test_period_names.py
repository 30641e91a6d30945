"""The time that a chart covers, in words."""

import pytest

from dashboard.text import period_names
from tests.dashboard import made
from tests.dashboard.text.views import ENGLISH, QUARTER, SPANS, TWELVE_MONTHS, fresh


@pytest.mark.parametrize(
    ("measure", "periods", "expected"),
    [
        (QUARTER, ["2025-Q2", "2025-Q3"], "April to September 2025"),
        (TWELVE_MONTHS, ["2024-03/2025-02", "2024-04/2025-03"], "February to March 2025"),
        (made.YEAR_TO_DATE, ["2024-01/2024-06", "2025-01/2025-03"], "January 2024 to March 2025"),
        (SPANS, ["2020-01/2025-06", "2024-01/2025-03"], "January 2020 to June 2025"),
    ],
)
def test_the_time_that_a_chart_covers(measure, periods, expected):
    shown = fresh(measure, *periods)
    assert period_names.time_span(shown, ENGLISH, shown.observations) == expected
