"""The panels of a breakdown: that picture, figure, table and CSV have the same numbers, and how each kind looks."""

import csv
import io
import json
from datetime import date
from itertools import pairwise
from xml.etree import ElementTree as ET

import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.breakdown import figure as breakdown
from dashboard.charts.breakdown.text import build_table
from dashboard.export import tables
from dashboard.i18n import get_locale
from dashboard.plotting import axes, time_axis
from dashboard.plotting.theme import CHART_WIDTH_PX, LIGHT, NARROW_CHART_WIDTH_PX, FigureOptions
from dashboard.svg.render import render
from dashboard.svg.text_width import markup_width_px, text_width_px
from dashboard.text import labels, sentences
from tests.dashboard import made
from tests.dashboard.made import YEAR, figure, population
from tests.dashboard.pictures import marks
from tests.examples import examples

ENGLISH = get_locale("en")
PAGE = FigureOptions(current_values=True, hover_labels=True)
PHONE = FigureOptions(current_values=True, hover_labels=True, narrow=True)
STATES = {
    "years by age": ("CA-BC", {"measure": YEAR, "group": "age"}),
    "years by age then": ("CA-BC", {"measure": YEAR, "group": "age", "as_of": "2022-06-01", "edition": 2}),
    "shares by sex": ("CA-BC", {"measure": YEAR, "group": "sex", "unit": "share"}),
    "sums by place": ("CA", {"measure": "apparent-opioid-deaths-quarter"}),
    "rates by place then": ("CA", {"measure": "apparent-opioid-deaths-quarter", "unit": "rate", "as_of": "2022-12-31"}),
    "quarters by place": ("CA", {"measure": "apparent-opioid-deaths-quarter", "window": 1}),
    "12 months by drug": ("US", {"measure": "overdose-deaths-12m-reported", "group": "drug"}),
}
COLUMNS = {"count": "value", "rate": "rate", "share": "share"}
LINE = {"settled", "alone", "preliminary"}


@pytest.fixture(params=STATES.values(), ids=STATES)
def shown(site, request):
    """A breakdown of what is shipped."""
    place, chosen = request.param
    return made.chart(site, "breakdown", place, **chosen)


def sexes(*years, **chosen):
    """A breakdown by sex of years made by hand: ``("2020", "2021-06-01", female, male)``."""
    figures = []
    for period, vintage, female, male in years:
        told = [("sex:female", female), ("sex:male", male), ("all", (female or 0) + (male or 0))]
        figures += [figure(period, vintage, value, measure=YEAR, group=group) for group, value in told]
    return made.chart(made.site(figures), "breakdown", "CA-BC", measure=YEAR, group="sex", **chosen)


def draw(selection, layers=PAGE):
    return breakdown.draw_figure(selection, ENGLISH, layers)


def of_panel(figure, index):
    """The traces of one panel by name."""
    axis = f"x{index + 1 if index else ''}"
    return {trace["name"]: trace for trace in figure["data"] if trace["xaxis"] == axis}


def texts(figure):
    """What stands in the chart, beside its axes."""
    return [one["text"] for one in figure["layout"]["annotations"]]


# -- the same numbers everywhere ---------------------------------------------------------------------------------------


def drawn(selection):
    """Of each panel ``{day: amount}`` as read back off the picture."""
    picture = breakdown.draw_figure(selection, ENGLISH)
    found = {}
    for trace, x, y in marks(picture):
        if trace["name"] in LINE:
            found.setdefault(trace["xaxis"], {})[x] = y
    return [found.get(f"x{index + 1 if index else ''}", {}) for index in range(len(selection.views))]


def rows_of(selection):
    text = tables.to_csv(tables.to_frame(selection, ENGLISH))
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_picture_table_and_csv_have_the_same_numbers(shown):
    rows, column = rows_of(shown), COLUMNS[shown.params.unit]
    top = breakdown.draw_figure(shown, ENGLISH)["layout"]["yaxis"]["range"][1]
    cells = {row[0]: row[1:] for row in build_table(shown, ENGLISH).rows}
    for index, (view, seen) in enumerate(zip(shown.views, drawn(shown), strict=True)):
        name = (view.place.code, view.params.group)
        in_csv = {
            row["period"]: float(row[column]) for row in rows if (row["place"], row["group"]) == name and row[column]
        }
        points = {point.period.label: point for point in view.observations if view.value_in_unit(point) is not None}
        assert set(in_csv) == set(points)
        assert set(seen) == {time_axis.day_of(view, point).isoformat() for point in points.values()}
        for label, point in points.items():
            assert seen[time_axis.day_of(view, point).isoformat()] == pytest.approx(in_csv[label], abs=top / 5000)
            said = sentences.format_value(view, ENGLISH, view.value_in_unit(point))
            assert cells[ENGLISH.period(point.period)][index].split(" (")[0] == said


