"""Months and years as cells: the same numbers everywhere, and a look of its own for each reason to have none."""

import csv
import io

import pytest

from dashboard.charts.registry import get_chart
from dashboard.export import tables
from dashboard.i18n import get_locale
from dashboard.plotting.theme import CHART_WIDTH_PX, HEAT_COLORS, LIGHT, NARROW_CHART_WIDTH_PX, FigureOptions
from tests.dashboard import made
from tests.dashboard.cells import from_figure, read_cells
from tests.dashboard.made import figure

ENGLISH = get_locale("en")
SEASONAL = get_chart("seasonal")
STATES = {
    "now": {},
    "then": {"as_of": "2020-08-25"},
    "rate": {"unit": "rate"},
    "range": {"start": "2017-06-01", "end": "2020-03-01"},
}
LOOKS = [
    *(figure(f"2019-{month:02}", "2020-12-01", 10 * month) for month in range(1, 13)),
    figure("2020-01", "2020-12-01", 0),
    figure("2020-02", "2020-12-01", None),
    figure("2020-03", "2021-06-01", 33),
    figure("2020-04", "2020-12-01", 44),
]
"""A whole year, then a zero, one withheld, one published then but held only as of later, and one more."""


@pytest.fixture(scope="module")
def looks():
    shown = made.chart(made.site(LOOKS), "seasonal", "CA-BC", as_of="2020-12-01")
    return SEASONAL.figure(shown, ENGLISH)


def trace(drawn, name):
    return next(one for one in drawn["data"] if one["name"] == name)


def cells_of(shown, *, narrow=False):
    """The cells of a selection, read off its picture."""
    drawn = SEASONAL.figure(shown, ENGLISH, FigureOptions(narrow=narrow))
    found = read_cells(
        drawn, NARROW_CHART_WIDTH_PX if narrow else CHART_WIDTH_PX, SEASONAL.height(shown, narrow=narrow)
    )
    assert found == from_figure(drawn)
    return found


# -- the same numbers everywhere -------------------------------------------------------------------------------------


@pytest.mark.parametrize("chosen", STATES.values(), ids=STATES)
def test_picture_figure_table_and_csv_have_the_same_numbers(site, chosen):
    shown = made.chart(site, "seasonal", "CA-BC", **chosen)
    first = shown.views[0].observations[0].period.start.year
    drawn = {(first + row, month + 1): words for (month, row), (words, _) in cells_of(shown).items()}
    held = {
        (point.period.start.year, point.period.start.month)
        for point in shown.views[0].observations
        if point.value is not None
    }

    table = SEASONAL.table(shown, ENGLISH)
    in_table = {(int(row[0]), month): row[month] for row in table.rows for month in range(1, 13)}
    assert {key: drawn[key] for key in held} == {key: in_table[key] for key in held}

    rows = list(csv.DictReader(io.StringIO(tables.to_csv(tables.to_frame(shown, ENGLISH)), newline="")))
    column, digits = ("rate", 1) if chosen.get("unit") == "rate" else ("value", 0)
    months = {row["period"]: row[column] for row in rows if row["window"] == "1" and row[column]}
    assert months.keys() == {f"{year}-{month:02}" for year, month in held}
    for year, month in held:
        assert float(drawn[year, month]) == pytest.approx(float(months[f"{year}-{month:02}"]), abs=0.051 * digits)

    sums = {
        row["period"]: ENGLISH.number(float(row[column]), digits)
        for row in rows
        if row["window"] == "12" and row[column]
    }
    texts = trace(SEASONAL.figure(shown, ENGLISH), "sums in figures")
    assert {str(first + row): words for row, words in zip(texts["y"], texts["text"], strict=True)} == sums
    assert {row[0]: row[13] for row in table.rows if row[13] not in {"", "–"}} == sums


def test_the_picture_for_a_phone_has_the_same_cells(site):
    shown = made.chart(site, "seasonal", "CA-BC", as_of="2020-08-25")
    assert cells_of(shown, narrow=True) == cells_of(shown)


def test_a_past_day_shows_what_was_known_then(site):
    shown = made.chart(site, "seasonal", "CA-BC", as_of="2020-08-25")
    first = shown.views[0].observations[0].period.start.year
    cells = cells_of(shown)
    assert [cells[month, 2020 - first][0] for month in (4, 5, 6)] == ["174", "177", "175"]
    assert (7, 2020 - first) not in cells
    assert max(row for _, row in cells) == 2020 - first


def test_the_length_of_a_years_bar_is_its_share_of_the_highest_sum_whatever_the_day():
    over = made.site([
        *(figure(f"2019-{month:02}", "2020-06-01", 10) for month in range(1, 13)),
        *(figure(f"2019-{month:02}", "2021-06-01", 20) for month in range(1, 13)),
    ])  # fmt: skip
    then, now = (
        trace(SEASONAL.figure(made.chart(over, "seasonal", "CA-BC", **chosen), ENGLISH), "sums")["x"]
        for chosen in ({"as_of": "2020-06-01"}, {})
    )
    assert then[0] == pytest.approx(now[0] / 2)


