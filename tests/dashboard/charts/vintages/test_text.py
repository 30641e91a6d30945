"""The words and the table of a figure through the releases, in both languages."""

import pytest

from dashboard.charts.vintages import table as release_table
from dashboard.charts.vintages.text import write_text
from dashboard.i18n import get_locale
from etl.core.model import VintageBasis
from tests.dashboard import made
from tests.dashboard.made import figure

ENGLISH, FRENCH = get_locale("en"), get_locale("fr")
PINNED = {"end": "2020-07-01", "as_of": "2020-10-20", "edition": 1}


def through(*figures, known=VintageBasis.PUBLISHER, **chosen):
    """The chart over figures made by hand, of July 2020 where no other month is chosen."""
    return made.chart(made.site(figures, known=known), "vintages", "CA-BC", **({"end": "2020-07-01"} | chosen))


def july(*values, **chosen):
    """The chart of July 2020 through releases a month apart."""
    return through(*(figure("2020-07", f"2020-{9 + at:02}-15", value) for at, value in enumerate(values)), **chosen)


# -- golden: a view that names its day and its edition never changes ---------------------------------------------------


def test_the_words_of_a_pinned_view_in_english(site):
    told = write_text(made.chart(site, "vintages", "CA-BC", **PINNED), ENGLISH)
    finding = (
        "July 2020: 175 deaths in the first release in this archive (25 August 2020). As published by 20 October "
        "2020: 178 (published 20 October 2020), 3 more (+1.7%). 2 of the 3 releases that give it changed it. As "
        "known in edition 1: 186 (published 11 August 2026)."
    )
    caveats = (
        (
            "Figures for October 2019 to September 2020 are preliminary and subject to change. For 12 earlier "
            "months, the figure published within 60 days of their end had changed by +10% (median) a year or more "
            "later (interquartile range: +8% to +15%)."
        ),
        "27 of the 90 figures cannot be shown: what was published then is not in this archive.",
    )
    assert told.title == "Unregulated drug deaths by month, British Columbia: July 2020 through the releases"
    assert told.unit == "Deaths in each month"
    assert told.summary == finding
    assert told.publication_note == "As published 20 October 2020"
    assert told.sentences == (
        (
            "Dots on the steps are releases in this archive that give the figure; between them it stands as last "
            "published. Each curve is what had been published by the day of a release. It ends in a dot; an upright "
            "line leads from there to the newest figure of the same period. Hollow dots: preliminary when published."
        ),
        *caveats,
    )
    assert told.alt_text == " ".join([
        ("Steps and curves. Unregulated drug deaths by month, British Columbia: July 2020 through the releases. "
        "Deaths in each month. The figure by day of publication: lowest 175 (25 August 2020), highest 178 (20 "
        "October 2020). The curves show July 2019 to September 2020, one for each of 9 releases."),
        finding,
        *caveats,
        "As published 20 October 2020.",
    ])  # fmt: skip
    assert [(key.css_class, key.label) for key in told.legend] == [
        ("line", "As published 20 October 2020"),
        ("first", "published 25 August 2020"),
        ("after-60", "60 days on (23 September 2020)"),
        ("pale", "other releases"),
        ("ghost", "as known in edition 1"),
        ("open", "preliminary when published"),
    ]
    assert told.empty_message == ""


