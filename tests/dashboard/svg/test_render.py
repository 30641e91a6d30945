"""The SVG of a figure: what it draws, what it refuses, and that the numbers can be read back off it."""

import re
from copy import deepcopy
from datetime import date, timedelta
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.svg import render as svg
from dashboard.svg.render import Unsupported

SIZE = {"width": 400, "height": 300}
MONTHS = [f"2020-{month:02d}-01" for month in range(1, 13)]


def axis(**stated):
    plain = {"type": "linear", "range": [0, 10], "tickvals": [0, 5, 10], "ticktext": ["0", "5", "10"]}
    return {**plain, "showgrid": False, "zeroline": False, "ticks": "", **stated}


def figure(*traces, **layout):
    margin = {"l": 50, "r": 50, "t": 50, "b": 50}
    return {
        "data": list(traces),
        "layout": {"showlegend": False, "margin": margin, "xaxis": axis(), "yaxis": axis(), **layout},
    }


def line(**stated):
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [0, 5, 10],
        "y": [0, 10, 5],
        "line": {"color": "#123456"},
        **stated,
    }


def dots(**stated):
    marker = {"color": "#123456", "size": 6}
    return {"type": "scatter", "mode": "markers", "x": [0, 5, 10], "y": [0, 10, 5], "marker": marker, **stated}


def bar(**stated):
    return {"type": "bar", "x": [2, 4, 6], "y": [1, 2, 3], "marker": {"color": "#123456"}, **stated}


def heat(**stated):
    ends = {"zmin": 0, "zmax": 10, "colorscale": [[0, "#000000"], [1, "#fff"]], "showscale": False}
    return {"type": "heatmap", "x": [2, 4], "y": [2, 4], "z": [[0, 5], [None, 20]], **ends, **stated}


def drawn(shown, **said):
    return ET.fromstring(svg.render(shown, **SIZE, **{"title": "Deaths", **said}))


def found(root, tag, **with_these):
    every = root.iter(f"{{http://www.w3.org/2000/svg}}{tag}")
    return [one for one in every if all(one.get(key.replace("_", "-")) == value for key, value in with_these.items())]


def trace(root, index=0):
    (group,) = found(root, "g", data_trace=str(index))
    return group


def only_path(root, index=0):
    (path,) = found(trace(root, index), "path")
    return path.get("d")


# -- the whole ---------------------------------------------------------------------------------------------------------


def test_a_small_chart_is_written_as_expected():
    shown = figure(line(), yaxis=axis(showgrid=True, gridcolor="#eeeeee"), paper_bgcolor="transparent")
    written = svg.render(shown, **SIZE, title="Deaths")
    ids = re.search(r'id="(fig-[0-9a-f]{8})-t"', written)[1]
    labels = ' font-size="12" fill="#444"'
    assert written.replace(ids, "ID") == (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300" width="400" height="300" role="img" '
        'aria-labelledby="ID-t" font-family="Source Sans Pro, system-ui, sans-serif"><title id="ID-t">Deaths</title>'
        '<defs><clipPath id="ID-xy"><rect x="50" y="50" width="300" height="200"/></clipPath></defs>'
        '<rect x="50" y="50" width="300" height="200" fill="#fff"/>'
        '<path d="M50,150H350" stroke="#eeeeee" stroke-width="1" shape-rendering="crispEdges"/>'
        '<g data-trace="0"><g clip-path="url(#ID-xy)"><path d="M50.00,250.00L200.00,50.00L350.00,150.00" fill="none" '
        'stroke="#123456" stroke-width="2" stroke-miterlimit="2"/></g></g>'
        f'<g text-anchor="middle"{labels}>'
        '<text x="50" y="263">0</text><text x="200" y="263">5</text><text x="350" y="263">10</text></g>'
        f'<g text-anchor="end"{labels}>'
        '<text x="49" y="254.2">0</text><text x="49" y="154.2">5</text><text x="49" y="54.2">10</text></g></svg>'
    )


