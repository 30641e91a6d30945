"""A comparison draws the numbers of its rows, tells what is not there from what is, and can be read in every form."""

import csv
import io
import re
from datetime import date
from itertools import pairwise

import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.compare import figure as compare
from dashboard.charts.registry import get_chart
from dashboard.export import tables
from dashboard.i18n import get_locale
from dashboard.plotting import palette
from dashboard.plotting.theme import CHART_WIDTH_PX, LIGHT, NARROW_CHART_WIDTH_PX, STATIC, FigureOptions
from dashboard.svg.markup import LINE_HEIGHT_EM
from dashboard.svg.render import scales
from tests.dashboard import made
from tests.dashboard.made import figure, population
from tests.dashboard.pictures import read_off
from tests.examples import examples

ENGLISH, FRENCH = get_locale("en"), get_locale("fr")
PAGE, PHONE = (
    FigureOptions(current_values=True, hover_labels=True),
    FigureOptions(current_values=True, hover_labels=True, narrow=True),
)
FOUR = ("CA-BC", "CA-AB", "US-OH", "US-ME")
EIGHT = ("CA-BC", "CA-AB", "CA-ON", "CA-QC", "CA-MB", "CA-SK", "CA-NS", "CA-NL")
TWENTY = (
    *EIGHT,
    *("CA-NB", "CA-PE", "CA-YT", "CA-NT", "US", "US-OH", "US-ME", "US-WV", "US-CA", "US-NY", "US-WA", "US-VT"),
)
STATES = ("US-AL", "US-AZ", "US-CA", "US-CO", "US-FL", "US-GA", "US-IL", "US-IN", "US-KY", "US-LA", "US-MA", "US-MD")
OWN = "unregulated-deaths-month,apparent-opioid-deaths-quarter,overdose-deaths-12m-reported"
MONTHS = "overdose-deaths-month-ucd"
YEARS = "apparent-opioid-deaths-year"
PEOPLE = 20_070
"""Of so many three are a rate that is written otherwise where it is rounded to two decimals first."""
PINNED = {"as_of": "2026-06-30", "edition": 13}
VIEWS = {
    "four": (FOUR, {}),
    "four then": (FOUR, {"as_of": "2024-06-30"}),
    "counts": (FOUR, {"unit": "count"}),
    "counts then": (FOUR, {"unit": "count", "as_of": "2019-08-01"}),
    "one of each publisher": (("US-ME",), {}),
    "eight": (EIGHT, {}),
    "years": (("CA-BC", "CA-ON"), {"measure": "apparent-opioid-deaths-year", "unit": "count"}),
    "single months": (("US-OH", "US-ME", "US-AK"), {"measure": MONTHS, "window": 1}),
    "some months": (FOUR, {"start": "2019-06-01", "end": "2022-06-01"}),
    "twenty": (TWENTY, {}),
    "twenty then": (TWENTY, {"as_of": "2021-03-01", "measure": OWN}),
}
PARTS = ("", " dots", " preliminary")


def shown(site, places, **chosen):
    return made.chart(site, "compare", *places, **(PINNED | chosen))


def drawn(selection, layers=STATIC, locale=ENGLISH):
    """The figure, and how many pixels it has."""
    size = {
        "width": NARROW_CHART_WIDTH_PX if layers.narrow else CHART_WIDTH_PX,
        "height": compare.height_px(selection, narrow=layers.narrow),
    }
    return compare.draw_figure(selection, locale, layers), size


def told(drawn_figure, *parts):
    """``{(place and measure, day): amount}`` of the traces of lines with one of these endings to their names."""
    found = {}
    for trace in go.Figure(drawn_figure).to_dict()["data"]:
        named = re.fullmatch(r"(\S+ \S+?-\S+)( [a-z ]+)?", trace["name"])
        if named and (named[2] or "") in parts:
            for day, amount in zip(trace["x"], trace["y"], strict=True):
                if amount is not None:
                    found[named[1], day] = amount
    return found


def rows(selection):
    return list(csv.DictReader(io.StringIO(tables.to_csv(tables.to_frame(selection, ENGLISH)), newline="")))


def day(row):
    return row["period_end"][:8] + "01"


def traces(drawn_figure, name):
    return [trace for trace in drawn_figure["data"] if trace["name"] == name]


# -- the same numbers everywhere -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("places", "chosen"), VIEWS.values(), ids=VIEWS)
def test_figure_and_csv_have_the_same_numbers(site, places, chosen):
    selection = shown(site, places, **chosen)
    column = "rate" if selection.params.unit == "rate" else "value"
    in_csv = {
        (f"{row['place']} {row['measure']}", day(row)): float(row[column]) for row in rows(selection) if row[column]
    }
    assert told(compare.draw_figure(selection, ENGLISH), *PARTS) == in_csv
    assert in_csv


