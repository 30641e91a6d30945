"""A draft is checked whole: what it quotes, how each figure stands, and its changes like for like."""

from datetime import date

import pytest

from etl.claims.check import check_draft
from etl.claims.holdings import Holdings
from etl.claims.judgement import ClaimStatus, Reason
from etl.claims.newest_months import newest_months
from etl.store.files import Store


@pytest.fixture(scope="module")
def check():
    """Checks a draft against what is shipped."""
    snapshot = Store().load()
    holdings = Holdings.of_snapshot(snapshot)

    def checked(text, day, place=""):
        newest = newest_months(snapshot.table, day).get
        return check_draft(text, day, place, places=snapshot.places, newest=newest, holdings=holdings)

    return checked


@pytest.mark.parametrize(
    ("text", "day", "quoted", "like_for_like"),
    [
        ("B.C. lost 192 people in July 2024, 15 per cent fewer than in July 2023.", date(2024, 9, 30), -15, -3.0),
        ("In September 2023, 175 people died in B.C., down 10 per cent on the year.", date(2023, 11, 15), -10, 2.3),
    ],
)
def test_a_first_figure_beside_a_revised_one_is_also_compared_like_for_like(check, text, day, quoted, like_for_like):
    (change,) = [item for item in check(text, day) if item.figure.quotation.kind == "change"]
    assert change.figure.quotation.value == quoted
    assert change.judgement.status in {ClaimStatus.MATCHES_THEN, ClaimStatus.MATCHES_BOTH}
    assert 100 * change.judgement.same_age.change == pytest.approx(like_for_like, abs=0.05)


def test_what_is_no_change_has_none(check):
    (count,) = check("B.C. lost 192 people in July 2024.", date(2024, 9, 30))
    assert count.judgement.status is ClaimStatus.MATCHES_THEN
    assert count.judgement.same_age is None


def test_where_no_figure_of_that_age_is_held_there_is_none(check):
    text = "In July 2020, 175 people died in B.C., 136 per cent more than in July 2019."
    (change,) = [item for item in check(text, date(2020, 8, 25)) if item.figure.quotation.kind == "change"]
    assert change.judgement.same_age is None


@pytest.mark.parametrize(
    "text",
    [
        "Overdose deaths among women in British Columbia rose 60 per cent in July 2024 compared with July 2023.",
        "140 men died of overdose in British Columbia in July 2024.",
        "Deaths of people under 19 in British Columbia fell to 12 in July 2024.",
        "En juillet 2024, 40 femmes sont mortes d'une surdose en Colombie-Britannique.",
    ],
)
def test_a_part_of_the_people_is_not_set_beside_all(check, text):
    (*_, figure) = check(text, date(2024, 9, 30), "CA-BC")
    assert (figure.judgement.status, figure.judgement.reason) == (ClaimStatus.NOT_COMPARABLE, Reason.OTHER_MEASURE)
    assert figure.judgement.then is None


@pytest.mark.parametrize(
    "text",
    [
        "In July 2024, 192 people died of toxic drugs in British Columbia. Men made up most of them.",
        "Overdose deaths among women\nIn July 2024, 192 people died of toxic drugs in British Columbia.",
        "In July 2024, 192 people died of toxic drugs in British Columbia, over 40 a week.",
    ],
)
def test_a_part_named_in_another_sentence_is_not_taken_for_this_one(check, text):
    figure = check(text, date(2024, 9, 30), "CA-BC")[0]
    assert figure.judgement.then is not None
    assert figure.judgement.then.value == 192
