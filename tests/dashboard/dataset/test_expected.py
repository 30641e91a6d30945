"""Ranges are given beside fresh counts as published, and nowhere else."""

from dataclasses import replace

import pytest

from dashboard.dataset.expected import expected_ranges
from etl.bands.finder import ExpectedRange
from etl.bands.silences import Silence
from etl.store.revisions import MATURITY
from tests.dashboard import made

CDC = "overdose-deaths-12m-reported"


def answers(over, **chosen):
    """What is said of the fresh values of a trend."""
    return expected_ranges(over, made.view(over, **chosen))


def test_each_preliminary_value_of_british_columbia_has_a_range(site):
    view = made.view(site)
    ranges = expected_ranges(site, view)
    assert list(ranges) == [point.period for point in view.preliminary] != []


def test_a_fresh_value_that_is_not_preliminary_has_one_too(site):
    view = made.view(site, places=("US-OH",), measure=CDC)
    assert view.preliminary == ()
    ranges = expected_ranges(site, view)
    assert [period.end.isoformat()[:7] for period in ranges][-1] == "2025-04"
    assert all(view.newest_release - period.end < MATURITY for period in ranges)
    assert all(isinstance(answer, ExpectedRange) for answer in ranges.values())
    assert all(answer.low_80 <= answer.low_50 <= answer.high_50 <= answer.high_80 for answer in ranges.values())


@pytest.mark.parametrize("chosen", [{"unit": "rate"}, {"window": 12}, {"as_of": "2012-01-01"}])
def test_what_is_computed_or_not_there_has_none(site, chosen):
    assert answers(site, **chosen) == {}


def test_percentages_have_none(site):
    assert answers(site, places=("US",), measure="overdose-deaths-12m-percent-pending") == {}


def test_as_of_a_past_day_a_range_uses_what_was_public_then(site):
    then = {period.label: answer for period, answer in answers(site, as_of="2024-09-01").items()}
    assert [round(end) for end in (then["2024-07"].low_80, then["2024-07"].high_80)] == [198, 220]
    assert (then["2024-07"].checks.hits, then["2024-07"].checks.ranges) == (56, 61)
    early = answers(site, as_of="2019-01-01").values()
    assert {answer.silence for answer in early} == {Silence.TOO_FEW}


def test_a_pinned_address_keeps_its_ranges_when_a_later_edition_is_learned(site):
    view = made.view(site, as_of="2024-09-01", edition=13)
    assert view.params.edition == 13
    later = replace(view, params=replace(view.params, edition=None))
    assert expected_ranges(site, view) == expected_ranges(site, later)


def test_a_value_that_is_called_final_has_none():
    history = [made.figure("2020-06", "2020-08-01", 100, status="final"), made.figure("2020-05", "2020-08-01", 90)]
    ranges = answers(made.site(history), measure=made.MONTH)
    assert [period.label for period in ranges] == ["2020-05"]
