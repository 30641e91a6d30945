"""The change of each place on a year before: a row for each, a dot on one side or the other of no change."""

from collections.abc import Sequence

from dashboard.charts.change.data import ChangeData
from dashboard.charts.change.like_for_like import drawn_changes
from dashboard.charts.change.row import ChangeRow
from dashboard.charts.change.rows import DIRECTION_COLORS, VALUE_SIZE_PX, ChangeRows
from dashboard.i18n import Locale, get_locale
from dashboard.plotting import theme, traces
from dashboard.plotting.theme import LIGHT, STATIC, Figure, FigureOptions
from dashboard.text import labels
from dashboard.text.same_age import like_for_like_lines

TOP_MARGIN_PX, BOTTOM_MARGIN_PX, EMPTY_HEIGHT_PX = 46, 8, 200
"""Pixels above and below the rows, and of the room in which stands why there is nothing to draw."""

WORDS_GAP = 3 * "\u00a0"
"""What keeps words clear of the diamond beside which they stand."""


def draw_figure(data: ChangeData, locale: Locale, options: FigureOptions = STATIC) -> Figure:
    """Draw the figure of changes."""
    rows = ChangeRows(data, locale, narrow=options.narrow)
    all_traces = [
        *(_stem_trace(rows, direction) for direction in DIRECTION_COLORS),
        *([_current_values_trace(rows)] if options.current_values and data.params.as_of else []),
        *(dots for direction in DIRECTION_COLORS for dots in _dot_traces(rows, direction)),
        _small_count_trace(rows),
        _like_for_like_trace(rows),
        _beyond_axis_trace(rows),
        *_value_text_traces(rows),
        *([_label_trace(rows)] if options.hover_labels else []),
    ]
    layout = theme.base_layout(
        hovermode="y",
        margin={"t": TOP_MARGIN_PX, "r": rows.right_margin_px, "b": BOTTOM_MARGIN_PX, "l": rows.left_margin_px},
        xaxis=rows.change_axis(),
        yaxis=rows.place_axis(),
        annotations=_heading_annotations(rows),
    )
    return {"data": [trace for trace in all_traces if trace["x"]], "layout": layout}


def height_px(data: ChangeData, *, narrow: bool) -> int:
    """Return how high the chart is in a page, in pixels."""
    if data.is_empty:
        return EMPTY_HEIGHT_PX
    row = ChangeRows(data, get_locale(data.params.lang), narrow=narrow).row_height_px
    return TOP_MARGIN_PX + row * len(data.views) + BOTTOM_MARGIN_PX


def _heading_annotations(rows: ChangeRows) -> list[Figure]:
    """Write above the axis of changes which side is which, and the periods of the values."""
    fewer, more = rows.locale.text("← fewer"), rows.locale.text("more →")
    sides = [
        _heading_annotation(fewer, 0, "right", DIRECTION_COLORS["fewer"], xshift=-4),
        _heading_annotation(more, 0, "left", DIRECTION_COLORS["more"], xshift=4),
    ]
    if rows.narrow:
        return sides
    return [*sides, _heading_annotation(rows.period_labels, rows.axis_end, "left", LIGHT["muted"], xshift=0)]


def _heading_annotation(text: str, x: float, anchor: str, color: str, *, xshift: int) -> Figure:
    """Place a word above the axis of changes."""
    return {
        "text": text,
        "x": x,
        "y": 1,
        "xref": "x",
        "yref": "y domain",
        "xanchor": anchor,
        "yanchor": "bottom",
        "xshift": xshift,
        "yshift": 21,
        "showarrow": False,
        "font": {"size": theme.FONT_SIZE_PX, "color": color},
    }


def _stem_trace(rows: ChangeRows, direction: str) -> Figure:
    """Draw a stem from no change to the change."""
    changes = [row for row in rows.all if row.direction == direction]
    x, y = [x for row in changes for x in (0, row.change, None)], [row.code for row in changes for _ in range(3)]
    return traces.scatter_trace(
        f"{direction}, from a year before", "lines", x, y, line={"color": DIRECTION_COLORS[direction], "width": 2}
    )


def _dot_traces(rows: ChangeRows, direction: str) -> list[Figure]:
    """Draw the changes: a dot, hollow where the newer value is preliminary; in words too, where there is room."""
    changes = [row for row in rows.all if row.direction == direction]
    border = {"color": DIRECTION_COLORS[direction], "width": 2}
    settled = _marker_trace(
        [row for row in changes if not row.is_preliminary],
        direction,
        {"color": DIRECTION_COLORS[direction], "size": 10},
    )
    unsettled = _marker_trace(
        [row for row in changes if row.is_preliminary],
        f"{direction}, preliminary",
        {"color": LIGHT["paper"], "size": 9, "line": border},
    )
    font = {"size": theme.FONT_SIZE_PX - 1, "color": DIRECTION_COLORS[direction]}
    style = {"textposition": "middle left" if direction == "fewer" else "middle right", "textfont": font}
    beyond = _words_beyond_diamonds(rows, changes, direction, style)
    if rows.narrow:
        return [settled, unsettled, beyond]
    beside = {"mode": "markers+text"} | style
    return [
        *(dots | beside | {"text": [_words_at_dot(rows, code) for code in dots["y"]]} for dots in (settled, unsettled)),
        beyond,
    ]


