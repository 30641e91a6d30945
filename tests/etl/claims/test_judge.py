"""A quoted figure is set beside those of the day of writing and of today, and nobody is rated."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.claims.judgement import ClaimStatus, Reason
from etl.core.model import Period, VintageBasis
from etl.core.quotation import Direction, QuoteKind, Rank, Streak
from tests.etl.claims import made
from tests.etl.claims.made import YEAR, YEAR_TO_DATE, figure, judged, quote, shipped, summary

SEED, STORY = "rr-harm-reduction-and-recovery-both", "cbc-2020-08-25-july"
PERCENT = {"kind": "change", "unit": "percent"}
MAINE_REPORT, MAINE_YEAR = "me-report-drug-deaths-year", "me-drug-deaths-year"

# What the BC Coroners Service said of these months, and for 2012 a value that came back.
MONTHS = made.holdings(
    *(
        figure(period, vintage, value)
        for period, values in {
            "2020-05": {"2020-06-11": 170, "2020-07-16": 171, "2020-08-25": 174, "2020-10-20": 177, "2026-08-11": 175},
            "2020-06": {"2020-07-16": 175, "2020-08-25": 177, "2020-10-20": 183, "2026-08-11": 189},
            "2020-07": {"2020-08-25": 175, "2020-10-20": 178, "2026-08-11": 186},
            "2012-01": {"2020-01-01": 20, "2020-02-01": 21, "2020-03-01": 20},
            "2012-02": {"2020-01-01": 20, "2020-02-01": 20},
        }.items()
        for vintage, value in values.items()
    )
)


def worked(item):
    """The statuses of the figures that a shipped item quotes, by kind, period and number."""
    article = made.shipped_snapshot().commentary.by_id(item)
    return {
        (claim.kind, claim.period.label, claim.value): judged(claim.quotation, article.published_on.isoformat())
        for claim in article.claims
    }


@pytest.mark.parametrize(
    ("item", "key", "expected"),
    [
        (STORY, ("value", "2020-07", 175), ("matches_then", 175, 186)),
        (STORY, ("initial", "2020-06", 175), ("matches_then", 175, 189)),
        (STORY, ("streak", "2020-07", 3), ("matches_both", 175, 186)),
        (STORY, ("streak", "2020-07", 5), ("matches_both", 175, 186)),
        (STORY, ("rank", "2020-07", None), ("matches_both", 175, 186)),
        (STORY, ("change", "2020-07", 136), ("matches_then", 136.5, 158.3)),
        ("awkward-2020-08-29-july", ("mean", "2020-07", 5.6), ("matches_then", 5.6, 6)),
        ("awkward-2020-08-29-july", ("rate", "2020-01/2020-07", 30.5), ("matches_then", 30.2, 31.8)),
        ("hashilthsa-2020-09-23-aug", ("rank", "2020-07", 1), ("matches_neither", 176, 186)),
        ("interiornews-2020-09-16-nurses", ("value", "2020-01/2020-07", 900), ("matches_then", 909, 959)),
        ("bdn-2020-09-09-harvey", ("value", "2020-Q1", 132), ("matches_neither", 127, 127)),
        ("necn-2023-02-03-2022", ("value", "2021", 631), ("matches_both", 631, 631)),
        ("saobserver-2020-02-24-2019total", ("value", "2018", 1542), ("not_comparable", 1489, 1566)),
        ("citynews-2023-01-31-2022-total", ("rank", "2022", 2), ("matches_then", 2272, 2382)),
        ("global-2023-06-26-alberta-apr", ("rank", "2023-04", 1), ("matches_then", 179, 179)),
        ("darpan-cp-2025-02-04-2024total", ("rank", "2024", None), ("matches_then", 2253, 2319)),
        ("fvnn-2023-08-29-jul", ("streak", "2023-07", 13), ("matches_now", 198, 224)),
        ("mstth-2023-01-15", ("cumulative", "2016-04/2022-10", 11000), ("matches_neither", 10688, 10839)),
        ("nanaimo-2023-11-01-sep", ("cumulative", "2016-04/2023-09", 14000), ("not_comparable", 13049, 13179)),
        ("ap-2026-01-15-us", ("value", "2023-09/2024-08", 92000), ("matches_then", 91694, 91043)),
        ("ap-2026-01-15-us", ("value", "2024-09/2025-08", 73000), ("matches_now", None, 72887)),
        ("guido-2021-07-30", ("value", "2020", 1339), ("not_comparable", None, None)),
    ],
)
def test_the_worked_examples(item, key, expected):
    assert summary(worked(item)[key]) == expected


def test_a_figure_that_was_revised_before_a_draft_of_november_2020_is_superseded():
    judgement = judged(quote("2020-06", 177), "2020-11-02")
    assert summary(judgement) == ("superseded_when_written", 183, 189)
    assert (judgement.other.value, judgement.other.vintage) == (177, date(2020, 8, 25))


def test_one_of_two_numbers_of_a_day_matches_and_the_other_names_the_nearest():
    assert summary(judged(quote("2020-04", 117), "2020-05-27")) == ("matches_then", 117, 130)
    judgement = judged(quote("2020-04", 114), "2020-05-27")
    assert summary(judgement) == ("matches_neither", 117, 130)
    assert judgement.reason is Reason.OTHER_FIGURE


def test_a_number_of_the_next_quarter_is_named_with_it():
    judgement = worked("bdn-2020-09-09-harvey")["value", "2020-Q1", 132]
    assert (judgement.other.value, judgement.other.period.label) == (132, "2020-Q2")


def test_both_counts_of_maine_hold_as_said():
    assert judged(quote("2021", 636, place="US-ME"), "2023-02-03").status is ClaimStatus.MATCHES_THEN


def test_the_day_is_given_on_which_a_rank_or_a_streak_turned():
    turned = {
        "citynews-2023-01-31-2022-total": ("rank", "2022", 2),
        "global-2023-06-26-alberta-apr": ("rank", "2023-04", 1),
        "cfjc-2023-09-25-aug": ("rank", "2023-08", None),
        "darpan-cp-2025-02-04-2024total": ("rank", "2024", None),
        "bcgov-2025-03-14-jan": ("streak", "2025-01", 4),
    }
    days = [str(worked(item)[key].turned) for item, key in turned.items()]
    assert days == ["2023-04-18", "2024-08-29", "2023-11-01", "2025-11-03", "2025-12-02"]


@pytest.mark.parametrize(
    ("value", "period", "written", "status"),
    [
        (175, "2020-07", "2020-09-21", "matches_then"),
        (177, "2020-06", "2020-08-25", "matches_then"),
        (189, "2020-06", "2020-09-21", "matches_now"),
        (189, "2020-06", "2026-09-01", "matches_both"),
        (20, "2012-02", "2020-02-01", "matches_both"),
        (180, "2020-06", "2020-09-21", "matches_neither"),
        (183, "2020-06", "2020-09-21", "matches_neither"),
        (175, "2020-06", "2020-08-25", "matches_then"),  # until that day
        (170, "2020-05", "2020-07-16", "matches_then"),  # until that day
        (170, "2020-05", "2020-09-21", "superseded_when_written"),
        (20, "2012-01", "2020-02-15", "superseded_when_written"),  # whatever came later
        (175, "2020-06", "2020-07-01", "not_comparable"),  # nothing was held by then
        (189, "2020-06", "2020-07-01", "matches_now"),
    ],
)
def test_status(value, period, written, status):
    assert judged(quote(period, value), written, MONTHS).status == status


def test_the_figures_of_both_days_are_given_with_their_vintages():
    judgement = judged(quote("2020-07", 175), "2020-09-21", MONTHS)
    assert (judgement.then.vintage, judgement.now.vintage) == (date(2020, 8, 25), date(2026, 8, 11))
    assert summary(judgement) == ("matches_then", 175, 186)
    assert (judgement.measure, judgement.reason) == (made.MONTH, Reason.IN_FORCE)


def test_of_two_figures_of_a_day_the_other_is_given_too():
    judgement = judged(quote("2020-06", 175), "2020-08-25", MONTHS)
    assert (judgement.reason, judgement.other.value) == (Reason.SAME_DAY, 177)


def test_now_may_be_a_day():
    over = made.holdings(
        figure("2020-07", "2020-08-25", 175), figure("2020-07", "2020-10-20", 178), now=date(2020, 9, 30)
    )
    assert judged(quote("2020-07", 175), "2020-09-21", over).now.value == 175


class TestFirstReported:
    def test_it_is_set_beside_the_earliest_figure(self):
        judgement = judged(quote("2020-06", 175, "initial"), "2020-09-21", MONTHS)
        assert summary(judgement) == ("matches_then", 175, 189)
        assert (judgement.then.vintage, judgement.reason) == (date(2020, 7, 16), Reason.FIRST_FIGURE)

    def test_a_later_figure_is_not_the_one_first_reported(self):
        assert judged(quote("2020-05", 171, "initial"), "2020-07-16", MONTHS).status is ClaimStatus.MATCHES_NEITHER

    def test_a_first_figure_of_long_after_may_not_be_the_first(self):
        over = made.holdings(figure("2020-06", "2020-09-14", 177))
        assert judged(quote("2020-06", 175, "initial"), "2020-09-20", over).status is ClaimStatus.NOT_COMPARABLE
        assert judged(quote("2020-06", 177, "initial"), "2020-09-20", over).status is ClaimStatus.MATCHES_BOTH


class TestSilence:
    @pytest.mark.parametrize(
        ("kind", "words", "reason"),
        [
            ("reference", (), Reason.NO_NUMBER),
            ("projection", (), Reason.PROJECTION),
            ("estimate", (), Reason.ESTIMATE),
            ("value", ("registered",), Reason.OTHER_MEASURE),
            ("change", ("hospitalizations",), Reason.OTHER_QUANTITY),
        ],
    )
    def test_what_is_never_set_against_a_figure(self, kind, words, reason):
        judgement = judged(quote("2020-07", 175, kind, words=words), "2020-09-21", MONTHS)
        assert (judgement.status, judgement.reason) == (ClaimStatus.NOT_COMPARABLE, reason)
        assert (judgement.then, judgement.now, judgement.wanted.words) == (None, None, frozenset(words))

    @pytest.mark.parametrize("place", ["US", "GB-SCT", "US-OR", "PT"])
    def test_the_same_words_of_another_place(self, place):
        judgement = judged(quote("2023-04", 179, place=place), "2023-06-26", MONTHS)
        assert (judgement.status, judgement.wanted.place) == (ClaimStatus.NOT_COMPARABLE, place)

    def test_a_stale_figure_confirms_and_does_not_contradict(self):
        over = made.holdings(figure("2018", "2019-02-07", 1489, YEAR), figure("2019", "2020-02-24", 981, YEAR))
        assert judged(quote("2018", 1489), "2020-02-24", over).status is ClaimStatus.MATCHES_BOTH
        judgement = judged(quote("2018", 1542), "2020-02-24", over)
        assert (judgement.status, judgement.reason) == (ClaimStatus.NOT_COMPARABLE, Reason.STALE)

    def test_doubt_about_a_day_does_not_supersede(self):
        def over(basis):
            later = figure("2021", "2023-01-31", 11, MAINE_YEAR, "US-ME", basis)
            return made.holdings(figure("2021", "2022-11-01", 10, MAINE_YEAR, "US-ME"), later)

        assert judged(quote("2021", 10, place="US-ME"), "2023-02-15", over(VintageBasis.ASSUMED)).status == (
            ClaimStatus.MATCHES_THEN
        )
        assert judged(quote("2021", 10, place="US-ME"), "2023-02-15", over(VintageBasis.PRESS)).status == (
            ClaimStatus.SUPERSEDED_WHEN_WRITTEN
        )

    def test_a_total_below_its_own_parts_confirms_and_does_not_contradict(self):
        parts = [figure("2023-06", "2023-08-15", 54), figure("2023-07", "2023-08-15", 71)]
        to_date = [
            figure("2023-01/2023-05", "2023-06-15", 346, YEAR_TO_DATE),
            figure("2023-01/2023-07", "2023-08-15", 453, YEAR_TO_DATE),
        ]
        over = made.holdings(*parts, *to_date)
        judgement = judged(quote("2023-01/2023-07", 473), "2023-08-16", over)
        assert (judgement.status, judgement.reason) == (ClaimStatus.NOT_COMPARABLE, Reason.DOUBTED)
        assert judged(quote("2023-01/2023-07", 453), "2023-08-16", over).status is ClaimStatus.MATCHES_BOTH


class TestComputed:
    def test_a_change_is_set_beside_that_between_the_counts_held(self):
        judgement = judged(quote("2020-07", -1, base="2020-06", **PERCENT), "2020-08-25", MONTHS)
        assert summary(judgement) == ("matches_both", -1.1, -1.6) or summary(judgement) == ("matches_then", -1.1, -1.6)
        assert [part.value for part in judgement.then.parts] == [175, 177]
        assert judged(quote("2020-07", 100, base="2020-06", **PERCENT), "2020-08-25", MONTHS).status is (
            ClaimStatus.MATCHES_NEITHER
        )

    def test_never_one_side_then_and_the_other_now(self):
        """186 of now against 175 of then would be a rise of 6 per cent."""
        judgement = judged(quote("2020-07", 6, base="2020-06", **PERCENT), "2020-09-21", MONTHS)
        assert judgement.status is ClaimStatus.MATCHES_NEITHER

    def test_a_change_from_a_count_that_is_not_held_is_not_comparable(self):
        judgement = judged(quote("2020-05", 10, base="2020-04", **PERCENT), "2020-08-25", MONTHS)
        assert (judgement.status, judgement.reason) == (ClaimStatus.NOT_COMPARABLE, Reason.NO_SERIES)

    def test_a_change_between_two_releases_confirms_and_does_not_contradict(self):
        over = made.holdings(figure("2023", "2024-01-24", 2511, YEAR), figure("2024", "2025-02-04", 2253, YEAR))
        assert judged(quote("2024", -10, **PERCENT), "2025-02-10", over).status is ClaimStatus.MATCHES_BOTH
        judgement = judged(quote("2024", -13, **PERCENT), "2025-02-10", over)
        assert (judgement.status, judgement.reason) == (ClaimStatus.NOT_COMPARABLE, Reason.INDICATIVE)

    def test_a_change_in_deaths(self):
        over = made.holdings(figure("2023", "2025-02-04", 2590, YEAR), figure("2024", "2025-02-04", 2253, YEAR))
        judgement = judged(quote("2024", -337, "change"), "2025-02-10", over)
        assert (judgement.status, judgement.then.value) == (ClaimStatus.MATCHES_BOTH, -337)

    def test_a_share_is_the_one_published_or_the_part_that_a_group_is_of_all(self):
        published = judged(quote("2020", 85, "share", unit="percent", words=("fentanyl",)), "2022-06-01")
        assert (published.measure, published.now.is_computed) == ("bc-fentanyl-detected-year", False)
        name, group = "overdose-deaths-12m-reported", "drug:T40.0-T40.4+T40.6"
        counts = [shipped().series(name, "US", part).log[Period.year(2016)][-1].value for part in (group, "all")]
        share = judged(
            quote("2016", 66, "share", place="US", unit="percent", words=("opioid", "reported")), "2019-05-05"
        )
        assert [part.value for part in share.now.parts] == counts
        assert share.now.value == pytest.approx(100 * counts[0] / counts[1])


class TestMeasures:
    def test_of_two_values_held_when_it_was_written_the_one_that_it_states_is_taken(self):
        """Maine's yearly report of 2021 said 631, a monthly report of February 2023 said 636, and the next one 631."""
        over = made.holdings(
            figure("2021", "2022-12-31", 631, MAINE_REPORT, "US-ME"),
            figure("2021", "2023-02-02", 636, MAINE_YEAR, "US-ME"),
            figure("2021", "2023-02-28", 631, MAINE_YEAR, "US-ME"),
        )
        for written, measure in (("2023-02-03", MAINE_REPORT), ("2023-03-15", MAINE_YEAR)):
            judgement = judged(quote("2021", 631, place="US-ME"), written, over)
            assert (judgement.measure, judgement.status) == (measure, ClaimStatus.MATCHES_BOTH)
        before = judged(quote("2021", 631, place="US-ME"), "2022-12-01", over)
        assert (before.then, before.status) == (None, ClaimStatus.MATCHES_NOW)

    @pytest.mark.parametrize(
        ("value", "words", "ending"),
        [
            (90950, (), "reported"),
            (91694, (), "predicted"),
            (92000, (), "predicted"),
            (91694, ("predicted",), "predicted"),
            (90950, ("predicted",), "reported"),  # to the unit the other one: said by another word
        ],
    )
    def test_of_reported_and_predicted_deaths_it_is_those_with_which_a_claim_agrees(self, value, words, ending):
        counts = {"overdose-deaths-12m-reported": 90950, "overdose-deaths-12m-predicted": 91694}
        period = "2023-09/2024-08"
        over = made.holdings(*(figure(period, "2025-09-17", count, name, "US") for name, count in counts.items()))
        judgement = judged(quote(period, value, place="US", words=words), "2025-10-15", over)
        assert judgement.measure == f"overdose-deaths-12m-{ending}"
        assert judgement.status is ClaimStatus.MATCHES_BOTH
        assert (judgement.reason is Reason.RESOLVED_BY_VALUE) == (words == ("predicted",) and value == 90950)