def test_the_words_of_a_pinned_view_in_french(site):
    told = write_text(made.chart(site, "vintages", "CA-BC", **PINNED), FRENCH)
    assert told.title == (
        "Décès attribuables aux drogues non réglementées, par mois, Colombie-Britannique\u00a0: "
        "historique des révisions, juillet 2020"
    )
    assert told.unit == "Décès par mois"
    assert told.summary == (
        "Juillet 2020\u00a0: 175\u00a0décès dans la première publication recueillie (25 août 2020). Situation "
        "publiée au 20 octobre 2020\u00a0: 178 (publication du 20 octobre 2020), 3 de plus (+1,7\u00a0%). Des 3 "
        "publications qui donnent ce chiffre, 2 l’ont révisé. Selon l’édition 1 des données\u00a0: 186 "
        "(publication du 11 août 2026)."
    )
    assert told.sentences[0] == (
        "Chaque point des paliers est une publication recueillie qui donne ce chiffre; entre deux points, il "
        "demeure tel qu’il a été publié en dernier. Chaque courbe présente ce qui avait été publié à la date d’une "
        "publication. Elle se termine par un point, qu’un trait vertical relie au chiffre le plus récent de la même "
        "période. Points évidés\u00a0: chiffres préliminaires à la publication."
    )
    assert told.alt_text.startswith(
        "Paliers et courbes. Décès attribuables aux drogues non réglementées, par mois, Colombie"
    )
    assert [key.label for key in told.legend] == [
        "Situation publiée le 20 octobre 2020",
        "publication du 25 août 2020",
        "60 jours après (23 septembre 2020)",
        "autres publications",
        "selon l’édition 1 des données",
        "chiffre préliminaire à la publication",
    ]


def test_the_table_of_a_pinned_view(site):
    table = release_table.build_table(made.chart(site, "vintages", "CA-BC", **PINNED), ENGLISH)
    assert table.header == (
        *("Day of publication", "Figure", "Change", "Remark"),
        *("Newest period then", "Its figure then", "As known in edition 1"),
    )
    assert table.rows[:4] == (
        ("20 October 2020", "178", "+2", "preliminary when published", "September 2020", "127", "142"),
        ("23 September 2020", "176", "+1", "preliminary when published", "August 2020", "147", "161"),
        ("25 August 2020", "175", "", "preliminary when published", "July 2020", "175", "186"),
        ("16 July 2020", "", "", "not published yet", "June 2020", "175", "189"),
    )
    assert all(len(row) == len(table.header) for row in table.rows)


# -- the finding -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "finding"),
    [
        (
            (175,),
            (
                "July 2020: 175 deaths, published 15 September 2020. No other release in this archive gives a "
                "figure for it: no revision can be shown."
            ),
        ),
        (
            (175, 175),
            (
                "July 2020: 175 deaths in the first release in this archive (15 September 2020). Newest in this "
                "archive: unchanged (latest release that gives it: 15 October 2020). 2 releases in this archive "
                "give it."
            ),
        ),
        (
            (175, 178, 175),
            (
                "July 2020: 175 deaths in the first release in this archive (15 September 2020). Newest in this "
                "archive: 175 again (published 15 November 2020). 2 of the 3 releases that give it changed it."
            ),
        ),
        (
            (200, None, 1150),
            (
                "July 2020: 200 deaths in the first release in this archive (15 September 2020). Newest in this "
                "archive: 1,150 (published 15 November 2020), 950 more (+475.0%). 1 of the 2 releases that give "
                "it changed it."
            ),
        ),
        (
            (10, 9),
            (
                "July 2020: 10 deaths in the first release in this archive (15 September 2020). Newest in this "
                "archive: 9 (published 15 October 2020), 1 fewer (−10.0%). 1 of the 2 releases that give "
                "it changed it."
            ),
        ),
        (
            (0, 1),
            (
                "July 2020: 0 deaths in the first release in this archive (15 September 2020). Newest in this "
                "archive: 1 (published 15 October 2020). 1 of the 2 releases that give "
                "it changed it."
            ),
        ),
        ((None, None), "July 2020: withheld by the publisher or not available from it."),
    ],
)
def test_what_became_of_the_figure(values, finding):
    assert write_text(july(*values), ENGLISH).summary == finding


def test_as_of_the_first_release_what_came_later_is_said():
    assert write_text(july(175, 178, as_of="2020-09-20"), ENGLISH).summary == (
        "July 2020: 175 deaths, published 15 September 2020. Newest in this archive: 178 (published 15 October 2020)."
    )