def test_title_and_description_are_named_by_their_ids():
    root = drawn(figure(line()), description="It rises.")
    names = {one.get("id"): one.text for tag in ("title", "desc") for one in found(root, tag)}
    assert [names[one] for one in root.get("aria-labelledby").split()] == ["Deaths", "It rises."]


def test_two_charts_on_a_page_share_no_ids():
    def ids(title):
        return {one.get("id") for one in drawn(figure(line()), title=title).iter() if one.get("id")}

    assert ids("British Columbia").isdisjoint(ids("Ohio"))


@pytest.mark.parametrize(
    "hostile", ["<&\"'>", "</svg><script>", "a\x00\x0b\x1fb", "\ud800", "\ufffe", "]]>", "é &amp; ü"]
)
def test_any_text_makes_valid_xml(hostile):
    note = {"text": hostile, "x": 1, "y": 1, "xref": "x", "yref": "y", "showarrow": False}
    shown = figure(
        line(mode="lines+text", text=[hostile] * 3, name=hostile),
        xaxis=axis(ticktext=[hostile] * 3, title={"text": hostile}),
        annotations=[{**note, "xanchor": "left", "yanchor": "top"}],
    )
    root = drawn(shown, title=hostile, description=hostile, paint=lambda color: f'var(--{hostile}, {color})"<')
    assert len(found(root, "text")) == 11


def test_paint_writes_every_colour():
    shown = figure(
        dots(mode="markers+text", text="a", marker={"color": ["#1", "#2", "#3"]}),
        bar(marker={"color": "#4", "line": {"color": "#5", "width": 1}}),
        line(fill="toself", fillcolor="#6"),
        heat(text=[["a", "b"], ["c", "d"]], textfont={"size": 9}),
        xaxis=axis(showline=True, ticks="outside", zeroline=True, showgrid=True, gridcolor="#7", title={"text": "t"}),
        shapes=[{"type": "rect", "x0": 0, "x1": 1, "y0": 0, "y1": 1, "xref": "x", "yref": "y", "fillcolor": "#8"}],
        plot_bgcolor="#9",
    )
    shown["layout"]["shapes"][0]["line"] = {"width": 1, "color": "#10"}
    root = drawn(shown, paint=lambda color: f"var(--ink, {color})")
    colors = {one.get(key) for one in root.iter() for key in ("fill", "stroke")} - {None, "none"}
    assert colors
    assert all(color.startswith("var(--ink, #") for color in colors)


# -- positions ---------------------------------------------------------------------------------------------------------

numbers = st.floats(-1e6, 1e6, allow_nan=False)


@given(low=numbers, high=numbers, value=numbers)
def test_numbers_come_back_from_their_pixels(low, high, value):
    if abs(high - low) < 1e-3:
        return
    scale = svg.scales(figure(line(), yaxis=axis(range=[low, high])), **SIZE)["y"]
    assert scale.value(scale.pixel(value)) == pytest.approx(value, abs=1e-6 * max(1, abs(high - low), abs(value - low)))


@given(start=st.dates(date(1900, 1, 1), date(2100, 1, 1)), days=st.integers(1, 20_000), after=st.integers(-500, 20_000))
def test_days_come_back_from_their_pixels(start, days, after):
    ends = [start.isoformat(), (start + timedelta(days)).isoformat()]
    axes = figure(line(), xaxis=axis(type="date", range=ends, tickvals=ends, ticktext=["", ""]))
    scale, day = svg.scales(axes, **SIZE)["x"], (start + timedelta(after)).isoformat()
    assert scale.value(scale.pixel(day)) == day
    assert (scale.pixel(ends[0]), scale.pixel(ends[1])) == pytest.approx((50, 350))


@settings(max_examples=30)
@given(values=st.lists(st.none() | st.integers(0, 250), min_size=12, max_size=12))
def test_the_numbers_of_a_chart_can_be_read_off_its_marks(values):
    shown = figure(
        dots(x=MONTHS, y=values),
        xaxis=axis(type="date", range=["2019-12-15", "2020-12-15"], tickvals=MONTHS, ticktext=MONTHS),
        yaxis=axis(range=[0, 250]),
    )
    scales, circles = svg.scales(shown, **SIZE), found(drawn(shown), "circle")
    read = [(scales["x"].value(float(c.get("cx"))), round(scales["y"].value(float(c.get("cy"))))) for c in circles]
    assert read == [(month, value) for month, value in zip(MONTHS, values, strict=True) if value is not None]