def _words_at_dot(rows: ChangeRows, code: str) -> str:
    """Write the change of a place at its dot; empty where a diamond would stand on the words."""
    row = rows.by_code[code]
    return "" if rows.has_diamond_on_words(row) else rows.format_change(row)


def _words_beyond_diamonds(rows: ChangeRows, changes: Sequence[ChangeRow], direction: str, style: Figure) -> Figure:
    """Write the changes on whose words a diamond would stand, beyond that.

    The trace has every diamond, on a phone too, since a page's figure has the same traces in each width.
    """
    points = [(row, diamond) for row in changes if (diamond := rows.diamonds.get(row.code)) is not None]
    texts = [
        f"{WORDS_GAP}{rows.format_change(row)}{WORDS_GAP}" if rows.has_diamond_on_words(row) and not rows.narrow else ""
        for row, _ in points
    ]
    name = f"{direction}, beyond diamonds"
    return traces.text_trace(name, [x for _, x in points], [row.code for row, _ in points], texts, **style)


def _small_count_trace(rows: ChangeRows) -> Figure:
    """Draw changes of few deaths: grey and hollow, without a stem."""
    changes = [row for row in rows.all if not row.direction and row.change is not None and not rows.is_beyond_axis(row)]
    border = {"color": LIGHT["absent"], "width": 1.5}
    return _marker_trace(changes, "of few deaths", {"color": LIGHT["paper"], "size": 7, "line": border})


def _current_values_trace(rows: ChangeRows) -> Figure:
    """Draw the newest changes held, as short upright lines, which leave words legible."""
    changes = [
        ChangeRow(row.view, today, change)
        for row in rows.all
        if row.observation
        and (today := row.view.current_observation(row.observation))
        and (change := row.view.value_in_unit(today)) is not None
    ]
    return _marker_trace(
        changes, "now", {"symbol": "line-ns-open", "color": LIGHT["ghost"], "size": 14, "line": {"width": 2.5}}
    )


def _like_for_like_trace(rows: ChangeRows) -> Figure:
    """Draw the changes between figures of one age, as small diamonds beside the dots."""
    changes = [ChangeRow(view, None, change) for view, change in drawn_changes(rows.data)]
    return _marker_trace(changes, "like for like", {"symbol": "diamond", "color": LIGHT["mark"], "size": 7})


def _marker_trace(rows: Sequence[ChangeRow], name: str, marker: Figure) -> Figure:
    x, y = [row.change for row in rows], [row.code for row in rows]
    return traces.scatter_trace(name, "markers", x, y, marker=marker, cliponaxis=False)


def _beyond_axis_trace(rows: ChangeRows) -> Figure:
    """Draw changes of few deaths that lie beyond the axis, as words at its end."""
    beyond = [row for row in rows.all if rows.is_beyond_axis(row)]
    texts = [rows.format_beyond(row) for row in beyond]
    return _text_trace(beyond, "beyond the axis", rows.axis_end, texts, position="middle left", color=LIGHT["muted"])


def _value_text_traces(rows: ChangeRows) -> list[Figure]:
    """Draw both values of each row beside the chart, in grey where the change says little or cannot be told."""
    telling, others = [row for row in rows.all if row.direction], [row for row in rows.all if not row.direction]
    return [
        _text_trace(
            some_rows,
            name,
            rows.axis_end,
            [rows.format_values(row) for row in some_rows],
            position="middle right",
            color=color,
        )
        for some_rows, name, color in (
            (telling, "figures", LIGHT["ink"]),
            (others, "figures that say little", LIGHT["muted"]),
        )
    ]


def _text_trace(
    rows: Sequence[ChangeRow], name: str, x: float, texts: Sequence[str], *, position: str, color: str
) -> Figure:
    codes = [row.code for row in rows]
    font = {"size": VALUE_SIZE_PX, "color": color}
    return traces.text_trace(name, [x for _ in rows], codes, texts, textposition=position, textfont=font)


def _label_trace(rows: ChangeRows) -> Figure:
    """Place the hover label of each row at its change, where every width of the chart has room for it."""
    x = [0 if row.change is None or row.says_little_from_afar else row.change for row in rows.all]
    texts = [
        labels.change_label(row.view, rows.locale, row.observation, _lines_like_for_like(rows, row)) for row in rows.all
    ]
    return traces.hover_label_trace(x, [row.code for row in rows.all], texts)


def _lines_like_for_like(rows: ChangeRows, row: ChangeRow) -> tuple[str, ...]:
    return like_for_like_lines(row.view, rows.locale, rows.data.of_place(row.view))