@pytest.mark.parametrize(("places", "chosen"), VIEWS.values(), ids=VIEWS)
def test_the_picture_draws_the_numbers_of_the_figure(site, places, chosen):
    selection = shown(site, places, **chosen)
    drawn_figure, size = drawn(selection)
    numbers = {key: y for key, y in everything(drawn_figure).items() if key[0] != "others"}
    seen = {key: y for key, y in read_off(drawn_figure, size=size).items() if key[0] != "others"}
    assert set(seen) == set(numbers)
    room = drawn_figure["layout"]["yaxis"]["range"][1]
    assert all(abs(seen[key] - numbers[key]) < room / 5_000 for key in numbers)


def everything(drawn_figure):
    return {
        (trace["name"], x): y
        for trace in drawn_figure["data"]
        for x, y in zip(trace["x"], trace["y"], strict=True)
        if y is not None
    }


@pytest.mark.parametrize(("places", "chosen"), VIEWS.values(), ids=VIEWS)
def test_what_has_no_figure_is_drawn_as_the_csv_says(site, places, chosen):
    selection = shown(site, places, **chosen)
    drawn_figure = compare.draw_figure(selection, ENGLISH)
    withheld = {day(row) for row in rows(selection) if row["status"] in {"suppressed", "not_available", "withdrawn"}}
    assert {x for trace in traces(drawn_figure, "no value") for x in trace["x"]} == withheld
    hollow = told(drawn_figure, " not held")
    held_since = {
        (f"{row['place']} {row['measure']}", day(row)) for row in rows(selection) if row["earliest_held_value"]
    }
    assert set(hollow) <= held_since
    if selection.params.unit == "count":
        assert set(hollow) == held_since


@pytest.mark.parametrize(("places", "chosen"), VIEWS.values(), ids=VIEWS)
def test_preliminary_figures_and_no_others_are_dotted(site, places, chosen):
    selection = shown(site, places, **chosen)
    drawn_figure = compare.draw_figure(selection, ENGLISH)
    column = "rate" if selection.params.unit == "rate" else "value"
    preliminary = {
        (f"{row['place']} {row['measure']}", day(row))
        for row in rows(selection)
        if row["preliminary"] == "yes" and row[column]
    }
    dotted = set(told(drawn_figure, " preliminary"))
    assert not preliminary & set(told(drawn_figure, "", " dots"))
    assert preliminary <= dotted
    joints = dotted - preliminary
    assert len(joints) <= len(selection.views)
    assert joints <= set(told(drawn_figure, ""))


# -- what is not there -----------------------------------------------------------------------------------------------


def months(first, values, place="CA-BC", vintage="2021-06-01", **stated):
    """Rows of a place for the months of 2020 from one on."""
    return [
        figure(f"2020-{month:02}", vintage, value, place=place, **stated)
        for month, value in enumerate(values, start=first)
    ]


def singles(over, **chosen):
    return made.chart(over, "compare", "CA-BC", "CA-BC-fraser", unit="count", window=1, **chosen)


def test_a_gap_is_not_crossed_a_zero_is_drawn_and_what_is_withheld_is_a_cross():
    over = made.site([*months(1, [10, None, 0, 20]), *months(1, [5, 6, 7, 8], place="CA-BC-fraser")])
    drawn_figure = compare.draw_figure(singles(over), ENGLISH)
    (line,) = traces(drawn_figure, "CA-BC unregulated-deaths-month")
    assert line["y"] == [10, None, 0, 20]
    (crosses,) = traces(drawn_figure, "no value")
    assert (crosses["x"], crosses["y"]) == (["2020-02-01"], [0])
    (dots,) = traces(drawn_figure, "CA-BC unregulated-deaths-month dots")
    assert dots["x"] == ["2020-01-01", "2020-04-01"], "the one that no line reaches, and the newest"


def test_a_month_not_held_then_is_hollow_and_grey_at_the_earliest_figure_held_since():
    later, fraser = figure("2020-03", "2021-07-01", 33), months(1, [5], place="CA-BC-fraser")
    over = made.site([*months(1, [10, 20]), later, *months(4, [40]), *fraser])
    drawn_figure = compare.draw_figure(singles(over, as_of="2021-06-01"), ENGLISH, PAGE)
    (hollow,) = traces(drawn_figure, "CA-BC unregulated-deaths-month not held")
    assert (hollow["x"], hollow["y"]) == (["2020-03-01"], [33])
    assert (hollow["marker"]["symbol"], hollow["marker"]["color"]) == ("circle-open", LIGHT["absent"])
    (line,) = traces(drawn_figure, "CA-BC unregulated-deaths-month")
    assert line["y"][2] is None


