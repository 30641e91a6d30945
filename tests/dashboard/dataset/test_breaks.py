"""Across a break nothing is formed: no line, sum, change or comparison, whatever the measure and the place."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.compare.before_after import before_after
from dashboard.charts.registry import CHARTS, default_params
from dashboard.dataset.breaks import break_days, is_across
from dashboard.export import tables
from dashboard.i18n import get_locale
from dashboard.plotting import trace_names
from dashboard.plotting.bins import bins_of_views
from dashboard.plotting.series_lines import split_at_gaps
from dashboard.plotting.theme import HEAT_COLORS, LIGHT
from dashboard.text.newer_edition import newer_edition_note
from dashboard.web.pages.latest_changes import latest_changes
from etl.core.model import Period, Status
from etl.reference.notes import NoteKind
from tests.dashboard import made
from tests.examples import examples

QUARTERS = "apparent-opioid-deaths-quarter"
MONTHS = [Period.month(2020, 1).shift(count) for count in range(48)]


@pytest.mark.parametrize(
    ("earlier", "later", "expected"),
    [
        ("2023", "2024", True),
        ("2024", "2025", False),
        ("2022", "2023", False),
        ("2023-07/2024-06", "2024-07/2025-06", True),
        ("2024-01/2024-12", "2025-01/2025-12", False),
        ("2023-Q4", "2024-Q1", True),
    ],
)
def test_a_break_parts_what_lies_on_both_sides(earlier, later, expected):
    assert is_across(Period.parse(earlier), Period.parse(later), [date(2024, 1, 1)]) is expected


def broken_site(first):
    """A month's deaths over four years, counted differently from one month on."""
    rows = [made.figure(month.label, "2024-02-01", 100 + at) for at, month in enumerate(MONTHS)]
    held = made.holdings(rows)
    (note, *_) = made.shipped().notes
    key = {"source": made.SOURCE, "measure": made.MONTH, "place": "CA-BC", "group": "all"}
    whole = {"from_vintage": None, "to_vintage": None, "kind": NoteKind.BREAK, "last": None}
    return made.Dataset(replace(held, notes=(replace(note, first=first, **key, **whole),)))


@examples(20)
@given(st.integers(1, 47))
def test_no_sum_and_no_line_crosses_a_break(at):
    site = broken_site(MONTHS[at])
    months, sums = (made.view(site, window=window).observations for window in (1, 12))
    day = MONTHS[at].start
    assert {each.status for each in sums if each.period.start < day <= each.period.end} <= {Status.NOT_COMPARABLE}
    assert all(each.has_value for each in sums if not each.period.start < day <= each.period.end)
    assert [len(run) for run in split_at_gaps(months)] == [at, 48 - at]
    assert [each.value for each in months] == [100 + index for index in range(48)]


def formed_across(view, *, lines):
    """The values of a view that were formed across a break, in words; where it has ``lines``, those too."""
    breaks = break_days(view.notes)
    for each in view.observations:
        summed = view.params.window == 12 and any(each.period.start < day <= each.period.end for day in breaks)
        if summed and each.value is not None:
            yield f"sum {view.measure.id} {view.place.code} {each.period.label}"
        before = each.year_before
        if before and view.value_in_unit(each) is not None and is_across(before.period, each.period, breaks):
            yield f"change {view.measure.id} {view.place.code} {each.period.label}"
    for run in split_at_gaps(view.observations) if lines else ():
        if any(run[0].period.start < day <= run[-1].period.start for day in breaks):
            yield f"line {view.measure.id} {view.place.code}"
    both = before_after(view)
    if both and both.is_compared and is_across(both.before.period, both.after.period, breaks):
        yield f"comparison {view.measure.id} {view.place.code}"


@pytest.mark.parametrize("slug", ["trend", "compare", "seasonal", "change", "map"])
def test_of_every_series_with_a_note_nothing_is_formed_across_it(site, slug):
    seen, lines = 0, slug in {"trend", "compare"}
    for measure, place in sorted({(note.measure, note.place) for note in site.snapshot.notes}):
        whole = "CA" if slug in {"change", "map"} else place
        options = CHARTS[slug].options
        if measure not in site.availability.measures_for_chart(options, whole):
            continue
        days = {note.from_vintage for note in site.snapshot.notes if note.measure == measure} | {None}
        usual = default_params(site.availability, whole, slug=slug, measure=measure)
        for day in sorted(days, key=lambda day: day or date.max):
            for window in site.availability.windows(options, (measure,)):
                data = made.data_of(site, replace(usual, as_of=day, window=window))
                assert not [words for view in data.views for words in formed_across(view, lines=lines)]
                seen += sum(bool(view.notes) for view in data.views)
    assert seen