def test_a_percentage_is_compared_without_per_cent_of_per_cent():
    share = "bc-fentanyl-detected-year"
    over = made.site(
        [figure("2020", day, value, measure=share) for day, value in (("2021-02-01", 84), ("2021-06-01", 85))]
    )
    told = write_text(made.chart(over, "vintages", "CA-BC", measure=share), ENGLISH)
    assert told.summary == (
        "2020: 84% in the first release in this archive (1 February 2021). Newest in this archive: 85% (published "
        "1 June 2021). 1 of the 2 releases that give it changed it."
    )


def test_a_percentage_printed_with_other_decimals_is_not_revised():
    share, prints = "bc-fentanyl-detected-year", (("2021-02-01", 80.876628159), ("2021-06-01", 80.87662815899967))
    over = made.site([figure("2020", day, value, measure=share) for day, value in prints])
    assert write_text(made.chart(over, "vintages", "CA-BC", measure=share), ENGLISH).summary == (
        "2020: 80.9% in the first release in this archive (1 February 2021). Newest in this archive: unchanged "
        "(latest release that gives it: 1 June 2021). 2 releases in this archive give it."
    )


def test_the_day_of_a_release_is_told_with_its_doubt():
    selection = through(
        figure("2020-07", "2020-08-31", 175), figure("2020-07", "2020-09-30", 176), known=VintageBasis.MONTH_ONLY
    )
    told, table = write_text(selection, ENGLISH), release_table.build_table(selection, ENGLISH)
    assert told.summary.startswith(
        "July 2020: 175 deaths in the first release in this archive (on or before 31 August 2020)."
    )
    assert "Diamonds: the day of the release is not known for certain." in told.sentences[0]
    assert ("diamond", "day not known for certain") in [(key.css_class, key.label) for key in told.legend]
    assert [row[0] for row in table.rows] == ["on or before 30 September 2020", "on or before 31 August 2020"]


# -- the table ---------------------------------------------------------------------------------------------------------


def test_every_release_has_a_row_that_says_why_it_has_no_figure():
    table = release_table.build_table(
        through(
            figure("2020-06", "2020-07-15", 177),
            figure("2020-07", "2020-08-15", None),
            figure("2020-07", "2020-09-15", 175, status="final"),
            figure("2020-06", "2020-10-15", 178),
            figure("2020-07", "2021-11-15", 170, status="final"),
        ),
        ENGLISH,
    )
    assert [row[:4] for row in reversed(table.rows)] == [
        ("15 July 2020", "", "", "not published yet"),
        ("15 August 2020", "", "", "suppressed by the publisher"),
        ("15 September 2020", "175", "", "preliminary when published"),
        ("15 October 2020", "", "", "not in this release"),
        ("15 November 2021", "170", "−5", ""),
    ]


# -- nothing to show ---------------------------------------------------------------------------------------------------


def test_each_reason_for_nothing_has_its_own_words():
    held = figure("2020-07", "2020-08-25", 175)
    said = {
        "place": write_text(made.chart(made.site([]), "vintages", "CA-BC"), ENGLISH).empty_message,
        "day": write_text(through(held, as_of="2020-08-24"), ENGLISH).empty_message,
        "month": write_text(through(held, end="2020-08-01"), ENGLISH).empty_message,
    }
    assert said == {
        "place": "This archive has no figure for this place yet.",
        "day": "This archive has nothing that was published by that day. Its first release: 25 August 2020.",
        "month": "None of the releases shown gives a figure for August 2020.",
    }
    for selection in (through(held, as_of="2020-08-24"), through(held, end="2020-08-01")):
        assert selection.is_empty
        assert write_text(selection, ENGLISH).title == "Unregulated drug deaths by month, British Columbia"
        assert release_table.build_table(selection, ENGLISH).rows == ()
        assert selection.releases
