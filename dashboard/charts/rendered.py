"""A chart for one request: everything about it, each worked out once, whichever formats are asked for. Decision C8."""

from dataclasses import replace
from datetime import date
from functools import cached_property
from threading import Lock
from typing import Any

from cachetools import LRUCache

from dashboard.charts.base import Chart
from dashboard.charts.registry import get_chart
from dashboard.dataset import annotations
from dashboard.dataset.annotations import NO_ANNOTATIONS, Annotations
from dashboard.dataset.dataset import Dataset
from dashboard.dataset.quoted_values import find_entry
from dashboard.dataset.series_view import ChartData
from dashboard.dataset.weights import count_points
from dashboard.export.data_block import Origin, build_block
from dashboard.export.images import Picture
from dashboard.export.view_citation import ViewCitation
from dashboard.i18n import get_locale
from dashboard.params.chart_params import ChartParams
from dashboard.params.frame_size import FrameSize
from dashboard.params.short_code import write_code
from dashboard.params.urls import public_site
from dashboard.plotting import theme, time_axis, trace_names
from dashboard.plotting.theme import Figure, FigureOptions
from dashboard.svg.render import render, render_in_page
from dashboard.text import sentences
from dashboard.text.chart_text import ChartText, Table

MAX_KEPT_BYTES = 40 * 2**20
"""Bytes of the charts kept by a dataset, as estimated: the formats of a view are asked for one after the other."""
BYTES_PER_CHART, BYTES_PER_POINT = 150_000, 550
"""Bytes of a chart with all that was rendered of it, and of each of its observations, as measured over all charts."""
WORDS_IDS = "title alt"
"""Where the words stand in a page that a chart is named by."""
PICTURE_SIZE = FrameSize(1000, 560)
MIN_WIDE_PX = 700
"""Width below which a chart is drawn as on a phone: with fewer ticks and nearer margins."""