def test_every_figure_of_the_post_was_right_when_written_and_none_is_todays():
    for item in (SEED, STORY):
        counts = {key: judgement for key, judgement in worked(item).items() if key[0] in {"value", "initial"}}
        months = [judgement.status for key, judgement in counts.items() if Period.parse(key[1]).length_months == 1]
        assert months == [ClaimStatus.MATCHES_THEN] * 4


def test_every_shipped_claim_has_a_status_and_a_reason():
    for article in made.shipped_snapshot().commentary.articles:
        for claim in article.claims:
            judgement = judged(claim.quotation, article.published_on.isoformat())
            assert judgement.status in ClaimStatus
            assert judgement.reason in Reason
            silent = judgement.status is ClaimStatus.NOT_COMPARABLE
            assert bool(judgement.measure) or (silent and judgement.wanted is not None)


@given(st.lists(st.integers(0, 3), min_size=1, max_size=6), st.data())
@settings(deadline=None, max_examples=60)
def test_the_status_follows_from_the_history(history, data):
    """Against the definitions written out over the whole history, whatever it was; each figure stands ten days."""
    first = date(2020, 1, 1)
    number = data.draw(st.integers(0, len(history) - 1))
    value = data.draw(st.integers(0, 3))
    days = [first + timedelta(days=10 * each) for each in range(len(history))]
    over = made.holdings(*(figure("2019-12", day.isoformat(), each) for day, each in zip(days, history, strict=True)))
    written = (days[number] + timedelta(days=5)).isoformat()
    status = judged(quote("2019-12", value), written, over).status
    then, now = history[number] == value, history[-1] == value
    assert (status in {ClaimStatus.MATCHES_THEN, ClaimStatus.MATCHES_BOTH}) == then
    assert (status is ClaimStatus.SUPERSEDED_WHEN_WRITTEN) == (not then and value in history[:number])
    assert (status is ClaimStatus.MATCHES_BOTH) == (then and now)
    assert (status is ClaimStatus.MATCHES_NEITHER) == (not now and value not in history[: number + 1])


