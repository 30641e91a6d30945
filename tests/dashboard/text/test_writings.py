"""Writings in words: what they are, who wrote them and where, and the link to the chart of their day."""

from datetime import date

import pytest

from dashboard.i18n import get_locale
from dashboard.text import writings
from tests.dashboard.text.views import spaced


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("code", ["blog", "news", "statement", "policy", "research", "event"])
def test_every_kind_has_words(lang, code):
    assert writings.kind_label(get_locale(lang), code)


@pytest.mark.parametrize(
    ("release", "is_recent", "english", "french"),
    [
        (date(2020, 8, 25), True, "See the chart as of that day", "Voir le graphique à cette date"),
        (
            date(2019, 9, 30),
            False,
            "Nearest release in this archive: 30 September 2019",
            "Publication recueillie la plus proche~: 30 septembre 2019",
        ),
        (
            None,
            False,
            "This archive has no release of these figures from that day or before.",
            "Aucune publication de ces chiffres, à cette date ou avant, n’a été recueillie.",
        ),
    ],
)
def test_what_a_link_to_the_chart_of_a_day_says(release, is_recent, english, french):
    assert writings.replay_label(get_locale("en"), release, {}, is_recent=is_recent) == english
    assert spaced(writings.replay_label(get_locale("fr"), release, {}, is_recent=is_recent)) == french


@pytest.mark.parametrize(
    ("code", "item_id", "expected"),
    [
        ("en", "stat-2018-12-18-harvey", "STAT, 18 December 2018, title from its address"),
        ("en", "rr-2016-12-02-hr-advocacy", "Jason Schwartz (author inferred), Recovery Review, 2 December 2016"),
        ("fr", "stat-2018-12-18-harvey", "STAT, 18 décembre 2018, titre tiré de son adresse"),
        ("fr", "rr-2016-12-02-hr-advocacy", "Jason Schwartz (auteur présumé), Recovery Review, 2 décembre 2016"),
    ],
)
def test_a_byline_says_how_title_and_author_are_known(site, code, item_id, expected):
    item = site.snapshot.commentary.by_id(item_id)
    assert spaced(writings.article_byline(get_locale(code), item)).replace("~", " ") == expected
    assert "(" not in item.title + item.author
