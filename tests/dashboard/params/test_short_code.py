"""A short code: read back as what was written, whoever copies it; a slip is refused."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.registry import CHARTS, default_params, parse_query
from dashboard.params.short_code import ALPHABET, MAX_SYMBOLS, read_code, write_code

OPTIONS = {slug: chart.options for slug, chart in CHARTS.items()}
PINNED = {"as_of": "2020-08-25", "edition": "13"}
IN_PRINT = "C7BP-0DYK-N3TF"
"""The usual chart of British Columbia as of 25 August 2020 in edition 13: it has been printed, and stays."""


def params_of(site, slug, **chosen):
    return parse_query({name: [value] for name, value in (PINNED | chosen).items()}, site.availability, slug)


def read(site, code):
    target = read_code(code, site.availability, OPTIONS)
    return target and parse_query(target[1], site.availability, target[0])


@pytest.mark.parametrize("slug", CHARTS)
def test_the_chart_of_every_place_is_read_back(site, slug):
    for place in site.availability.drawable_places(OPTIONS[slug]):
        params = site.pinned_params(default_params(site.availability, place, slug=slug))
        code = write_code(params)
        assert read(site, code) == params, (place, code)
        assert len(code) <= len("XXXX-XXXX-XXXX-XXXX-XXXX")


@pytest.mark.parametrize(
    ("slug", "chosen"),
    [
        ("trend", {"unit": "rate", "window": "12", "start": "2015-01", "end": "2020-01"}),
        ("trend", {"lang": "fr", "note": "cbc-2020-08-25-july"}),
        ("compare", {"places": "US-OH,US-ME,US-VT,US-NH"}),
        ("compare", {"places": "US-OH,CA-BC", "unit": "count", "as_of": "2026-08-11"}),
        ("breakdown", {"group": "age", "unit": "share"}),
        ("map", {"places": "US", "end": "2019-06"}),
        ("vintages", {"end": "2020-07"}),
        ("words", {"term": "recovery", "kinds": "news,policy"}),
        ("trend", {"kinds": "event"}),
        ("trend", {"kinds": "none"}),
        ("trend", {"notes": "0", "kinds": "blog"}),
    ],
)
def test_every_choice_is_read_back(site, slug, chosen):
    params = params_of(site, slug, **chosen)
    assert read(site, write_code(params)) == params


def test_a_code_in_print_stays_and_one_without_writings_is_another(site):
    plain = params_of(site, "trend")
    assert (write_code(plain), read(site, IN_PRINT)) == (IN_PRINT, plain)
    assert write_code(replace(plain, notes=False)) != IN_PRINT


def test_a_month_long_before_any_has_no_code(site):
    assert write_code(params_of(site, "trend", start="0235-10")) == ""


@pytest.mark.parametrize("copied", ["c7bp0dykn3tf", "C7BP ODYK N3TF", " c7bp-0dyk-n3tf\n", "C7-BP-oDYK-N3TF"])
def test_however_it_is_copied(site, copied):
    assert read(site, copied) == params_of(site, "trend")


def test_a_misread_sign_is_noticed(site):
    code = IN_PRINT.replace("-", "")
    slips = [code[:place] + sign + code[place + 1 :] for place in range(len(code)) for sign in ALPHABET]
    slips = [slip for slip in slips if slip != code]
    swapped = [code[:at] + code[at + 1] + code[at] + code[at + 2 :] for at in range(len(code) - 1)]
    accepted = [slip for slip in (*slips, *swapped) if read_code(slip, site.availability, OPTIONS)]
    assert accepted == []


@pytest.mark.parametrize(
    "changed",
    [
        {"places": ("US-OH", "US-ME", "US-VT", "US-NH", "US-CT", "US-NY", "US-CA")},
        {"as_of": date(1999, 12, 31)},
        {"as_of": date(2099, 1, 1)},
        {"as_of": None},
        {"edition": None},
        {"edition": 1024},
        {"start": date(1990, 1, 1)},
        {"end": date(900, 1, 1)},
        {"measure": ""},
    ],
    ids=str,
)
def test_what_does_not_fit_has_no_code(site, changed):
    assert write_code(replace(params_of(site, "trend"), **changed)) == ""


@given(st.text(max_size=40) | st.text(ALPHABET, min_size=12, max_size=MAX_SYMBOLS))
def test_any_text_is_a_code_of_a_chart_or_none(site, text):
    target = read_code(text, site.availability, OPTIONS)
    assert target is None or target[0] in CHARTS
