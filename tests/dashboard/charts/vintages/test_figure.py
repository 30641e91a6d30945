"""One figure through the releases: both panels show the numbers of table and CSV, and what is in doubt looks so."""

from datetime import date, timedelta
from itertools import pairwise
from xml.etree import ElementTree as ET

import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.vintages import table as release_table
from dashboard.charts.vintages.figure import draw_figure, height_px
from dashboard.charts.vintages.select import releases_stating_period, views_at_milestones
from dashboard.charts.vintages.truncated_axis import NARROW_PANEL_WIDTH_PX, PANEL_WIDTH_PX
from dashboard.export import tables
from dashboard.i18n import get_locale
from dashboard.plotting import time_axis
from dashboard.plotting.theme import CHART_WIDTH_PX, FONT_SIZE_PX, LIGHT, NARROW_CHART_WIDTH_PX, FigureOptions
from dashboard.svg.render import render, scales
from dashboard.svg.text_width import markup_width_px
from dashboard.text import sentences
from etl.core.model import VintageBasis
from etl.store import table
from tests.dashboard import made
from tests.dashboard.made import YEAR_TO_DATE, figure
from tests.dashboard.pictures import SIZE, drawn_once, pixels
from tests.examples import examples

ENGLISH = get_locale("en")
PAGE = FigureOptions(current_values=True, hover_labels=True)
JULY = {"end": "2020-07-01"}
STATES = {
    "now": ("CA-BC", JULY),
    "then": ("CA-BC", JULY | {"as_of": "2020-10-20"}),
    "most revised": ("CA-BC", {}),
    "years": ("US-ME", {"measure": "me-drug-deaths-year"}),
    "quarters": ("CA-AB", {"measure": "apparent-opioid-deaths-quarter"}),
    "twelve months": ("US-OH", {"end": "2018-09-01"}),
    "years to date": ("CA-BC", {"measure": YEAR_TO_DATE}),
    "withheld": ("CA-NU", {"measure": "apparent-opioid-deaths-year", "end": "2018-12-01"}),
    "one release": ("GB-SCT", {"end": "2025-12-01"}),
}


@pytest.fixture(params=STATES.values(), ids=STATES)
def shown(site, request):
    place, chosen = request.param
    return made.chart(site, "vintages", place, **chosen)


def through(*figures, known=VintageBasis.PUBLISHER, **chosen):
    """The chart over figures made by hand, of July 2020 where no other month is chosen."""
    return made.chart(made.site(figures, known=known), "vintages", "CA-BC", **(JULY | chosen))


def traces(drawn, name):
    return [trace for trace in drawn["data"] if trace["name"] == name]


def points(drawn):
    """``{(trace name, axis): [(x, y)]}`` of a figure, without gaps and without what is only pointed at."""
    found = {}
    for trace in go.Figure(drawn).to_dict()["data"]:
        told = [(x, y) for x, y in zip(trace["x"], trace["y"], strict=True) if y is not None]
        if told and trace["name"] != "labels":
            found[trace["name"], trace.get("xaxis", "x")] = told
    return found


def read_off(drawn, size=SIZE):
    """The same, read off the picture; of lines that stand still or are dotted elsewhere, what is there."""
    root, there = ET.fromstring(render(drawn, **size, title="t")), scales(drawn, **size)
    parts, found = drawn_once(root), {}
    for group in root.iter("{http://www.w3.org/2000/svg}g"):
        if group.get("data-trace") is None:
            continue
        trace = drawn["data"][int(group.get("data-trace"))]
        x, y = there[trace.get("xaxis", "x")], there[trace.get("yaxis", "y")]
        told = [(x.value(left), y.value(top)) for left, top in pixels(group, parts)]
        found.setdefault((trace["name"], trace.get("xaxis", "x")), []).extend(told)
    return {key: told for key, told in found.items() if told and key[0] != "labels"}


def rows(selection):
    """The rows of the CSV."""
    return tables.to_frame(selection, ENGLISH).to_dict("records")


# -- the same numbers everywhere -------------------------------------------------------------------------------------


def test_the_picture_draws_the_numbers_of_the_figure(shown):
    drawn = draw_figure(shown, ENGLISH)
    seen, told = read_off(drawn), points(drawn)
    assert set(seen) == set(told)
    for key, numbers in told.items():
        room = drawn["layout"]["yaxis2" if key[1] == "x2" else "yaxis"]["range"]
        near = (room[1] - room[0]) / 20_000
        for day, value in numbers:
            assert any(day == at[:10] and abs(value - read) < near for at, read in seen[key]), (key, day, value)


