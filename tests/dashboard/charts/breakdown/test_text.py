"""The words and the table of a breakdown, in both languages."""

import pytest

from dashboard.charts.breakdown.text import build_table, write_text
from dashboard.i18n import get_locale
from tests.dashboard import made
from tests.dashboard.made import MONTH, YEAR, figure

ENGLISH, FRENCH = get_locale("en"), get_locale("fr")
PINNED = {"measure": YEAR, "group": "sex", "as_of": "2022-06-01", "edition": 2}


def sexes(*years, groups=("sex:female", "sex:male"), **chosen):
    """A breakdown by sex of years made by hand: ``("2020", "2021-06-01", female, male)``."""
    figures = []
    for period, vintage, *values in years:
        told = zip((*groups, "all"), (*values, sum(value or 0 for value in values)), strict=True)
        figures += [figure(period, vintage, value, measure=YEAR, group=group) for group, value in told]
    return made.chart(made.site(figures), "breakdown", "CA-BC", measure=YEAR, group="sex", **chosen)


def nothing(selection):
    return write_text(selection, ENGLISH).empty_message


# -- golden: a view that names its day and its edition never changes ---------------------------------------------------


def test_the_words_of_a_pinned_view_in_english(site):
    told = write_text(made.chart(site, "breakdown", "CA-BC", **PINNED), ENGLISH)
    assert told.title == "Unregulated drug deaths by year, British Columbia: by sex"
    assert told.unit == "Deaths in each year"
    assert told.summary == "2021: Female 486; Male 1,749; Sex not known 1. Published 3 May 2022."
    assert told.publication_note == "As published by 1 June 2022 (latest release in this archive: 3 May 2022)"
    assert told.sentences == (
        "All panels have the same scale; the grey lines are the other panels.",
        "Deaths of people whose sex is not known stand in a panel of their own.",
        "Figures for 2021 are preliminary and subject to change.",
    )
    chart = (
        "3 small line charts on one scale. Unregulated drug deaths by year, British Columbia: by sex. Deaths in each "
        "year, 2012 to 2021. Figures from 0 to 1,749."
    )
    assert told.alt_text == " ".join([
        chart,
        told.summary,
        *told.sentences,
        told.publication_note + ".",
    ])  # fmt: skip
    assert [(key.css_class, key.label) for key in told.legend] == [
        ("line", told.publication_note),
        ("others", "the other panels"),
        ("ghost", "as known in edition 2"),
        ("dotted", "preliminary"),
    ]
    assert told.empty_message == ""


def test_the_words_of_a_pinned_view_in_french(site):
    told = write_text(made.chart(site, "breakdown", "CA-BC", lang="fr", **PINNED), FRENCH)
    assert told.title == (
        "Décès attribuables aux drogues non réglementées, par année, Colombie-Britannique\u00a0: selon le sexe"
    )
    assert told.summary == "2021\u00a0: Femmes 486; Hommes 1\u00a0749; Sexe inconnu 1. Publication du 3 mai 2022."
    assert told.sentences == (
        "Tous les graphiques ont la même échelle; les lignes grises sont celles des autres graphiques.",
        "Les décès de personnes dont le sexe est inconnu ont leur propre graphique.",
        "Les chiffres de 2021 sont préliminaires et susceptibles de changer.",
    )
    assert told.alt_text.startswith("3 petits graphiques linéaires à la même échelle. Décès attribuables")


def test_the_table_of_a_pinned_view(site):
    told = build_table(made.chart(site, "breakdown", "CA-BC", **PINNED), ENGLISH)
    assert told.header == ("Period", "Female", "Male", "Sex not known")
    assert told.rows[:2] == (
        (
            "2021",
            "486 (preliminary; as known in edition 2: 502)",
            "1,749 (preliminary; as known in edition 2: 1,789)",
            "1 (preliminary)",
        ),
        ("2020", "333", "1,435 (as known in edition 2: 1,441)", "0"),
    )
    assert told.numeric_columns == {1, 2, 3}


# -- what is said of what ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "chosen", "title"),
    [
        ("CA-BC", {"measure": YEAR, "group": "age"}, "Unregulated drug deaths by year, British Columbia: by age"),
        ("CA-BC", {"measure": YEAR, "group": "place"}, "Unregulated drug deaths by year, British Columbia: by place"),
        ("CA", {}, "Apparent opioid toxicity deaths in 12 months, Canada: by place"),
        ("US", {"group": "drug"}, "Reported drug overdose deaths in 12 months, United States: by drug named"),
    ],
)
def test_the_title_says_what_where_and_by_what(site, place, chosen, title):
    assert write_text(made.chart(site, "breakdown", place, **chosen), ENGLISH).title == title


def test_many_panels_are_told_by_their_range_and_none_is_singled_out(site):
    told = write_text(
        made.chart(site, "breakdown", "CA-BC", measure=YEAR, group="age", as_of="2022-06-01", edition=2), ENGLISH
    )
    assert (
        told.summary == "2021: from 1 to 560 in 8 series. Published 3 May 2022. 1 series has no figure for that time."
    )
    assert "Ages 0 to 18 30; Ages 19 to 29 325; Ages 30 to 39 538" in told.alt_text


