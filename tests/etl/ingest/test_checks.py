"""What makes a person look at a release first, in words."""

from dataclasses import replace
from datetime import date

import pandas as pd

from etl.core.model import Period, Release, RestatedSpan, VintageBasis
from etl.ingest import checks
from etl.store import table
from tests.etl.histories import Archive

COUNTS = ["deaths"]
PARENTS = {"CA": "", "CA-AB": "CA", "CA-BC": "CA", "CA-BC-island": "CA-BC", "CA-YT": "CA"}


def stating(day, figures, whole=True, measure="deaths", group="all"):
    """A release of ``{(place, "2020-01"): value or None}``, perhaps restating its months everywhere."""
    periods = [Period.parse(label) for _, label in figures]
    values = list(figures.values())
    rows = pd.DataFrame(
        {
            "measure": measure,
            "place": [place for place, _ in figures],
            "group": group,
            "period_start": pd.to_datetime([period.start for period in periods]),
            "period_end": pd.to_datetime([period.end for period in periods]),
            "value": pd.array(values, dtype="Float64"),
            "status": ["suppressed" if value is None else "provisional" for value in values],
        }
    )
    extent = Period(min(period.start for period in periods), max(period.end for period in periods))
    restates = (RestatedSpan(measure, extent),) if whole else ()
    return Release("s", day, VintageBasis.PUBLISHER, "t", "u", rows, restates)


def doubts(before, after, counts=COUNTS):
    """What is doubted of ``after``, when ``before`` is held."""
    archive = Archive()
    for item in before:
        archive.learn(item)
    return checks.find_warnings(after, table.as_of(archive.table, after.vintage), archive.spans, PARENTS, counts)


MAY, JUNE = date(2020, 5, 1), date(2020, 6, 1)
STEADY = {(place, label): 200.0 for place in ("CA-AB", "CA-BC", "CA-YT") for label in ("2020-01", "2020-02", "2020-03")}


def test_a_first_release_and_an_ordinary_revision_are_not_doubted():
    assert doubts([], stating(MAY, STEADY)) == []
    revised = {key: value * 1.8 for key, value in STEADY.items()} | {("CA-BC", "2020-04"): 500.0}
    assert doubts([stating(MAY, STEADY)], stating(JUNE, revised)) == []
    fallen = {key: value * 0.55 for key, value in STEADY.items()}
    assert doubts([stating(MAY, STEADY)], stating(JUNE, fallen)) == []


def test_a_place_that_is_gone_is_doubted():
    left = {key: value for key, value in STEADY.items() if key[0] != "CA-YT"}
    assert doubts([stating(MAY, STEADY)], stating(JUNE, left)) == [
        "deaths: no figure any more of CA-YT, held until now",
        "3 of 9 figures held for the months that it restates are no longer stated",
    ]
    assert doubts([stating(MAY, STEADY)], stating(JUNE, left, whole=False)) == []
    withheld = STEADY | {("CA-YT", label): None for label in ("2020-01", "2020-02", "2020-03")}
    assert doubts([stating(MAY, STEADY)], stating(JUNE, withheld)) == []


def test_few_figures_that_are_gone_are_not_doubted():
    months = {("CA-BC", f"{year}-{month:02}"): 20.0 for year in (2017, 2018) for month in range(1, 13)}
    one_less = {key: value for key, value in months.items() if key[1] != "2017-05"}
    assert doubts([stating(MAY, months)], stating(JUNE, one_less)) == []
    two_less = {key: value for key, value in one_less.items() if key[1] != "2018-05"}
    (doubt,) = doubts([stating(MAY, months)], stating(JUNE, two_less))
    assert doubt == "2 of 24 figures held for the months that it restates are no longer stated"


def test_figures_that_double_or_halve_are_doubted():
    double = STEADY | {("CA-AB", label): 401.0 for label in ("2020-01", "2020-02", "2020-03")}
    (doubt,) = doubts([stating(MAY, STEADY)], stating(JUNE, double))
    assert doubt == "deaths of CA-AB, all: 1,203 where 600 were held for the same periods"
    for share in (2.0, 0.5):  # exactly so, as where each case stands twice
        whole = STEADY | {("CA-AB", label): 200.0 * share for label in ("2020-01", "2020-02", "2020-03")}
        assert len(doubts([stating(MAY, STEADY)], stating(JUNE, whole))) == 1
    half = STEADY | {("CA-AB", label): 99.0 for label in ("2020-01", "2020-02", "2020-03")}
    (doubt,) = doubts([stating(MAY, STEADY)], stating(JUNE, half))
    assert doubt == "deaths of CA-AB, all: 297 where 600 were held for the same periods"
    assert doubts([stating(MAY, STEADY)], stating(JUNE, double), counts=[]) == []  # percentages do as they do
    few = {("CA-YT", "2020-01"): 30.0}
    assert doubts([stating(MAY, few)], stating(JUNE, {("CA-YT", "2020-01"): 90.0})) == []