def test_the_curves_are_the_rows_of_the_csv(shown):
    drawn, at = draw_figure(shown, ENGLISH), {view.params.as_of: view for view in shown.views}
    told = {(str(row["as_published"]), row["period"]): row["value"] for row in rows(shown)}
    assert {day for day, _ in told} == {str(day) for day in at}
    dots = set(points(drawn)["ends", "x2"])
    for day, view in at.items():
        line = dict(points(drawn).get((f"as of {day}", "x2"), []))
        (curve,) = traces(drawn, f"as of {day}")
        assert len(curve["x"]) == len(view.observations)
        for x, point in zip(curve["x"], view.observations, strict=True):
            row = told[str(day), point.period.label]
            if point.has_value:
                assert row == point.value
                assert line.get(x) == row or (x, row) in dots
            else:
                assert x not in line


def test_the_steps_are_the_rows_of_the_table_and_of_the_csv(shown):
    drawn = draw_figure(shown, ENGLISH)
    steps = points(drawn).get(("published", "x"), [])
    told = {row["as_published"]: row["value"] for row in rows(shown) if row["period"] == shown.period.label}
    assert [(date.fromisoformat(day), value) for day, value in steps] == [
        (view.params.as_of, told[view.params.as_of])
        for view, point in releases_stating_period(shown)
        if point.has_value
    ]
    written = [row[1] for row in reversed(release_table.build_table(shown, ENGLISH).rows) if row[1]]
    assert written == [
        ENGLISH.percent(value / 100) if shown.first_view.measure.is_percentage else ENGLISH.number(value)
        for _, value in steps
    ]


def test_the_case_that_the_project_began_with(site):
    steps = dict(points(draw_figure(made.chart(site, "vintages", "CA-BC", **JULY), ENGLISH))["published", "x"])
    assert {day: steps[day] for day in ("2020-08-25", "2020-10-20", "2023-01-31", "2026-08-11")} == {
        "2020-08-25": 175,
        "2020-10-20": 178,
        "2023-01-31": 185,
        "2026-08-11": 186,
    }


def test_a_step_stands_at_the_day_of_its_release():
    drawn = draw_figure(through(figure("2020-07", "2020-08-25", 175), figure("2020-07", "2021-08-25", 186)), ENGLISH)
    corners = [(day[:10], round(value)) for day, value in read_off(drawn)["steps", "x"]]
    assert corners == [("2020-08-25", 175), ("2021-08-25", 175), ("2021-08-25", 186)]


def test_figures_go_on_standing_until_the_newest_release():
    selection = through(
        figure("2020-07", "2020-08-25", 175), figure("2020-06", "2020-08-25", 177), figure("2020-06", "2021-01-05", 180)
    )
    assert points(draw_figure(selection, ENGLISH))["standing", "x"] == [("2020-08-25", 175), ("2021-01-05", 175)]


# -- looks -------------------------------------------------------------------------------------------------------------


def test_a_figure_that_was_preliminary_when_published_is_hollow(shown):
    (dots,) = traces(draw_figure(shown, ENGLISH), "published")
    held = [point for _, point in releases_stating_period(shown) if point.has_value]
    assert dots["marker"]["color"] == [LIGHT["paper"] if point.preliminary else LIGHT["series"] for point in held]


@pytest.mark.parametrize(
    ("known", "symbol"),
    [(VintageBasis.PUBLISHER, "circle"), (VintageBasis.MONTH_ONLY, "diamond"), (VintageBasis.ASSUMED, "diamond")],
)
def test_a_release_of_a_doubtful_day_is_a_diamond(known, symbol):
    selection = through(figure("2020-07", "2020-08-31", 175), known=known)
    (dots,) = traces(draw_figure(selection, ENGLISH), "published")
    assert dots["marker"]["symbol"] == [symbol]


def test_withheld_missing_and_zero_look_different():
    selection = through(
        figure("2020-05", "2020-08-25", 3),
        figure("2020-06", "2020-08-25", None),
        figure("2020-07", "2020-08-25", None),
        figure("2020-07", "2020-09-25", 0),
        figure("2020-05", "2020-11-25", None, status="withdrawn"),
        figure("2020-04", "2020-11-25", 4),
    )
    told = points(draw_figure(selection, ENGLISH))
    foot, foot2 = (draw_figure(selection, ENGLISH)["layout"][axis]["range"][0] for axis in ("yaxis", "yaxis2"))
    assert told["no value", "x"] == [("2020-08-25", foot)]
    assert told["published", "x"] == [("2020-09-25", 0)]
    assert told["no value", "x2"] == [(f"2020-0{month}-01", foot2) for month in (5, 6, 7)]
    assert foot < 0 > foot2
    # April was published before, but is not held as of the first days: those curves leave it out.
    assert ("2020-04-01", 4) in told["ends", "x2"]
    assert [key for key, drawn in told.items() if "2020-04-01" in dict(drawn)] == [
        ("as of 2020-11-25", "x2"),
        ("ends", "x2"),
    ]