def test_a_time_of_day_lies_within_its_day():
    axes = figure(line(), xaxis=axis(type="date", range=["2020-01-01", "2020-01-03"], tickvals=[], ticktext=[]))
    assert svg.scales(axes, **SIZE)["x"].pixel("2020-01-01T12:00:00") == pytest.approx(125)


def test_axes_share_the_sheet_by_their_domains():
    second = axis(anchor="x", domain=[0.75, 1], visible=False)
    shown = figure(line(), dots(yaxis="y2"), yaxis=axis(domain=[0, 0.5]), yaxis2=second)
    scales = svg.scales(shown, **SIZE)
    assert (scales["y"].start, scales["y"].end) == (250, 150)
    assert (scales["y2"].start, scales["y2"].end) == (100, 50)


def test_an_axis_laid_over_another_covers_what_that_covers():
    over = axis(anchor="x", overlaying="y", side="right")
    scales = svg.scales(figure(line(), yaxis=axis(domain=[0, 0.5]), yaxis2=over), **SIZE)
    assert (scales["y2"].start, scales["y2"].end) == (250, 150)


# -- lines and bands ---------------------------------------------------------------------------------------------------


def test_a_gap_breaks_the_line():
    d = only_path(drawn(figure(line(x=[0, 1, 2, 3, 4], y=[1, 2, None, 3, 4]))))
    assert [part.count("L") for part in d.split("M")[1:]] == [1, 1]


def test_a_stepped_line_holds_its_value_until_the_next():
    stepped = line(x=[0, 5], y=[0, 10], line={"color": "#123456", "shape": "hv"})
    assert only_path(drawn(figure(stepped))) == "M50.00,250.00L200.00,250.00L200.00,50.00"


@pytest.mark.parametrize(
    ("dash", "lengths"), [("solid", None), ("dot", "3,3"), ("dash", "9,9"), ("dashdot", "9,3,3,3")]
)
def test_dashes_are_as_long_as_plotly_draws_them(dash, lengths):
    (path,) = found(trace(drawn(figure(line(line={"color": "#123456", "dash": dash})))), "path")
    assert path.get("stroke-dasharray") == lengths


def test_a_band_runs_along_one_line_and_back_along_the_other():
    bare = {"color": "#123456", "width": 0}
    band = line(x=[0, 10], y=[6, 6], line=bare, fill="tonexty", fillcolor="rgba(0,0,0,0.2)")
    root = drawn(figure(line(x=[0, 10], y=[4, 4], line=bare), band))
    assert only_path(root, 1) == "M50.00,130.00L350.00,130.00L350.00,170.00L50.00,170.00Z"
    assert not found(trace(root, 0), "path")


def test_an_area_stands_on_zero():
    area = line(x=[0, 10], y=[5, 5], line={"width": 0}, fill="tozeroy", fillcolor="#aaa")
    assert only_path(drawn(figure(area))) == "M50.00,250.00L50.00,150.00L350.00,150.00L350.00,250.00Z"


def test_a_band_with_a_gap_is_refused():
    band = line(y=[1, None, 2], fill="tonexty", fillcolor="#aaa")
    with pytest.raises(Unsupported, match=r"^data\[1\]\.fill: .*gaps"):
        drawn(figure(line(), band))


# -- markers and text --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("symbol", ["square", "diamond", "triangle-up", "x", "line-ns"])
def test_a_symbol_is_centred_on_its_point(symbol):
    mark = dots(x=[5], y=[5], marker={"symbol": symbol, "color": "#123456", "size": 10})
    (path,) = found(trace(drawn(figure(mark))), "path")
    assert path.get("transform") == "translate(200 150)"


