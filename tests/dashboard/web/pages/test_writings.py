"""The newest writings beside the front page's chart quote its series; where none does, the heading says less."""

from dataclasses import replace
from datetime import date
from html import unescape

import pytest

from dashboard.charts.registry import default_params
from dashboard.web.pages.writings import MAX_ARTICLES, list_writings

QUOTING, ABOUT = "Newest articles that quote these figures", "Newest articles about this place"


def of_place(site, place, **chosen):
    return list_writings(site, replace(default_params(site.availability, place), **chosen))


@pytest.mark.parametrize("place", ["CA-BC", "US", "US-ME", "US-CA-SF"])
def test_every_value_on_a_card_is_one_of_the_series_shown(site, place):
    found, shown = of_place(site, place), default_params(site.availability, place)
    assert (found.heading, len(found.cards)) == (QUOTING, MAX_ARTICLES)
    quotes = [quote for card in found.cards for quote in card.quotes]
    assert {quote.series for quote in quotes} == {(shown.measure, place)}
    assert all(quote.lines for quote in quotes)


@pytest.mark.parametrize("place", ["GB-SCT", "CA"])
def test_where_no_writing_quotes_the_series_they_are_said_to_be_about_the_place(client, site, place):
    """Yearly totals of Scotland are quoted, and its quarters of suspected deaths are shown."""
    found = of_place(site, place)
    assert (found.heading, bool(found.cards)) == (ABOUT, True)
    page = unescape(client.get(f"/?places={place}").text)
    assert f'<h2 id="writings">{ABOUT}</h2>' in page
    assert QUOTING not in page


def test_another_measure_of_the_place_has_other_writings(site):
    months, years = of_place(site, "CA-BC"), of_place(site, "CA-BC", measure="unregulated-deaths-year")
    assert years.heading == QUOTING
    assert {card.id for card in months.cards} != {card.id for card in years.cards}


def test_no_writing_quotes_values_of_one_age(site):
    assert of_place(site, "CA-BC", group="age:19-29").heading == ABOUT


@pytest.mark.parametrize(("place", "words"), [("CA-BC", "quote these figures"), ("GB-SCT", "about this place")])
def test_as_of_a_day_the_heading_names_it(site, place, words):
    found = of_place(site, place, as_of=date(2024, 1, 1))
    assert found.heading.startswith("Newest articles up to ")
    assert found.heading.endswith(words)
    assert all(card.day <= date(2024, 1, 1) for card in found.cards)


def test_where_no_writing_is_held_of_a_place_nothing_is_listed(client, site):
    assert of_place(site, "CA-PE").cards == ()
    assert 'id="writings"' not in client.get("/?places=CA-PE").text
