"""Widths of texts are the font's own, and lines broken by them fit."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.svg import text_width
from dashboard.svg.text_width import BOLD, FONT_WEIGHTS, REGULAR, markup_width_px, text_width_px, wrap, wrap_name

TEXTS = st.text("aéW m’-.,()\u00a0\u202f0123→", max_size=60)
SIZES = st.sampled_from([9, 9.5, 12, 13, 22])
WEIGHTS = st.sampled_from(FONT_WEIGHTS)
BLANKS = (" ", "\u00a0")


def letters_of(text):
    """The text without any blank that a line may take the place of, or that keeps brackets whole."""
    return text.translate(dict.fromkeys(map(ord, BLANKS)))


# -- widths ------------------------------------------------------------------------------------------------------------


def test_widths_are_the_fonts_own():
    assert text_width_px("0" * 10, 20) == pytest.approx(99.4, abs=0.1)
    assert text_width_px("Deaths", 20, BOLD) > text_width_px("Deaths", 20)
    assert text_width_px("", 20) == 0


@given(TEXTS, TEXTS, SIZES, WEIGHTS)
def test_widths_add_up(first, second, size, weight):
    apart = text_width_px(first, size, weight) + text_width_px(second, size, weight)
    assert text_width_px(first + second, size, weight) == pytest.approx(apart)


@given(TEXTS, SIZES, st.floats(0.1, 10))
def test_widths_grow_with_the_size(text, size, times):
    assert text_width_px(text, times * size) == pytest.approx(times * text_width_px(text, size))


@given(st.characters(), WEIGHTS)
def test_every_character_has_a_width(letter, weight):
    assert 0 <= text_width_px(letter, 1, weight) < 4


@given(TEXTS, TEXTS, SIZES)
def test_the_bold_part_of_a_text_is_measured_in_bold(plain, bold, size):
    expected = text_width_px(plain, size) + text_width_px(bold, size, BOLD)
    assert markup_width_px(f"{plain}<b>{bold}</b>", size) == pytest.approx(expected)
    assert markup_width_px(plain, size, BOLD) == text_width_px(plain, size, BOLD)


@given(st.lists(TEXTS, min_size=1, max_size=4), SIZES)
def test_a_text_is_as_wide_as_its_widest_line(lines, size):
    assert markup_width_px("<br>".join(lines), size) == max(text_width_px(line, size) for line in lines)


def test_what_is_written_escaped_is_measured_as_it_is_read():
    assert markup_width_px("A &amp; B", 13) == text_width_px("A & B", 13)


def test_no_font_is_read_on_import():
    code = "import dashboard.export.images, dashboard.svg.text_width as t\nprint(t._advance_widths.cache_info())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "currsize=0" in done.stdout


def test_a_font_is_read_once():
    text_width_px("a", 1)
    before = text_width._advance_widths.cache_info().misses
    text_width_px("b", 2)
    assert text_width._advance_widths.cache_info().misses == before


# -- lines -------------------------------------------------------------------------------------------------------------


@given(text=st.text(alphabet="aé W’-.\u00a0", max_size=80), width=st.integers(30, 400))
def test_lines_fit_and_hold_every_word(text, width):
    lines = wrap(text, width, 15)
    assert all(text_width_px(line, 15) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_french_punctuation_stays_with_its_word():
    assert all("?" not in line[:1] for line in wrap("ici\u00a0? là\u202f? oui\u00a0?", 40, 15))


@given(TEXTS, st.integers(0, 300), SIZES, WEIGHTS)
def test_every_line_of_a_name_fits_or_is_one_word(name, width, size, weight):
    lines = wrap_name(name, width, size, weight)
    assert all(text_width_px(line, size, weight) <= width or " " not in line for line in lines)
    assert letters_of("".join(lines)) == letters_of(name)


@given(TEXTS, SIZES)
def test_a_name_that_fits_has_one_line(name, size):
    blanks_kept = name.replace(" ", "\u00a0")  # those in brackets are, and may be wider
    width = max(text_width_px(name, size), text_width_px(blanks_kept, size))
    assert len(wrap_name(name, width + 0.01, size)) == 1


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Natural opioids (T40.2 and T40.3)", ["Natural", "opioids", "(T40.2\u00a0and\u00a0T40.3)"]),
        ("Terre-Neuve-et-Labrador", ["Terre-", "Neuve-", "et-", "Labrador"]),
        ("Ages 15-24", ["Ages", "15-24"]),
        ("Ohio\u00a0<b>1\u202f234</b>", ["Ohio\u00a0<b>1\u202f234</b>"]),
    ],
)
def test_a_name_breaks_at_blanks_and_hyphens_but_not_in_brackets_or_numbers(name, lines):
    assert wrap_name(name, 0, 13) == lines


def test_a_bold_value_takes_the_room_of_bold():
    name = "New Hampshire\u00a0<b>17.0</b>"
    width = markup_width_px(name, 12)
    assert wrap_name(name, width, 12) == [name]
    assert wrap_name(name, width - 0.01, 12) == ["New", "Hampshire\u00a0<b>17.0</b>"]
    assert width > text_width_px("New Hampshire\u00a017.0", 12, REGULAR)
