"""All that a chart's page says, ready to be laid out. Words come from ``told``, addresses from ``links``."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.charts.registry import get_chart
from dashboard.dataset.dataset import Dataset
from dashboard.dataset.series_view import ChartData
from dashboard.params.chart_params import ChartParams
from dashboard.params.urls import FILE_FORMATS
from dashboard.plotting import theme
from dashboard.plotting.theme import Figure, FigureOptions
from dashboard.svg.render import render
from dashboard.text import sentences
from dashboard.text.chart_text import ChartText, Table
from dashboard.text.i18n import Locale, get_locale


@dataclass(frozen=True)
class MeasureDefinition:
    """What is counted by one measure, how, and under what terms: terms and what they say."""

    title: str
    publisher: str
    url: str
    section_url: str
    terms: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ChartPage:
    """A chart and everything the page says about it."""

    params: ChartParams
    locale: Locale
    data: ChartData
    text: ChartText
    table: Table
    figure: Figure
    narrow_overrides: Figure
    file_urls: Mapping[str, str]
    url: str
    pinned_url: str
    definitions: tuple[MeasureDefinition, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return self.data.is_empty

    @property
    def title(self) -> str:
        """What is counted, and where."""
        return self.text.title

    @property
    def summary(self) -> str:
        """The newest figures in a sentence."""
        return self.text.summary

    @property
    def sources_sentence(self) -> str:
        """Who published the figures, in a sentence."""
        return "" if self.is_empty else sentences.sources_sentence(self.data, self.locale) + "."


def build_chart_page(dataset: Dataset, state: ChartParams) -> ChartPage:
    """The sheet of a chart for a state."""
    locale, selection, told = get_locale(state.lang), dataset.chart_data(state), dataset.chart_text(state)
    figures = ({}, {}) if selection.is_empty else _draw_figures(dataset, selection, locale)
    pinned = dataset.pinned_url(state)
    return ChartPage(
        params=state,
        locale=locale,
        data=selection,
        text=told,
        table=get_chart(state.slug).table(selection, locale),
        figure=figures[0],
        narrow_overrides=figures[1],
        file_urls={suffix: dataset.urls.chart_file(suffix, state) for suffix in FILE_FORMATS},
        url=dataset.urls.chart(state),
        pinned_url=pinned,
        definitions=_definitions(dataset, selection, locale, f"{told.publication_note}. {pinned}"),
    )


def _definitions(dataset: Dataset, selection: ChartData, locale: Locale, cited: str) -> tuple[MeasureDefinition, ...]:
    text, localize = locale.text, locale.localize
    sources = {view.measure.id: view.source for view in selection.views}
    return tuple(
        MeasureDefinition(
            title=localize(measure.title),
            publisher=localize(sources[measure.id].publisher),
            url=sources[measure.id].url,
            section_url=dataset.urls.sources(locale.code, sources[measure.id].id),
            terms=(
                (text("What is counted"), localize(measure.definition)),
                (text("How certain it is"), localize(measure.certainty)),
                (text("Where"), localize(measure.geography)),
                (text("What is withheld"), localize(measure.suppression)),
                (text("How often it is published"), localize(sources[measure.id].cadence)),
                (text("Terms"), localize(sources[measure.id].terms)),
                (text("How to cite it"), f"{localize(sources[measure.id].citation)} {cited}"),
            ),
        )
        for measure in selection.definitions
    )


def _draw_figures(dataset: Dataset, selection: ChartData, locale: Locale) -> tuple[Figure, Figure]:
    """The interactive figure, and what is different about it on a phone: its layout, and the traces that differ.

    What a pointer reads is the same on a phone, and made once: it is most of a figure.
    """
    draw, marks = get_chart(selection.params.slug).figure, dataset.annotations(selection)
    wide = draw(selection, locale, FigureOptions(annotations=marks, current_values=True, hover_labels=True))
    narrow = draw(selection, locale, FigureOptions(annotations=marks, current_values=True, narrow=True))
    seen = [index for index, trace in enumerate(wide["data"]) if trace["name"] != "labels"]
    pairs = zip(seen, narrow["data"], strict=True)
    own = {index: other for index, other in pairs if wide["data"][index] != other}
    return wide, {"layout": narrow["layout"], "traces": own}


def render_svgs(dataset: Dataset, selection: ChartData) -> dict[str, str]:
    """The same figure as SVG for both widths, in colours that follow the page; readable before any script."""
    state = selection.params
    locale, told, marks = get_locale(state.lang), dataset.chart_text(state), dataset.annotations(selection)
    return {
        name: render(
            get_chart(state.slug).figure(
                selection, locale, FigureOptions(annotations=marks, current_values=True, narrow=name == "narrow")
            ),
            width=width,
            height=get_chart(state.slug).height(selection, narrow=name == "narrow"),
            color_fn=theme.css_variable,
            title=told.title,
            description=told.alt_text,
        )
        for name, width in {"wide": theme.CHART_WIDTH_PX, "narrow": theme.NARROW_CHART_WIDTH_PX}.items()
    }
