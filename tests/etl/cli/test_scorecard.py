"""``scorecard``: the scores of all that could be checked."""

import json
from dataclasses import replace

import pytest
from rich.console import Console

from etl.bands.scorecard import Coverage, ScoreLine
from etl.bands.scored_series import SeriesScores
from etl.cli.main import main
from etl.cli.scorecard import print_scores
from tests.etl.stores import FIRST, add


@pytest.mark.slow
def test_every_measure_that_could_be_checked_is_listed_with_its_errors(capsys):
    assert main(["scorecard", "--json"]) == 0
    scores = json.loads(capsys.readouterr().out)
    by_series = {(each["measure"], each["group"], each["of_parts"]): each["lines"] for each in scores}
    first = by_series["unregulated-deaths-month", "all", False][0]
    assert first["in_80"] == {"hits": 47, "ranges": 59, "low": 0.6717, "high": 0.8902} | dict.fromkeys(
        ("low_by_place", "high_by_place")
    )
    states = by_series["overdose-deaths-12m-reported", "all", True][-1]
    assert states["compared"] > 1000
    assert 0.7 < states["in_80"]["low_by_place"] < states["in_80"]["low"]
    assert states["compared_errors"].keys() == {"range", "raw", "by age", "estimate", "rescaled"}
    assert states["errors"].keys() == {"range", "raw", "by age"}
    assert not any("predicted" in measure or "percent" in measure for measure, *_ in by_series)


def test_without_anything_to_check_only_the_meaning_of_the_columns_is_printed(tmp_path, capsys):
    add(tmp_path, FIRST)
    assert main(["scorecard", "--data", str(tmp_path)]) == 0
    assert capsys.readouterr().out.startswith("Ranges for fresh figures")


def test_a_table_has_a_line_for_each_class_of_ages(capsys):
    covers = Coverage(47, 59), Coverage(29, 59), Coverage(15, 24)
    line = ScoreLine(0, 60, 12, *covers, -1.43, 4.57, {"range": 6.08}, 0, {}, {})
    every = replace(
        line,
        max_age=None,
        errors={"range": 6.0, "raw": 15.61},
        compared=9,
        compared_errors={"range": 5.0, "raw": 14.0, "estimate": 30.0},
        without_range={"too few earlier figures": 26},
    )
    scores = SeriesScores("ca-bc-coroners", "unregulated-deaths-month", "all", False, (line, every))
    print_scores(Console(width=120), [scores])
    heading, columns, first, last, estimates, silences, *_ = capsys.readouterr().out.splitlines()
    assert heading.strip() == "unregulated-deaths-month, all: CA-BC, the whole"
    assert columns.split()[-3:] == ["score", "range", "raw"]
    assert first.split() == ["0", "to", "60", "59", "80", "[67–89]", "49", "15/24", "-1.4", "4.6", "6.1", "-"]
    assert last.split() == ["all", "59", "80", "[67–89]", "49", "15/24", "-1.4", "4.6", "6.0", "15.6"]
    assert (
        estimates
        == "9 of them have an estimate of the publisher; mean errors of these: range 5.0, raw 14.0, estimate 30.0"
    )
    assert silences == "without a range: 26 (too few earlier figures)"
