"""Words on a line of steps stand where there is room, whatever the steps are."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.vintages import step_labels
from dashboard.charts.vintages.step_labels import Step
from dashboard.charts.vintages.truncated_axis import PANEL_WIDTH_PX
from dashboard.svg.text_width import markup_width_px

START = date(2020, 8, 25)
PATHS = st.dictionaries(st.integers(0, 2000), st.integers(0, 300), min_size=1, max_size=15).map(
    lambda told: [Step(START + timedelta(days=day), told[day], str(told[day])) for day in sorted(told)]
)


def placed(path, *, last=2100):
    """The annotations of steps on an axis of 2,160 days."""
    covered = START - timedelta(days=30), START + timedelta(days=last + 30)
    return step_labels.step_annotations(
        path, "first", "last", START + timedelta(days=last), covered, narrow=False
    ), covered


def room(note, covered):
    """Side and days of an annotation."""
    day, width = date.fromisoformat(note["x"]), covered[1] - covered[0]
    reach = markup_width_px(note["text"], note["font"]["size"]) / PANEL_WIDTH_PX * width
    reach /= 2 if note["xanchor"] == "center" else 1
    before = reach if note["xanchor"] in {"right", "center"} else timedelta(0)
    after = reach if note["xanchor"] in {"left", "center"} else timedelta(0)
    return note["yanchor"], day - before, day + after


@given(PATHS)
def test_no_words_cover_each_other(path):
    notes, covered = placed(path)
    rooms = [room(note, covered) for note in notes]
    for index, (side, start, stop) in enumerate(rooms):
        for other_side, other_start, other_stop in rooms[index + 1 :]:
            assert side != other_side or stop <= other_start or other_stop <= start


@given(PATHS)
def test_words_lie_beyond_the_steps_that_stand_in_their_days(path):
    notes, covered = placed(path)
    until = [*(step.day for step in path[1:]), START + timedelta(days=2100)]
    for note in notes:
        side, start, stop = room(note, covered)
        for step, end in zip(path, until, strict=True):
            begun_inside = start <= step.day <= stop
            if begun_inside or (note["text"] in {"first", "last"} and step.day <= stop and end >= start):
                assert step.value <= note["y"] if side == "bottom" else step.value >= note["y"]


@given(PATHS)
def test_both_ends_have_words_and_only_changes_between_have_theirs(path):
    notes, _ = placed(path)
    ends = [note for note in notes if note["text"] in {"first", "last"}]
    assert [note["text"] for note in ends] == ["first", "last"][: min(len(path), 2)]
    assert ends[0]["x"] == path[0].day.isoformat()
    changes = {step.day.isoformat(): step for before, step in pairwise(path) if step.value != before.value}
    for note in notes[len(ends) :]:
        assert note["text"] == changes[note["x"]].text
        assert note["y"] == changes[note["x"]].value


def test_words_stand_away_from_the_steps_between():
    def sides(*amounts):
        path = [Step(START + timedelta(days=400 * at), amount, str(amount)) for at, amount in enumerate(amounts)]
        return [note["yanchor"] for note in placed(path)[0] if note["text"] in {"first", "last"}]

    assert sides(175, 186) == ["top", "bottom"], "below the first and above the last of steps that rise"
    assert sides(186, 175) == ["bottom", "top"]
    assert sides(175) == ["bottom"], "above a figure that stands alone"
