"""Figures as a writing quotes them, in both languages."""

from datetime import date

import pytest

from dashboard.i18n import get_locale
from dashboard.text import claims
from etl.core.model import Period
from etl.reference.claims import ClaimComparison, ClaimStatus, VintageValue
from etl.reference.commentary import Claim
from etl.reference.quantities import Quantity
from tests.dashboard.text.views import spaced

JULY = Period.month(2020, 7)


@pytest.mark.parametrize(
    ("quantity", "value", "label", "english", "french"),
    [
        ("deaths_in_month", 175, "2020-07", "175 deaths in July 2020", "175~décès en juillet 2020"),
        ("deaths_in_year", 26000, "2008", "26,000 deaths in 2008", "26~000~décès en 2008"),
        (
            "deaths_ytd",
            909,
            "2020-01/2020-07",
            "909 deaths from January to July 2020",
            "909~décès de janvier à juillet 2020",
        ),
        (
            "deaths_since_emergency",
            11195,
            "2016-04/2023-01",
            "11,195 deaths from April 2016 to January 2023",
            "11~195~décès d’avril 2016 à janvier 2023",
        ),
        (
            "deaths_12_month",
            69100,
            "2017-12/2018-11",
            "69,100 deaths in the 12 months to November 2018",
            "69~100~décès au cours des 12~mois se terminant en novembre 2018",
        ),
        (
            "deaths_in_month_initial",
            175,
            "2020-06",
            "175 deaths in June 2020, as first reported",
            "175~décès en juin 2020, selon le premier chiffre publié",
        ),
        (
            "opioid_deaths_in_month",
            179,
            "2023-04",
            "179 opioid deaths in April 2023",
            "179~décès liés aux opioïdes en avril 2023",
        ),
        ("projected_deaths", 1100, "2018", "projection: 1,100 deaths in 2018", "projection~: 1~100~décès en 2018"),
        ("change_in_deaths", -279, "2022", "change: −279 deaths in 2022", "variation~: −279~décès en 2022"),
        (
            "rate_per_100k_year",
            30.1,
            "2017",
            "30.1 deaths per 100,000 people in 2017",
            "30,1~décès pour 100~000~habitants en 2017",
        ),
        (
            "rate_per_million_year",
            295,
            "2020",
            "295 deaths per million people in 2020",
            "295~décès par million d’habitants en 2020",
        ),
        ("deaths_per_day", 5.6, "2020-07", "5.6 deaths a day in July 2020", "5,6~décès par jour en juillet 2020"),
        (
            "pct_change_year",
            11.7,
            "2017",
            "+11.7% in 2017 compared with the year before",
            "+11,7~% en 2017 par rapport à l’année précédente",
        ),
        (
            "pct_change_ytd",
            -38,
            "2024-01/2024-09",
            "−38% from January to September 2024 compared with the same months a year before",
            "−38~% de janvier à septembre 2024 par rapport aux mêmes mois de l’année précédente",
        ),
        (
            "pct_change_hospitalizations",
            33,
            "2020-03/2023-12",
            "hospitalizations: +33% from March 2020 to December 2023",
            "hospitalisations~: +33~% de mars 2020 à décembre 2023",
        ),
        ("estimated_effect_pct", 23, "2021", "estimated effect: +23% in 2021", "effet estimé~: +23~% en 2021"),
    ],
)
def test_quoted(quantity, value, label, english, french):
    period = Period.parse(label)
    claim = Claim("CA-BC", period, float(value), quantity, "", "high", period)
    assert claims.quoted_value(get_locale("en"), claim) == english
    assert spaced(claims.quoted_value(get_locale("fr"), claim)) == french


@pytest.mark.parametrize("quantity", Quantity)
def test_every_quantity_has_words_of_its_own_kind(quantity):
    """None is printed as a number of deaths for want of words."""
    period = Period.month(2020, 7)
    for code in ("en", "fr"):
        written = claims.quoted_value(get_locale(code), Claim("CA-BC", period, 12.0, quantity, "", "high", period))
        assert "12" in written
        assert ("%" in written) == ("pct" in quantity)


def test_a_quantity_that_is_not_known_is_not_printed_as_deaths():
    period = Period.month(2020, 7)
    for quantity in ("hospitalizations_in_year", None):
        with pytest.raises((KeyError, ValueError)):
            claims.quoted_value(get_locale("en"), Claim("CA-BC", period, 12.0, quantity, "", "high", period))


def test_every_figure_quoted_in_the_commentary_keeps_its_digits(site):
    """What a writing said is repeated as it said it: no rounding, whatever the quantity."""
    for item in site.snapshot.commentary.articles:
        for claim in item.claims:
            if claim.value is not None:
                written = claims.quoted_value(get_locale("en"), claim)
                assert f"{abs(claim.value):,.1f}".removesuffix(".0") in written


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("code", ["blog", "news", "statement", "policy", "research", "event"])
def test_every_kind_has_words(lang, code):
    assert claims.kind_label(get_locale(lang), code)


@pytest.mark.parametrize(("lang", "expected"), [("en", "1,768 (1 August 2026)"), ("fr", "1~768 (1er août 2026)")])
def test_a_figure_with_its_day(lang, expected):
    assert spaced(claims.published_value(get_locale(lang), VintageValue(1768, date(2026, 8, 1)), {})) == expected


