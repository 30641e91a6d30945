"""What a map's page carries to play through its periods draws what the server draws of each."""

import json

import pytest

from dashboard.charts.map.animation import animation_frames
from dashboard.charts.registry import CHARTS
from dashboard.i18n import get_locale
from dashboard.plotting import trace_names
from dashboard.plotting.theme import LIGHT, FigureOptions
from dashboard.web.pages.chart_form import build_form
from dashboard.web.pages.chart_view import build_payload
from tests.dashboard import made
from tests.dashboard.made import figure, population

ENGLISH, FRENCH = get_locale("en"), get_locale("fr")
SCRIPTED = FigureOptions(hover_labels=True)
"""What the script is given to redraw."""
YEARLY = "apparent-opioid-deaths-year"
MAPS = {
    "states": ("US", {}),
    "states as of a past day": ("US", {"as_of": "2019-09-30"}),
    "months added up, many withheld": ("US", {"measure": "overdose-deaths-month-mcd", "unit": "count"}),
    "provinces in French": ("CA", {"lang": "fr"}),
    "health authorities, of whom much is not held": ("CA-BC", {}),
}


@pytest.fixture(scope="session")
def moved(browser_modules):
    """The map of a selection, moved to the period of an index by the script."""

    def move(shown, at, spoken):
        view = {
            "layers": {"wide": CHARTS["map"].figure(shown, spoken, SCRIPTED)},
            "frames": animation_frames(shown, spoken),
            "colors": LIGHT,
            "locale": spoken.tag,
        }
        return browser_modules.call("chart/animation.js", "viewOfPeriod", view, at)["layers"]["wide"]

    return move


def seen(figure):
    """What moves with the period: of each trace the words, colors and outlines."""
    traces = {trace["name"]: trace for trace in figure["data"]}
    return {
        "period": traces[trace_names.PERIOD]["text"],
        "figures": traces[trace_names.VALUES]["text"],
        "fills": traces[trace_names.CELLS]["marker"]["color"],
        "edges": traces[trace_names.CELLS]["marker"]["line"]["color"],
        "inks": [traces[name]["textfont"]["color"] for name in (trace_names.PLACE_NAMES, trace_names.VALUES)],
        "outlines": [
            [value if value is None else pytest.approx(value) for value in traces[trace_names.PRELIMINARY][axis]]
            for axis in "xy"
        ],
    }


def some_periods(over, place, chosen):
    """Index of some periods of a map, the first and the newest among them, and the selection that shows each."""
    periods = list(enumerate(made.chart(over, "map", place, **chosen).periods))
    for at, period in [*periods[:-1:13], periods[-1]]:
        yield at, made.chart(over, "map", place, **chosen, end=period.end.replace(day=1).isoformat())


@pytest.mark.slow
@pytest.mark.parametrize(("place", "chosen"), MAPS.values(), ids=MAPS)
def test_every_frame_is_what_the_server_draws_of_its_period(site, moved, place, chosen):
    spoken = get_locale(chosen.get("lang", "en"))
    newest = made.chart(site, "map", place, **chosen)
    found = animation_frames(newest, spoken)
    for at, shown in some_periods(site, place, chosen):
        assert seen(moved(newest, at, spoken)) == seen(CHARTS["map"].figure(shown, spoken, SCRIPTED))
        preliminary = [at in indexes for indexes in found["preliminary"]]
        assert preliminary == [
            bool(view.preliminary and view.value_in_unit(view.observations[0])) for view in shown.views
        ]
        assert animation_frames(shown, spoken)["at"] == at


def test_the_earliest_figure_held_since_is_in_the_frames_too(moved):
    rows = [figure("2019", "2020-06-01", 5, place=code, measure=YEARLY) for code in ("CA-BC", "CA-AB")]
    rows += [figure("2020", "2022-06-01", 7, place="CA-BC", measure=YEARLY)]
    rows += [figure("2020", "2021-06-01", 8, place="CA-AB", measure=YEARLY)]
    rows += [figure("2021", "2021-06-01", 9, place="CA-BC", measure=YEARLY)]
    over = made.site(rows)
    newest = made.chart(over, "map", "CA", as_of="2021-06-01", unit="count")
    assert animation_frames(newest, ENGLISH)["values"] == [[5, 8, None], [5, [7], 9]]
    for at, shown in some_periods(over, "CA", {"as_of": "2021-06-01", "unit": "count"}):
        assert seen(moved(newest, at, ENGLISH)) == seen(CHARTS["map"].figure(shown, ENGLISH, SCRIPTED))


def test_only_nothing_is_nothing_in_the_frames_too(moved):
    deaths = {"CA-BC": (0, 1), "CA-AB": (1, 0)}
    rows = [
        figure(period, "2022-06-01", count, place=code, measure=YEARLY)
        for code, counts in deaths.items()
        for period, count in zip(("2020", "2021"), counts, strict=True)
    ]
    over = made.site(rows, [population("2019-Q3", 9_000_000, place=code) for code in deaths])
    newest = made.chart(over, "map", "CA", unit="rate")
    assert animation_frames(newest, ENGLISH)["values"] == [[pytest.approx(1 / 90), 0], [0, pytest.approx(1 / 90)]]
    for at, shown in some_periods(over, "CA", {"unit": "rate"}):
        assert seen(moved(newest, at, ENGLISH)) == seen(CHARTS["map"].figure(shown, ENGLISH, SCRIPTED))


def test_the_usual_period_is_chosen_by_naming_none(site):
    shown = made.chart(site, "map", "US", as_of="2019-09-30")
    found = animation_frames(shown, ENGLISH)
    assert found["periods"][found["at"]] == ""
    assert found["periods"].count("") == 1
    assert found["periods"][0] == "2015-01"
    earlier = animation_frames(made.chart(site, "map", "US", as_of="2019-09-30", end="2018-07-01"), ENGLISH)
    assert earlier["periods"] == found["periods"]
    assert earlier["periods"][earlier["at"]] == "2018-07"


def test_the_form_offers_the_same_periods_under_the_same_names(site):
    shown = made.chart(site, "map", "US", end="2018-07-01")
    (field,) = [one for one in build_form(site, shown).fields if one.name == "end"]
    ((_, options),) = field.options
    assert [value for value, _ in options] == animation_frames(shown, ENGLISH)["periods"][::-1]
    assert field.value == "2018-07"
    (usual,) = [one for one in build_form(site, made.chart(site, "map", "US")).fields if one.name == "end"]
    assert usual.value == ""


def test_one_period_is_nothing_to_play_through():
    over = made.site([figure("2020", "2021-06-01", 5, place=code, measure=YEARLY) for code in ("CA-BC", "CA-AB")])
    assert animation_frames(made.chart(over, "map", "CA", unit="count"), ENGLISH) is None


def test_a_period_without_figures_is_not_among_those_played(site):
    assert animation_frames(made.chart(site, "map", "US", end="1999-01-01"), ENGLISH) is None


def test_they_are_small_and_on_the_page_of_the_map_only(site):
    message = build_payload(made.charts_of(site)(made.chart(site, "map", "US").params), ())
    assert len(json.dumps(message["frames"], separators=(",", ":"))) < 50_000
    assert build_payload(made.charts_of(site)(made.chart(site, "seasonal", "CA-BC").params), ())["frames"] is None