def test_a_line_of_no_length_is_a_dot():
    selection = through(figure("2020-07", "2020-08-25", 175))
    assert points(draw_figure(selection, ENGLISH))["ends", "x2"] == [("2020-07-01", 175)]


def test_a_figure_between_two_that_are_missing_is_a_dot():
    periods = {"2020-03": 10, "2020-05": 12, "2020-06": 13, "2020-07": 14}
    selection = through(*(figure(period, "2022-01-01", value) for period, value in periods.items()))
    assert points(draw_figure(selection, ENGLISH))["ends", "x2"] == [("2020-03-01", 10), ("2020-07-01", 14)]


def test_the_end_of_each_curve_is_joined_to_the_newest_figure_of_its_period():
    selection = through(
        figure("2020-06", "2020-07-25", 170),
        figure("2020-06", "2020-08-25", 177),
        figure("2020-07", "2020-08-25", 175),
        figure("2020-06", "2022-08-25", 189),
        figure("2020-07", "2022-08-25", 186),
    )
    told = points(draw_figure(selection, ENGLISH))["growth", "x2"]
    assert told[:4] == [("2020-06-01", 170), ("2020-06-01", 189), ("2020-07-01", 175), ("2020-07-01", 186)]


def test_totals_of_spans_that_grow_are_not_joined(site):
    drawn = draw_figure(made.chart(site, "vintages", "CA-BC", measure=YEAR_TO_DATE), ENGLISH)
    assert not [name for name, axis in points(drawn) if name.startswith("as of")]
    assert points(drawn)["ends", "x2"]


def test_four_curves_stand_out_in_the_order_of_their_days(site):
    shown = made.chart(site, "vintages", "CA-BC", **JULY)
    lines = {
        trace["name"]: trace["line"]
        for trace in draw_figure(shown, ENGLISH)["data"]
        if trace["name"].startswith("as of")
    }
    assert list(lines)[-4:] == ["as of 2020-08-25", "as of 2020-09-23", "as of 2021-06-29", "as of 2026-08-11"]
    assert {line["width"] for line in [*lines.values()][:-4]} == {0.75}
    assert len({line["color"] for line in [*lines.values()][-5:]}) == 5


def test_a_key_names_the_curves_that_stand_out_in_their_colors(site):
    layout = draw_figure(made.chart(site, "vintages", "CA-BC", **JULY), ENGLISH)["layout"]
    names = {note["text"]: note for note in layout["annotations"]}
    key = [names[f"<b>{name}</b>"] for name in ("first", "60 days on", "a year on", "newest")]
    assert [note["font"]["color"] for note in key] == [LIGHT[name] for name in ("mark", "line_5", "line_4", "series")]
    ends = [note["xshift"] + markup_width_px(note["text"], FONT_SIZE_PX) for note in key]
    assert all(end < after["xshift"] for end, after in zip(ends, key[1:], strict=False))
    assert ends[-1] < NARROW_PANEL_WIDTH_PX


@given(st.lists(st.integers(1, 900), min_size=1, max_size=8, unique=True))
def test_a_milestone_is_the_last_release_by_its_day(lags):
    end = date(2020, 7, 31)
    days = sorted(end + timedelta(days=lag) for lag in lags)
    chosen = views_at_milestones(through(*(figure("2020-07", str(day), 100 + at) for at, day in enumerate(days))))
    for lag, view in chosen.items():
        assert view.params.cutoff == max(day for day in days if day <= end + timedelta(days=lag))
    assert not {days[0], days[-1]} & {view.params.cutoff for view in chosen.values()}
    assert len(set(chosen)) == len({view.params.cutoff for view in chosen.values()})


# -- layers ------------------------------------------------------------------------------------------------------------


def test_the_ghost_is_what_was_published_later(site):
    then = draw_figure(made.chart(site, "vintages", "CA-BC", **JULY, as_of="2020-10-20"), ENGLISH, PAGE)
    now = draw_figure(made.chart(site, "vintages", "CA-BC", **JULY), ENGLISH)
    whole = points(now)["steps", "x"]
    assert points(then)["steps", "x"] + points(then)["now", "x"][1:] == whole
    assert points(then)["now", "x2"] == points(now)["as of 2026-08-11", "x2"]


