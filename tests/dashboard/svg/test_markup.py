"""Strings of SVG."""

from tests.dashboard.svg.samples import dots, drawn, figure, found, trace


def test_bold_and_line_breaks_are_kept():
    label = dots(x=[5], y=[5], mode="text", text=["<b>175</b><br>A &amp; B"])
    (text,) = found(trace(drawn(figure(label))), "text")
    bold, second = found(text, "tspan")
    assert (bold.text, bold.get("font-weight")) == ("175", "700")
    assert (second.text, second.get("dy"), second.get("x")) == ("A & B", "1.3em", "200")
