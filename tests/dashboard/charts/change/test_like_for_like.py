"""The changes of places like for like: marks, words, table, what a pointer reads, and the columns of the files."""

import csv
import io
import json

import pytest

from dashboard.charts.change.figure import draw_figure, height_px
from dashboard.charts.change.rows import ChangeRows
from dashboard.charts.change.table import build_table
from dashboard.charts.change.text import write_text
from dashboard.export import tables
from dashboard.i18n import get_locale
from dashboard.plotting.theme import FigureOptions
from dashboard.svg.render import render
from tests.dashboard import made
from tests.dashboard.chart_json import read_rows
from tests.dashboard.made import figure
from tests.dashboard.pictures import marks
from tests.dashboard.text.views import spaced

ENGLISH, FRENCH = get_locale("en"), get_locale("fr")
YEARS = "apparent-opioid-deaths-year"
PAGE = FigureOptions(current_values=True, hover_labels=True)
PHONE = FigureOptions(current_values=True, hover_labels=True, narrow=True)
COLUMNS = ["like_for_like", "like_for_like_value", "like_for_like_days"]
COLUMNS += ["like_for_like_before_value", "like_for_like_before_days", "like_for_like_note"]


@pytest.fixture(scope="module")
def states(site):
    """The states as of the one day on which figures of two ages could be set right: 30 April 2019."""
    return made.chart(site, "change", "US", as_of="2019-04-30")


def provinces(**pairs):
    """Changes from 2019 to 2020, first published in June after each year; ``AB=(10, 12, 11)``: 2019 is now 12."""
    figures = []
    for code, (first, revised, now) in pairs.items():
        place = {"measure": YEARS, "place": f"CA-{code}", "source": "ca-phac"}
        figures += [figure("2019", "2020-06-01", first, **place), figure("2019", "2021-06-01", revised, **place)]
        figures += [figure("2020", "2021-06-01", now, **place)]
    return made.chart(made.site(figures), "change", "CA", measure=YEARS, end="2020-12-01")


def rows_of(selection):
    text = tables.to_csv(tables.to_frame(selection, ENGLISH))
    return {row["place"]: row for row in csv.DictReader(io.StringIO(text, newline=""))}


def traces(selection, layers=PAGE):
    return {trace["name"]: trace for trace in draw_figure(selection, ENGLISH, layers)["data"]}


# -- what is shipped ---------------------------------------------------------------------------------------------------


def test_files_have_both_figures_and_both_ages(states):
    row = rows_of(states)["US-NC"]
    assert [row[name] for name in ("change", "before_value", "value")] == ["-0.103", "2320", "2081"]
    assert [row[name] for name in COLUMNS] == ["0.0457", "2081", "212", "1990", "201", "direction_differs"]
    assert all(row["like_for_like"] for row in rows_of(states).values() if row["change"])
    as_json = json.loads(tables.to_json(states, ENGLISH, write_text(states, ENGLISH), ""))
    (carolina,) = (record for record in read_rows(as_json) if record["place"] == "US-NC")
    assert [carolina[name] for name in COLUMNS] == [0.0457, 2081, 212, 1990, 201, "direction_differs"]


def test_words_count_the_places_and_name_those_whose_direction_differs(states):
    (sentence,) = (text for text in write_text(states, ENGLISH).sentences if text.startswith("Like for like"))
    assert "(± 14 days): fewer deaths than a year before in 25 of 52 places, more in 27." in sentence
    assert sentence.endswith("The direction differs: Michigan, North Carolina, South Carolina.")
    assert sentence in write_text(states, ENGLISH).alt_text
    words = spaced(" ".join(write_text(states, FRENCH).sentences))
    assert (
        "À délai égal, entre chiffres publiés dans le même délai après la fin de leur période (± 14 jours)~:"
    ) in words
    assert "Le sens diffère~: Michigan, Caroline du Nord, Caroline du Sud." in words


def test_the_table_has_a_column_of_them_and_says_from_which_figures(states):
    table = build_table(states, ENGLISH)
    at = table.header.index("Like for like")
    assert table.header[at - 1] == "Change"
    assert at in table.numeric_columns
    assert table.header.index("Remark") not in table.numeric_columns
    (carolina,) = (row for row in table.rows if row[0] == "North Carolina")
    assert carolina[at - 1 : at + 1] == ("−10%", "+5%")
    assert carolina[table.header.index("Remark")] == (
        "preliminary; like for like: +5%, from 1,990 to 2,081; published about 201 and about 212 days after the "
        "periods’ ends; the direction differs"
    )
    (ohio,) = (row for row in table.rows if row[0] == "Ohio")
    assert (ohio[at - 1], ohio[at]) == ("−22%", "")


