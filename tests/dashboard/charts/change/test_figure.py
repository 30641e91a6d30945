"""The rows of changes: that picture, figure, table and CSV have the same numbers, and how each kind looks."""

import csv
import io
import json
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree as ET

import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.change import figure as change
from dashboard.charts.change.rows import (
    DIRECTION_COLORS,
    MIN_TICK_SPACING_PX,
    NARROW_ROW_HEIGHT_PX,
    ROW_HEIGHT_PX,
    VALUE_SIZE_PX,
    ChangeRows,
)
from dashboard.charts.change.table import build_table
from dashboard.dataset.observations import MIN_RELIABLE_COUNT
from dashboard.export import tables
from dashboard.i18n import get_locale
from dashboard.plotting.theme import LIGHT, FigureOptions
from dashboard.svg.markup import LINE_HEIGHT_EM, line_count
from dashboard.svg.render import render
from dashboard.svg.text_width import markup_width_px, text_width_px
from etl.core.model import Status
from tests.dashboard import made
from tests.dashboard.made import figure
from tests.dashboard.pictures import marks
from tests.examples import examples

ENGLISH, FRENCH = get_locale("en"), get_locale("fr")
PAGE = FigureOptions(current_values=True, hover_labels=True)
PHONE = FigureOptions(current_values=True, hover_labels=True, narrow=True)
YEARS = "apparent-opioid-deaths-year"
STATES = {
    "sums of quarters": ("CA", {"measure": "apparent-opioid-deaths-quarter"}),
    "sums of quarters then": ("CA", {"measure": "apparent-opioid-deaths-quarter", "as_of": "2022-12-31", "edition": 5}),
    "years": ("CA", {"measure": "apparent-stimulant-deaths-year"}),
    "one year": ("CA", {"measure": YEARS, "end": "2019-12-01"}),
    "12 months": ("US", {"measure": "overdose-deaths-12m-reported"}),
}


@pytest.fixture(params=STATES.values(), ids=STATES)
def shown(site, request):
    """Changes of what is shipped."""
    place, chosen = request.param
    return made.chart(site, "change", place, **chosen)


def provinces(**pairs):
    """Changes from 2019 to 2020 made by hand: ``AB=(10, 12)``; ``None`` is withheld, no second value not held."""
    figures = []
    for code, values in pairs.items():
        told = zip(("2019", "2020"), values, strict=False)
        figures += [figure(year, "2023-06-01", value, measure=YEARS, place=f"CA-{code}") for year, value in told]
    return made.site(figures)


def changes(**pairs):
    """The chart of 2020, however few places have a change."""
    return made.chart(provinces(**pairs), "change", "CA", measure=YEARS, end="2020-12-01")


def draw(selection, layers=PAGE):
    return change.draw_figure(selection, ENGLISH, layers)


def traces(figure):
    return {trace["name"]: trace for trace in figure["data"]}


def figures_of(figure):
    """``{place: its figures in words}`` and those that are in grey."""
    found, grey = {}, set()
    for name in ("figures", "figures that say little"):
        trace = traces(figure).get(name, {"y": [], "text": []})
        found |= dict(zip(trace["y"], trace["text"], strict=True))
        grey |= set(trace["y"]) if name != "figures" else set()
    return found, grey


# -- the same numbers everywhere ---------------------------------------------------------------------------------------


def dots(selection):
    """``{place: change}`` as read back off the picture."""
    picture = change.draw_figure(selection, ENGLISH)
    size = {"width": 860, "height": change.height_px(selection, narrow=False)}
    seen = marks(picture, render(picture, **size, title="t"), size)
    return {y: x for trace, x, y in seen if trace["mode"].startswith("markers")}