def test_open_markers_are_outlines_in_the_markers_colour():
    (ring,) = found(drawn(figure(dots(marker={"symbol": "circle-open", "color": "#abcdef"}))), "g", fill="none")
    assert (ring.get("stroke"), ring.get("stroke-width")) == ("#abcdef", "1")


def test_what_differs_between_markers_stands_on_each():
    circles = found(drawn(figure(dots(marker={"color": ["#1", "#2", "#3"]}))), "circle")
    assert [one.get("fill") for one in circles] == ["#1", "#2", "#3"]


def test_marks_outside_the_range_are_cut_or_left_out():
    outside = {"x": [5, 12], "y": [5, 5]}
    clipped, free = drawn(figure(dots(**outside))), drawn(figure(dots(**outside, cliponaxis=False)))
    assert len(found(clipped, "circle")) == 2
    assert trace(clipped)[0].get("clip-path")
    assert len(found(free, "circle")) == 1
    assert not trace(free)[0].get("clip-path")


@pytest.mark.parametrize(
    ("position", "expected"),
    [
        ("middle center", ("middle", 200, 153)),
        ("middle right", ("start", 206, 153)),
        ("middle left", ("end", 194, 153)),
        ("top center", ("middle", 200, 141)),
        ("bottom center", ("middle", 200, 165)),
    ],
)
def test_text_keeps_clear_of_its_marker(position, expected):
    mark = dots(x=[5], y=[5], mode="markers+text", text=["a"], textposition=position, marker={"color": "#1", "size": 8})
    (text,) = found(trace(drawn(figure(mark))), "text")
    assert (text.get("text-anchor"), float(text.get("x")), float(text.get("y"))) == expected


def test_bold_and_line_breaks_are_kept():
    label = dots(x=[5], y=[5], mode="text", text=["<b>175</b><br>A &amp; B"])
    (text,) = found(trace(drawn(figure(label))), "text")
    bold, second = found(text, "tspan")
    assert (bold.text, bold.get("font-weight")) == ("175", "700")
    assert (second.text, second.get("dy"), second.get("x")) == ("A & B", "1.3em", "200")


# -- bars and cells ----------------------------------------------------------------------------------------------------


def boxes(root, index=0):
    sides = ("x", "y", "width", "height")
    return [tuple(float(one.get(side)) for side in sides) for one in found(trace(root, index), "rect")]


def test_bars_stand_on_zero_and_leave_the_stated_gap():
    assert boxes(drawn(figure(bar(), bargap=0.5))) == [(95, 230, 30, 20), (155, 210, 30, 40), (215, 190, 30, 60)]


def test_bars_lie_down_from_their_base():
    lying = bar(x=[3], y=[5], orientation="h", base=[2], width=2)
    assert boxes(drawn(figure(lying))) == [(110, 130, 90, 40)]


def test_stacked_bars_stand_on_each_other():
    root = drawn(figure(bar(x=[5], y=[2], width=1), bar(x=[5], y=[3], width=1), barmode="stack"))
    assert boxes(root, 0) == [(185, 210, 30, 40)]
    assert boxes(root, 1) == [(185, 150, 30, 60)]


def test_a_missing_bar_is_no_bar():
    assert len(boxes(drawn(figure(bar(y=[1, None, 3]))))) == 2


def test_widths_on_a_date_axis_are_milliseconds():
    dates = axis(type="date", range=["2020-01-01", "2020-01-11"], tickvals=[], ticktext=[])
    wide = bar(x=["2020-01-06"], y=[5], width=2 * 86_400_000, offset=0)
    assert boxes(drawn(figure(wide, xaxis=dates))) == [(200, 150, 60, 100)]


def test_cells_take_their_colour_and_a_missing_one_is_a_hole():
    root = drawn(figure(heat(xgap=2, ygap=4)))
    assert [one.get("fill") for one in found(trace(root), "rect")] == ["#000000", "#808080", "#ffffff"]
    assert boxes(root)[0] == (81, 192, 58, 36)