def test_few_deaths_in_the_newest_month_are_no_doubt_where_cases_are_open():
    fewer = stating(JUNE, STEADY | {("CA-BC", "2020-04"): 60.0})
    assert len(doubts([stating(MAY, STEADY)], fewer)) == 2
    assert doubts([stating(MAY, STEADY)], replace(fewer, has_open_cases=True)) == []
    more = replace(stating(JUNE, STEADY | {("CA-BC", "2020-04"): 601.0}), has_open_cases=True)
    assert len(doubts([stating(MAY, STEADY)], more)) == 1


def test_a_new_month_far_above_all_others_is_doubted():
    more = STEADY | {("CA-BC", "2020-04"): 601.0}
    (doubt,) = doubts([stating(MAY, STEADY)], stating(JUNE, more))
    assert doubt == (
        "deaths of CA-BC, all: 601 for the period ending 2020-04-30, where 200 is the newest held and none is above 200"
    )
    at_threshold = STEADY | {("CA-BC", "2020-04"): 600.0}
    assert len(doubts([stating(MAY, STEADY)], stating(JUNE, at_threshold))) == 1
    much_later = STEADY | {("CA-BC", "2021-04"): 601.0}
    assert doubts([stating(MAY, STEADY)], stating(date(2021, 6, 1), much_later)) == []
    another_length = STEADY | {("CA-BC", "2020-Q2"): 601.0}
    assert doubts([stating(MAY, STEADY)], stating(date(2020, 8, 1), another_length)) == []


def test_parts_that_are_more_than_their_whole_are_doubted():
    def summing(whole, **more):
        return {("CA", "2020-01"): whole, ("CA-AB", "2020-01"): 200.0, ("CA-BC", "2020-01"): 300.0} | more

    assert doubts([], stating(MAY, summing(500.0))) == []
    assert doubts([], stating(MAY, summing(488.5))) == []  # 2 % and 2 deaths are allowed
    (doubt,) = doubts([], stating(MAY, summing(480.0)))
    assert doubt == "deaths of CA, all, for the period ending 2020-01-31: 480 where the parts add up to 500"
    (doubt,) = doubts([], stating(MAY, summing(520.0)))
    assert doubt.endswith("520 where the parts add up to 500")
    withheld = summing(520.0) | {("CA-YT", "2020-01"): None}
    assert doubts([], stating(MAY, withheld)) == []  # the rest may be in the part that is withheld
    assert doubts([], stating(MAY, summing(520.0), group="drug:T40.4")) == []
    assert doubts([], stating(MAY, summing(480.0), group="drug:T40.4")) != []


def test_a_few_parts_are_an_extract_and_not_the_whole():
    assert doubts([], stating(MAY, {("CA", "2020-01"): 500.0, ("CA-AB", "2020-01"): 20.0})) == []


def test_a_part_of_a_part_is_counted_once():
    nested = {
        ("CA", "2020-01"): 500.0,
        ("CA-AB", "2020-01"): 200.0,
        ("CA-BC", "2020-01"): 300.0,
        ("CA-BC-island", "2020-01"): 300.0,
    }
    assert doubts([], stating(MAY, nested)) == []
    without_the_middle = {key: value for key, value in nested.items() if key[0] != "CA-BC"}
    assert doubts([], stating(MAY, without_the_middle)) == []


def test_many_doubts_are_cut_short():
    labels = [f"2019-{month:02}" for month in range(1, 13)]
    sums = {("CA", label): 100.0 for label in labels} | {("CA-BC", label): 200.0 for label in labels}
    sentences = doubts([], stating(MAY, sums))
    assert (len(sentences), sentences[-1]) == (6, "and 7 more of this kind")


def lost(before, after, counts=COUNTS):
    """What ``after`` no longer states whole, when ``before`` is held."""
    archive = Archive()
    for item in before:
        archive.learn(item)
    before = table.as_of(archive.table, after.vintage)
    return checks.lost_span_warnings(checks.lost_spans(after, archive.spans, before, counts))


