"""A quoted figure beside what was published then and now, in words that call nobody wrong."""

import re
from datetime import date

import pytest

from dashboard.dataset.judged_claims import judge_claims
from dashboard.i18n import get_locale
from dashboard.text.judgements import JudgementText
from dashboard.text.record_judgements import RecordText
from etl import registry
from etl.claims.judgement import Judgement, Reason
from tests.dashboard.test_i18n import AVOIDED
from tests.dashboard.text.views import spaced
from tests.etl.claims import made
from tests.etl.claims.made import MONTH, YEAR, YEAR_TO_DATE, claim, figure, judged


def text_of(quoted, written, figures, lang="en"):
    judgement = judged(quoted.quotation, written, made.holdings(*figures))
    return JudgementText(get_locale(lang), quoted, judgement, date.fromisoformat(written), {})


def lines(quoted, written, figures, lang="en"):
    words = text_of(quoted, written, figures, lang)
    return tuple(map(spaced, (words.at_writing(), words.now())))


JULY = [
    figure("2020-07", "2020-08-20", 171),
    figure("2020-07", "2020-08-25", 175),
    figure("2020-07", "2026-08-11", 186),
]


@pytest.mark.parametrize(
    ("value", "written", "expected"),
    [
        (175, "2020-09-21", "as published then: 175 (25 August 2020)"),
        (171, "2020-08-25", "as published then: 171 (20 August 2020); also of that time: 175 (25 August 2020)"),
        (
            171,
            "2020-09-21",
            "as published earlier. Latest figure in this archive from before the article: 175 (25 August 2020)",
        ),
        (
            180,
            "2020-09-21",
            "in no release in this archive. Its latest figure from before the article: 175 (25 August 2020)",
        ),
        (
            186,
            "2020-09-21",
            "in no release in this archive. Its latest figure from before the article: 175 (25 August 2020)",
        ),
        (
            180,
            "2020-08-25",
            (
                "in no release in this archive. Its figure from the day of the article: 175 (25 August 2020); also "
                "of that time: 171 (20 August 2020)"
            ),
        ),
        (175, "2020-08-01", "as published then: not in this archive"),
    ],
)
def test_no_author_is_called_wrong(value, written, expected):
    assert lines(claim("2020-07", value), written, JULY) == (expected, "newest in this archive: 186 (11 August 2026)")


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("en", "as published then: 909 (25 August 2020), rounded in the text"),
        ("fr", "selon les données publiées alors~: 909 (25 août 2020), arrondi dans le texte"),
    ],
)
def test_a_rounded_value_is_called_so(lang, expected):
    figures = [figure("2020-01/2020-07", "2020-08-25", 909, YEAR_TO_DATE)]
    period = "2020-01/2020-07"
    assert lines(claim(period, 900), "2020-09-16", figures, lang)[0] == expected
    bound = claim(period, 900, comparator="more_than")
    assert "909" in lines(bound, "2020-09-16", figures)[0]
    assert "rounded" not in lines(bound, "2020-09-16", figures)[0]


OCTOBER = [
    figure("2020-10", "2020-11-25", 162),
    figure("2019-10", "2020-11-25", 75),
    figure("2020-10", "2026-08-11", 176),
    figure("2019-10", "2026-08-11", 79),
]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (116, "computed from the figures published then: 162 / 75 = +116% (25 November 2020)"),
        (110, "computed from the latest figures in this archive of that time: 162 / 75 = +116% (25 November 2020)"),
        (116.0, "computed from the figures published then: 162 / 75 = +116% (25 November 2020)"),
    ],
)
def test_a_change_is_given_with_its_counts(value, expected):
    quoted = claim("2020-10", value, "change", unit="percent")
    assert lines(quoted, "2020-11-25", OCTOBER) == (
        expected,
        "computed from the newest figures in this archive: 176 / 79 = +123% (11 August 2026)",
    )


def test_a_change_in_deaths_and_a_mean_are_given_with_their_counts():
    change = claim("2020-10", 87, "change")
    assert lines(change, "2020-11-25", OCTOBER)[0] == (
        "computed from the figures published then: 162 − 75 = 87 (25 November 2020)"
    )
    mean = claim("2020-10", 5.2, "mean", unit="deaths_per_day")
    assert lines(mean, "2020-11-25", OCTOBER)[0] == (
        "computed from the figures published then: 162 deaths: 5.2 (25 November 2020)"
    )


def test_a_sum_says_of_how_many_figures_it_is():
    months = [figure(f"2020-0{number}", "2026-08-11", 100) for number in range(1, 4)]
    figures = [figure("2020-01/2020-03", "2020-05-01", 280, YEAR_TO_DATE), *months]
    assert lines(claim("2020-Q1", 280), "2020-05-10", figures) == (
        "as published then: 280 (1 May 2020)",
        "computed from the newest figures in this archive: 300, the sum of 3 figures (11 August 2026)",
    )