def test_a_year_that_the_range_cuts_has_no_sum(site):
    shown = made.chart(site, "seasonal", "CA-BC", start="2016-02-01", end="2018-11-01")
    assert [point.period.label for point in shown.views[1].observations] == ["2017"]


# -- looks -----------------------------------------------------------------------------------------------------------


def test_each_reason_for_having_no_figure_has_a_look_of_its_own(looks):
    found = from_figure(looks)
    edges = dict(zip(found, trace(looks, "cells")["marker"]["line"]["color"], strict=True))
    inks = dict(zip(found, trace(looks, "figures")["textfont"]["color"], strict=True))
    zero, withheld, not_held = (0, 1), (1, 1), (2, 1)
    assert (*found[zero], inks[zero]) == ("0", LIGHT["paper"], LIGHT["ink"])
    assert (*found[withheld], inks[withheld]) == ("×", LIGHT["paper"], LIGHT["muted"])
    assert (*found[not_held], inks[not_held], edges[not_held]) == ("33", *map(LIGHT.get, ("paper", "muted", "absent")))
    assert found[3, 1] == ("44", LIGHT[HEAT_COLORS[1]])
    assert edges[zero] == edges[withheld] == LIGHT["grid"]
    assert (4, 1) not in found


def test_words_are_light_on_dark_cells_only(looks):
    drawn = trace(looks, "figures")
    by_fill = dict(zip(trace(looks, "cells")["marker"]["color"], drawn["textfont"]["color"], strict=True))
    assert by_fill[LIGHT["heat_1"]] == by_fill[LIGHT["heat_4"]] == LIGHT["on_low_heat"]
    assert by_fill[LIGHT["heat_5"]] == by_fill[LIGHT["heat_6"]] == LIGHT["on_high_heat"]


def test_preliminary_cells_are_inside_one_dotted_line(site):
    shown = made.chart(site, "seasonal", "CA-BC", as_of="2020-08-25")
    line = trace(SEASONAL.figure(shown, ENGLISH), "preliminary")
    first = shown.views[0].observations[0].period.start.year
    inside = {(point.period.start.month - 1, point.period.start.year - first) for point in shown.views[0].preliminary}
    assert inside
    expected = {
        frozenset([(x + (a - b) / 2, y + (b - a) / 2), (x + (a + b) / 2, y + (b + a) / 2)])
        for x, y in inside
        for a, b in ((-1, 0), (1, 0), (0, -1), (0, 1))
        if (x + a, y + b) not in inside
    }
    ends = list(zip(line["x"], line["y"], strict=True))
    assert {frozenset(ends[at : at + 2]) for at in range(0, len(ends), 3)} == expected
    assert ends[2::3] == [(None, None)] * len(expected)


def test_a_year_with_a_month_withheld_has_a_cross_and_one_with_a_month_not_held_is_hollow():
    rows = [
        *(figure(f"2018-{month:02}", "2020-12-01", None if month == 3 else 5) for month in range(1, 13)),
        *(figure(f"2019-{month:02}", "2021-12-01" if month == 3 else "2020-12-01", 5) for month in range(1, 13)),
        figure("2020-01", "2020-12-01", 5),
    ]
    drawn = SEASONAL.figure(made.chart(made.site(rows), "seasonal", "CA-BC", as_of="2020-12-01"), ENGLISH)
    assert (trace(drawn, "sums in figures")["y"], trace(drawn, "sums in figures")["text"]) == ([0], ["×"])
    assert (trace(drawn, "no sums")["y"], trace(drawn, "no sums")["marker"]["symbol"]) == ([1], "square-open")
    assert trace(drawn, "sums")["x"] == []


# -- the page --------------------------------------------------------------------------------------------------------


def test_every_year_is_a_line_to_read(site):
    shown = made.chart(site, "seasonal", "CA-BC", as_of="2020-08-25")
    lines = [
        one
        for one in SEASONAL.figure(shown, ENGLISH, FigureOptions(hover_labels=True))["data"]
        if one["name"] == "labels"
    ]
    assert [line["y"][0] for line in lines] == list(range(len(lines)))
    newest = lines[-1]["customdata"]
    assert newest[6].startswith(
        "<b>July 2020</b><br>175 deaths<br>published 25 August 2020<br>newest in this archive: 186"
    )
    assert len(newest) == 7
    assert lines[5]["customdata"][-1].startswith("<b>12 months to December 2017</b><br>1,377")


def test_the_height_grows_with_the_years(site):
    shown = made.chart(site, "seasonal", "CA-BC", as_of="2020-08-25")
    fewer = made.chart(site, "seasonal", "CA-BC", as_of="2020-08-25", start="2018-01-01")
    for narrow in (False, True):
        difference = SEASONAL.height(shown, narrow=narrow) - SEASONAL.height(fewer, narrow=narrow)
        assert difference == 6 * (26 if narrow else 30)


@pytest.mark.parametrize(("place", "size"), [("CA-BC", 11), ("US", 9)])
def test_words_fit_the_cells_of_a_phone(site, place, size):
    drawn = SEASONAL.figure(made.chart(site, "seasonal", place), ENGLISH, FigureOptions(narrow=True))
    assert trace(drawn, "figures")["textfont"]["size"] >= size
