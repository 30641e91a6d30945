"""Which events are named above a chart, and where: by priority, clear of each other at the least width."""

from datetime import date
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from dashboard.i18n import get_locale
from dashboard.plotting import theme
from dashboard.plotting.curve import Curve
from dashboard.plotting.event_words import (
    LEVEL_PX,
    MAX_LEVELS,
    MAX_NARROW_LEVELS,
    MAX_NARROW_WORDS,
    MAX_WORDS,
    height_px,
    leader_shapes,
    place_words,
    word_annotations,
)
from dashboard.svg.text_width import text_width_px
from etl.reference.events import Event
from tests.examples import examples

ENGLISH, FRENCH = get_locale("en"), get_locale("fr")
FIRST, LAST = date(2012, 1, 1), date(2026, 6, 1)
MARGINS = (50, 20)


def event(day, priority=1, short="An event", french="Un événement"):
    return Event(
        day, "day", "CA-BC", "legal", f"On {day}", "https://x.example/", "", {"en": short, "fr": french}, priority
    )


def placed(events, *, narrow=False, locale=ENGLISH):
    return place_words(tuple(events), locale, (FIRST, LAST), MARGINS, narrow=narrow)


def test_those_of_the_first_priority_are_named_where_there_is_room_for_few():
    first = [event(date(2013 + 3 * index, 6, 1)) for index in range(3)]
    later = [event(date(2014 + 2 * index, 1, 1), 2 + index % 2) for index in range(6)]
    for narrow, most in ((False, MAX_WORDS), (True, MAX_NARROW_WORDS)):
        found = placed([*later, *first], narrow=narrow)
        assert len(found) == most
        assert {words.event for words in found} >= set(first)
        assert [words.event.day for words in found] == sorted(words.event.day for words in found)


def test_an_event_without_words_or_beyond_the_axis_is_not_named():
    silent = Event(date(2016, 1, 1), "day", "CA-BC", "legal", "A title", "https://x.example/", "")
    assert placed([silent, event(date(2011, 1, 1)), event(date(2027, 1, 1))]) == ()
    assert height_px(()) == 0


def test_words_are_those_of_the_language_else_english():
    assert [words.text for words in placed([event(date(2016, 1, 1))], locale=FRENCH)] == ["Un événement"]
    without = Event(date(2016, 1, 1), "day", "CA-BC", "legal", "A title", "https://x.example/", "", {"en": "Words"})
    assert [words.text for words in placed([without], locale=FRENCH)] == ["Words"]


@examples(60)
@given(
    st.lists(st.tuples(st.dates(FIRST, LAST), st.integers(1, 3), st.text("abc ", min_size=1, max_size=30)), max_size=9),
    st.booleans(),
)
def test_words_cover_no_others_and_no_line_that_leads_to_others_at_any_width(chosen, narrow):
    found = placed([event(day, priority, short) for day, priority, short in chosen], narrow=narrow)
    assert height_px(found) <= (MAX_NARROW_LEVELS if narrow else MAX_LEVELS) * LEVEL_PX + 4
    for width in (theme.min_chart_width_px(narrow=narrow), theme.chart_width_px(narrow=narrow), 2400):
        plot = width - sum(MARGINS)
        spans = []
        for words in found:
            x, size = plot * ((words.event.day - FIRST) / (LAST - FIRST)), text_width_px(words.text, 12)
            left = x - {"left": 0, "center": 0.5, "right": 1}[words.side] * size
            spans.append((words.level, left, left + size, x))
            assert left >= -MARGINS[0]
            assert left + size <= plot + MARGINS[1]
        for one, other in combinations(spans, 2):
            for (level, left, right, _), (other_level, _, _, x) in ((one, other), (other, one)):
                assert level >= other_level or not left < x < right
            assert one[0] != other[0] or one[2] <= other[1] or other[2] <= one[1]


def test_a_line_leads_down_to_the_curve_and_up_to_its_words():
    day = date(2016, 1, 16)
    words = placed([event(day)])
    curve = Curve(("2016-01-01", "2016-01-31"), (90, 190), (100, 200))
    inside, above = leader_shapes(words, curve, 300.0)
    assert (inside["yref"], inside["y0"], inside["y1"]) == ("y", 150 + 0.03 * 300, 300)
    assert (above["yref"], above["ysizemode"], above["yanchor"], above["y1"]) == ("y domain", "pixel", 1, 4)
    assert inside["x0"] == inside["x1"] == above["x0"] == word_annotations(words)[0]["x"] == day.isoformat()
    after, _ = leader_shapes(words, Curve(("2015-12-01",), (120,), (120,)), 300.0)
    assert after["y0"] == 120 + 0.03 * 300