def test_quebec_is_not_said_to_have_doubled(site):
    data = made.chart(site, "change", "CA", measure=QUARTERS, as_of="2026-06-30", edition=13, end="2024-12-01")
    changes = {view.place.code: view.value_in_unit(each) for view in data.views for each in view.observations}
    assert {code for code in ("CA-QC", "CA-BC") if changes[code] is None} == {"CA-QC", "CA-BC"}
    assert round(changes["CA-AB"], 2) == -0.36
    assert round(changes["CA-ON"], 2) == -0.14


def test_a_break_stands_in_words_table_and_rows(site):
    chart = made.charts_of(site)(
        made.state(site, places=("CA-QC",), measure=QUARTERS, as_of="2026-06-30", edition=13, notes=False)
    )
    sentence = "From 2024 on, deaths from all drugs are counted in Quebec"
    assert any(text.startswith(sentence) for text in chart.text.sentences)
    assert sentence in chart.text.alt_text
    assert "break in the series" in [item.label for item in chart.text.legend]
    (row,) = [row for row in chart.table.rows if sentence in " ".join(row)]
    assert row[0] == "January to March 2024"
    rows = tables.to_frame(chart.data, get_locale("en")).set_index("period")["note"]
    assert list(rows[rows != ""].index) == ["2024-Q1"]
    words = [note["text"] for note in chart.figure["layout"]["annotations"]]
    assert "break in the series" in words


def test_a_chart_of_a_past_day_has_the_breaks_of_that_day(site):
    then = made.view(site, places=("CA-QC",), measure=QUARTERS, as_of="2022-12-31", edition=13)
    now = made.view(site, places=("CA-QC",), measure=QUARTERS, as_of="2026-06-30", edition=13)
    assert (then.breaks, now.breaks) == ((date(2021, 1, 1),), (date(2024, 1, 1),))
    assert [each.period.label for each in then.current if each.follows_break] == ["2024-Q1"]


def test_a_value_known_to_be_short_is_said_to_be(site):
    view = made.view(
        site, places=("US-NC",), measure="overdose-deaths-month-ucd", as_of="2026-06-30", edition=13, window=1
    )
    assert {each.period.label for each in view.observations if view.notes_on(each)} == {
        f"2023-{month:02}" for month in range(1, 13)
    }
    assert not view.breaks


def test_through_the_releases_each_note_says_for_which_it_holds(site):
    params = made.state(site, slug="vintages", places=("CA-QC",), measure=QUARTERS, as_of="2026-06-30", edition=13)
    chart = made.charts_of(site)(params)
    wanted = (
        "Releases before the one published 14 December 2022: From 2019 on",
        "Releases from the one published 14 December 2022 to before the one published 17 July 2024: From 2021 on",
    )
    assert all(any(text.startswith(words) for text in chart.text.sentences) for words in wanted)
    (curve,) = [trace for trace in chart.figure["data"] if trace["name"] == "as of 2021-06-30"]
    gap = curve["y"].index(None)
    assert curve["x"][gap] == curve["x"][gap + 1] == "2019-03-01"


def test_a_map_says_what_a_place_counts_after_a_break(site):
    params = made.state(site, slug="map", places=("CA",), measure=QUARTERS, as_of="2026-06-30", edition=13)
    sentences = made.charts_of(site)(params).text.sentences
    assert any(text.startswith("From 2024 on, deaths from all drugs are counted in Quebec") for text in sentences)


def test_what_only_this_site_read_says_so(site):
    view = made.state(site, places=("US-NY",), measure="overdose-deaths-month-mcd", as_of="2026-06-30", edition=13)
    sentences = made.charts_of(site)(replace(view, group="all")).text.sentences
    assert "Read from the figures by this site, on 29 November 2026." in sentences


@pytest.mark.parametrize(
    ("slug", "place", "measure", "differing"),
    [("map", "CA", QUARTERS, {"CA-BC", "CA-QC"}), ("seasonal", "US-NY", "overdose-deaths-month-mcd", {"US-NY"})],
)
def test_what_lies_across_a_break_is_in_no_class_of_colors(site, slug, place, measure, differing):
    params = made.state(site, slug=slug, places=(place,), measure=measure, as_of="2026-06-30", edition=13)
    chart = made.charts_of(site)(params)
    (cells,) = [trace for trace in chart.figure["data"] if trace["name"] == trace_names.CELLS]
    classes = {LIGHT[name] for name in HEAT_COLORS}
    months = chart.data.views[:1] if slug == "seasonal" else chart.data.views
    points = [(view, point) for view in months for point in view.observations]
    across = [view.differs(point) for view, point in points]
    assert {view.place.code for view, point in points if view.differs(point)} == differing
    assert not all(across)
    assert not [
        color
        for color, (_, point), is_across in zip(cells["marker"]["color"], points, across, strict=True)
        if point.value and (color in classes) is is_across
    ]
    assert "across a break: not compared" in [item.label for item in chart.text.legend]


