"""The map of tiles: the same numbers everywhere, square tiles, and a look for each reason to have no figure."""

import csv
import io
from xml.etree import ElementTree as ET

import pytest

from dashboard.charts.map.tile_grids import arrange_tiles
from dashboard.charts.registry import get_chart
from dashboard.export import images, tables
from dashboard.i18n import get_locale
from dashboard.plotting import trace_names
from dashboard.plotting.theme import CHART_WIDTH_PX, HEAT_COLORS, LIGHT, NARROW_CHART_WIDTH_PX, FigureOptions
from dashboard.svg.text_width import markup_width_px
from tests.dashboard import made
from tests.dashboard.cells import from_figure, read_cells
from tests.dashboard.made import figure, population

ENGLISH = get_locale("en")
MAP = get_chart("map")
STATES = {
    "now": ("US", {}),
    "then": ("US", {"as_of": "2019-09-30"}),
    "counts": ("US", {"unit": "count"}),
    "a month": ("US", {"end": "2018-07-01"}),
    "sums of quarters": ("CA", {}),
    "parts without an arrangement": ("CA-BC", {}),
}
YEARLY = "apparent-opioid-deaths-year"
PARTS = {"CA-AB": 30, "CA-BC": 20, "CA-MB": 0, "CA-NB": None, "CA-NL": 10}


@pytest.fixture(scope="module")
def over():
    """Five provinces in 2019 and 2020; of one the newest year was published later, of one there is none."""
    rows = [figure("2019", "2021-06-01", 5, place=code, measure=YEARLY) for code in (*PARTS, "CA-NS", "CA-ON")]
    rows += [figure("2020", "2021-06-01", count, place=code, measure=YEARLY) for code, count in PARTS.items()]
    rows += [figure("2020", "2022-06-01", 7, place="CA-NS", measure=YEARLY)]
    rows += [figure("2021", "2021-06-01", 8, place="CA-NS", measure=YEARLY)]
    return made.site(rows)


@pytest.fixture
def then(over):
    return made.chart(over, "map", "CA", as_of="2021-06-01", end="2020-12-01")


def trace(drawn, name):
    return next(one for one in drawn["data"] if one["name"] == name)


def by_place(shown, found):
    """Words and fill of each tile by its place."""
    spots = arrange_tiles(shown.parts_of.code, [view.place.code for view in shown.views]).positions
    return {code: found[spot] for code, spot in spots.items()}


def read(shown, *, narrow=False):
    drawn = MAP.figure(shown, ENGLISH, FigureOptions(narrow=narrow))
    found = read_cells(drawn, NARROW_CHART_WIDTH_PX if narrow else CHART_WIDTH_PX, MAP.height(shown, narrow=narrow))
    assert found == from_figure(drawn)
    return by_place(shown, found)


# -- the same numbers everywhere -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("place", "chosen"), STATES.values(), ids=STATES)
def test_picture_figure_table_and_csv_have_the_same_numbers(site, place, chosen):
    shown = made.chart(site, "map", place, **chosen)
    drawn = {code: words for code, (words, _) in read(shown).items() if words not in {"", "×"}}
    assert len(drawn) > 0.8 * len(shown.views)
    names = {view.place.name["en"]: view.place.code for view in shown.views}
    table = {names[row[0]]: row[1] for row in MAP.table(shown, ENGLISH).rows}
    assert len(table) == len(shown.views)
    assert {code: words for code, words in table.items() if words} == drawn
    rows = csv.DictReader(io.StringIO(tables.to_csv(tables.to_frame(shown, ENGLISH)), newline=""))
    column, digits = ("rate", 1) if shown.params.unit == "rate" else ("value", 0)
    numbers = {row["place"]: float(row[column]) for row in rows if row[column]}
    assert numbers.keys() == drawn.keys()
    for code, words in drawn.items():
        assert float(words.replace(",", "")) == pytest.approx(numbers[code], abs=0.051 * digits)


def test_the_picture_for_a_phone_has_the_same_tiles(site):
    shown = made.chart(site, "map", "US")
    assert read(shown, narrow=True) == read(shown)


