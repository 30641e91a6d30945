"""Small multiples: panels in rows under each other, all on one scale, each with its name above it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from dashboard.plotting import theme, traces
from dashboard.plotting.theme import LIGHT, Figure
from dashboard.svg.text_width import BOLD, wrap_name

LineData = tuple[Sequence[str], Sequence[float | None]]
"""Days and amounts of one line."""
LINE_HEIGHT_PX, NAME_PADDING_PX = 17, 14
"""Pixels from one line of a panel's name to the next, and those free above and below it."""


@dataclass(frozen=True)
class Panel:
    """One panel: its axes as traces name them, the same however many columns there are."""

    xaxis: str
    yaxis: str


@dataclass(frozen=True)
class Grid:
    """Where panels stand. ``names`` are theirs, in reading order; the rest is pixels.

    ``width`` is that of the whole plot, ``gap`` what is free between two columns, ``panel_height`` how high a panel is
    without its name, ``name_width`` how wide a line of one may be (0: as the panel). Where a picture is drawn at
    another size, all of it stretches alike.
    """

    names: tuple[str, ...]
    columns: int
    width: float
    panel_height: float
    gap: float = 24
    name_width: float = 0

    @property
    def rows(self) -> int:
        """How many rows there are; the last may not be full."""
        return -(-len(self.names) // self.columns)

    @property
    def panel_width(self) -> float:
        """How wide a panel is."""
        return (self.width - (self.columns - 1) * self.gap) / self.columns

    @cached_property
    def _heading_heights(self) -> list[float]:
        """The room above the panels of each row: that of the longest name in it."""
        lines = [len(self._wrap_name(name)) for name in self.names]
        rows = (lines[row * self.columns : (row + 1) * self.columns] for row in range(self.rows))
        return [LINE_HEIGHT_PX * max(row) + NAME_PADDING_PX for row in rows]

    @property
    def height(self) -> float:
        """How high the whole plot is."""
        return sum(self._heading_heights) + self.rows * self.panel_height

    @property
    def panels(self) -> list[Panel]:
        """The panels in reading order."""
        numbers = ["", *range(2, len(self.names) + 1)]
        return [Panel(f"x{number}", f"y{number}") for number in numbers]

    def layout_axes(self, across: Figure, up: Figure) -> Figure:
        """Make the axes of a layout: ``across`` and ``up`` once for each panel.

        Their words stand under the lowest panel of a column and left of the first of a row.
        """
        layout = {}
        for index, panel in enumerate(self.panels):
            row, column = divmod(index, self.columns)
            lowest = index + self.columns >= len(self.names)
            placement = {"domain": self._column_domain(column), "anchor": panel.yaxis}
            layout[f"xaxis{panel.xaxis[1:]}"] = (across if lowest else _without_labels(across)) | placement
            placement = {"domain": self._row_domain(row), "anchor": panel.xaxis}
            layout[f"yaxis{panel.yaxis[1:]}"] = (_without_labels(up) if column else up) | placement
        return layout

    def title_annotations(self) -> list[Figure]:
        """Write the names as annotations, each above the left end of its panel."""
        return [
            {
                "text": "<br>".join(f"<b>{line}</b>" for line in self._wrap_name(name)),
                "x": 0,
                "y": 1,
                "xref": f"{panel.xaxis} domain",
                "yref": f"{panel.yaxis} domain",
                "xanchor": "left",
                "yanchor": "bottom",
                "align": "left",
                "xshift": -2,
                "yshift": 2,
                "showarrow": False,
                "font": {"size": theme.FONT_SIZE_PX, "color": LIGHT["ink"]},
            }
            for name, panel in zip(self.names, self.panels, strict=True)
        ]

    def _wrap_name(self, name: str) -> list[str]:
        return wrap_name(name, self.name_width or self.panel_width, theme.FONT_SIZE_PX, BOLD)

    def _column_domain(self, column: int) -> list[float]:
        start = column * (self.panel_width + self.gap) / self.width
        return [start, min(start + self.panel_width / self.width, 1)]

    def _row_domain(self, row: int) -> list[float]:
        """Return the fractions of the height that the panels of a row cover, the first row on top."""
        top = 1 - (sum(self._heading_heights[: row + 1]) + row * self.panel_height) / self.height
        return [max(top - self.panel_height / self.height, 0), top]


def background_lines(lines: Sequence[LineData], own: int, panel: Panel) -> Figure:
    """Draw all lines but a panel's own, faint behind it, as one trace with gaps."""
    rest = [line for index, line in enumerate(lines) if index != own]
    return traces.scatter_trace(
        "others",
        "lines",
        [day for days, _ in rest for day in [*days, *days[-1:]]],
        [amount for _, amounts in rest for amount in [*amounts, *(None for _ in amounts[-1:])]],
        xaxis=panel.xaxis,
        yaxis=panel.yaxis,
        line={"color": LIGHT["ghost"], "width": 1},
        opacity=0.6,
    )


def _without_labels(axis: Figure) -> Figure:
    return axis | {"ticks": "", "ticktext": ["" for _ in axis["tickvals"]]}