def test_history_that_shrank_is_told():
    first = [stating(MAY, STEADY)]
    assert lost(first, stating(JUNE, STEADY)) == []
    assert lost(first, stating(JUNE, STEADY | {("CA-BC", "2020-04"): 200.0})) == []
    sentences = ["deaths of *, *: not all of 2020-01 to 2020-03 any more, which the release before had"]
    for label in ("2020-01", "2020-03"):
        less = {key: value for key, value in STEADY.items() if key[1] != label}
        assert lost(first, stating(JUNE, less)) == sentences
    assert lost(first, stating(JUNE, STEADY, measure="visits")) == sentences
    assert lost(first, stating(JUNE, less, whole=False)) == sentences
    assert lost(first, stating(JUNE, STEADY, whole=False)) == []  # nothing is lacking
    assert lost(first, stating(JUNE, STEADY, measure="visits"), counts=["visits"]) == []
    assert lost([], stating(JUNE, STEADY)) == []


def test_history_is_held_against_the_newest_release():
    longer = STEADY | {("CA-BC", "2020-04"): 200.0}
    newest, older = stating(JUNE, STEADY), stating(MAY, longer)
    for order in ((older, newest), (newest, older)):
        assert lost(order, stating(date(2020, 7, 1), STEADY)) == []
    twice = stating(MAY, longer), stating(MAY, STEADY)  # two of one day: the one learned later corrects the other
    assert lost(twice, stating(JUNE, STEADY)) == []
    assert lost(twice[::-1], stating(JUNE, STEADY)) != []


def test_a_single_figure_far_off_what_it_was_is_doubted():
    for value in (1000.0, 1001.0, 40.0, 39.0):  # at the threshold too
        slip = STEADY | {("CA-BC", "2020-02"): value}
        sentences = doubts([stating(MAY, STEADY)], stating(JUNE, slip))
        assert f"deaths of CA-BC, all, for the period ending 2020-02-29: {value:,.0f} where 200 was held" in sentences
    fallen = STEADY | {("CA-BC", "2020-02"): 41.0}
    assert doubts([stating(MAY, STEADY)], stating(JUNE, fallen)) == []
    few = {("CA-YT", "2020-01"): 9.0}
    assert doubts([stating(MAY, few)], stating(JUNE, {("CA-YT", "2020-01"): 90.0})) == []


def test_a_new_month_far_below_the_newest_is_doubted():
    quarters = {("CA-BC", label): 200.0 for label in ("2019-Q1", "2019-Q2", "2019-Q3")}
    (doubt,) = doubts([stating(MAY, quarters)], stating(JUNE, quarters | {("CA-BC", "2019-Q4"): 66.0}))
    assert doubt.startswith("deaths of CA-BC, all: 66 for the period ending 2019-12-31, where 200 is the newest held")
    assert doubts([stating(MAY, quarters)], stating(JUNE, quarters | {("CA-BC", "2019-Q4"): 67.0})) == []
    third, _ = doubts([stating(MAY, STEADY)], stating(JUNE, STEADY | {("CA-BC", "2020-04"): 66.0}))
    assert third.startswith("deaths of CA-BC, all: 66 for the period ending 2020-04-30, where 200 is the newest held")


def test_what_the_reader_doubts_is_doubted():
    item = replace(stating(MAY, STEADY), warnings=("one column was left out",))
    assert doubts([], item) == ["one column was left out"]


def test_settled_months_that_all_move_and_a_step_in_one_place_are_doubted():
    year = {("CA-BC", f"2018-{month:02}"): 50.0 for month in range(1, 13)}
    recounted = {key: value * 0.8 for key, value in year.items()}
    (run,) = doubts([stating(MAY, year)], stating(JUNE, recounted))
    assert run == (
        "deaths of CA-BC, all: the 12 values of 2018-01 to 2018-12 had settled and all fall, by 20% at the median "
        "(from a median of 50 to 40); answer with a note of kind break in data/notes.csv if what is counted changed"
    )
    next_year = {("CA-BC", f"2019-{month:02}"): 90.0 for month in range(1, 13)}
    (step,) = doubts([stating(MAY, year)], stating(JUNE, year | next_year))
    assert step == (
        "deaths of CA-BC, all: a step at 2019-01, in no other place, from a median of 50 in 2018 to 90 in 2019; answer "
        "with a note of kind break in data/notes.csv if what is counted changed"
    )
    assert doubts([stating(MAY, year)], stating(JUNE, recounted), counts=[]) == []


def test_what_later_releases_restate_does_not_settle_a_value():
    """A release that is found late is held against what was held on its day."""
    year = {("CA-BC", f"2018-{month:02}"): 50.0 for month in range(1, 13)}
    late = {key: value * 1.2 for key, value in year.items()}
    fresh, whole = stating(date(2019, 2, 1), year), stating(date(2020, 8, 1), year)
    assert doubts([fresh, whole], stating(date(2020, 6, 1), late)) == []
    assert len(doubts([fresh, whole], stating(date(2020, 9, 1), late))) == 1
