"""Places as rows under each other, with the axes of their changes on a year before and the words beside them."""

import math
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import pairwise

from dashboard.charts.change.axis_range import fit_axis_range
from dashboard.charts.change.data import ChangeData
from dashboard.charts.change.like_for_like import drawn_changes
from dashboard.charts.change.row import ChangeRow
from dashboard.dataset.observations import Observation, period_a_year_before
from dashboard.i18n import Locale
from dashboard.plotting import theme
from dashboard.plotting.theme import LIGHT, Figure
from dashboard.svg.markup import LINE_HEIGHT_EM
from dashboard.svg.text_width import text_width_px, wrap_name
from etl.core.model import PeriodKind, Status

DIRECTION_COLORS = {"fewer": LIGHT["series"], "more": LIGHT["more"], "as many": LIGHT["mark"]}
"""Two hues for the two sides, neither of them an alarm."""
MIN_TICK_SPACING_PX, TEXT_PADDING_PX = 40, 10
"""Pixels that a tick with its words takes, and what is free beside words."""
ROW_HEIGHT_PX, NARROW_ROW_HEIGHT_PX = 21, 24
"""Pixels from one row to the next, at least."""
VALUE_SIZE_PX = theme.FONT_SIZE_PX - 1
"""Pixels of the type of the values beside the axis."""
SIDE_PADDING_PX, NARROW_SIDE_PADDING_PX = 46, 10
"""Pixels beyond the farthest dots: of its change in words, or on a phone of half the dot."""
BRACKETS_PX = 44
"""Pixels of the same change like for like, in brackets after the change."""
MIN_DIAMOND_SHIFT_PX = 2
"""Pixels from a dot within which the diamond of the same change like for like stands on the dot, not on its words."""
NARROWEST_LOSS_PX = 55
"""Pixels that the axis loses on the narrowest phones, of 320 pixels."""
MAX_NARROW_NAME_WIDTH_PX = 150
"""Pixels of a name on one line on a phone."""
SIGNS_OF_MISSING = ("?", "×", "–")
"""What stands for a value that is not held, that its publisher withholds, or of which nothing was ever held."""
TICK_STRIDES = (1, 2, 4, 8)
"""Of how many ticks one stands on the axis. There are six steps at most, so that the last of these fits."""