def test_a_place_of_withheld_figures_alone_has_its_name_and_its_crosses():
    over = made.site([*months(1, [None, None]), *months(1, [5, 6], place="CA-BC-fraser")])
    drawn_figure = compare.draw_figure(singles(over), ENGLISH)
    assert [one["text"] for one in drawn_figure["layout"]["annotations"]] == [
        "British Columbia\u00a0<b>×</b>",
        "Fraser Health Authority\u00a0<b>6</b>",
    ]


def test_years_have_markers_and_stand_at_their_december(site):
    selection = shown(site, ("CA-BC", "CA-ON"), measure="apparent-opioid-deaths-year", unit="count")
    drawn_figure = compare.draw_figure(selection, ENGLISH)
    (dots,) = traces(drawn_figure, "CA-ON apparent-opioid-deaths-year dots")
    assert {x[5:] for x in dots["x"]} == {"12-01"}
    assert len(dots["x"]) == sum(point.has_value and not point.preliminary for point in selection.views[1].observations)


def test_a_sum_stands_at_the_month_in_which_it_ends():
    over = made.site([figure(f"{2019 + n // 12}-{n % 12 + 1:02}", "2021-06-01", 1) for n in range(15)])
    drawn_figure = compare.draw_figure(made.chart(over, "compare", "CA-BC", unit="count"), ENGLISH)
    assert told(drawn_figure, *PARTS) == {
        ("CA-BC unregulated-deaths-month", f"{year}-{month:02}-01"): 12
        for year, month in ((2019, 12), (2020, 1), (2020, 2), (2020, 3))
    }


def test_years_before_the_first_figure_of_any_are_left_out(site):
    selection = shown(site, ("US-ME",))
    first = min(row["period_end"] for row in rows(selection) if row["rate"])
    assert {row["period_end"] >= first for row in rows(selection)} == {True}
    assert min(x for trace in compare.draw_figure(selection, ENGLISH)["data"] for x in trace["x"]) == first[:8] + "01"


# -- then and now ----------------------------------------------------------------------------------------------------


def test_todays_figures_stand_behind_those_of_a_past_day_where_there_are_few(site):
    then = shown(site, FOUR, as_of="2024-06-30")
    ghosts = traces(compare.draw_figure(then, ENGLISH, PAGE), "now")
    assert len(ghosts) == 4
    view = then.views[0]
    assert ghosts[0]["x"] == [point.period.end.isoformat()[:8] + "01" for point in view.observations]
    now = {point.period: point for point in view.current}
    assert ghosts[0]["y"] == [round(view.value_in_unit(now[point.period]), 2) for point in view.observations]
    assert not traces(compare.draw_figure(then, ENGLISH), "now")
    assert not traces(compare.draw_figure(made.chart(site, "compare", *FOUR), ENGLISH, PAGE), "now")
    assert not traces(compare.draw_figure(shown(site, EIGHT, as_of="2025-12-31"), ENGLISH, PAGE), "now")


@pytest.mark.parametrize(("places", "chosen"), VIEWS.values(), ids=VIEWS)
def test_every_point_can_be_read_with_its_name_and_its_day(site, places, chosen):
    selection = shown(site, places, **chosen)
    read = traces(compare.draw_figure(selection, ENGLISH, PAGE), "labels")
    assert [len(trace["customdata"]) for trace in read] == [len(trace["x"]) for trace in read]
    figures = sum(view.value_in_unit(point) is not None for view in selection.views for point in view.observations)
    words = [said for trace in read for said in trace["customdata"]]
    dated = [said for said in words if re.search("publi(shed|c on)", said) and "not in this archive" not in said]
    assert len(dated) >= figures
    assert all(said.startswith("<b>") and "<br><b>" in said for said in words if said)


