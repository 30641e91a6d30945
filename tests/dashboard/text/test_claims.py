"""Figures as a writing quotes them, in both languages."""

import pytest

from dashboard.i18n import get_locale
from dashboard.text import claims
from etl.core.model import Period
from etl.core.quotation import Direction, QuoteKind, Rank, Streak
from etl.reference.claim_rows import UNITS
from tests.dashboard.text.views import spaced
from tests.etl.claims.made import claim


@pytest.mark.parametrize(
    ("kind", "more", "value", "label", "english", "french"),
    [
        ("value", {}, 175, "2020-07", "175 deaths in July 2020", "175~décès en juillet 2020"),
        ("value", {}, 26000, "2008", "26,000 deaths in 2008", "26~000~décès en 2008"),
        (
            "value",
            {},
            909,
            "2020-01/2020-07",
            "909 deaths from January to July 2020",
            "909~décès de janvier à juillet 2020",
        ),
        (
            "cumulative",
            {},
            11195,
            "2016-04/2023-01",
            "11,195 deaths from April 2016 to January 2023",
            "11~195~décès d’avril 2016 à janvier 2023",
        ),
        (
            "value",
            {},
            69100,
            "2017-12/2018-11",
            "69,100 deaths in the 12 months to November 2018",
            "69~100~décès au cours des 12~mois se terminant en novembre 2018",
        ),
        (
            "initial",
            {},
            175,
            "2020-06",
            "175 deaths in June 2020, as first reported",
            "175~décès en juin 2020, selon le premier chiffre publié",
        ),
        (
            "value",
            {"words": ("opioid",)},
            179,
            "2023-04",
            "179 opioid deaths in April 2023",
            "179~décès liés aux opioïdes en avril 2023",
        ),
        ("projection", {}, 1100, "2018", "projection: 1,100 deaths in 2018", "projection~: 1~100~décès en 2018"),
        ("change", {}, -279, "2022", "change: −279 deaths in 2022", "variation~: −279~décès en 2022"),
        (
            "rate",
            {"unit": "per_100k_year"},
            30.1,
            "2017",
            "30.1 deaths per 100,000 people in 2017",
            "30,1~décès pour 100~000~habitants en 2017",
        ),
        (
            "rate",
            {"unit": "per_million_year"},
            295,
            "2020",
            "295 deaths per million people in 2020",
            "295~décès par million d’habitants en 2020",
        ),
        (
            "mean",
            {"unit": "deaths_per_day"},
            5.6,
            "2020-07",
            "5.6 deaths a day in July 2020",
            "5,6~décès par jour en juillet 2020",
        ),
        (
            "change",
            {"unit": "percent"},
            11.7,
            "2017",
            "+11.7% in 2017 compared with the year before",
            "+11,7~% en 2017 par rapport à l’année précédente",
        ),
        (
            "change",
            {"unit": "percent"},
            -38,
            "2024-01/2024-09",
            "−38% from January to September 2024 compared with the same months a year before",
            "−38~% de janvier à septembre 2024 par rapport aux mêmes mois de l’année précédente",
        ),
        (
            "change",
            {"unit": "percent", "words": ("hospitalizations",)},
            33,
            "2020-03/2023-12",
            "hospitalizations: +33% from March 2020 to December 2023",
            "hospitalisations~: +33~% de mars 2020 à décembre 2023",
        ),
        ("estimate", {"unit": "percent"}, 23, "2021", "estimated effect: +23% in 2021", "effet estimé~: +23~% en 2021"),
    ],
)
def test_quoted(kind, more, value, label, english, french):
    quoted = claim(label, float(value), kind, **more)
    assert claims.quoted_value(get_locale("en"), quoted) == english
    assert spaced(claims.quoted_value(get_locale("fr"), quoted)) == french


@pytest.mark.parametrize("kind", [kind for kind in QuoteKind if kind is not QuoteKind.REFERENCE])
def test_every_kind_and_unit_has_words_of_its_own(kind):
    """None is printed as a number of deaths for want of words."""
    for unit in UNITS[kind]:
        more = {"rank": Rank(Direction.HIGH, 12), "streak": Streak(Direction.HIGH, 12)}
        for code in ("en", "fr"):
            written = claims.quoted_value(get_locale(code), claim("2020-07", 12.0, kind, unit=unit, **more))
            assert "12" in written
            assert ("%" in written) == (unit == "percent")