def test_a_pointer_reads_them(states):
    read = traces(states)["labels"]
    lines = dict(zip(read["y"], read["customdata"], strict=True))["US-NC"].split("<br>")
    at = lines.index("change: −10%")
    assert lines[at + 1 : at + 4] == [
        "like for like: +5%, from 1,990 to 2,081",
        "published about 201 and about 212 days after the periods’ ends",
        "the direction differs",
    ]


def test_diamonds_stand_at_the_changes_of_the_files(states):
    whole = draw_figure(states, ENGLISH)
    size = {"width": 860, "height": height_px(states, narrow=False)}
    seen = marks(whole, render(whole, **size, title="t"), size)
    low, high = whole["layout"]["xaxis"]["range"]
    diamonds = {y: x for trace, x, y in seen if trace["name"] == "like for like"}
    rows = rows_of(states)
    assert len(diamonds) > 20
    for place, x in diamonds.items():
        assert x == pytest.approx(float(rows[place]["like_for_like"]), abs=(high - low) / 1000)


@pytest.mark.parametrize("place", ["CA", "US"])
def test_where_none_can_be_formed_one_sentence_says_so_and_nothing_is_drawn(site, place):
    now = made.chart(site, "change", place)
    assert "no change can be formed from the figures in this archive" in " ".join(write_text(now, ENGLISH).sentences)
    assert "like for like" not in traces(now)
    assert "Like for like" not in build_table(now, ENGLISH).header
    assert {row["like_for_like"] for row in rows_of(now).values()} == {""}
    notes = {(bool(row["change"]), row["like_for_like_note"]) for row in rows_of(now).values()}
    assert notes - {(False, "")} == {(True, "no_figures_of_one_age")}


def test_across_a_break_files_have_neither(site):
    rows = rows_of(made.chart(site, "change", "CA", measure="apparent-opioid-deaths-quarter", end="2024-03-01"))
    assert [rows[place]["change"] for place in ("CA-QC", "CA-BC")] == ["", ""]
    assert [rows[place]["like_for_like_note"] for place in ("CA-QC", "CA-BC")] == ["", ""]


# -- made by hand ------------------------------------------------------------------------------------------------------


def test_a_fall_that_is_a_rise_between_figures_of_one_age():
    selection = provinces(AB=(100, 130, 110), ON=(500, 510, 400))
    row = rows_of(selection)["CA-AB"]
    assert [row["change"], row["like_for_like"], row["like_for_like_note"]] == ["-0.1538", "0.1", "direction_differs"]
    assert rows_of(selection)["CA-ON"]["like_for_like_note"] == ""
    assert "−15%, from 130 to 110; like for like +10%" in write_text(selection, ENGLISH).alt_text
    assert "like-for-like" in {item.css_class for item in write_text(selection, ENGLISH).legend}


def test_few_deaths_have_no_diamond_and_are_not_counted():
    selection = provinces(AB=(100, 130, 110), YT=(10, 12, 9), PE=(15, 40, 30))
    assert traces(selection)["like for like"]["y"] == ["CA-AB"]
    assert "in 0 of 1 places, more in 1" in " ".join(write_text(selection, ENGLISH).sentences)
    assert rows_of(selection)["CA-YT"]["like_for_like"] == "-0.1"


def test_where_all_are_of_few_deaths_no_place_is_counted():
    sentences = " ".join(write_text(provinces(YT=(10, 12, 9), PE=(15, 40, 30)), ENGLISH).sentences)
    assert "small move much by chance" in sentences
    assert "Like for like" not in sentences


def test_the_words_of_a_change_stand_beyond_a_diamond_that_would_cover_them():
    near, far = provinces(AB=(100, 102, 110), ON=(100, 100, 60)), provinces(AB=(60, 102, 110), ON=(100, 100, 60))
    for selection, is_moved in ((near, True), (far, False)):
        found, rows = traces(selection), ChangeRows(selection, ENGLISH, narrow=False)
        assert rows.has_diamond_on_words(rows.by_code["CA-AB"]) is is_moved
        beyond = dict(zip(found["more, beyond diamonds"]["y"], found["more, beyond diamonds"]["text"], strict=True))
        beside = found["more, preliminary"]["text"]
        words = rows.format_change(rows.by_code["CA-AB"])
        assert (beyond["CA-AB"].strip("\u00a0"), beside) == ((words, [""]) if is_moved else ("", [words]))


def test_a_page_and_a_phone_have_the_same_traces(states):
    for selection in (states, provinces(AB=(100, 102, 110), ON=(100, 130, 120))):
        wide, phone = traces(selection), traces(selection, PHONE)
        assert list(wide) == list(phone)
        assert not any(phone["more, beyond diamonds"]["text"])
        assert phone["like for like"]["x"] == wide["like for like"]["x"]


def test_a_phone_writes_both_changes_beside_the_axis():
    rows = ChangeRows(provinces(AB=(100, 130, 110)), ENGLISH, narrow=True)
    assert rows.format_values(rows.by_code["CA-AB"]) == "−15% (+10%)"
