"""What the subset does not hold is refused by its path."""

import re
from copy import deepcopy

import pytest

from dashboard.svg.schema import Unsupported
from tests.dashboard.svg.samples import axis, bar, dots, drawn, figure, line, note, shape

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
    "data[0].type ": lambda f: f["data"][0].update(type="heatmap"),
    "data[0].fillcolor": lambda f: f["data"][0].update(fillcolor="#abc"),
    "data[1].marker.opacity ": lambda f: f["data"][1]["marker"].update(opacity=0.5),
    "data[1].marker.symbol ": lambda f: f["data"][1]["marker"].update(symbol="triangle-up"),
    "data[1].textposition ": lambda f: f["data"][1].update(textposition="top center"),
    "data[2].width": lambda f: f["data"].append({**bar(), "width": None}),
    "data[2].offset": lambda f: f["data"].append(bar(offset=0)),
    "layout.bargap": lambda f: f["layout"].update(bargap=0.2),
    "layout.barmode ": lambda f: f["layout"].update(barmode="stack"),
    "layout.plot_bgcolor": lambda f: f["layout"].update(plot_bgcolor="#eee"),
    "layout.plot_bgcolor ": lambda f: f["layout"].update(paper_bgcolor="#eee"),
    "layout.xaxis.title": lambda f: f["layout"]["xaxis"].update(title={"text": "no"}),
    "layout.xaxis.griddash": lambda f: f["layout"]["xaxis"].update(griddash="dot"),
    "layout.shapes[0].layer": lambda f: f["layout"].update(shapes=[shape(layer="above")]),
    "layout.shapes[0].xref ": lambda f: f["layout"].update(shapes=[shape(xref="paper")]),
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
    "layout.yaxis2.overlaying": lambda f: f["layout"].update(yaxis2=axis(anchor="x", overlaying="y")),
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