@given(st.data())
@settings(deadline=None, max_examples=200)
def test_nothing_that_can_be_quoted_breaks_the_judge(data):
    kind = data.draw(st.sampled_from(list(QuoteKind)))
    year, length = data.draw(st.integers(1990, 2030)), data.draw(st.integers(1, 30))
    month = data.draw(st.integers(1, 12))
    first = Period.month(year, month)
    period = Period(first.start, first.shift(length - 1).end)
    units = ["deaths", "percent", "per_100k_year", "deaths_per_day", "rank", "months", "nothing"]
    end = data.draw(st.sampled_from(list(Direction)))
    more = {
        "unit": data.draw(st.sampled_from(units)),
        "rank": Rank(end, data.draw(st.integers(1, 5)), is_near=data.draw(st.booleans())),
        "streak": Streak(end, data.draw(st.integers(1, 5)), data.draw(st.none() | st.just(100.0))),
    }
    place = data.draw(st.sampled_from(["CA-BC", "CA-AB", "CA", "US", "US-ME", "US-CT", "US-OH", "GB-SCT", "XX"]))
    value = data.draw(st.none() | st.integers(-(10**6), 10**6))
    written = data.draw(st.dates(date(1995, 1, 1), date(2031, 1, 1)))
    judgement = judged(quote(period.label, value, kind, place=place, **more), written.isoformat())
    assert judgement.status in ClaimStatus