class RenderedChart:
    """What one chart shows for one set of choices. Page, callback, CSV, JSON, SVG, PNG and snapshot all take it."""

    def __init__(self, dataset: Dataset, chart: Chart[Any], params: ChartParams) -> None:
        self.dataset, self.chart, self.params = dataset, chart, params
        self.locale = get_locale(params.lang)

    @cached_property
    def data(self) -> ChartData:
        """What is shown: the views of some series."""
        data: ChartData = self.chart.select(self.dataset, self.params)
        return data

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return self.data.is_empty

    @cached_property
    def text(self) -> ChartText:
        """What is said of it, under the name of the chart and the place where it has no title of its own."""
        text = self.chart.text(self.data, self.locale)
        if text.title:
            return text
        place = self.locale.localize(self.dataset.place(self.params).name)
        return replace(
            text, title=self.locale.text("{chart}, {place}", chart=self.locale.text(self.chart.title), place=place)
        )

    @cached_property
    def table(self) -> Table:
        """Its values as a table of words."""
        return self.chart.table(self.data, self.locale)

    @cached_property
    def annotations(self) -> Annotations:
        """The writings and events on it, the same whatever the day; none where it has none or they are switched off.

        The entry that the choices name is among them whatever kinds are chosen, if it is of the time of the axis.
        """
        params, view = self.params, self.data.first_view
        if not self._has_annotations or view is None:
            return NO_ANNOTATIONS
        span = time_axis.date_range(view, view.current)
        key = ("annotations", replace(params, as_of=None), span)
        return self.dataset.cached(key, lambda: self._select_annotations(*span))

    def _select_annotations(self, first: date, last: date) -> Annotations:
        params, snapshot = self.params, self.dataset.snapshot
        chosen = find_entry(self.dataset, params.note)
        entries = annotations.entries_about(snapshot.commentary, snapshot.places, params.place, params.kinds)
        entries += [chosen] if chosen and chosen not in entries else []
        return annotations.select_annotations(entries, first, last)

    @property
    def _has_annotations(self) -> bool:
        params, view = self.params, self.data.first_view
        return bool(params.notes and params.options.has_notes and view and view.current)

    @cached_property
    def listed_annotations(self) -> Annotations:
        """Those beside it: on it, and the entry that the choices name, of whatever time it is."""
        chosen = find_entry(self.dataset, self.params.note) if self._has_annotations else None
        if chosen is None or chosen in self.annotations.entries:
            return self.annotations
        return annotations.make_annotations([*self.annotations.entries, chosen])

    def _picture_options(self, *, narrow: bool) -> FigureOptions:
        """Return what a picture has besides the values: what had been written and had happened by its day."""
        return FigureOptions(annotations=self.annotations.until(self.params.cutoff), narrow=narrow)

    @cached_property
    def figure(self) -> Figure:
        """The figure of a page, without what a pointer reads; empty where there is nothing to draw."""
        return self._draw(FigureOptions(annotations=self.annotations, current_values=True))

    @cached_property
    def narrow_figure(self) -> Figure:
        """The same for a phone."""
        return self._draw(FigureOptions(annotations=self.annotations, current_values=True, narrow=True))

    @cached_property
    def labels(self) -> list[Figure]:
        """What a pointer reads, as traces that go onto either figure."""
        figure = self._draw(FigureOptions(annotations=self.annotations, current_values=True, hover_labels=True))
        return [trace for trace in figure.get("data", ()) if trace["name"] == trace_names.LABELS]

    def _draw(self, options: FigureOptions) -> Figure:
        return {} if self.is_empty else self.chart.figure(self.data, self.locale, options)

    @cached_property
    def svg(self) -> str:
        """The figure as SVG, in colors that follow the page; readable before any script. Empty where it is."""
        return self._render(self.figure, theme.CHART_WIDTH_PX, narrow=False)

    @cached_property
    def narrow_svg(self) -> str:
        """The same for a phone."""
        return self._render(self.narrow_figure, theme.NARROW_CHART_WIDTH_PX, narrow=True)

    def static_svg(self, width_px: int, height_px: int) -> str:
        """Return the chart alone as SVG of a size, as pictures have it, in light colors. Empty where it is."""
        if self.is_empty:
            return ""
        options = self._picture_options(narrow=width_px < MIN_WIDE_PX)
        figure, words = self.chart.figure(self.data, self.locale, options), self.text
        return render(figure, width=width_px, height=height_px, title=words.title, description=words.alt_text)

    def _render(self, figure: Figure, width_px: int, *, narrow: bool) -> str:
        if self.is_empty:
            return ""
        height_px = self.height_px(narrow=narrow)
        return render_in_page(
            figure, width=width_px, height=height_px, color_fn=theme.css_variable, labelled_by=WORDS_IDS
        )

    def height_px(self, *, narrow: bool) -> int:
        """Return how high it stands in a page."""
        return self._heights_px[narrow]

    @cached_property
    def _heights_px(self) -> dict[bool, int]:
        return {narrow: self.chart.height(self.data, narrow=narrow) for narrow in (False, True)}

    @property
    def sources_sentence(self) -> str:
        """Who published the values, in a sentence."""
        return "" if self.is_empty else sentences.sources_sentence(self.data, self.locale) + "."

    @cached_property
    def url(self) -> str:
        """The address of its page."""
        return self.dataset.urls.chart(self.params)

    @cached_property
    def pinned_url(self) -> str:
        """The address under which it shows for ever what it shows now."""
        return self.dataset.pinned_url(self.params)

    @property
    def series_url(self) -> str:
        """The address of the same choices without a day: it names what does not change with the day."""
        return self.dataset.urls.chart(replace(self.params, as_of=None))

    @cached_property
    def code(self) -> str:
        """The short code of its pinned address; empty where that does not fit in one."""
        return write_code(self.dataset.pinned_params(self.params))

    def picture(self, site: str, size: FrameSize = PICTURE_SIZE) -> Picture | None:
        """Return it as a picture that can stand alone, with title, source, vintage and address; None where empty.

        ``site`` is what its address begins with: no picture names this machine.
        """
        if self.is_empty:
            return None
        is_narrow, ratio = size.width < MIN_WIDE_PX, self.chart.aspect_ratio(self.data)
        address = public_site(site) + self._path(self.pinned_url)
        code = sentences.check_sentence(self.locale, self.code, public_site(site))
        return Picture(
            figure=self.chart.figure(self.data, self.locale, self._picture_options(narrow=is_narrow)),
            width=size.width,
            height=size.height,
            ratio=self.height_px(narrow=True) / size.width if ratio and is_narrow else ratio,
            title=self.text.title,
            subtitle=f"{self.text.unit}. {self.text.publication_note}.",
            notes=(*self.text.sentences, f"{self.sources_sentence} {address}", *filter(None, (code,))),
            alt_text=self.text.alt_text,
            block=self.data_block(site),
        )

    def data_block(self, site: str) -> str:
        """Return its values and what is to be known of them as JSON, as the file of a picture carries them."""
        pinned = replace(self.data, params=self.dataset.pinned_params(self.params))
        address = public_site(site) + self._path(self.pinned_url)
        citation = self.citation(public_site(site), sentences.publication_note(pinned, self.locale))
        origin = Origin(self.text.title, address, self.code, self.params.as_of, self.params.edition)
        return build_block(origin, pinned, citation, self.locale, self.dataset.snapshot.ledger)

    def citation(self, site: str, note: str = "") -> ViewCitation | None:
        """Return it as a work to cite, its address on a ``site``; None where nothing was published.

        ``note`` says as of when its values are; without one that is as the chart says it.
        """
        day, text = self.data.newest_release, self.locale.text
        if day is None:
            return None
        edition = text("as known in edition {edition}", edition=self.params.edition or self.dataset.snapshot.edition)
        return ViewCitation(
            publishers=tuple(self.locale.localize(source.publisher) for source in self.data.sources),
            title=self.text.title,
            day=day,
            note=f"{note or self.text.publication_note}, {edition}",
            site=text("Overdose statistics"),
            url=site + self._path(self.pinned_url),
        )

    def _path(self, url: str) -> str:
        """Return an address of this site without what all its addresses begin with."""
        return url.removeprefix(self.dataset.urls.base_url)


class RenderedCharts:
    """The charts of one dataset by what was chosen on them; those asked for last are kept, within a budget of bytes."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self._kept: LRUCache[ChartParams, RenderedChart] = LRUCache(MAX_KEPT_BYTES, getsizeof=_estimate_bytes)
        self._lock = Lock()

    def __call__(self, params: ChartParams) -> RenderedChart:
        """Return the chart of these choices."""
        with self._lock:
            if params in self._kept:
                return self._kept[params]
        chart = RenderedChart(self.dataset, get_chart(params.slug), params)
        weight = _estimate_bytes(chart)  # selects what it shows, for which no other thread should wait
        with self._lock:
            if weight <= self._kept.maxsize:
                self._kept[params] = chart
        return chart


def _estimate_bytes(chart: RenderedChart) -> int:
    points = count_points(chart.data.views) + count_points(chart.data.all_periods)
    return BYTES_PER_CHART + BYTES_PER_POINT * points