def test_a_past_day_shows_what_was_known_then(site):
    chosen = {"measure": "overdose-deaths-12m-reported", "unit": "count", "end": "2018-09-01"}
    then, now = (read(made.chart(site, "map", "US", **chosen, **day)) for day in ({"as_of": "2019-05-01"}, {}))
    ohio = made.chart(site, "trend", "US-OH", measure="overdose-deaths-12m-reported", as_of="2019-05-01").first_view
    (point,) = [one for one in ohio.observations if one.period.end.isoformat() == "2018-09-30"]
    assert then["US-OH"][0] == ENGLISH.number(point.value)
    assert now["US-OH"][0] == ENGLISH.number(ohio.current_observation(point).value)
    assert then != now


# -- looks -----------------------------------------------------------------------------------------------------------


def test_each_reason_for_having_no_figure_has_a_look_of_its_own(then):
    drawn = MAP.figure(then, ENGLISH)
    found = by_place(then, from_figure(drawn))
    order = [view.place.code for view in then.views]
    edges = dict(zip(order, trace(drawn, "cells")["marker"]["line"]["color"], strict=True))
    inks = dict(zip(order, trace(drawn, "figures")["textfont"]["color"], strict=True))
    paper, grid, absent = LIGHT["paper"], LIGHT["grid"], LIGHT["absent"]
    assert (*found["CA-MB"], edges["CA-MB"], inks["CA-MB"]) == ("0", paper, grid, LIGHT["ink"])
    assert (*found["CA-NB"], edges["CA-NB"], inks["CA-NB"]) == ("×", paper, grid, LIGHT["muted"])
    assert (*found["CA-NS"], edges["CA-NS"], inks["CA-NS"]) == ("7", paper, absent, LIGHT["muted"])
    assert (*found["CA-ON"], edges["CA-ON"], inks["CA-ON"]) == ("", paper, grid, LIGHT["muted"])
    assert {found[code][1] for code in ("CA-AB", "CA-BC", "CA-NL")} <= {LIGHT[name] for name in HEAT_COLORS}


def test_a_part_without_a_population_has_an_empty_tile_and_not_a_rate_of_nothing(site):
    shown = made.chart(site, "map", "US", measure="overdose-deaths-12m-reported", end="2018-07-01")
    found = read(shown)
    assert found["US-NY-NYC"] == found["US-NY-REST"] == ("", LIGHT["paper"])
    counts = read(made.chart(site, "map", "US", unit="count", end="2018-07-01"))
    assert float(counts["US-NY-NYC"][0].replace(",", "")) > 1000


def test_each_preliminary_tile_has_a_dotted_outline(site):
    shown = made.chart(site, "map", "US", as_of="2019-09-30")
    line = trace(MAP.figure(shown, ENGLISH), "preliminary")
    spots = arrange_tiles("US", [view.place.code for view in shown.views]).positions
    marked = {
        spots[view.place.code] for view in shown.views if view.preliminary and view.value_in_unit(view.observations[0])
    }
    assert line["line"]["dash"] == "dot"
    middles = {
        (round(sum(line["x"][at : at + 4]) / 4), round(sum(line["y"][at : at + 4]) / 4))
        for at in range(0, len(line["x"]), 6)
    }
    assert middles == marked
    assert 0 < len(marked) < len(shown.views)


def test_a_figure_has_the_same_color_in_every_period(site):
    early, late = (dict(read(made.chart(site, "map", "US", end=end)).values()) for end in ("2015-01-01", "2022-01-01"))
    both = early.keys() & late.keys() - {""}
    assert len(both) > 5
    assert {words: early[words] for words in both} == {words: late[words] for words in both}
    assert LIGHT["heat_6"] in late.values()


# -- the page --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", ["US", "CA", "CA-BC"])
def test_tiles_are_square_on_page_phone_and_picture(site, place):
    shown = made.chart(site, "map", place)
    picture = made.picture_of(site, shown.params, "/")
    sizes = [(CHART_WIDTH_PX, MAP.height(shown, narrow=False)), (NARROW_CHART_WIDTH_PX, MAP.height(shown, narrow=True))]
    sizes.append((960, 960 * picture.ratio))
    for (width, height), narrow in zip(sizes, (False, True, False), strict=True):
        layout = MAP.figure(shown, ENGLISH, FigureOptions(narrow=narrow))["layout"]
        (left, right), (low, top) = layout["xaxis"]["range"], layout["yaxis"]["range"]
        assert width / (right - left) == pytest.approx(height / (low - top), rel=0.01)


