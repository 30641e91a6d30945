"""What a publisher predicts, drawn and said beside what it reports, and the other way round."""

from collections.abc import Mapping

from dashboard.charts.trend.select import TrendData
from dashboard.dataset.series_view import SeriesView
from dashboard.i18n import Locale
from dashboard.plotting import theme, time_axis, trace_names, traces
from dashboard.plotting.curve import Curve
from dashboard.plotting.theme import LIGHT, Figure
from dashboard.plotting.time_layout import scales_of
from dashboard.plotting.value_label import place_near
from dashboard.text import period_names, sentences
from dashboard.text.chart_text import LegendItem
from etl.bands.pending import ESTIMATES
from etl.core.model import Period

LINE_WIDTH_PX = 1.5
MAX_DISTANCE_RATIO = 0.2
"""How much of the axis of values the name of a line may stand from its end: further away it names another."""


def counterpart_trace(counterpart: SeriesView) -> Figure:
    """Draw it as a line, dashed where it is the publisher's estimate."""
    line = {"color": LIGHT["mark"], "width": LINE_WIDTH_PX, "dash": "dash" if _is_estimate(counterpart) else "solid"}
    return traces.scatter_trace(
        trace_names.COUNTERPART,
        "lines",
        time_axis.dates_on_axis(counterpart, counterpart.observations),
        [time_axis.plotted_value(counterpart, observation) for observation in counterpart.observations],
        line=line,
    )


def name_label(counterpart: SeriesView, locale: Locale, layout: Figure, curve: Curve, *, narrow: bool) -> list[Figure]:
    """Write what it is called near the end of its line, where there is room."""
    observation = counterpart.latest
    height = time_axis.plotted_value(counterpart, observation) if observation else None
    if observation is None or height is None:
        return []
    words: Figure = {
        "x": time_axis.day_of(counterpart, observation).isoformat(),
        "xref": "x",
        "yref": "y",
        "text": _short_name(counterpart, locale),
        "showarrow": False,
        "font": {"size": theme.FONT_SIZE_PX - 1, "color": LIGHT["mark"]},
    }
    scales = scales_of(layout, narrow=narrow)
    spots = place_near(words, height, scales, curve, across_lines=False)
    return [spot for spot in spots if abs(spot["y"] - height) <= MAX_DISTANCE_RATIO * scales[0].axes.high]


def value_phrases(data: TrendData, locale: Locale) -> Mapping[Period, str]:
    """Write its value of each period, as a pointer and the table have it: ``predicted: 68,036``."""
    counterpart = data.counterpart
    if counterpart is None:
        return {}
    name, values = _short_name(counterpart, locale), data.beside.items()
    written = ((period, sentences.format_value(counterpart, locale, value)) for period, (_, value) in values)
    return {period: locale.text("{name}: {figure}", name=name, figure=figure) for period, figure in written}


def counterpart_sentence(data: TrendData, locale: Locale) -> str:
    """Say what the line beside is, and its newest value; empty where there is none."""
    counterpart = data.counterpart
    if counterpart is None or not data.beside:
        return ""
    period, (_, value) = max(data.beside.items(), key=lambda pair: pair[0].end)
    words = {
        "measure": locale.localize(counterpart.measure.title),
        "period": period_names.period_name(counterpart, locale, period),
        "figure": sentences.format_value(counterpart, locale, value),
    }
    if _is_estimate(counterpart):
        return locale.text("Dashed line: {measure}; {period}: {figure}.", **words)
    return locale.text("Second line: {measure}; {period}: {figure}.", **words)


def counterpart_key(data: TrendData, locale: Locale) -> tuple[LegendItem, ...]:
    """Return its entry of the key."""
    counterpart = data.counterpart
    if counterpart is None:
        return ()
    return (LegendItem("dashed" if _is_estimate(counterpart) else "first", _short_name(counterpart, locale)),)


def _is_estimate(counterpart: SeriesView) -> bool:
    return counterpart.measure.id in ESTIMATES


def _short_name(counterpart: SeriesView, locale: Locale) -> str:
    return locale.text("predicted") if _is_estimate(counterpart) else locale.text("reported")