def test_picture_table_and_csv_have_the_same_numbers(shown):
    text = tables.to_csv(tables.to_frame(shown, ENGLISH))
    rows = {row["place"]: row for row in csv.DictReader(io.StringIO(text, newline=""))}
    in_csv = {place: float(row["change"]) for place, row in rows.items() if row["change"]}
    seen, low, high = dots(shown), *draw(shown)["layout"]["xaxis"]["range"]
    assert set(seen) == {place for place, value in in_csv.items() if value <= high}
    assert all(seen[place] == pytest.approx(in_csv[place], abs=(high - low) / 1000) for place in seen)

    said, _ = figures_of(draw(shown))
    cells = dict(zip((view.place.code for view in shown.views), build_table(shown, ENGLISH).rows, strict=True))
    assert set(said) == set(cells)
    for place, row in rows.items():
        before, now, share = cells[place][1:4]
        assert share == (ENGLISH.change(in_csv[place]) if place in in_csv else "")
        if row["before_value"] and row["value"]:
            assert said[place] == f"{before} → {now}"
            assert (before, now) == tuple(ENGLISH.number(float(row[key])) for key in ("before_value", "value"))


def test_the_figure_is_accepted_by_both_renderers(shown):
    for layers in (FigureOptions(), PAGE, PHONE):
        plain = draw(shown, layers)
        assert len(go.Figure(plain).data) == len(plain["data"])
        size = {"width": 360 if layers.narrow else 860, "height": change.height_px(shown, narrow=layers.narrow)}
        ET.fromstring(render(plain, **size, title="t"))
        assert json.loads(json.dumps(plain)) == plain
    assert len(draw(shown)["data"]) == len(draw(shown, PHONE)["data"])


def test_each_row_has_what_a_pointer_reads(shown):
    read = traces(draw(shown))["labels"]
    assert read["y"] == [view.place.code for view in shown.views] == draw(shown)["layout"]["yaxis"]["categoryarray"]
    for view, text in zip(shown.views, read["customdata"], strict=True):
        assert text.startswith(f"<b>{view.place.name['en']}</b><br>")
    assert len(build_table(shown, ENGLISH).rows) == len(read["y"])


def test_the_chart_grows_with_its_rows(site):
    few, many = (made.chart(site, "change", place) for place in ("CA", "US"))
    assert len(many.views) - len(few.views) == 39
    assert change.height_px(many, narrow=False) - change.height_px(few, narrow=False) == 39 * ROW_HEIGHT_PX
    assert change.height_px(many, narrow=True) - change.height_px(few, narrow=True) == 39 * NARROW_ROW_HEIGHT_PX


def test_rows_are_in_the_order_of_their_names_in_each_language(site):
    for code, expected in (
        ("en", ["Nova Scotia", "Nunavut"]),
        ("fr", ["Colombie-Britannique", "Île-du-Prince-Édouard"]),
    ):
        rows = [view.place.name[code] for view in made.chart(site, "change", "CA", lang=code).views]
        at = rows.index(expected[0])
        assert rows[at : at + 2] == expected


# -- how each kind looks -----------------------------------------------------------------------------------------------


def test_more_and_fewer_stand_on_two_sides_in_two_hues():
    found = traces(draw(changes(AB=(100, 80), BC=(100, 130), ON=(50, 50))))
    assert (found["fewer"]["x"], found["fewer"]["y"]) == ([pytest.approx(-0.2)], ["CA-AB"])
    assert (found["more"]["x"], found["more"]["y"]) == ([pytest.approx(0.3)], ["CA-BC"])
    assert (found["as many"]["x"], found["as many"]["y"]) == ([0], ["CA-ON"])
    assert [found[hue]["marker"]["color"] for hue in ("fewer", "more")] == [LIGHT["series"], LIGHT["more"]]
    stem = found["more, from a year before"]
    assert (stem["x"], stem["y"]) == ([0, pytest.approx(0.3), None], ["CA-BC"] * 3)
    assert found["fewer"]["text"] == ["−20%"]


