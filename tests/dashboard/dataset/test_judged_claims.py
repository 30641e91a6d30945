"""The figures that a writing quotes, judged once for each writing and edition, and which of them read otherwise now."""

from dashboard.dataset.judged_claims import is_changed, is_followed, is_of_series, judge_claims

STORY = "cbc-2020-08-25-july"


def judged_by_kind(site, item):
    article = site.snapshot.commentary.by_id(item)
    return article, {(each.claim.kind, each.claim.period.label): each.judgement for each in judge_claims(site, article)}


def test_references_quote_nothing(site):
    article = site.snapshot.commentary.by_id("rr-2006-08-18-rohr")
    assert article.claims
    assert judge_claims(site, article) == ()


def test_a_writing_is_judged_once_by_each_edition(site):
    article = site.snapshot.commentary.by_id(STORY)
    assert judge_claims(site, article) is judge_claims(site, article)
    assert judge_claims(site, article, 1) is not judge_claims(site, article)
    assert [each.judgement.status for each in judge_claims(site, article, 1)][:4] == ["matches_then"] * 4


def test_a_count_changes_with_its_figure_and_a_streak_with_its_answer(site):
    article, judged = judged_by_kind(site, STORY)
    assert is_changed(judged["value", "2020-07"], article.published_on)
    streak = judged["streak", "2020-07"]
    assert is_followed(streak, article.published_on)
    assert not is_changed(streak, article.published_on)
    article, judged = judged_by_kind(site, "citynews-2023-01-31-2022-total")
    assert is_changed(judged["rank", "2022"], article.published_on)


def test_a_record_that_another_month_turned_has_changed(site):
    article, judged = judged_by_kind(site, "global-2023-06-26-alberta-apr")
    record = judged["rank", "2023-04"]
    assert record.now.newest_statement <= article.published_on
    assert is_followed(record, article.published_on)
    assert is_changed(record, article.published_on)


def test_what_nothing_was_held_of_is_of_no_series(site):
    _, judged = judged_by_kind(site, "straight-2016-04-14-emergency")
    assert not is_of_series(judged["value", "2015"])
    _, judged = judged_by_kind(site, "saobserver-2020-02-24-2019total")
    assert is_of_series(judged["value", "2018"])
