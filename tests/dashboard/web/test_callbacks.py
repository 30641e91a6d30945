"""A choice becomes a view: what a reader has just chosen stands, and what does not go with it gives way."""

from urllib.parse import parse_qs, urlsplit

import pytest

from dashboard.web.callbacks import Choice, update_page
from tests.dashboard import made


def chosen(message):
    """The options of the address of the view that came."""
    assert "error" not in message, message
    return {name: values[0] for name, values in parse_qs(urlsplit(message["address"]).query).items()}


@pytest.mark.parametrize(
    ("slug", "query", "changed", "expected"),
    [
        ("trend", "places=US-OH&measure=unregulated-deaths-month&window=12", "places", {"places": "US-OH"}),
        ("trend", "places=GB-SCT&unit=rate", "places", {"places": "GB-SCT"}),
        ("breakdown", "group=age&measure=unregulated-deaths-month", "group", {"group": "age"}),
        (
            "breakdown",
            "group=age&measure=unregulated-deaths-month",
            "measure",
            {"measure": "unregulated-deaths-month"},
        ),
        ("breakdown", "group=place&places=US&unit=rate&measure=overdose-deaths-12m-reported", "unit", {"places": "US"}),
    ],
)
def test_what_does_not_go_with_a_choice_gives_way(site, slug, query, changed, expected):
    assert chosen(update_page(made.charts_of(site), Choice(slug, query, changed))).items() >= expected.items()


@pytest.mark.parametrize(
    ("query", "changed"),
    [
        ("measure=nothing", ""),
        ("as_of=yesterday", "as_of"),
        ("places=CA-BB", "places"),
        ("colour=red", "places"),
        ("end=2020-05&start=2020-06", ""),
        ("end=2020-05&start=2020-06", "start,end"),
    ],
)
def test_what_cannot_be_is_refused_by_its_name(site, query, changed):
    assert update_page(made.charts_of(site), Choice("trend", query, changed))["error"].startswith(
        query.partition("=")[0] + "="
    )


def test_of_two_months_in_the_wrong_order_the_new_one_stands(site):
    charts = made.charts_of(site)
    assert "start=" not in update_page(charts, Choice("trend", "end=2020-05&start=2020-06", "end"))["address"]
    assert "end=" not in update_page(charts, Choice("trend", "end=2020-05&start=2020-06", "start"))["address"]


def test_an_unknown_chart_is_said_to_be_unknown(site):
    assert update_page(made.charts_of(site), Choice("trends", ""))["error"].startswith("There is no chart 'trends'")


NOTE = "cbc-2020-08-25-july"


def test_a_writing_stays_while_the_place_does(site):
    charts = made.charts_of(site)
    days = update_page(charts, Choice("trend", f"as_of=2020-09-21&note={NOTE}"))
    assert chosen(days)["note"] == NOTE
    later = update_page(charts, Choice("trend", f"as_of=2021-01-01&note={NOTE}", received=days["of"]))
    assert (chosen(later)["note"], "notes" in later["parts"]) == (NOTE, False)  # the list stands as it was
    assert f'name="note" value="{NOTE}"' in later["parts"]["choices"]


def test_a_writing_gives_way_to_a_place_that_it_is_not_about(site):
    there = update_page(made.charts_of(site), Choice("trend", f"places=US-OH&note={NOTE}", "places"))
    assert chosen(there) == {"places": "US-OH"}
    assert 'class="card marked"' not in there["parts"]["notes"]