@pytest.mark.parametrize(("before", "now"), [(MIN_RELIABLE_COUNT - 1, 30), (30, MIN_RELIABLE_COUNT - 1), (10, 12)])
def test_a_change_of_few_deaths_is_grey_and_hollow_without_a_stem(before, now):
    whole = draw(changes(AB=(100, 80), YT=(before, now)))
    found = traces(whole)
    assert found["of few deaths"]["y"] == ["CA-YT"]
    assert found["of few deaths"]["marker"]["color"] == LIGHT["paper"]
    assert found["of few deaths"]["marker"]["line"]["color"] == LIGHT["absent"]
    assert not any("CA-YT" in found[name]["y"] for name in found if name.startswith(("more", "fewer")))
    assert figures_of(whole)[1] == {"CA-YT"}


def test_20_deaths_are_enough():
    assert "of few deaths" not in traces(draw(changes(AB=(MIN_RELIABLE_COUNT, MIN_RELIABLE_COUNT + 1), BC=(100, 80))))


def test_a_far_change_of_few_deaths_is_words_at_the_end_of_the_axis():
    whole = draw(changes(AB=(100, 80), YT=(1, 8)))
    beyond = traces(whole)["beyond the axis"]
    assert (beyond["y"], beyond["text"]) == (["CA-YT"], ["+700% →\u00a0\u00a0"])
    assert whole["layout"]["xaxis"]["range"][1] < 0.5
    assert "of few deaths" not in traces(whole)


def test_preliminary_dots_are_hollow(site):
    selection = made.chart(site, "change", "US", measure="overdose-deaths-12m-reported", as_of="2025-09-17", edition=3)
    found = traces(draw(selection))
    unsettled = {view.place.code for view in selection.views for point in view.observations if point.preliminary}
    hollow = [found[f"{hue}, preliminary"] for hue in DIRECTION_COLORS if f"{hue}, preliminary" in found]
    assert {code for trace in hollow for code in trace["y"]} == unsettled
    assert {trace["marker"]["color"] for trace in hollow} == {LIGHT["paper"]}
    assert unsettled
    assert unsettled.isdisjoint([*found["fewer"]["y"], *found["more"]["y"]])


def test_withheld_missing_and_zero_are_told_in_figures_and_have_no_dot():
    whole = draw(changes(AB=(100, 80), BC=(100, None), MB=(None, 5), NB=(0, 0), ON=(0, 40), QC=(30,)))
    said, grey = figures_of(whole)
    assert said == {
        "CA-AB": "100 → 80",
        "CA-BC": "100 → ×",
        "CA-MB": "× → 5",
        "CA-NB": "0 → 0",
        "CA-ON": "0 → 40",
        "CA-QC": "–",
    }
    assert grey == set(said) - {"CA-AB"}
    assert set(dots(changes(AB=(100, 80), BC=(100, None), NB=(0, 0)))) == {"CA-AB"}


NOT_HELD = {"measure": "overdose-deaths-month-ucd", "as_of": "2025-04-21", "end": "2019-12-01"}


@pytest.mark.parametrize("locale", [ENGLISH, FRENCH], ids=["en", "fr"])
def test_a_figure_not_held_is_a_sign_that_leaves_the_axis_its_room(site, locale):
    selection = made.chart(site, "change", "US", **NOT_HELD)
    for layers in (PAGE, PHONE):
        whole = change.draw_figure(selection, locale, layers)
        said, grey = figures_of(whole)
        unknown = {place for place, text in said.items() if "?" in text}
        assert unknown <= grey
        assert unknown == {
            view.place.code
            for view in selection.views
            for point in view.observations
            if Status.NOT_HELD in {one.status for one in (point, point.year_before) if one}
        }
        assert said["US-AK"] == ("?" if layers is PHONE else "? → ?")
        assert max(map(len, said.values())) <= len("1,234 → 1,234")


def test_a_fall_to_nothing_is_a_change():
    found = traces(draw(changes(AB=(100, 80), BC=(40, 0))))
    assert (found["of few deaths"]["x"], found["of few deaths"]["y"]) == ([-1], ["CA-BC"])


