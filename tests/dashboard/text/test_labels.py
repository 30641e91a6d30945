"""What a pointer reads off one period, in both languages."""

from dataclasses import replace
from datetime import date

import pytest

from dashboard.i18n import get_locale
from dashboard.text import labels, sentences
from etl.core.model import Period, Status
from etl.store.series import PublishedValue
from tests.dashboard.text.views import spaced


@pytest.mark.parametrize(
    ("name", "lang", "label", "lines"),
    [
        (
            "2020-08-25",
            "en",
            "2020-07",
            ["July 2020", "175 deaths", "published 25 August 2020", "newest in this archive: 186", "preliminary"],
        ),
        (
            "2020-08-25",
            "fr",
            "2020-07",
            [
                "Juillet 2020",
                "175~décès",
                "publication du 25 août 2020",
                "dernier chiffre recueilli~: 186",
                "données préliminaires",
            ],
        ),
        (
            "2020-08-25",
            "fr",
            "2012-01",
            [
                "Janvier 2012",
                "publié, non recueilli ici",
                "premier chiffre recueilli~: 20 (3 mai 2022)",
            ],
        ),
        (
            "12 months, 2020-08-25",
            "en",
            "2019-08/2020-07",
            ["12 months to July 2020", "no sum: a month in it is not in this archive as published then"],
        ),
        (
            "12 months",
            "fr",
            "2012",
            ["12~mois se terminant en décembre 2012", "270~décès", "d’après les nombres publiés jusqu’au 3 mai 2022"],
        ),
        (
            "years",
            "fr",
            "2025",
            [
                *("2025", "1~828~décès", "publication du 11 août 2026"),
                *("premier chiffre recueilli~: 1~826 (19 février 2026)", "données préliminaires"),
            ],
        ),
    ],
)
def test_hover(view, name, lang, label, lines):
    shown = view(name)
    point = next(point for point in shown.observations if point.period == Period.parse(label))
    period, *rest = spaced(labels.hover_label(shown, get_locale(lang), point)).split("<br>")
    assert [period.removeprefix("<b>").removesuffix("</b>"), *rest] == lines


def test_a_rate_is_set_beside_a_rate(view):
    shown = view("rate")
    first = PublishedValue(date(2026, 7, 1), 1, 276.0, Status.PROVISIONAL, "r")
    point = replace(shown.observations[-1], first_published=first)
    assert labels.first_published_phrase(shown, get_locale("en"), point) == sentences.format_value(
        shown, get_locale("en"), 2 * (shown.value_in_unit(shown.observations[-1]) or 0)
    )


@pytest.mark.parametrize("status", list(Status))
def test_every_status_has_words(status):
    assert labels.status_label(get_locale("en"), status) != labels.status_label(get_locale("fr"), status)