# -- the two forms ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("layers", [PAGE, PHONE, STATIC], ids=["page", "phone", "picture"])
@pytest.mark.parametrize("locale", [ENGLISH, FRENCH], ids=["en", "fr"])
@pytest.mark.parametrize("name", ["four", "eight", "one of each publisher", "single months", "counts then"])
def test_names_at_the_ends_do_not_overlap(site, name, locale, layers):
    places, chosen = VIEWS[name]
    selection = shown(site, places, **chosen)
    drawn_figure, size = drawn(selection, layers, locale)
    scale = scales(drawn_figure, **size)["y"]
    boxes = []
    for one in drawn_figure["layout"]["annotations"]:
        if one["xref"] == "x domain":
            middle = scale.pixel(one["y"]) - one["yshift"]
            half = LINE_HEIGHT_EM * one["font"]["size"] * (1 + one["text"].count("<br>")) / 2
            boxes.append((middle - half, middle + half))
    ending = [
        view for view in selection.views if view.withheld or any(view.value_in_unit(one) for one in view.observations)
    ]
    assert len(boxes) == len(ending) > 1
    assert all(low[1] <= high[0] + 0.2 for low, high in pairwise(sorted(boxes)))
    assert max(bottom for _, bottom in boxes) <= size["height"]
    assert min(top for top, _ in boxes) >= 0


def test_a_name_has_the_color_of_its_line_and_its_newest_figure(site):
    selection = shown(site, FOUR)
    drawn_figure = compare.draw_figure(selection, ENGLISH)
    names = [one for one in drawn_figure["layout"]["annotations"] if one["xref"] == "x domain"]
    lines = {trace["name"]: trace["line"]["color"] for trace in drawn_figure["data"] if trace["mode"] == "lines"}
    assert [one["font"]["color"] for one in names] == list(lines.values())
    assert list(lines.values()) == [palette.place_color(place) for place in FOUR]
    for one, view in zip(names, selection.views, strict=True):
        newest = next(point for point in reversed(view.observations) if view.value_in_unit(point) is not None)
        assert one["text"].startswith(view.place.name["en"])
        sign = "\u00a0≠" if view.place.code == "CA-BC" else ""
        assert one["text"].endswith(f"<b>{view.value_in_unit(newest):.1f}{sign}</b>")


def test_a_line_that_ends_a_year_before_the_others_says_when(site):
    drawn_figure = compare.draw_figure(shown(site, ("CA-BC", "US-NY")), ENGLISH)
    texts = [one["text"] for one in drawn_figure["layout"]["annotations"]]
    assert any(re.match("New York, Dec\u00a020\\d\\d", text.replace("<br>", " ")) for text in texts)


def test_panels_of_one_period_have_room_around_it(site):
    places = tuple(code for code in STATES[:11])
    selection = shown(site, places, measure="all-deaths-12m-reported", unit="count", end="2015-01-01")
    drawn_figure, size = drawn(selection)
    low, high = drawn_figure["layout"]["xaxis"]["range"]
    assert low < "2015-01-01" < high
    seen = {name for name, _ in read_off(drawn_figure, size=size)}
    assert {name.split()[0] for name in seen} == set(places)


def test_the_figure_beside_a_name_is_rounded_once():
    rows = [figure("2020", "2021-06-01", 3, place=code, measure=YEARS) for code in ("CA-BC", "CA-AB")]
    over = made.site(rows, [population("2020-Q3", PEOPLE, place=code) for code in ("CA-BC", "CA-AB")])
    selection = made.chart(over, "compare", "CA-BC", "CA-AB", measure=YEARS, unit="rate")
    assert {view.value_in_unit(view.observations[0]) for view in selection.views} == {3e5 / PEOPLE}
    names = [one["text"] for one in compare.draw_figure(selection, ENGLISH)["layout"]["annotations"] if one["x"] == 1]
    assert [re.findall("<b>(.*)</b>", name) for name in names] == [[ENGLISH.number(3e5 / PEOPLE, 1)]] * 2


def test_the_eighth_line_shares_its_axes_and_the_ninth_makes_panels(site):
    together, panels = (compare.draw_figure(shown(site, TWENTY[:count]), ENGLISH) for count in (8, 9))
    assert {trace.get("yaxis", "y") for trace in together["data"]} == {"y"}
    ranges = [tuple(axis["range"]) for key, axis in panels["layout"].items() if key.startswith("yaxis")]
    assert len(set(ranges)) == 1, "one scale"
    dates = [tuple(axis["range"]) for key, axis in panels["layout"].items() if key.startswith("xaxis")]
    assert len(set(dates)) == 1, "one time"