def test_the_newest_value_stands_beside_a_past_day_only():
    figures = [
        figure("2019", "2021-06-01", 100, measure=YEARS, place="CA-AB"),
        figure("2020", "2021-06-01", 80, measure=YEARS, place="CA-AB"),
        figure("2020", "2023-06-01", 90, measure=YEARS, place="CA-AB"),
        *(figure(year, "2021-06-01", 50, measure=YEARS, place="CA-BC") for year in ("2019", "2020")),
    ]
    over = made.site(figures)
    then = made.chart(over, "change", "CA", measure=YEARS, as_of="2022-01-01")
    now = made.chart(over, "change", "CA", measure=YEARS)
    assert (traces(draw(then))["now"]["x"], traces(draw(then))["now"]["y"]) == ([pytest.approx(-0.1)], ["CA-AB"])
    assert "now" not in traces(draw(now))
    assert "now" not in traces(draw(then, FigureOptions()))
    assert traces(draw(then, FigureOptions(narrow=True)))["fewer, preliminary"]["x"] == [pytest.approx(-0.2)]


def test_a_phone_has_no_words_at_the_dots_and_long_names_on_two_lines(site):
    selection = made.chart(site, "change", "US", measure="overdose-deaths-12m-reported")
    narrow = draw(selection, PHONE)
    assert all(trace["mode"] != "markers+text" for trace in narrow["data"])
    assert "New York<br>(without\u00a0New\u00a0York\u00a0City)" in narrow["layout"]["yaxis"]["ticktext"]
    assert "New York (without New York City)" in draw(selection)["layout"]["yaxis"]["ticktext"]


# -- the axis ----------------------------------------------------------------------------------------------------------

COUNTS = st.tuples(st.integers(0, 3000), st.integers(0, 3000))


@examples(40)
@given(st.lists(COUNTS, min_size=2, max_size=6).filter(lambda found: any(before for before, _ in found)))
def test_every_change_has_one_mark_and_the_axis_holds_it(found):
    codes = ("AB", "BC", "MB", "NB", "NS", "ON")
    selection = changes(**dict(zip(codes, found, strict=False)))
    for layers in (PAGE, PHONE):
        whole = draw(selection, layers)
        (low, high), ticks = whole["layout"]["xaxis"]["range"], whole["layout"]["xaxis"]["tickvals"]
        marked = [
            (code, x)
            for trace in whole["data"]
            if trace["mode"].startswith("markers")
            for x, code in zip(trace["x"], trace["y"], strict=True)
        ]
        marked += [(code, None) for code in traces(whole).get("beyond the axis", {"y": []})["y"]]
        shares = {f"CA-{code}": pair for code, pair in zip(codes, found, strict=False) if pair[0]}
        assert sorted(code for code, _ in marked) == sorted(shares)
        assert all(low < x < high for _, x in marked if x is not None)
        assert all(low <= tick <= high for tick in ticks)
        assert 0 in ticks
        sure = [now / before - 1 for before, now in shares.values() if min(before, now) >= MIN_RELIABLE_COUNT]
        assert all(low < share < high for share in sure)


NAME = st.lists(st.integers(1, 150), min_size=1, max_size=4).map(lambda sizes: " ".join("x" * size for size in sizes))
NAMES = st.lists(NAME, min_size=3, max_size=3)
LARGE = st.integers(0, 10**12)


@examples(60)
@given(NAMES, st.lists(st.tuples(LARGE, LARGE), min_size=3, max_size=3))
def test_names_and_figures_of_any_length_leave_the_axis_room(names, pairs):
    selection = changes(**dict(zip(("AB", "BC", "MB"), pairs, strict=True)), NB=(100, 120))
    renamed = zip(selection.views, [*names, "NB"], strict=True)
    views = tuple(replace(one, place=replace(one.place, name={"en": name})) for one, name in renamed)
    selection = replace(selection, views=views)
    for layers, width in ((PAGE, 860), (PHONE, 360)):
        whole = draw(selection, layers)
        margin, axis = whole["layout"]["margin"], whole["layout"]["xaxis"]
        room = width - margin["l"] - margin["r"]
        assert room > MIN_TICK_SPACING_PX
        assert min(margin["l"], margin["r"]) > 0
        assert axis["range"][0] < 0 < axis["range"][1]
        assert 0 in axis["tickvals"]
        assert (len(axis["tickvals"]) - 1) * MIN_TICK_SPACING_PX <= room
        render(whole, width=width, height=change.height_px(selection, narrow=layers.narrow), title="t")