@pytest.mark.parametrize(
    ("value", "status", "written", "expected"),
    [
        (175, "matches_then", "2020-09-21", "as published then: 175 (25 August 2020)"),
        (
            171,
            "superseded_when_written",
            "2020-09-21",
            "as published earlier. Latest figure held from before the writing: 175 (25",
        ),
        (
            180,
            "matches_neither",
            "2020-09-21",
            "in no release held here. Latest figure held from before the writing: 175",
        ),
        (180, "matches_now", "2020-09-21", "in no release held here. Latest figure held from before the writing: 175"),
        (
            171,
            "superseded_when_written",
            "2020-08-25",
            "as published earlier. Figure held from the day of the writing: 175",
        ),
        (
            180,
            "matches_neither",
            "2020-08-25",
            "in no release held here. Figure held from the day of the writing: 175 (25",
        ),
    ],
)
def test_no_author_is_called_wrong(value, status, written, expected):
    claim = Claim("CA-BC", JULY, value, "deaths_in_month", "", "high", JULY)
    reading = ClaimComparison(VintageValue(175, date(2020, 8, 25)), None, ClaimStatus(status))
    said = claims.value_at_writing(get_locale("en"), claim, reading, date.fromisoformat(written), {})
    assert said.startswith(expected)


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("en", "as published then: 909 (25 August 2020), rounded in the text"),
        ("fr", "selon les données publiées alors~: 909 (25 août 2020), arrondi dans le texte"),
    ],
)
def test_a_rounded_value_is_called_so(lang, expected):
    period = Period.parse("2020-01/2020-07")
    claim = Claim("CA-BC", period, 900, "deaths_ytd", "", "high", period)
    reading = ClaimComparison(VintageValue(909, date(2020, 8, 25)), None, ClaimStatus.MATCHES_THEN)
    assert spaced(claims.value_at_writing(get_locale(lang), claim, reading, date(2020, 9, 16), {})) == expected


@pytest.mark.parametrize(
    ("value", "status", "expected"),
    [
        (116, "matches_then", "computed from the figures published then: 162 / 75 = +116% (25 November 2020)"),
        (
            110,
            "matches_neither",
            "computed from the latest figures held of that time: 162 / 75 = +116% (25 November 2020)",
        ),
    ],
)
def test_a_change_is_given_with_its_counts(value, status, expected):
    month = Period.month(2020, 10)
    claim = Claim("CA-BC", month, value, "pct_change_year_month", "", "high", month)
    then, now = (
        VintageValue(116, date(2020, 11, 25), (162, 75)),
        VintageValue(122.8, date(2026, 8, 11), (176, 79)),
    )
    reading, english = ClaimComparison(then, now, ClaimStatus(status)), get_locale("en")
    assert claims.value_at_writing(english, claim, reading, date(2020, 11, 25), {}) == expected
    assert claims.current_value(english, reading, date(2026, 8, 11), date(2020, 11, 25), {}) == (
        "computed from the newest figures held: 176 / 79 = +122.8% (11 August 2026)"
    )


@pytest.mark.parametrize(
    ("now", "seen", "expected"),
    [
        (VintageValue(186, date(2026, 8, 11)), date(2026, 8, 11), "newest held: 186 (11 August 2026)"),
        (VintageValue(175, date(2020, 8, 25)), date(2026, 8, 11), "newest held: unchanged"),
        (VintageValue(175, date(2023, 2, 2)), date(2026, 8, 11), "newest held: unchanged"),
        (VintageValue(175, date(2020, 8, 25)), date(2020, 8, 25), "no later figure is held"),
        (None, None, ""),
    ],
)
def test_the_newest_value_is_said_only_where_it_was_published_later(now, seen, expected):
    reading = ClaimComparison(VintageValue(175, date(2020, 8, 25)), now, ClaimStatus.MATCHES_THEN)
    assert claims.current_value(get_locale("en"), reading, seen, date(2020, 9, 21), {}) == expected


@pytest.mark.parametrize(
    ("release", "is_recent", "english", "french"),
    [
        (date(2020, 8, 25), True, "See the chart as of that day", "Voir le graphique à cette date"),
        (
            date(2019, 9, 30),
            False,
            "Nearest release held: 30 September 2019",
            "Publication disponible la plus proche~: 30 septembre 2019",
        ),
        (
            None,
            False,
            "No release of these figures is held from that day or before.",
            "Aucune publication de ces chiffres, à cette date ou avant, n’est disponible ici.",
        ),
    ],
)
def test_what_a_link_to_the_chart_of_a_day_says(release, is_recent, english, french):
    assert claims.replay_label(get_locale("en"), release, {}, is_recent=is_recent) == english
    assert spaced(claims.replay_label(get_locale("fr"), release, {}, is_recent=is_recent)) == french


@pytest.mark.parametrize(
    ("code", "item_id", "expected"),
    [
        ("en", "stat-2018-12-18-harvey", "STAT, 18 December 2018, title from its address"),
        ("en", "rr-2016-12-02-hr-advocacy", "Jason Schwartz (author inferred), Recovery Review, 2 December 2016"),
        ("fr", "stat-2018-12-18-harvey", "STAT, 18 décembre 2018, titre tiré de son adresse"),
        ("fr", "rr-2016-12-02-hr-advocacy", "Jason Schwartz (auteur déduit), Recovery Review, 2 décembre 2016"),
    ],
)
def test_a_byline_says_how_title_and_author_are_known(site, code, item_id, expected):
    item = site.snapshot.commentary.by_id(item_id)
    assert spaced(claims.article_byline(get_locale(code), item)).replace("~", " ") == expected
    assert "(" not in item.title + item.author
