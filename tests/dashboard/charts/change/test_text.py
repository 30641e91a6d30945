"""The words and the table of changes on a year before, in both languages."""

import pytest

from dashboard.charts.change.table import build_table
from dashboard.charts.change.text import write_text
from dashboard.i18n import get_locale
from tests.dashboard import made
from tests.dashboard.made import figure

ENGLISH, FRENCH = get_locale("en"), get_locale("fr")
QUARTERS, YEARS = "apparent-opioid-deaths-quarter", "apparent-opioid-deaths-year"
PINNED = {"measure": QUARTERS, "as_of": "2022-12-31", "edition": 5}


def changes(vintage="2023-06-01", **pairs):
    """The chart of 2020 over two years made by hand: ``AB=(100, 80)``."""
    figures = []
    for code, values in pairs.items():
        told = zip(("2019", "2020"), values, strict=False)
        figures += [figure(year, vintage, value, measure=YEARS, place=f"CA-{code}") for year, value in told]
    return made.chart(made.site(figures), "change", "CA", measure=YEARS, end="2020-12-01")


def sentences(selection):
    return write_text(selection, ENGLISH).sentences


def looks(selection):
    return {key.css_class for key in write_text(selection, ENGLISH).legend}


# -- golden: a view that names its day and its edition never changes ---------------------------------------------------


def test_the_words_of_a_pinned_view_in_english(site):
    told = write_text(made.chart(site, "change", "CA", **PINNED), ENGLISH)
    assert told.title == "Apparent opioid toxicity deaths in 12 months, Canada: change in a year"
    assert told.unit == "12 months to June 2022 beside 12 months to June 2021: change in per cent"
    assert told.summary == (
        "12 months to June 2022: fewer deaths than a year before in 2 of 13 places, more in 3. Not counted: few "
        "deaths 2, break in the series 1, a figure missing 5. Computed from counts public on or before 31 December "
        "2022."
    )
    assert told.publication_note == "As published by 31 December 2022"
    assert told.sentences == (
        (
            "Both figures are as published by the same day. Where the dot is hollow, the newer one is preliminary, "
            "while that of a year before has been revised for a year longer. These places do not count alike, so that "
            "no direction is given for all of them: of 12 earlier figures of these places, 10 had risen, 1 had fallen "
            "and 1 had not changed a year or more after their period ended."
        ),
        (
            "Like for like, between figures published equally long after the ends of their periods (± 14 days), no "
            "change can be formed from the figures in this archive."
        ),
        (
            "In 2 places one of the figures is under 20 (grey): numbers so small move much by chance alone, so that "
            "their change says little. CDC WONDER marks rates of so few deaths as unreliable."
        ),
        (
            "From 2019 on, deaths from all drugs are counted in British Columbia, while investigations are open; "
            "before, opioid deaths only."
        ),
        (
            "From 2021 on, deaths from all drugs are counted in Quebec, while investigations are open; before, opioid "
            "deaths only."
        ),
        (
            "As known in edition 5: From 2024 on, deaths from all drugs are counted in British Columbia, while "
            "investigations are open; before, opioid deaths only."
        ),
        (
            "As known in edition 5: From 2024 on, deaths from all drugs are counted in Quebec, while investigations "
            "are open; before, opioid deaths only."
        ),
        "No line, sum, change or comparison is formed across such a break.",
        (
            "Read in Public Health Agency of Canada, Technical Notes: Deaths, June 2023, notes 3, 4 and 10, on "
            "29 November 2026; where it changes was read from the figures by this site."
        ),
        "Figures for the 12 months ending June 2022 of 8 of the 13 series are preliminary and subject to change.",
        (
            "5 of 13 twelve-month sums cannot be formed: a month in them is withheld by the publisher or not "
            "available from it (×)."
        ),
    )
    chart = (
        "Dot plot, a row for each place. Apparent opioid toxicity deaths in 12 months, Canada: change in a year. "
        "12 months to June 2022 beside 12 months to June 2021: change in per cent. Changes from −30% to +18%. "
        "Alberta (+18%, from 1,423 to 1,686); British Columbia (+12%, from 2,087 to 2,334); Manitoba (no sum: a "
        "month in it is withheld); New Brunswick (−30%, from 53 to 37); Newfoundland and Labrador (no sum: a month "
        "in it is withheld); Northwest Territories (−60%, from 5 to 2); Nova Scotia (+12%, from 49 to 55); Nunavut "
        "(no sum: a month in it is withheld); Ontario (−5%, from 2,846 to 2,700); Prince Edward Island (no sum: a "
        "month in it is withheld); Quebec (490, no change can be worked out); Saskatchewan (no sum: a month in it "
        "is withheld); Yukon (+93%, from 14 to 27)."
    )
    assert told.alt_text == " ".join([chart, told.summary, *told.sentences, told.publication_note + "."])
    assert [(key.css_class, key.label) for key in told.legend] == [
        ("dot-fewer", "fewer deaths"),
        ("dot-more", "more deaths"),
        ("open", "preliminary"),
        ("hollow", "under 20 deaths"),
        ("tick-now", "as known in edition 5"),
        ("unlike", "not comparable"),
        ("cross", "no sum: a month in it is withheld"),
    ]
    assert told.empty_message == ""


