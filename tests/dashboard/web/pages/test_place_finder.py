"""A place is found by its name: in either language, whatever its accents and capitals, and only by all of it."""

import pytest

from dashboard.charts.registry import default_params
from dashboard.i18n import get_locale, sort_key
from dashboard.web.pages.place_finder import build_place_finder


def finder(site, slug="trend", lang="en"):
    return build_place_finder(site, default_params(site.availability, slug=slug), get_locale(lang))


@pytest.mark.parametrize("slug", ["trend", "compare", "map"])
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_place_of_the_chart_has_its_names_in_both_languages_sorted(site, slug, lang):
    names = finder(site, slug, lang).names
    drawable = site.availability.drawable_places(default_params(site.availability, slug=slug).options)
    assert {entry.code for entry in names} == set(drawable)
    assert [sort_key(entry.name) for entry in names] == sorted(sort_key(entry.name) for entry in names)
    for code in drawable:
        texts = site.snapshot.places[code].name
        assert {entry.name for entry in names if entry.code == code} == {texts["en"], texts["fr"]}


def test_a_name_of_another_language_says_what_it_means(site):
    entry = next(entry for entry in finder(site).names if entry.name == "Colombie-Britannique")
    assert (entry.code, entry.meaning) == ("CA-BC", "British Columbia")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Alberta", "CA-AB"),
        (" alberta ", "CA-AB"),
        ("quebec", "CA-QC"),
        ("Québec", "CA-QC"),
        ("ILE-DU-PRINCE-EDOUARD", "CA-PE"),
        ("us-oh", "US-OH"),
        ("Al", None),
        ("Alask", None),
        ("Atlantis", None),
    ],
)
def test_only_a_whole_name_or_code_chooses(site, browser_modules, typed, code):
    names = [[entry.name, entry.code] for entry in finder(site).names]
    assert browser_modules.call("chart/places.js", "placeOf", names, typed) == code


@pytest.mark.parametrize(
    ("typed", "code", "near"),
    [
        ("ohi", "US-OH", 1),
        ("BC", "CA-BC", 1),
        ("québ", "CA-QC", 1),
        ("coastal", "CA-BC-vancouver-coastal", 1),
        ("new h", "US-NH", 1),
        ("alaska", "US-AK", 0),
        ("al", "US-AL", 1),
        ("ala", None, 2),
        ("atlantis", None, 0),
    ],
)
def test_with_enter_the_beginning_of_a_name_or_an_abbreviation_chooses(site, browser_modules, typed, code, near):
    names = [[entry.name, entry.code] for entry in finder(site).names]
    read = browser_modules.call("chart/places.js", "readPlace", names, typed)
    assert (read["code"], len(read["near"])) == (code, near)
