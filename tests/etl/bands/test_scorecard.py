"""The scores are those that were worked out of edition 13 by another program, within 2 %."""

import numpy as np
import pytest

from etl.bands.alternatives import others_beside
from etl.bands.scorecard import score_lines

BC, CDC = "unregulated-deaths-month", "overdose-deaths-12m-reported"


@pytest.fixture(scope="module")
def scores(finder):
    """The lines of scores of a measure: of the whole, or of its parts."""

    def lines(measure, whole, *, of_parts=False):
        backtest = finder.backtest(measure, "all", 13)
        others = others_beside(finder, (measure, "all"), 13)
        return list(score_lines(backtest, backtest.values.is_of(whole) != of_parts, others))

    return lines


def near(value):
    return pytest.approx(value, rel=0.02)


def test_first_values_of_british_columbia(scores):
    line = scores(BC, "CA-BC")[0]
    assert (line.min_age, line.max_age, line.in_80.ranges) == (0, 60, 59)
    assert (line.in_80.hits, line.in_50.hits) == (47, 29)
    assert [round(100 * share) for share in line.in_80.interval] == [67, 89]
    assert (line.errors["range"], line.errors["raw"]) == (near(6.08), near(15.61))
    assert (line.interval_score, line.bias) == (near(4.57), pytest.approx(-1.43, abs=0.05))
    assert line.without_range == {"too few earlier figures": 26}


def test_places_of_the_united_states_beside_the_estimates_of_the_publisher(scores):
    line = scores(CDC, "US", of_parts=True)[-1]
    assert (line.max_age, line.releases, line.in_80.ranges) == (None, 4, 1130)
    assert (line.in_80.hits / 1130, line.in_50.hits / 1130) == (near(0.83), near(0.51))
    assert [round(100 * share) for share in line.in_80.by_place] == [79, 87]
    assert [round(100 * share) for share in line.in_80.interval] == [81, 86]
    assert line.errors["range"] == near(10.58)
    assert line.errors["raw"] == near(16.65)
    assert line.errors["estimate"] == near(31.56)
    assert line.errors["rescaled"] == near(16.12)
    assert line.interval_score == near(7.97)
    assert (line.last_in_80.ranges, line.last_in_80.hits) == (350, 302)


def test_the_nation_is_closer_to_the_rescaled_estimate(scores):
    errors = scores(CDC, "US")[-1].errors
    assert errors["rescaled"] < errors["range"] < errors["raw"] < errors["estimate"]


def test_what_cannot_be_said_of_all_values_has_no_error(finder):
    backtest = finder.backtest(BC, "all", 13)
    some = np.where(backtest.values.cell % 2, np.nan, backtest.values.value)
    *_, line = score_lines(backtest, backtest.has_range, {"some": some})
    assert list(line.errors) == ["range"]
    assert 0 < line.compared < line.in_80.ranges
    assert list(line.compared_errors) == ["range", "some"]
    assert list(score_lines(backtest, ~backtest.has_range, {})) == []