def test_the_words_of_a_pinned_view_in_french(site):
    told = write_text(made.chart(site, "change", "CA", lang="fr", **PINNED), FRENCH)
    assert told.title == (
        "Décès apparemment liés à une intoxication aux opioïdes sur 12 mois, Canada\u00a0: variation sur un an"
    )
    assert told.summary.replace("\u00a0", " ") == (
        "12 mois se terminant en juin 2022 : moins de décès qu’un an plus tôt dans 2 des 13 régions, plus dans 3. "
        "Non comptés : peu de décès 2, rupture de série 1, chiffre manquant 5. D’après les nombres publiés au plus "
        "tard le 31 décembre 2022."
    )
    assert told.sentences[0].replace("\u00a0", " ") == (
        "Les deux chiffres sont tels que publiés à la même date. Lorsque le point est vide, le plus récent est "
        "préliminaire, tandis que celui d’un an plus tôt a été révisé pendant un an de plus. Ces régions ne "
        "dénombrent pas de la même façon, et aucun sens n’est indiqué pour l’ensemble : sur 12 chiffres antérieurs "
        "de ces régions, un an ou plus après la fin de leur période, 10 étaient en hausse, 1 en baisse et 1 sans "
        "changement."
    )
    assert "Île-du-Prince-Édouard (total non calculable" in told.alt_text


def test_the_table_of_a_pinned_view(site):
    told = build_table(made.chart(site, "change", "CA", **PINNED), ENGLISH)
    assert told.header == (
        "Place",
        "12 months to June 2021",
        "12 months to June 2022",
        "Change",
        "As known in edition 5",
        "Remark",
        "Unchanged since",
    )
    rows = {row[0]: row[1:] for row in told.rows}
    assert rows["Ontario"] == ("2,846", "2,700", "−5%", "−8%", "preliminary", "on or before 31 December 2022")
    assert rows["Quebec"] == (
        "no sum: what is counted changed within it",
        "490",
        "",
        "",
        "preliminary; no change: break in the series (≠)",
        "on or before 31 December 2022",
    )
    assert rows["Manitoba"] == ("320", "no sum: a month in it is withheld", "", "+5%", "", "")
    assert rows["Yukon"][-2] == "preliminary; few deaths: the change says little"
    assert len(rows) == 13
    assert told.numeric_columns == {1, 2, 3, 4}


# -- what is said of what ----------------------------------------------------------------------------------------------


def test_only_places_with_enough_deaths_are_counted():
    told = write_text(changes(AB=(100, 80), BC=(100, 130), ON=(50, 50), YT=(2, 4)), ENGLISH)
    assert told.summary.startswith("2020: fewer deaths than a year before in 1 of 4 places, more in 1. ")
    assert "Not counted: few deaths 1." in told.summary
    assert "Changes from −20% to +30%." in told.alt_text


def test_a_view_of_small_numbers_only_says_nothing_of_them():
    told = write_text(changes(NU=(1, 2), YT=(4, 2)), ENGLISH)
    assert told.summary == "The numbers of all places are too small to say how they changed."
    assert told.sentences[1].startswith("In 2 places one of the figures is under 20 (grey)")


def test_settled_figures_are_not_called_preliminary():
    selection = changes(AB=(100, 80), BC=(100, 130))
    assert sentences(selection) == (
        "Both figures are as published by the same day: that of a year before has been revised for a year longer.",
    )
    assert looks(selection) == {"dot-fewer", "dot-more"}


def test_no_direction_is_given_to_fresh_figures_of_which_too_few_earlier_ones_are_held():
    selection = changes(vintage="2021-01-15", AB=(100, 80), BC=(100, 130))
    assert "the newer one is preliminary, while that of a year before" in sentences(selection)[0]
    assert "No earlier figure is in this archive" in sentences(selection)[0]
    assert "open" in looks(selection)


def revised_by(mature, measure, *places):
    """Years of places that were 100 a month or two after their end and ``mature`` two years later; 2020 is fresh."""
    return made.site(
        figure(str(year), f"{year + after}-02-19", value, measure=measure, place=place)
        for place in places
        for year in range(2008, 2021)
        for after, value in ((1, 100), (3, mature))
        if year + after <= 2021
    )


@pytest.mark.parametrize(
    ("mature", "english", "french"),
    [
        (110, "So a fall may become smaller, and a rise larger.", "et une hausse s’accentuer."),
        (90, "So a fall may become larger, and a rise smaller.", "et une hausse s’atténuer."),
    ],
)
def test_what_revisions_may_do_is_said_where_earlier_figures_moved_one_way(mature, english, french):
    over = revised_by(mature, "unregulated-deaths-year", "CA-BC-fraser", "CA-BC-island")
    for locale, said in ((ENGLISH, english), (FRENCH, french)):
        shown = made.chart(over, "change", "CA-BC", measure="unregulated-deaths-year", lang=locale.code)
        assert write_text(shown, locale).sentences[0].endswith(said)


