"""The whole SVG of a figure: its words, ids, colors, and that its numbers can be read back off it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.svg import render as svg
from tests.dashboard.svg.samples import MONTHS, SIZE, axis, bar, dots, drawn, figure, found, line, shape
from tests.examples import examples


def test_a_small_chart_is_written_as_expected():
    shown = figure(line(), yaxis=axis(showgrid=True, gridcolor="#eeeeee"))
    written = svg.render(shown, **SIZE, title="Deaths")
    ids = re.search(r'id="(fig-[0-9a-f]{8})-t"', written)[1]
    labels = ' font-size="12" fill="#444"'
    assert written.replace(ids, "ID") == (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300" width="400" height="300" role="img" '
        'aria-labelledby="ID-t" font-family="Source Sans Pro, system-ui, sans-serif" stroke-miterlimit="2">'
        '<title id="ID-t">Deaths</title>'
        '<defs><clipPath id="ID-xy"><rect x="50" y="50" width="300" height="200"/></clipPath></defs>'
        '<rect width="400" height="300" fill="#fff"/>'
        '<path d="M50,150H350" stroke="#eeeeee" stroke-width="1" shape-rendering="crispEdges"/>'
        '<g data-trace="0"><g clip-path="url(#ID-xy)"><path d="M50,250l150,-200 150,100" fill="none" '
        'stroke="#123456" stroke-width="2"/></g></g>'
        f'<g text-anchor="middle"{labels}>'
        '<text x="50" y="263">0</text><text x="200" y="263">5</text><text x="350" y="263">10</text></g>'
        f'<g text-anchor="end"{labels}>'
        '<text x="49" y="254.2">0</text><text x="49" y="154.2">5</text><text x="49" y="54.2">10</text></g></svg>'
    )


def test_title_and_description_are_named_by_their_ids():
    root = drawn(figure(line()), description="It rises.")
    names = {element.get("id"): element.text for tag in ("title", "desc") for element in found(root, tag)}
    assert [names[id_] for id_ in root.get("aria-labelledby").split()] == ["Deaths", "It rises."]


def test_a_figure_in_a_page_is_named_by_the_words_beside_it():
    written = svg.render_in_page(figure(line()), **SIZE, color_fn=str, labelled_by="title alt")
    assert 'role="img" aria-labelledby="title alt"' in written
    assert "<title" not in written
    assert "<desc" not in written


def test_two_charts_on_a_page_share_no_ids():
    def ids(title):
        return {element.get("id") for element in drawn(figure(line()), title=title).iter() if element.get("id")}

    assert ids("British Columbia").isdisjoint(ids("Ohio"))


@pytest.mark.parametrize(
    "hostile", ["<&\"'>", "</svg><script>", "a\x00\x0b\x1fb", "\ud800", "\ufffe", "]]>", "é &amp; ü"]
)
def test_any_text_makes_valid_xml(hostile):
    note = {"text": hostile, "x": 1, "y": 1, "xref": "x", "yref": "y", "showarrow": False}
    shown = figure(
        dots(mode="markers+text", text=[hostile] * 3, name=hostile),
        xaxis=axis(ticktext=[hostile] * 3),
        annotations=[{**note, "xanchor": "left", "yanchor": "top"}],
    )
    root = drawn(shown, title=hostile, description=hostile, color_fn=lambda color: f'var(--{hostile}, {color})"<')
    assert len(found(root, "text")) == 10


def test_every_color_is_written_by_the_color_function():
    shown = figure(
        dots(mode="markers+text", text="a", marker={"color": ["#1", "#2", "#3"]}),
        bar(marker={"color": "#4", "line": {"color": "#5", "width": 1}}),
        line(line={"color": "#6"}),
        xaxis=axis(showline=True, ticks="outside", zeroline=True, showgrid=True, gridcolor="#7"),
        shapes=[shape(fillcolor="#8", line={"width": 1, "color": "#10"})],
        paper_bgcolor="#9",
        plot_bgcolor="#9",
    )
    root = drawn(shown, color_fn=lambda color: f"var(--ink, {color})")
    colors = {element.get(key) for element in root.iter() for key in ("fill", "stroke")} - {None, "none"}
    assert colors
    assert all(color.startswith("var(--ink, #") for color in colors)


@examples(30)
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


def test_what_matters_only_on_the_page_changes_nothing():
    plain, page = figure(line()), figure(line(), hovermode="x unified", dragmode=False, template=None)
    page["data"][0].update(hovertemplate="%{y}", customdata=[1, 2, 3], name="BC", uid="a", text=None)
    page["layout"]["xaxis"].update(fixedrange=True, matches=None)
    strip = re.compile("fig-[0-9a-f]{8}")
    assert strip.sub("", svg.render(page, **SIZE, title="T")) == strip.sub("", svg.render(plain, **SIZE, title="T"))