def test_the_words_of_the_french_chart_are_french(site):
    whole = change.draw_figure(made.chart(site, "change", "CA", measure=YEARS, lang="fr"), FRENCH, PAGE)
    assert [one["text"] for one in whole["layout"]["annotations"]][:2] == ["← moins", "plus →"]
    assert "Île-du-Prince-Édouard" in whole["layout"]["yaxis"]["ticktext"]


def test_what_a_pointer_reads_names_both_figures_and_the_change(site):
    selection = made.chart(
        site, "change", "CA", measure="apparent-opioid-deaths-quarter", as_of="2022-12-31", edition=5
    )
    read = traces(draw(selection))["labels"]
    said = dict(zip(read["y"], (text.split("<br>") for text in read["customdata"]), strict=True))
    assert said["CA-AB"] == [
        "<b>Alberta</b>",
        "12 months to June 2022: 1,686",
        "12 months to June 2021: 1,423",
        "change: +18%",
        "like for like: cannot be formed",
        "from counts public on or before 31 December 2022",
        "as known in edition 5: +20%",
        "preliminary",
    ]
    assert said["CA-QC"][1:3] == [
        "12 months to June 2022: 490",
        "12 months to June 2021: no sum: what is counted changed within it",
    ]
    assert said["CA-QC"][-1] == "no change: break in the series (≠)"
    assert said["CA-MB"][1:] == [
        "12 months to June 2022: no sum: a month in it is withheld",
        "12 months to June 2021: 320",
        "as known in edition 5: +5%",
    ]
    assert said["CA-YT"][-1] == "few deaths: the change says little"
    missing = traces(draw(changes(AB=(100, 80), BC=(100, 90), QC=(30,))))["labels"]
    assert missing["customdata"][-1] == "<b>Quebec</b><br>no figure in this archive"


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("locale", [ENGLISH, FRENCH], ids=["en", "fr"])
@pytest.mark.parametrize("place", ["US", "CA", "CA-BC"])
def test_words_fit_beside_the_axis_and_names_do_not_cover_each_other(site, place, locale, narrow):
    shown = made.chart(site, "change", place, lang=locale.code)
    layout = change.draw_figure(shown, locale, FigureOptions(narrow=narrow))["layout"]
    rows = ChangeRows(shown, locale, narrow=narrow)
    names, size = layout["yaxis"]["ticktext"], layout["yaxis"]["tickfont"]["size"]
    assert max(markup_width_px(name, size) for name in names) < layout["margin"]["l"]
    values = [text_width_px(rows.format_values(row), VALUE_SIZE_PX) for row in rows.all]
    headings = [
        text_width_px(note["text"], note["font"]["size"])
        for note in layout["annotations"]
        if note["x"] == rows.axis_end
    ]
    assert max([*values, *headings]) < layout["margin"]["r"]
    row = (change.height_px(shown, narrow=narrow) - change.TOP_MARGIN_PX - change.BOTTOM_MARGIN_PX) / len(names)
    for above, below in pairwise(names):
        assert (line_count(above) + line_count(below)) / 2 * LINE_HEIGHT_EM * size <= row


def test_on_a_phone_the_change_itself_stands_beside_the_axis(site):
    selection = made.chart(site, "change", "CA", as_of="2026-06-30", edition=13, end="2024-12-01")
    texts, gray = figures_of(change.draw_figure(selection, ENGLISH, PHONE))
    assert (texts["CA-AB"], texts["CA-NT"], texts["CA-QC"], texts["CA-NU"]) == ("−36%", "+133%", "≠", "×")
    assert {"CA-NT", "CA-QC", "CA-NU"} <= gray
    assert figures_of(change.draw_figure(selection, ENGLISH, PAGE))[0]["CA-QC"] == "309 ≠ 645"