def test_why_a_figure_settles_nothing_is_said():
    year = [figure("2018", "2019-02-07", 1489, YEAR), figure("2019", "2020-02-24", 981, YEAR)]
    assert lines(claim("2018", 1542), "2020-02-24", year) == (
        "this archive has no figure for that day. The last one from before: 1,489 (7 February 2019), 382 days earlier",
        "no later figure in this archive",
    )
    two = [figure("2023", "2025-01-24", 2511, YEAR), figure("2024", "2025-02-04", 2253, YEAR)]
    change = claim("2024", -13, "change", unit="percent")
    assert lines(change, "2025-02-10", two)[0].startswith(
        "computed from figures of several days, too rough to set against the text: 2,253 / 2,511 = −10%"
    )
    doubted = [
        figure("2023-06", "2023-08-15", 60),
        figure("2023-01/2023-05", "2023-08-15", 346, YEAR_TO_DATE),
        figure("2023-01/2023-06", "2023-08-15", 380, YEAR_TO_DATE),
    ]
    assert lines(claim("2023-01/2023-06", 400), "2023-08-16", doubted)[0] == (
        "as published then: 380 (15 August 2023); its own parts come to more"
    )


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        (JULY, "newest in this archive: 186 (11 August 2026)"),
        ([*JULY[:2], figure("2020-07", "2026-08-11", 175)], "newest in this archive: unchanged"),
        (JULY[:2], "no later figure in this archive"),
    ],
)
def test_the_newest_value_is_said_only_where_it_was_published_later(figures, expected):
    assert lines(claim("2020-07", 175), "2020-09-21", figures)[1] == expected


@pytest.mark.parametrize("reason", ["projection", "estimate", "other_quantity", "other_measure", "no_series"])
def test_every_reason_without_a_figure_has_words(reason):
    quoted = claim("2020-07", 175)
    judgement = Judgement("not_comparable", Reason(reason))
    said = {lang: JudgementText(get_locale(lang), quoted, judgement, date.max, {}).reason() for lang in ("en", "fr")}
    assert all(said.values())
    assert said["en"] != said["fr"]


def test_a_number_of_another_period_is_named_with_it(site):
    item = site.snapshot.commentary.by_id("bdn-2020-09-09-harvey")
    quoted = judge_claims(site, item)[0]
    words = JudgementText(get_locale("en"), quoted.claim, quoted.judgement, item.published_on, {})
    assert words.at_writing().endswith("127 (17 July 2020). Published for April to June 2020: 132 (21 October 2020)")


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_judgement_that_is_shipped_has_neutral_words(site, lang):
    locale, avoided = get_locale(lang), re.compile(rf"\b(?:{AVOIDED[lang]})\b", re.IGNORECASE)
    for item in site.snapshot.commentary.articles:
        for quoted in judge_claims(site, item):
            basis = quoted.judgement.measure and site.vintage_basis(registry.source_of(quoted.judgement.measure).id)
            words = JudgementText(locale, quoted.claim, quoted.judgement, item.published_on, basis or {})
            is_record = quoted.judgement.record_then is not None
            said = RecordText(words).lines() if is_record else (words.at_writing(), words.now(), words.reason())
            assert any(said)
            assert not avoided.findall(" ".join(said))


def test_a_streak_and_a_record_of_the_post(site):
    post = site.snapshot.commentary.by_id("rr-harm-reduction-and-recovery-both")
    basis = site.vintage_basis("ca-bc-coroners")
    said = [
        RecordText(JudgementText(get_locale("en"), each.claim, each.judgement, post.published_on, basis)).lines()
        for each in judge_claims(site, post)
        if each.judgement.record_then
    ]
    assert said[0] == (
        "as published then: 175 (25 August 2020); the record: 177 (June 2020)",
        "newest in this archive: 186 (11 August 2026); the record: 189 (June 2020)",
    )
    assert said[1] == (
        "as published then: 3 in a row (May 2020: 174, June 2020: 177, July 2020: 175)",
        "newest in this archive: 3 in a row (May 2020: 175, June 2020: 189, July 2020: 186)",
    )


def test_the_day_is_said_from_which_a_rank_no_longer_held(site):
    item = site.snapshot.commentary.by_id("citynews-2023-01-31-2022-total")
    (quoted,) = (each for each in judge_claims(site, item) if each.judgement.record_then)
    words = JudgementText(get_locale("en"), quoted.claim, quoted.judgement, item.published_on, {})
    assert quoted.judgement.measure != MONTH
    assert RecordText(words).lines() == (
        "as published then: 2,272 (31 January 2023); 1 of 26 others in this archive is higher (2021: 2,306)",
        (
            "newest in this archive: 2,382 (9 December 2024); 0 of 26 others in this archive are higher; no longer so "
            "from 18 April 2023 on"
        ),
    )