def test_the_figure_has_the_numbers_of_the_csv_to_the_last_digit(shown):
    column = COLUMNS[shown.params.unit]
    lines = [trace["y"] for trace in breakdown.draw_figure(shown, ENGLISH)["data"] if trace["name"] in LINE]
    in_figure = {amount for amounts in lines for amount in amounts if amount is not None}
    assert in_figure == {float(row[column]) for row in rows_of(shown) if row[column]}


def test_the_figure_is_accepted_by_both_renderers(shown):
    for layers in (FigureOptions(), PAGE, PHONE):
        plain = draw(shown, layers)
        assert len(go.Figure(plain).data) == len(plain["data"])
        size = {"width": 360 if layers.narrow else 860, "height": breakdown.height_px(shown, narrow=layers.narrow)}
        ET.fromstring(render(plain, **size, title="t"))
        assert json.loads(json.dumps(plain)) == plain


def test_a_phone_takes_the_same_traces_and_only_another_layout(shown):
    wide, narrow = draw(shown), draw(shown, PHONE)
    for mine, other in zip(wide["data"], narrow["data"], strict=True):
        apart = {key for key in mine if mine[key] != other[key]}
        assert apart <= {"marker"}
    assert breakdown.height_px(shown, narrow=True) > breakdown.height_px(shown, narrow=False) / 2


def test_every_panel_is_on_one_scale(shown):
    axes = draw(shown)["layout"]
    panels = range(len(shown.views))
    for letter in "xy":
        ranges = [axes[f"{letter}axis{index + 1 if index else ''}"]["range"] for index in panels]
        assert all(one == ranges[0] for one in ranges)
        assert axes[f"{letter}axis"]["range"][0] < axes[f"{letter}axis"]["range"][1]


def test_each_panel_has_its_name_and_what_a_pointer_reads(shown):
    whole = draw(shown)
    for index, view in enumerate(shown.views):
        read = of_panel(whole, index).get("labels", {"x": [], "customdata": []})
        assert len(read["customdata"]) == len(view.observations) == len(read["x"])
        name = labels.series_label(shown, view, ENGLISH)
        assert all(text.startswith(f"<b>{name}</b><br><b>") for text in read["customdata"])
        title = texts(whole)[index].replace("<b>", "").replace("</b>", "").replace("<br>", " ").replace("\u00a0", " ")
        assert title == name


def test_pictures_have_no_layers_of_the_page(shown):
    names = {trace["name"] for trace in breakdown.draw_figure(shown, ENGLISH)["data"]}
    assert not names & {"labels", "now", "now alone"}


# -- how each kind looks -----------------------------------------------------------------------------------------------


def test_settled_preliminary_withheld_and_zero_look_different():
    selection = sexes(
        ("2018", "2021-06-01", 0, 10),
        ("2019", "2021-06-01", 5, None),
        ("2020", "2021-06-01", 4, 20),
        ("2021", "2022-02-01", 3, 30),
    )
    female, male = (of_panel(draw(selection), index) for index in (0, 1))
    assert female["settled"]["y"] == [0, 5, 4, None]
    assert female["settled"]["mode"] == "lines+markers"
    assert "no value" not in female
    assert (female["preliminary"]["y"], female["preliminary"]["marker"]["size"]) == ([4, 3], [0, 7])
    assert female["preliminary"]["line"]["dash"] == "dot"
    assert (male["no value"]["x"], male["no value"]["y"]) == (["2019-07-01"], [0])
    assert male["no value"]["marker"]["symbol"] == "x"
    assert male["settled"]["y"] == [None, None, 20, None]
    assert male["alone"]["y"] == [10]