class ChangeRows:
    """The rows of a chart of changes, for a page, a phone or a picture."""

    def __init__(self, data: ChangeData, locale: Locale, *, narrow: bool) -> None:
        self.data, self.locale, self.narrow = data, locale, narrow

    @cached_property
    def all(self) -> list[ChangeRow]:
        """Every row, from the top down."""
        pairs = [(view, view.observations[0] if view.observations else None) for view in self.data.views]
        return [
            ChangeRow(view, observation, view.value_in_unit(observation) if observation else None)
            for view, observation in pairs
        ]

    @cached_property
    def by_code(self) -> Mapping[str, ChangeRow]:
        """The rows by the codes of their places."""
        return {row.code: row for row in self.all}

    @cached_property
    def left_margin_px(self) -> int:
        """The pixels of the names, as far as the values and the axis leave them room."""
        taken = _widest_px([line for lines in self._wrapped_names for line in lines], self._name_size_px)
        return min(taken + TEXT_PADDING_PX, self._chart_width_px - self._min_axis_width_px - self.right_margin_px)

    @cached_property
    def right_margin_px(self) -> int:
        """The pixels of the values, and of what stands above them; with the axis never more than half."""
        values = _widest_px([self.format_values(row) for row in self.all], VALUE_SIZE_PX)
        heading = 0 if self.narrow else _widest_px([self.period_labels], theme.FONT_SIZE_PX)
        return min(max(values, heading) + TEXT_PADDING_PX, self._chart_width_px // 2 - self._min_axis_width_px)

    @property
    def _chart_width_px(self) -> int:
        return theme.chart_width_px(narrow=self.narrow)

    @property
    def _side_padding_px(self) -> int:
        if self.narrow:
            return NARROW_SIDE_PADDING_PX
        return SIDE_PADDING_PX + (BRACKETS_PX if self.diamonds else 0)

    @property
    def _min_axis_width_px(self) -> int:
        """The pixels that the axis has, however long the words beside it are."""
        return 2 * self._side_padding_px + MIN_TICK_SPACING_PX

    @property
    def _axis_width_px(self) -> int:
        return self._chart_width_px - self.left_margin_px - self.right_margin_px

    @cached_property
    def axis_start(self) -> float:
        """Where the axis of changes begins."""
        return self._axis_range[0]

    @cached_property
    def axis_end(self) -> float:
        """Where the axis of changes ends."""
        return self._axis_range[1]

    @cached_property
    def _axis_range(self) -> tuple[float, float]:
        far = [row for row in self.all if row.says_little_from_afar]
        changes = [row.change for row in self.all if row.change is not None and row not in far]
        changes += self.diamonds.values()
        beyond_px = _widest_px([self.format_beyond(row) for row in far], VALUE_SIZE_PX) if far else 0
        return fit_axis_range(changes, self._axis_width_px, self._side_padding_px, beyond_px)

    def has_diamond_on_words(self, row: ChangeRow) -> bool:
        """Tell whether the diamond of the change like for like would stand on the words of the change."""
        diamond = self.diamonds.get(row.code)
        if diamond is None or row.change is None:
            return False
        px = self._axis_width_px / (self.axis_end - self.axis_start)
        beyond_px = (diamond - row.change) * px * (-1 if row.direction == "fewer" else 1)
        words_px = text_width_px(self.format_change(row), VALUE_SIZE_PX) + TEXT_PADDING_PX
        return MIN_DIAMOND_SHIFT_PX <= beyond_px <= words_px

    def format_change(self, row: ChangeRow) -> str:
        """Write a change, and in brackets the same like for like where that is drawn: ``−10% (+5%)``."""
        change, diamond = self.locale.change(row.change or 0), self.diamonds.get(row.code)
        return change if diamond is None else f"{change} ({self.locale.change(diamond)})"

    @cached_property
    def diamonds(self) -> Mapping[str, float]:
        """The changes like for like that are drawn, by the codes of their places."""
        return {view.place.code: change for view, change in drawn_changes(self.data)}

    def format_beyond(self, row: ChangeRow) -> str:
        """Write a change that lies beyond the end of the axis, before that end; on a phone an arrow has to do."""
        change = "" if self.narrow or row.change is None else f"{self.locale.change(row.change)} "
        return f"{change}→\u00a0\u00a0"

    def is_beyond_axis(self, row: ChangeRow) -> bool:
        """Tell whether a change lies beyond the axis."""
        return row.change is not None and row.change > self.axis_end

    def format_values(self, row: ChangeRow) -> str:
        """Write ``1,338 → 1,151``; a sign for a value that there is not, ``≠`` where they do not compare.

        A phone has no room for both beside the axis: there it is the change, ``−14%``, or the sign alone.
        """
        if row.observation is None:
            return "–"
        if self.narrow and row.change is not None:
            return self.format_change(row)
        values = self._format_value(row.observation.year_before), self._format_value(row.observation)
        if self.narrow:
            return next((sign for sign in SIGNS_OF_MISSING if sign in values), row.sign)
        return f"{values[0]} {row.sign} {values[1]}".strip()

    def _format_value(self, observation: Observation | None) -> str:
        """Write a value; a cross where the publisher gives none, ``?`` where what was published is not held.

        Nothing is written for a sum across a break, beside which ``≠`` stands.

        In words of some length the reasons would leave the axis no room; the key and the sentences say them.
        """
        if observation is None:
            return "–"
        if observation.status == Status.NOT_COMPARABLE:
            return ""
        if observation.value is None:
            return "?" if observation.status == Status.NOT_HELD else "×"
        return self.locale.number(observation.value)

    @cached_property
    def _wrapped_names(self) -> list[list[str]]:
        names = [self.locale.localize(row.view.place.name) for row in self.all]
        return [
            wrap_name(name, MAX_NARROW_NAME_WIDTH_PX, self._name_size_px) if self.narrow else [name] for name in names
        ]

    @property
    def row_height_px(self) -> int:
        """The pixels from one row to the next: on a phone, long names take two lines, and two may be neighbours."""
        lines = [len(lines) for lines in self._wrapped_names]
        between = max(((above + below) / 2 for above, below in pairwise(lines)), default=1)
        least = NARROW_ROW_HEIGHT_PX if self.narrow else ROW_HEIGHT_PX
        return max(least, math.ceil(between * LINE_HEIGHT_EM * self._name_size_px))

    @property
    def _name_size_px(self) -> int:
        return theme.FONT_SIZE_PX - self.narrow

    @cached_property
    def period_labels(self) -> str:
        """The ends of both periods in few letters."""
        period = self.data.period
        if period is None:
            return ""
        if self.data.views[0].measure.period is PeriodKind.YEAR:
            return f"{period.end.year - 1} → {period.end.year}"
        before, now = (self.locale.month(either.end, short=True) for either in (period_a_year_before(period), period))
        return f"{before} → {now}"

    def change_axis(self) -> Figure:
        """Make the axis of changes, above the rows, where reading begins."""
        span = self.axis_end - self.axis_start
        every = theme.round_ticks(span)[1]
        ticks_px = self._axis_width_px - (NARROWEST_LOSS_PX if self.narrow else 0)
        fitting = (n for n in TICK_STRIDES if span / (n * every) <= ticks_px / MIN_TICK_SPACING_PX)
        step = next(fitting, TICK_STRIDES[-1]) * every
        ticks = [step * n for n in range(int(self.axis_start / step), int(self.axis_end / step) + 1)]
        return theme.base_axis(
            type="linear",
            side="top",
            range=[self.axis_start, self.axis_end],
            tickvals=ticks,
            ticktext=[self.locale.change(tick) for tick in ticks],
            tickangle=0,
            showgrid=True,
            gridcolor=LIGHT["grid"],
            zeroline=True,
            zerolinecolor=LIGHT["muted"],
        )

    def place_axis(self) -> Figure:
        """Make the axis of places, the first on top."""
        codes = [row.code for row in self.all]
        return theme.base_axis(
            type="category",
            categoryorder="array",
            categoryarray=codes,
            range=[len(codes) - 0.5, -0.5],
            tickvals=codes,
            ticktext=["<br>".join(lines) for lines in self._wrapped_names],
            tickfont={"size": self._name_size_px, "color": LIGHT["ink"]},
        )


def _widest_px(texts: Sequence[str], size: float) -> int:
    return math.ceil(max(text_width_px(text, size) for text in texts))