def test_drugs_do_not_add_up(site):
    told = write_text(made.chart(site, "breakdown", "US", group="drug"), ENGLISH)
    (sentence,) = (one for one in told.sentences if one.startswith("A death that names several drugs"))
    assert sentence in told.alt_text
    assert sentence.endswith("do not add up to all deaths.")


def test_shares_are_computed_and_say_of_what(site):
    told = write_text(made.chart(site, "breakdown", "CA-BC", unit="share", **PINNED), ENGLISH)
    assert told.unit == "Deaths in each year, as a share of all"
    assert (
        told.summary
        == "2021: Female 21.7%; Male 78.2%; Sex not known 0.04%. Computed from counts published up to 3 May 2022."
    )


def test_shares_are_as_new_as_the_counts_of_all():
    figures = [figure("2020", "2021-06-01", 10, measure=YEAR, group=group) for group in ("sex:female", "sex:male")]
    figures += [figure("2020", day, value, measure=YEAR) for day, value in (("2021-06-01", 20), ("2022-06-01", 25))]
    shares = made.chart(made.site(figures), "breakdown", "CA-BC", measure=YEAR, group="sex", unit="share")
    told = write_text(shares, ENGLISH)
    assert told.summary == "2020: Female 40.0%; Male 40.0%. Computed from counts published up to 1 June 2022."


def test_figures_of_two_ages_are_told_apart():
    told = write_text(sexes(("2019", "2020-01-15", 5, 6), ("2020", "2021-01-15", 7, 8)), ENGLISH)
    assert "Figures for 2020 are preliminary and subject to change." in told.sentences
    assert ("dotted", "preliminary") in [(key.css_class, key.label) for key in told.legend]


def test_withheld_figures_are_counted_and_named():
    selection = sexes(("2018", "2021-06-01", 5, None), ("2019", "2021-06-01", 0, 6))
    told = write_text(selection, ENGLISH)
    assert "1 of the 4 figures is withheld by its publisher or not available from it (×)." in told.sentences
    assert ("cross", "withheld or not available") in [(key.css_class, key.label) for key in told.legend]
    assert build_table(selection, ENGLISH).rows == (("2019", "0", "6"), ("2018", "5", "suppressed by the publisher"))


def test_rates_of_a_population_that_is_carried_on_say_so(site):
    told = write_text(made.chart(site, "breakdown", "CA", unit="rate", as_of="2026-06-30", edition=13), ENGLISH)
    (sentence,) = (one for one in told.sentences if one.startswith("Population: "))
    assert sentence.endswith("Rates after September 2024 use its last figure.")
    assert ("cross", "no sum: a month in it is withheld") in [(key.css_class, key.label) for key in told.legend]


def test_a_view_of_now_has_no_figures_of_now_beside_it():
    told = write_text(sexes(("2019", "2021-06-01", 5, 6)), ENGLISH)
    assert "ghost" not in {key.css_class for key in told.legend}
    assert told.publication_note == "Newest in this archive (1 June 2021)"


def test_a_cell_without_a_figure_says_why(site):
    sums = build_table(made.chart(site, "breakdown", "CA-BC", measure=MONTH, as_of="2026-08-11", edition=2), ENGLISH)
    assert "no sum" in {cell for row in sums.rows for cell in row}
    rates = made.chart(site, "breakdown", "US", unit="rate")
    (index,) = (at for at, name in enumerate(build_table(rates, ENGLISH).header) if name == "New York City")
    assert "no population in this archive" in {row[index] for row in build_table(rates, ENGLISH).rows}


# -- why there is nothing to draw --------------------------------------------------------------------------------------


def test_a_day_before_the_first_release(site):
    early = made.chart(site, "breakdown", "CA-BC", measure=YEAR, group="sex", as_of="2001-01-01")
    assert nothing(early) == "This archive has nothing that was published by that day. Its first release: 3 May 2022."
    assert write_text(early, ENGLISH).title == "Unregulated drug deaths by year, British Columbia: by sex"
    assert build_table(early, ENGLISH).rows == ()


def test_months_without_figures(site):
    later = made.chart(site, "breakdown", "CA-BC", measure=YEAR, group="sex", start="2031-01-01")
    assert nothing(later) == "This archive has no figure for the months chosen."


def test_too_few_months_for_a_sum():
    figures = [
        figure(f"2020-0{month}", "2021-06-01", month, place=place)
        for month in (1, 2, 3)
        for place in ("CA-BC", "CA-BC-fraser", "CA-BC-island")
    ]
    short = made.chart(made.site(figures), "breakdown", "CA-BC", measure=MONTH, group="place")
    assert nothing(short) == "No sum of twelve months can be formed from the figures in this archive."


def test_nothing_held_at_all():
    none = made.chart(made.site([figure("2020-01", "2021-06-01", 1)]), "breakdown", "CA-BC", measure=MONTH)
    assert write_text(none, ENGLISH).empty_message == "This archive has no figure for this choice."
    assert write_text(none, FRENCH).empty_message == "Aucun chiffre n’a été recueilli pour ce choix."
