"""Rates that their publisher worked out: shown as they are, and never taken for those that are computed here."""

import csv
import io
from dataclasses import replace
from datetime import date

import pytest

from dashboard.charts.registry import CHARTS, default_params
from dashboard.export.tables import RATE_COLUMNS
from tests.dashboard import made

RATE = "apparent-opioid-deaths-crude-rate-year"
FOUR = "CA-BC,CA-AB,CA-ON,CA-QC"


def rendered(site, slug, *places, **chosen):
    """A chart of the published rate, of the newest day where none is chosen."""
    usual = default_params(site.availability, *places, slug=slug, measure=RATE)
    days = {name: date.fromisoformat(chosen[name]) for name in ("as_of", "end") if name in chosen}
    return made.charts_of(site)(replace(usual, **(chosen | days)))


@pytest.mark.parametrize(
    ("lang", "unit", "summary"),
    [
        (
            "en",
            "Deaths per 100,000 in each year, as published",
            "2024: 41.0 deaths per 100,000, published on or before 23 Sep",
        ),
        ("fr", "Décès pour 100 000 habitants par année, selon les données publiées", "2024 : 41,0 décès pour 100 000"),
    ],
)
def test_the_words_say_whose_rate_it_is(site, lang, unit, summary):
    text = rendered(site, "trend", "CA-BC", as_of="2025-09-30", lang=lang).text
    assert text.unit.replace("\u00a0", " ") == unit
    assert text.summary.replace("\u00a0", " ").startswith(summary)


def test_rows_have_the_rate_as_their_value_and_no_population(client):
    rows = client.get(f"/chart/trend.csv?places=CA-BC&measure={RATE}&as_of=2025-09-30").text
    table = list(csv.DictReader(io.StringIO(rows.lstrip("\ufeff"))))
    of_2020 = next(row for row in table if row["period"] == "2020")
    assert (of_2020["value"], of_2020["now_value"], of_2020["unit"]) == (
        "34.8",
        "30.2",
        "deaths per 100,000, as published",
    )
    assert not RATE_COLUMNS.keys() & of_2020.keys()


@pytest.mark.parametrize(
    "address",
    [
        f"/chart/trend?places=CA-BC&measure={RATE}&unit=rate",
        f"/chart/trend?places=CA-BC&measure={RATE}&window=12",
        f"/chart/compare?places={FOUR}&measure={RATE}&unit=rate",
        f"/chart/compare?places=CA-BC,CA-AB&measure={RATE},apparent-opioid-deaths-year",
        f"/chart/breakdown?places=CA-BC&measure={RATE}",
        f"/chart/change?places=CA&measure={RATE}",
        f"/chart/seasonal?places=CA-BC&measure={RATE}",
        f"/chart/words?places=CA-BC&measure={RATE}",
    ],
)
def test_what_would_divide_sum_or_mix_them_is_refused(client, address):
    assert client.get(address).status_code == 400


def test_no_chart_has_them_by_default(site):
    for slug in CHARTS:
        for place in ("CA", "CA-BC", "CA-MB", "CA-NU"):
            params = default_params(site.availability, place, slug=slug)
            assert not {name for name in params.measures if "crude-rate" in name}, (slug, place)


def test_places_are_compared_by_them_alone(site):
    chart = rendered(site, "compare", "CA-BC", "CA-AB", as_of="2025-12-11")
    assert [view.latest.value for view in chart.data.views] == [41.3, 24.3]
    assert chart.text.summary.startswith(
        "Deaths per 100,000 in 2019, then in 2024: British Columbia 16.3, then 41.3\u00a0≠;"
    )


def test_the_map_colors_them_with_one_decimal_and_not_across_a_break(site):
    chart = rendered(site, "map", "CA", end="2024-12-01")
    labels = [item.label for item in chart.text.legend]
    assert "10 to 14.9" in labels
    assert "across a break: not compared" in labels
    assert "deaths per 100,000, as published" in chart.text.summary


def test_one_figure_through_the_releases(site):
    chart = rendered(site, "vintages", "CA-BC", end="2020-12-01")
    assert "30.2" in chart.text.summary
    assert "which counts something else: not compared" in chart.text.summary


@pytest.mark.parametrize("slug", ["trend", "compare"])
@pytest.mark.parametrize(
    ("day", "last_before"), [("2025-09-30", "2018"), ("2025-12-11", "2023"), ("2026-06-16", "2023")]
)
def test_no_line_is_drawn_across_the_break_of_the_day_not_a_dotted_one_either(site, slug, day, last_before):
    chart = rendered(site, slug, "CA-BC", as_of=day)
    lines = [
        trace
        for trace in chart.figure["data"]
        if "lines" in trace.get("mode", "") and trace["name"] not in {"now", "labels"}
    ]
    ends = [
        (str(trace["x"][at]), str(trace["x"][at + 1]))
        for trace in lines
        for at in range(len(trace["x"]) - 1)
        if trace["y"][at] is not None and trace["y"][at + 1] is not None
    ]
    first_after = str(int(last_before) + 1)
    assert ends
    assert not [pair for pair in ends if pair[0][:4] <= last_before and pair[1][:4] >= first_after]