def test_the_range_of_a_map_is_of_what_counts_the_same(site):
    """In that day's twelve months British Columbia's rate is higher than Alberta's, and counts other deaths."""
    options = {"measure": QUARTERS, "as_of": "2026-06-30", "edition": 13, "unit": "count"}
    chart = made.charts_of(site)(made.chart(site, "map", "CA", **options).params)
    values = {view.place.code: point.value for view in chart.data.views for point in view.observations}
    highest = max(value for code, value in values.items() if value and code not in {"CA-BC", "CA-QC"})
    assert f"to {get_locale('en').number(highest, 0)} deaths" in chart.text.summary


def test_a_gap_at_a_break_has_its_key_where_places_are_compared(site):
    options = {"slug": "compare", "measure": QUARTERS, "as_of": "2026-06-30", "edition": 13}
    keys = {
        places: [item.label for item in made.charts_of(site)(made.state(site, places=places, **options)).text.legend]
        for places in (("CA-AB", "CA-QC"), ("CA-AB", "CA-ON"))
    }
    assert ["gap: break in the series" in labels for labels in keys.values()] == [True, False]


def test_releases_that_count_unlike_deaths_are_neither_joined_nor_compared(site):
    """The fall of 2020 in Quebec: 116 of all drugs in 2021, 86 and then 88 of opioids."""
    params = made.state(site, slug="vintages", places=("CA-QC",), measure=QUARTERS, as_of="2026-06-30", edition=13)
    chart = made.charts_of(site)(replace(params, end=date(2020, 12, 1)))
    (steps,) = [trace for trace in chart.figure["data"] if trace["name"] == "steps"]
    assert steps["y"][:2] == [116, None]
    assert steps["y"][2:] == [86, 88]
    (growth,) = [trace for trace in chart.figure["data"] if trace["name"] == "growth"]
    assert not {116, 136} & set(growth["y"]), "their newest values count opioids alone"
    assert "which counts something else: not compared" in chart.text.summary
    assert "fewer" not in chart.text.summary
    assert "1 of the 3 releases that give it changed it" in chart.text.summary


def test_a_past_day_names_the_notes_of_the_newest_release_where_it_counts_something_else(site):
    options = {"places": ("CA-QC",), "measure": QUARTERS, "edition": 13}
    then = made.charts_of(site)(made.state(site, as_of="2023-06-01", **options)).text
    assert "As known in edition 13: 73 (" in then.summary
    assert "which counts something else: not compared" in then.summary
    newest = "From 2024 on, deaths from all drugs are counted in Quebec"
    assert any(text.startswith(f"As known in edition 13: {newest}") for text in then.sentences)
    ontario = made.charts_of(site)(made.state(site, as_of="2023-06-01", **(options | {"places": ("CA-ON",)}))).text
    assert "something else" not in ontario.summary + " ".join(ontario.sentences)


def test_what_changed_lists_no_value_that_counts_something_else(site):
    params = made.state(site, places=("CA-QC",), measure=QUARTERS, as_of="2026-06-30", edition=13)
    changes = latest_changes(made.charts_of(site), params)
    assert "In 6 of the changed ones something else is counted than before" in changes.text
    assert [row[0] for row in changes.rows][:2] == ["October to December 2020", "July to September 2020"]


def test_a_sum_across_a_break_is_no_withheld_one(site):
    chart = made.charts_of(site)(
        made.chart(site, "change", "CA", measure=QUARTERS, as_of="2026-06-30", edition=13).params
    )
    texts = [text for trace in chart.figure["data"] if trace["name"].startswith("figures") for text in trace["text"]]
    assert {"≠ 1,904", "≠ 613"} <= set(texts)
    assert "not comparable" in [item.label for item in chart.text.legend]


def test_the_classes_of_colors_are_those_of_the_newest_values_whatever_the_day(site):
    """By 2022 other years were counted otherwise: the classes leave out what the newest release counts otherwise."""
    options = {"measure": "apparent-opioid-deaths-year", "edition": 13, "unit": "count"}
    then, now = (made.chart(site, "map", "CA", as_of=day, **options) for day in ("2022-12-31", "2026-06-30"))
    assert {view.breaks for view in then.views} != {view.breaks for view in now.views}
    assert bins_of_views(then.all_periods) == bins_of_views(now.all_periods)


def test_of_an_older_edition_no_value_of_other_deaths_is_set_beside_it(site):
    options = {"places": ("CA-QC",), "measure": QUARTERS, "edition": 5}
    then = made.chart_data(site, as_of="2022-12-31", **options)
    assert newer_edition_note(site, then, get_locale("en")) == (
        f"Edition {site.snapshot.edition} is newer than edition 5, which is shown."
    )
    ontario = made.chart_data(site, as_of="2022-12-31", **(options | {"places": ("CA-ON",)}))
    assert "In it, April to June 2022: " in newer_edition_note(site, ontario, get_locale("en"))
