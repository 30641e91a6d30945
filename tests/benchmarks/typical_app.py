"""A typical Dash app, for comparison: the same deaths and the same notes, written as such apps usually are.

The table is read once with pandas. The callback filters it by the day chosen, draws with Plotly Express, and adds the
notes in a loop. Plotly's whole bundle, Dash's own page, no compression: what ``Dash(__name__)`` gives.
"""

from pathlib import Path

import pandas as pd
import plotly.express as px
from dash import Dash, Input, Output, dcc, html

from etl.core.model import Period

DATA = Path(__file__).parents[2] / "data"
MEASURE = "unregulated-deaths-month"


def read_deaths():
    """Every monthly figure of British Columbia with the day it was published."""
    dates = ["period_start", "period_end", "vintage"]
    table = pd.read_csv(DATA / "vintages" / "ca-bc-coroners" / "1.csv.gz", parse_dates=dates)
    return table[table["measure"] == MEASURE]


def read_notes(first, last):
    """Writings and events from the month ``first`` to ``last``: the month each stands at, and its title."""
    claims = pd.read_csv(DATA / "claims.csv")
    claims = claims[claims["place"] == "CA-BC"]
    ends = pd.to_datetime(claims["discusses"].map(lambda label: Period.parse(label).end))
    items = pd.read_csv(DATA / "commentary.csv")
    items["published_on"] = pd.to_datetime(items["published_on"], format="%Y-%m-%d", errors="coerce")
    items = items.merge(ends.groupby(claims["item"]).max().rename("month"), left_on="id", right_index=True)
    items["month"] = items[["month", "published_on"]].min(axis=1)
    events = pd.read_csv(DATA / "events.csv")
    events = events[events["place"].isin(["CA-BC", "CA", "INT"])]
    events["month"] = pd.to_datetime(events["date"].str[:7])
    notes = pd.concat([items[["month", "title"]], events[["month", "title"]]])
    notes["month"] = notes["month"].dt.to_period("M").dt.to_timestamp()
    return notes[notes["month"].between(first, last)].sort_values("month")


deaths = read_deaths()
notes = read_notes(deaths["period_start"].min(), deaths["period_start"].max())
days = [day.date().isoformat() for day in sorted(deaths["vintage"].unique())]


def as_published(day):
    """For each month the last figure published by then."""
    known = deaths[deaths["vintage"] <= day]
    return known.sort_values(["period_start", "vintage"]).drop_duplicates("period_start", keep="last")


app = Dash(__name__)
app.layout = html.Div(
    [
        html.H1("Unregulated drug deaths, British Columbia"),
        dcc.Dropdown(days, days[-1], id="day", clearable=False),
        dcc.Graph(id="chart"),
    ]
)


@app.callback(Output("chart", "figure"), Input("day", "value"))
def draw(day):
    """The chart as published on a day."""
    shown = as_published(day)
    figure = px.line(shown, x="period_start", y="value", title=f"As published {day}")
    heights = shown.set_index("period_start")["value"]
    for number, note in enumerate(notes.itertuples(), start=1):
        height = heights.get(note.month, 0)
        figure.add_annotation(x=note.month, y=height, text=str(number), hovertext=note.title, showarrow=True)
    return figure


server = app.server