def test_panels_have_their_names_the_others_behind_and_two_figures(site):
    selection = shown(site, TWENTY)
    drawn_figure = compare.draw_figure(selection, ENGLISH)
    texts = [one["text"] for one in drawn_figure["layout"]["annotations"]]
    assert {f"<b>{view.place.name['en']}</b>" for view in selection.views} <= set(texts)
    others = traces(drawn_figure, "others")
    assert len(others) == len(selection.views)
    assert {x[5:] for trace in others for x in trace["x"]} == {"03-01"}
    ohio = next(view for view in selection.views if view.place.code == "US-OH")
    in_march = next(point for point in ohio.observations if point.period.end == date(2020, 3, 31))
    newest = ohio.observations[-1]
    assert f"{ohio.value_in_unit(in_march):.1f}" in texts
    assert f"<b>{ohio.value_in_unit(newest):.1f}</b>" in texts


def test_single_months_have_no_others_behind_them(site):
    drawn_figure = compare.draw_figure(shown(site, STATES[:9], measure=MONTHS, window=1), ENGLISH)
    assert not traces(drawn_figure, "others")
    assert len(traces(drawn_figure, "US-KY overdose-deaths-month-ucd")) == 1


@pytest.mark.parametrize(("places", "lines"), [(FOUR, 1), (TWENTY, len(TWENTY))])
def test_march_2020_is_marked(site, places, lines):
    drawn_figure = compare.draw_figure(shown(site, places), ENGLISH)
    marks = [one for one in drawn_figure["layout"]["shapes"] if one["x0"] == one["x1"] == "2020-03-01"]
    assert len(marks) == lines
    named = [one["text"] for one in drawn_figure["layout"]["annotations"] if one["text"] == "March 2020"]
    axes = [axis for key, axis in drawn_figure["layout"].items() if key.startswith("xaxis")]
    assert named or any("Mar 2020" in axis["ticktext"] for axis in axes)


def test_march_2020_is_not_marked_where_it_is_not_covered(site):
    drawn_figure = compare.draw_figure(shown(site, FOUR, end="2019-06-01"), ENGLISH)
    assert not [one for one in drawn_figure["layout"]["shapes"] if one["x0"] == "2020-03-01"]


def test_page_and_phone_have_the_same_traces(site):
    for places, chosen in VIEWS.values():
        selection = shown(site, places, **chosen)
        assert (
            compare.draw_figure(selection, ENGLISH, PAGE)["data"]
            == compare.draw_figure(selection, ENGLISH, PHONE)["data"]
        )


def test_panels_are_as_high_as_their_rows(site):
    heights = [compare.height_px(shown(site, TWENTY[:count]), narrow=False) for count in (8, 12, 13, 16, 17)]
    assert heights[1] < heights[2] == heights[3] < heights[4]
    assert compare.height_px(shown(site, TWENTY), narrow=True) > compare.height_px(shown(site, TWENTY), narrow=False)
    assert get_chart("compare").aspect_ratio(shown(site, TWENTY)) > get_chart("compare").aspect_ratio(shown(site, FOUR))


# -- whatever is held ------------------------------------------------------------------------------------------------


def test_a_rate_without_any_population_draws_nothing():
    over = made.site(months(1, [10, 20, 30]), [population("2030-Q1", 5)])
    selection = made.chart(over, "compare", "CA-BC", "CA-BC-fraser", unit="rate", window=1)
    drawn_figure, size = drawn(selection, PAGE)
    assert drawn_figure["data"] == []
    assert read_off(drawn_figure, size=size) == {}


COUNTS = st.lists(st.one_of(st.none(), st.integers(0, 400)), min_size=1, max_size=14)


@examples(40)
@given(st.lists(COUNTS, min_size=1, max_size=12), st.sampled_from([1, 12]))
def test_any_figures_of_any_places_are_drawn_as_they_are(held, window):
    places = STATES[: len(held)]
    stated = {"source": "us-cdc-wonder", "measure": MONTHS}
    over = made.site([
        figure(f"{2019 + at // 12}-{at % 12 + 1:02}", "2023-06-01", value, place=place, **stated)
        for place, values in zip(places, held, strict=True)
        for at, value in enumerate(values)
    ])  # fmt: skip
    selection = made.chart(over, "compare", *places, measure=MONTHS, unit="count", window=window)
    drawn_figure, size = drawn(selection)
    sums = {
        (f"{place} {MONTHS}", f"{2019 + at // 12}-{at % 12 + 1:02}-01"): sum(part)
        for place, values in zip(places, held, strict=True)
        for at in range(window - 1, len(values))
        if None not in (part := values[at + 1 - window : at + 1])
    }
    assert told(drawn_figure, *PARTS) == sums
    assert all(
        axis["range"][1] >= max(sums.values(), default=5)
        for key, axis in drawn_figure["layout"].items()
        if key.startswith("yaxis")
    )
    read_off(drawn_figure, size=size)