def test_text_on_a_cell_is_legible():
    labelled = heat(text=[["dark", "light"], ["hole", "white"]], texttemplate="%{text}", textfont={"size": 10})
    texts = found(trace(drawn(figure(labelled))), "text")
    assert [(one.text, one.get("fill")) for one in texts] == [("dark", "#fff"), ("light", "#444"), ("white", "#444")]


def test_categories_lie_at_their_index():
    names = axis(type="category", categoryarray=["a", "b"], range=[-0.5, 1.5], tickvals=["a", "b"], ticktext=["A", "B"])
    scale = svg.scales(figure(line(), xaxis=names), **SIZE)["x"]
    assert (scale.pixel("a"), scale.pixel("b"), scale.value(276)) == (125, 275, "b")


# -- axes, shapes, annotations -----------------------------------------------------------------------------------------


def test_ticks_beyond_the_range_are_left_out():
    root = drawn(figure(line(), xaxis=axis(tickvals=[-1, 5, 11], ticktext=["before", "in", "after"])))
    assert "in" in {one.text for one in found(root, "text")}
    assert {"before", "after"}.isdisjoint({one.text for one in found(root, "text")})


def test_an_invisible_axis_only_maps():
    shown = figure(line(), xaxis={"type": "linear", "range": [0, 10], "visible": False}, yaxis=axis(visible=False))
    assert not found(drawn(shown), "text")


def test_the_zero_line_replaces_the_grid_line_there():
    y = axis(
        range=[-10, 10], tickvals=[-5, 0, 5], ticktext=["", "", ""], showgrid=True, gridcolor="#eee", zeroline=True
    )
    grid, zero = found(drawn(figure(line(), yaxis=y)), "path", shape_rendering="crispEdges")
    assert grid.get("d") == "M50,200H350M50,100H350"
    assert (zero.get("d"), zero.get("stroke")) == ("M50,150H350", "#444")


def shape(**stated):
    ends = {"x0": -5, "x1": 5, "y0": 0, "y1": 1}
    return {"type": "rect", **ends, "xref": "x", "yref": "paper", "line": {"width": 0}, "fillcolor": "#abc", **stated}


def test_shapes_lie_below_or_above_and_are_cut_by_the_axes_they_name():
    root = drawn(figure(line(), shapes=[shape(layer="below"), shape(layer="above", xref="paper", x0=0, x1=1)]))
    below, above = found(root, "rect", fill="#abc")
    order = list(root.iter())
    assert order.index(below) < order.index(trace(root)) < order.index(above)
    cut = [one for one in found(root, "g") if one.get("clip-path") and below in one]
    assert cut[0].get("clip-path").endswith("-x)")
    assert (above.get("x"), above.get("width")) == ("50", "300")


