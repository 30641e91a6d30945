"""The lines of ``diff``."""

import pandas as pd

from etl.cli.diff import diff_lines
from etl.sources.ca_bc_coroners import SOURCE

CHANGE = {
    "source": SOURCE.id,
    "measure": "unregulated-deaths-month",
    "place": "CA-BC",
    "group": "all",
    "period_start": pd.Timestamp(2020, 5, 1),
    "period_end": pd.Timestamp(2020, 5, 31),
    "value": 174.0,
    "status": "final",
    "vintage": pd.Timestamp(2020, 8, 25),
    "value_before": 174.0,
    "status_before": "provisional",
    "vintage_before": pd.Timestamp(2020, 7, 16),
    "change": "status",
}


def test_a_value_that_only_became_final_says_so():
    _, line = diff_lines(pd.DataFrame([CHANGE]), SOURCE.measures)
    assert line == "  CA-BC 2020-05: 174 provisional → final (published 2020-07-16 → 2020-08-25)"