@pytest.mark.parametrize("chosen", [{}, {"as_of": "2020-10-20"}])
def test_pictures_have_no_layers_of_the_page(site, chosen):
    shown = made.chart(site, "vintages", "CA-BC", **JULY, **chosen)
    assert not {"now", "labels"} & {trace["name"] for trace in draw_figure(shown, ENGLISH)["data"]}
    page = draw_figure(shown, ENGLISH, PAGE)["data"]
    assert [trace for trace in page if trace["name"] not in {"now", "labels"}] == draw_figure(shown, ENGLISH)["data"]


def test_panels_stand_beside_each_other_and_on_a_phone_above(site):
    shown = made.chart(site, "vintages", "CA-BC", **JULY)
    wide, narrow = (draw_figure(shown, ENGLISH, FigureOptions(narrow=narrow))["layout"] for narrow in (False, True))
    assert wide["xaxis"]["domain"][1] < wide["xaxis2"]["domain"][0]
    assert wide["yaxis"]["domain"] == wide["yaxis2"]["domain"]
    assert narrow["yaxis2"]["domain"][1] < narrow["yaxis"]["domain"][0]
    assert height_px(shown, narrow=True) > height_px(shown, narrow=False)


def test_every_release_and_every_period_can_be_read(shown):
    for narrow in (False, True):
        steps, fan = traces(draw_figure(shown, ENGLISH, FigureOptions(hover_labels=True, narrow=narrow)), "labels")
        assert len(steps["customdata"]) == len(releases_stating_period(shown))
        assert len(fan["customdata"]) == len(shown.views[-1].observations)


def test_a_release_is_read_with_what_it_changed():
    selection = through(
        figure("2020-07", "2020-08-25", 175),
        figure("2020-07", "2020-09-25", None),
        figure("2020-07", "2021-08-25", 178),
        figure("2020-07", "2021-09-25", 178, status="final"),
        figure("2020-07", "2021-10-25", 177),
    )
    steps, fan = traces(draw_figure(selection, ENGLISH, PAGE), "labels")
    assert steps["customdata"] == [
        "<b>Published 25 August 2020</b><br>175 deaths<br>preliminary when published",
        "<b>Published 25 September 2020</b><br>suppressed by the publisher",
        "<b>Published 25 August 2021</b><br>178 deaths",
        "<b>Published 25 September 2021</b><br>178 deaths<br>unchanged since the release before",
        "<b>Published 25 October 2021</b><br>177 deaths<br>−1 since the release before",
    ]
    (july,) = fan["customdata"]
    assert july.split("<br>") == [
        "<b>July 2020</b>",
        "175 (25 August 2020)",
        "suppressed by the publisher (25 September 2020)",
        "178 (25 August 2021)",
        "177 (25 October 2021)",
    ]


def test_every_figure_that_a_release_gave_can_be_read(shown):
    _, fan = traces(draw_figure(shown, ENGLISH, PAGE), "labels")
    said = dict(zip(fan["x"], fan["customdata"], strict=True))
    newest = shown.views[-1]
    for view in shown.views:
        for point in view.observations:
            read = said[time_axis.day_of(newest, point).isoformat()].split("<br>")
            if point.has_value:
                assert any(
                    line.startswith(sentences.format_value(newest, ENGLISH, point.value) + " (") for line in read
                )


def test_as_of_a_day_a_period_is_read_with_the_newest_value_held(site):
    _, fan = traces(
        draw_figure(made.chart(site, "vintages", "CA-BC", **JULY, as_of="2020-08-25"), ENGLISH, PAGE), "labels"
    )
    assert fan["customdata"][-1] == (
        "<b>July 2020</b><br>175 (25 August 2020)<br>preliminary<br>newest in this archive: 186"
    )


# -- words in the panels -----------------------------------------------------------------------------------------------


def notes(drawn):
    return [note["text"] for note in drawn["layout"]["annotations"] if note["yref"].partition(" ")[2] != "domain"]


def test_the_first_figure_and_the_one_of_now_are_labelled(site):
    found = notes(draw_figure(made.chart(site, "vintages", "CA-BC", **JULY), ENGLISH))
    assert found == [
        "<b>175</b> on 25 August 2020",
        "<b>186</b> newest in this archive",
        "178",
        "186",
        "<b>186</b> newest in this archive",
        "<b>175</b> on 25 August 2020",
    ]