def test_what_is_not_held_as_of_a_day_is_hollow_and_grey():
    over = [
        *(figure("2018", day, n, measure=YEAR) for day, n in (("2020-06-01", 30), ("2022-06-01", 31))),
        figure("2018", "2022-06-01", 11, measure=YEAR, group="sex:female"),
        figure("2019", "2020-06-01", 12, measure=YEAR, group="sex:female"),
        figure("2019", "2020-06-01", 22, measure=YEAR, group="sex:male"),
    ]
    selection = made.chart(made.site(over), "breakdown", "CA-BC", measure=YEAR, group="sex", as_of="2021-01-01")
    female = of_panel(draw(selection), 0)
    assert (female["not held"]["x"], female["not held"]["y"]) == (["2018-07-01"], [11])
    assert female["not held"]["marker"]["symbol"] == "circle-open"


def test_periods_that_are_close_have_one_mark_at_the_end(site):
    many = made.chart(site, "breakdown", "US", measure="overdose-deaths-12m-reported", group="drug", as_of="2019-09-30")
    sizes = of_panel(draw(many, PHONE), 0)["preliminary"]["marker"]["size"]
    assert len(sizes) > 2
    assert sizes == [*[0] * (len(sizes) - 1), 7]


def test_the_newest_figure_stands_at_the_end_with_its_period_where_others_have_a_newer_one():
    selection = sexes(("2019", "2021-06-01", 900, 10), ("2020", "2021-06-01", None, 1200))
    assert texts(draw(selection))[2:] == ["<b>900</b><br>2019", "<b>1,200</b>"]


def test_a_figure_near_zero_stands_above_the_axis():
    selection = sexes(("2019", "2021-06-01", 1, 900), ("2020", "2021-06-01", 2, 1000))
    assert [one["yanchor"] for one in draw(selection)["layout"]["annotations"][2:]] == ["bottom", "middle"]


def test_a_panel_with_nothing_to_draw_says_why(site):
    rates = made.chart(site, "breakdown", "US", measure="overdose-deaths-12m-reported", unit="rate")
    (index,) = (at for at, view in enumerate(rates.views) if view.place.code == "US-NY-NYC")
    assert drawn(rates)[index] == {}
    assert texts(draw(rates)).count("no population in this archive") == 2
    early = made.chart(site, "breakdown", "CA-BC", measure=YEAR, group="age", as_of="2022-06-01", edition=2)
    assert texts(draw(early)).count("no figure in this archive") == 1


# -- then and now, and the others --------------------------------------------------------------------------------------


def test_todays_line_stands_behind_one_of_a_past_day_only():
    years = [("2019", "2020-06-01", 5, 10), ("2019", "2022-06-01", 6, 10), ("2020", "2022-06-01", 8, 12)]
    then, now = sexes(*years, as_of="2020-12-31"), sexes(*years)
    assert of_panel(draw(then), 0)["now"]["y"] == [6, 8]
    assert of_panel(draw(then), 0)["preliminary"]["y"] == [5]
    assert "now" not in of_panel(draw(now), 0)
    assert "now" not in of_panel(draw(then, FigureOptions()), 0)
    ghost = of_panel(draw(then), 0)["now"]["line"]
    assert ghost != of_panel(draw(then), 0)["others"]["line"]


def test_the_other_panels_stand_behind_each_in_one_grey():
    whole = draw(sexes(("2019", "2021-06-01", 5, 10), ("2020", "2021-06-01", 6, 11)))
    behind = [of_panel(whole, index)["others"] for index in (0, 1)]
    assert [trace["y"] for trace in behind] == [[10, 11, None], [5, 6, None]]
    assert {trace["line"]["color"] for trace in behind} == {LIGHT["ghost"]}


def test_more_panels_than_13_have_nothing_behind_them(site):
    states = made.chart(site, "breakdown", "US", measure="overdose-deaths-12m-reported")
    assert len(states.views) > 13
    assert "others" not in {trace["name"] for trace in draw(states)["data"]}
    names = [view.place.name["en"] for view in states.views]
    assert names == sorted(names)