def test_a_reference_quotes_nothing():
    with pytest.raises(ValueError, match="quotes none"):
        claims.quoted_value(get_locale("en"), claim("2020-07", None, "reference"))


@pytest.mark.parametrize(
    ("comparator", "english", "french"),
    [
        ("about", "about 900 deaths", "environ 900~décès"),
        ("more_than", "more than 900 deaths", "plus de 900~décès"),
        ("at_least", "at least 900 deaths", "au moins 900~décès"),
        ("nearly", "nearly 900 deaths", "près de 900~décès"),
        ("fewer_than", "fewer than 900 deaths", "moins de 900~décès"),
        ("between", "between 900 and 950 deaths", "entre 900 et 950~décès"),
        ("rounded", "900 deaths", "900~décès"),
    ],
)
def test_the_words_before_a_number_are_kept(comparator, english, french):
    quoted = claim("2020", 900, comparator=comparator, value_to=950)
    assert claims.quoted_value(get_locale("en"), quoted) == f"{english} in 2020"
    assert spaced(claims.quoted_value(get_locale("fr"), quoted)).startswith(french)


@pytest.mark.parametrize(
    ("period", "base", "expected"),
    [
        ("2021", "2019", "compared with two years before"),
        ("2020-08", "2020-07", "compared with the month before"),
        ("2020-Q2", "2020-Q1", "compared with the quarter before"),
        ("2020-07/2020-12", "2020-01/2020-06", "compared with the half-year before"),
        ("2023-08/2024-07", None, "compared with the 12 months before"),
        ("2020-Q2", None, "compared with the same months a year before"),
        ("2020-07", "2016-07", "compared with July 2016"),
        ("2020-01/2020-06", "2020-Q1", "compared with January to March 2020"),
    ],
)
def test_a_change_says_what_it_is_measured_from(period, base, expected):
    quoted = claim(period, 10, "change", unit="percent", base=base)
    assert claims.quoted_value(get_locale("en"), quoted).endswith(expected)


JUNE_2022 = Period.parse("2022-06")


@pytest.mark.parametrize(
    ("rank", "english"),
    [
        (Rank(Direction.HIGH), "July 2023: the highest"),
        (Rank(Direction.LOW), "July 2023: the lowest"),
        (Rank(Direction.HIGH, 2), "July 2023: number 2 from the highest"),
        (Rank(Direction.LOW, 3), "July 2023: number 3 from the lowest"),
        (Rank(Direction.HIGH, is_near=True), "July 2023: near the highest"),
        (Rank(Direction.LOW, is_near=True), "July 2023: near the lowest"),
        (Rank(Direction.HIGH, since=JUNE_2022), "July 2023: the highest since June 2022"),
        (Rank(Direction.LOW, since=JUNE_2022), "July 2023: the lowest since June 2022"),
        (Rank(Direction.HIGH, within=Period.year(2023)), "July 2023: the highest in 2023"),
        (Rank(Direction.LOW, within=Period.year(2023)), "July 2023: the lowest in 2023"),
    ],
)
def test_a_rank(rank, english):
    quoted = claim("2023-07", rank.position, "rank", unit="rank", rank=rank)
    assert claims.quoted_value(get_locale("en"), quoted) == english
    assert claims.quoted_value(get_locale("fr"), quoted).startswith("juillet 2023")


@pytest.mark.parametrize(
    ("streak", "english"),
    [
        (Streak(Direction.HIGH, 3, 170, is_exact=True), "3 in a row above 170, up to July 2020"),
        (Streak(Direction.LOW, 4, 160), "4 in a row below 160, up to July 2020"),
        (Streak(Direction.HIGH, 2), "2 rises in a row, up to July 2020"),
        (Streak(Direction.LOW, 2), "2 falls in a row, up to July 2020"),
    ],
)
def test_a_streak(streak, english):
    quoted = claim("2020-07", streak.length, "streak", unit="months", streak=streak)
    assert claims.quoted_value(get_locale("en"), quoted) == english


def test_every_figure_quoted_in_the_commentary_keeps_its_digits(site):
    """What a writing said is repeated as it said it: no rounding, whatever the kind."""
    for item in site.snapshot.commentary.articles:
        for quoted in item.claims:
            if quoted.value is not None and (quoted.kind != "rank" or quoted.value > 1):
                written = claims.quoted_value(get_locale("en"), quoted)
                assert f"{abs(quoted.value):,.1f}".removesuffix(".0") in written