def test_where_the_first_figure_was_the_higher_its_words_stand_above(site):
    """Quebec's third quarter of 2020, first 167 of all drugs, then 98 of opioids."""
    quarter = {"measure": "apparent-opioid-deaths-quarter", "end": "2020-09-01"}
    drawn = draw_figure(made.chart(site, "vintages", "CA-QC", **quarter), ENGLISH)
    sides = {
        note["text"].partition("</b>")[0]: note["yanchor"]
        for note in drawn["layout"]["annotations"]
        if note["yref"] == "y2" and note["text"].startswith("<b>")
    }
    assert sides == {"<b>167": "bottom", "<b>98": "top"}


def test_as_of_a_day_both_ends_have_theirs(site):
    found = notes(draw_figure(made.chart(site, "vintages", "CA-BC", **JULY, as_of="2022-06-30"), ENGLISH))
    assert found[:2] == ["<b>175</b> on 25 August 2020", "<b>186</b> on or before 9 June 2022"]


def test_an_axis_that_is_cut_says_so():
    def said(value):
        notes = draw_figure(through(figure("2020-07", "2020-08-25", value)), ENGLISH)["layout"]["annotations"]
        return [note["text"] for note in notes if note["yref"].endswith("domain")]

    assert said(5) == [
        "<b>July 2020</b>",
        "By day of publication.",
        "<b>The periods around it</b>",
        "As each release left them.",
    ]
    assert said(175)[1::2] == [
        "By day of publication. Axis from 165.",
        "As each release left them. Axis from 165.",
    ]


# -- whatever was published --------------------------------------------------------------------------------------------

MONTHS = [f"2020-{month:02}" for month in range(1, 10)]
HISTORIES = st.dictionaries(
    st.tuples(st.sampled_from(MONTHS), st.integers(0, 40)), st.none() | st.integers(0, 300), min_size=1, max_size=25
)


@examples(40)
@given(HISTORIES, st.sampled_from(MONTHS), st.integers(0, 45))
def test_each_curve_is_the_table_as_of_its_day_and_both_renderers_draw_it(history, month, last):
    first = date(2020, 10, 1)
    over = made.site([
        figure(period, str(first + timedelta(days=20 * late)), value) for (period, late), value in history.items()
    ])  # fmt: skip
    asked = str(first + timedelta(days=20 * last))
    selection = made.chart(over, "vintages", "CA-BC", end=f"{month}-01", as_of=asked)
    for view in selection.views if selection.period else ():
        stated = table.as_of(over.snapshot.table, view.params.cutoff)
        values = stated["value"].astype(object).where(stated["value"].notna(), None)
        told = dict(zip(stated["period_end"].dt.date, values, strict=True))
        assert {point.period.end: point.value for point in view.observations if point.vintage} == told
    if selection.is_empty:
        assert selection.period is None
        return
    days = [view.params.as_of for view in selection.views]
    assert all(before < after for before, after in pairwise(days))
    assert {view.params.as_of for view, _ in releases_stating_period(selection)} == {
        first + timedelta(days=20 * late) for (period, late) in history if period == month and late <= last
    }
    for layers in (FigureOptions(), PAGE, FigureOptions(narrow=True)):
        drawn = draw_figure(selection, ENGLISH, layers)
        assert len(go.Figure(drawn).data) == len(drawn["data"])
        ET.fromstring(render(drawn, **SIZE, title="t"))


# -- words have their room ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("narrow", "width"), [(False, CHART_WIDTH_PX), (True, NARROW_CHART_WIDTH_PX)])
@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("place", ["CA-BC", "CA-QC", "US", "US-OH"])
def test_words_at_the_curves_stand_inside_their_panel(site, place, lang, narrow, width):
    shown = made.chart(site, "vintages", place, lang=lang)
    layout = draw_figure(shown, get_locale(lang), FigureOptions(narrow=narrow))["layout"]
    axis, margin = layout["xaxis2"], layout["margin"]
    panel = (axis["domain"][1] - axis["domain"][0]) * (width - margin["l"] - margin["r"])
    assert panel == pytest.approx(NARROW_PANEL_WIDTH_PX if narrow else PANEL_WIDTH_PX, abs=1)
    first, last = map(date.fromisoformat, axis["range"])
    words = [note for note in layout["annotations"] if note["xref"] == "x2"]
    assert words
    for note in words:
        at = panel * ((date.fromisoformat(note["x"]) - first) / (last - first)) + note["xshift"]
        taken = markup_width_px(note["text"], note["font"]["size"])
        start = at - {"left": 0, "center": 0.5, "right": 1}[note["xanchor"]] * taken
        assert 0 <= start < start + taken <= panel