@examples(25)
@given(st.lists(st.integers(0, 10**6), min_size=2, max_size=6))
def test_the_scale_holds_every_count_on_few_whole_ticks(counts):
    years = [(str(2010 + n), "2021-06-01", count, counts[-1 - n]) for n, count in enumerate(counts)]
    axis = draw(sexes(*years))["layout"]["yaxis"]
    assert axis["range"][1] >= max([*counts, axes.MIN_COUNT_RANGE - 1])
    assert 2 <= len(axis["tickvals"]) <= 4
    assert all(float(tick).is_integer() for tick in axis["tickvals"])
    assert axis["tickvals"][-1] > 0.5 * axis["range"][1]


def test_a_chart_without_any_figure_takes_little_room(site):
    early = made.chart(site, "breakdown", "CA-BC", measure=YEAR, group="age", as_of="2001-01-01")
    assert early.is_empty
    assert breakdown.height_px(early, narrow=False) == breakdown.EMPTY_HEIGHT_PX


def test_rates_need_a_population_and_use_it():
    figures = [
        figure("2020", "2021-06-01", 50 * n, measure="apparent-opioid-deaths-year", place=place, source="ca-phac")
        for n, place in enumerate(("CA", "CA-AB", "CA-BC"), start=1)
    ]
    people = [population("2020-Q3", 2_000_000, place="CA-AB")]
    over = made.site(figures, people)
    selection = made.chart(over, "breakdown", "CA", measure="apparent-opioid-deaths-year", unit="rate")
    assert of_panel(draw(selection), 0)["preliminary"]["y"] == [pytest.approx(5)]
    assert "no population in this archive" in texts(draw(selection))


def test_a_share_is_read_with_its_counts(site):
    shares = made.chart(
        site, "breakdown", "CA-BC", measure=YEAR, group="sex", unit="share", as_of="2022-06-01", edition=2
    )
    assert of_panel(draw(shares), 0)["labels"]["customdata"][-1].split("<br>") == [
        "<b>Female</b>",
        "<b>2021</b>",
        "21.7%",
        "486 of 2,236",
        "from counts published up to 3 May 2022",
        "as known in edition 2: 21.9%",
        "preliminary",
    ]


@pytest.mark.parametrize("narrow", [False, True])
def test_ticks_and_newest_values_have_their_room(shown, narrow):
    whole = draw(shown, PHONE if narrow else PAGE)
    axes_of, margin = whole["layout"], whole["layout"]["margin"]
    ticks = axes_of["yaxis"]["ticktext"]
    assert max(text_width_px(tick, axes_of["yaxis"]["tickfont"]["size"]) for tick in ticks) < margin["l"]
    plot = (NARROW_CHART_WIDTH_PX if narrow else CHART_WIDTH_PX) - margin["l"] - margin["r"]
    panel = (axes_of["xaxis"]["domain"][1] - axes_of["xaxis"]["domain"][0]) * plot
    first, last = map(date.fromisoformat, axes_of["xaxis"]["range"])
    for note in axes_of["annotations"]:
        if "domain" not in note["xref"]:
            at = panel * ((date.fromisoformat(note["x"]) - first) / (last - first)) + note["xshift"]
            value = note["text"].partition("<br>")[0]
            assert at + markup_width_px(value, note["font"]["size"]) <= panel


def test_crosses_of_many_periods_stand_apart(site):
    shown = made.chart(site, "breakdown", "US-SD", measure="overdose-deaths-12m-reported", group="drug")
    for options in (PAGE, PHONE):
        drawn = breakdown.draw_figure(shown, ENGLISH, options)
        axis = drawn["layout"]["xaxis"]
        first, last = map(date.fromisoformat, axis["range"])
        start, stop = axis["domain"]
        width = CHART_WIDTH_PX if not options.narrow else NARROW_CHART_WIDTH_PX
        margin = drawn["layout"]["margin"]
        panel_px = (stop - start) * (width - margin["l"] - margin["r"])
        crosses = [
            [date.fromisoformat(day) for day, size in zip(trace["x"], trace["marker"]["size"], strict=True) if size]
            for trace in drawn["data"]
            if trace["name"] == "no value"
        ]
        gaps = [(after - before) / (last - first) * panel_px for days in crosses for before, after in pairwise(days)]
        assert gaps
        assert min(gaps) >= breakdown.CROSS_SPACING_PX - 0.1