def note(**stated):
    place = {"x": 0, "y": 1, "xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "top"}
    return {"text": "as published then", **place, "showarrow": False, **stated}


def test_an_annotation_hangs_from_its_anchor():
    root = drawn(figure(line(), annotations=[note(font={"size": 10, "color": "#abc"}, xshift=3, yshift=4)]))
    (text,) = found(root, "text", fill="#abc")
    assert (float(text.get("x")), float(text.get("y"))) == (55, pytest.approx(50 + 2 + 9.84 - 4))


# -- refusals ----------------------------------------------------------------------------------------------------------

REFUSED = {
    "data[0].fillgradient": lambda f: f["data"][0].update(fillgradient={}),
    "data[0].type": lambda f: f["data"][0].update(type="pie"),
    "data[0].mode": lambda f: f["data"][0].pop("mode"),
    "data[0].fill": lambda f: f["data"][0].update(fill="tonext"),
    "data[0].line.shape": lambda f: f["data"][0]["line"].update(shape="spline"),
    "data[0].line.smoothing": lambda f: f["data"][0]["line"].update(smoothing=1),
    "data[0].line.color": lambda f: f["data"][0].update(line={}),
    "data[0].connectgaps": lambda f: f["data"][0].update(connectgaps=True),
    "data[0].showlegend": lambda f: f["data"][0].update(showlegend=True),
    "data[0].visible": lambda f: f["data"][0].update(visible="legendonly"),
    "data[0].x": lambda f: f["data"][0].update(x={"dtype": "i1", "bdata": "AQI="}),
    "data[0].y": lambda f: f["data"][0].update(y=[1, 2]),
    "data[0].y ": lambda f: f["data"][0].update(y=[1, float("nan"), 2]),
    "data[0].yaxis": lambda f: f["data"][0].update(yaxis="y9"),
    "data[1].marker.symbol": lambda f: f["data"][1]["marker"].update(symbol=["circle", "star", "circle"]),
    "data[1].marker.size": lambda f: f["data"][1]["marker"].update(size=[1, 2], opacity=1, line={"width": 0}),
    "data[1].marker.opacity": lambda f: f["data"][1]["marker"].update(size=[1, 2, 3]),
    "data[1].marker.colorscale": lambda f: f["data"][1]["marker"].update(colorscale="Viridis"),
    "data[1].textposition": lambda f: f["data"][1].update(textposition="top right"),
    "layout.title": lambda f: f["layout"].update(title={"text": "no"}),
    "layout.template": lambda f: f["layout"].update(template="plotly"),
    "layout.showlegend": lambda f: f["layout"].update(showlegend=True),
    "layout.barmode": lambda f: f["layout"].update(barmode="group"),
    "layout.margin.pad": lambda f: f["layout"]["margin"].update(pad=4),
    "layout.xaxis.range": lambda f: f["layout"]["xaxis"].pop("range"),
    "layout.xaxis.tickvals": lambda f: f["layout"]["xaxis"].pop("tickvals"),
    "layout.xaxis.ticktext": lambda f: f["layout"]["xaxis"].update(ticktext=["one"]),
    "layout.xaxis.type": lambda f: f["layout"]["xaxis"].update(type="log"),
    "layout.xaxis.rangeslider": lambda f: f["layout"]["xaxis"].update(rangeslider={}),
    "layout.yaxis.showgrid": lambda f: f["layout"]["yaxis"].pop("showgrid"),
    "layout.yaxis.anchor": lambda f: f["layout"]["yaxis"].update(anchor="free"),
    "layout.yaxis2.overlaying": lambda f: f["layout"].update(yaxis2=axis(anchor="x", overlaying="y7")),
    "layout.shapes[0].type": lambda f: f["layout"].update(shapes=[shape(type="circle")]),
    "layout.shapes[0].line.width": lambda f: f["layout"].update(shapes=[shape(line={})]),
    "layout.shapes[0].xref": lambda f: f["layout"].update(shapes=[shape(xref="x3")]),
    "layout.annotations[0].showarrow": lambda f: f["layout"].update(annotations=[note(showarrow=True)]),
    "layout.annotations[0].bgcolor": lambda f: f["layout"].update(annotations=[note(bgcolor="#fff")]),
    "layout.annotations[0].text": lambda f: f["layout"].update(annotations=[note(text="<a href='x'>y</a>")]),
    "figure.frames": lambda f: f.update(frames=[]),
}


@pytest.mark.parametrize("path", REFUSED)
def test_what_is_outside_the_subset_is_refused_by_its_path(path):
    shown = figure(deepcopy(line()), deepcopy(dots()))
    REFUSED[path](shown)
    with pytest.raises(Unsupported, match="^" + re.escape(path.strip()) + r"(:|\[|$)"):
        drawn(shown)


def test_what_matters_only_on_the_page_changes_nothing():
    plain, page = figure(line()), figure(line(), hovermode="x unified", dragmode=False, template=None)
    page["data"][0].update(hovertemplate="%{y}", customdata=[1, 2, 3], name="BC", uid="a", fill=None)
    page["layout"]["xaxis"].update(fixedrange=True, matches=None)
    strip = re.compile("fig-[0-9a-f]{8}")
    assert strip.sub("", svg.render(page, **SIZE, title="T")) == strip.sub("", svg.render(plain, **SIZE, title="T"))