def test_a_picture_is_as_high_as_its_map_asks_for(site):
    picture = made.picture_of(site, made.chart(site, "map", "US").params, "/")
    sheet = ET.fromstring(images.render_svg(picture))
    _, drawn = sheet.iter(sheet.tag)
    width, height = float(drawn.get("width")), float(drawn.get("height"))
    assert width == picture.width - 40
    assert height == round(
        width * MAP.height(made.data_of(site, made.state(site, slug="map")), narrow=False) / CHART_WIDTH_PX
    )
    assert float(sheet.get("height")) > height + 100


def test_every_row_of_tiles_is_a_line_to_read(site):
    shown = made.chart(site, "map", "CA", as_of="2026-03-31")
    lines = [
        one for one in MAP.figure(shown, ENGLISH, FigureOptions(hover_labels=True))["data"] if one["name"] == "labels"
    ]
    assert [[said.partition("<br>")[0] for said in line["customdata"]] for line in lines] == [
        ["<b>Yukon</b>", "<b>Northwest Territories</b>", "<b>Nunavut</b>", "<b>Newfoundland and Labrador</b>"],
        [
            *("<b>British Columbia</b>", "<b>Alberta</b>", "<b>Saskatchewan</b>", "<b>Manitoba</b>", "<b>Ontario</b>"),
            *("<b>Quebec</b>", "<b>Prince Edward Island</b>"),
        ],
        ["<b>New Brunswick</b>", "<b>Nova Scotia</b>"],
    ]
    assert "preliminary" in lines[1]["customdata"][0]
    assert "withheld" in lines[0]["customdata"][2]


def test_what_a_tile_without_a_figure_says(then):
    read_out = {
        said.partition("</b>")[0].removeprefix("<b>"): said
        for one in MAP.figure(then, ENGLISH, FigureOptions(hover_labels=True))["data"]
        if one["name"] == "labels"
        for said in one["customdata"]
    }
    assert read_out["Ontario"].endswith("no figure in this archive for this period")
    assert "published, not in this archive" in read_out["Nova Scotia"]
    assert "suppressed by the publisher" in read_out["New Brunswick"]


def test_a_figure_that_is_only_written_as_nothing_does_not_look_like_none():
    counts = {"CA-BC": 0, "CA-AB": 1, "CA-ON": 90}
    rows = [figure("2020", "2021-06-01", count, place=code, measure=YEARLY) for code, count in counts.items()]
    over = made.site(rows, [population("2020-Q3", 9_000_000, place=code) for code in counts])
    shown = made.chart(over, "map", "CA", unit="rate")
    traces = {trace["name"]: trace for trace in MAP.figure(shown, ENGLISH)["data"]}
    places = [view.place.code for view in shown.views]
    colors = dict(zip(places, traces["cells"]["marker"]["color"], strict=True))
    assert dict(zip(places, traces["figures"]["text"], strict=True)) == {"CA-BC": "0.0", "CA-AB": "0.0", "CA-ON": "1.0"}
    assert colors["CA-BC"] == LIGHT["paper"]
    assert colors["CA-AB"] == LIGHT["heat_1"]


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("place", ["US", "CA", "CA-BC"])
def test_names_and_values_fit_their_tiles(site, place, lang, narrow):
    shown = made.chart(site, "map", place, lang=lang)
    drawn = MAP.figure(shown, get_locale(lang), FigureOptions(narrow=narrow))
    left, right = drawn["layout"]["xaxis"]["range"]
    tile = (NARROW_CHART_WIDTH_PX if narrow else CHART_WIDTH_PX) / (right - left)
    for trace in drawn["data"]:
        if trace["name"] in {trace_names.PLACE_NAMES, trace_names.VALUES}:
            assert all(markup_width_px(text, trace["textfont"]["size"]) < tile for text in trace["text"])