def test_nothing_is_said_of_what_may_become_of_changes_of_places_that_do_not_count_alike():
    shown = made.chart(revised_by(110, YEARS, "CA-AB", "CA-ON"), "change", "CA", measure=YEARS)
    assert sentences(shown)[0].endswith(
        "These places do not count alike, so that no direction is given for all of them: of 22 earlier figures of "
        "these places, 22 had risen, 0 had fallen and 0 had not changed a year or more after their period ended."
    )


def test_a_figure_of_either_year_may_be_withheld():
    selection = changes(AB=(100, 80), BC=(None, 130), ON=(100, None))
    assert looks(selection) == {"dot-fewer", "dot-more", "cross"}
    assert [row[:4] for row in build_table(selection, ENGLISH).rows] == [
        ("Alberta", "100", "80", "−20%"),
        ("British Columbia", "suppressed by the publisher", "130", ""),
        ("Ontario", "100", "suppressed by the publisher", ""),
    ]
    assert "British Columbia (130, no change can be worked out)" in write_text(selection, ENGLISH).alt_text


def revised(*vintages, **chosen):
    """The chart of 2020 where Alberta's figure of 2019 is first held of the later of two days, all others before."""
    first, last = vintages
    told = [("2018", first, 90), ("2019", last, 100), ("2020", first, 80)]
    figures = [figure(year, day, value, measure=YEARS, place="CA-AB") for year, day, value in told]
    figures += [figure(year, first, 50, measure=YEARS, place="CA-BC") for year in ("2018", "2019", "2020")]
    return made.chart(made.site(figures), "change", "CA", measure=YEARS, end="2020-12-01", **chosen)


def test_a_figure_not_held_is_no_figure_withheld():
    selection = revised("2021-06-01", "2023-06-01", as_of="2022-01-01")
    keys = {key.css_class: key.label for key in write_text(selection, ENGLISH).legend}
    assert "cross" not in keys
    assert keys["box"] == "not in this archive (?)"
    assert "“?” stands for a figure, of either year, that is not in this archive as published then." in sentences(
        selection
    )


def test_a_chart_of_figures_held_has_no_sign_of_others():
    selection = changes(AB=(100, 80), BC=(None, 130))
    assert "box" not in looks(selection)
    assert not any("?" in said for said in sentences(selection))


def test_the_day_of_a_change_is_that_of_the_newer_of_both_figures():
    told = write_text(revised("2021-06-01", "2023-06-01"), ENGLISH)
    assert told.summary.endswith("Computed from counts published up to 1 June 2023.")


def test_places_without_the_period_are_named_with_a_dash():
    selection = changes(AB=(100, 80), BC=(100, 90), QC=(30,))
    assert "For 1 place this archive has no figure of this period (–)." in sentences(selection)
    assert build_table(selection, ENGLISH).rows[-1] == ("Quebec", "", "", "", "no figure in this archive", "")
    assert "Quebec (no figure in this archive)" in write_text(selection, ENGLISH).alt_text


def test_a_view_of_now_has_no_figures_of_now_beside_it():
    selection = changes(AB=(100, 80), BC=(100, 90))
    assert "tick-now" not in looks(selection)
    assert build_table(selection, ENGLISH).header[3:5] == ("Change", "Remark")


# -- why there is nothing to draw --------------------------------------------------------------------------------------


def nothing(selection):
    assert selection.is_empty
    assert build_table(selection, ENGLISH).rows == ()
    return write_text(selection, ENGLISH).empty_message


def test_a_day_before_the_first_release(site):
    early = made.chart(site, "change", "CA", measure=QUARTERS, as_of="2001-01-01")
    assert nothing(early) == (
        "This archive has nothing that was published by that day. Its first release: 24 March 2021."
    )
    assert write_text(early, ENGLISH).title == "Apparent opioid toxicity deaths in 12 months, Canada: change in a year"


def test_a_year_without_one_before_it(site):
    first = made.chart(site, "change", "CA", measure=YEARS, end="2016-12-01")
    assert nothing(first) == "No change on a year before can be shown for the months chosen."


def test_figures_that_do_not_reach_back_a_year():
    figures = [figure("2020", "2021-06-01", 5, measure=YEARS, place=place) for place in ("CA-AB", "CA-BC")]
    short = made.chart(made.site(figures), "change", "CA", measure=YEARS)
    assert nothing(short) == "The figures in this archive do not reach back a year, so that no change can be shown."


def test_nothing_held_at_all():
    none = made.chart(made.site([figure("2020-01", "2021-06-01", 1)]), "change", "CA", measure=YEARS)
    assert nothing(none) == "This archive has no figures of parts of this place yet."
