"""All that a chart's page says, ready to be laid out. Words come from ``told``, addresses from ``links``."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.charts.registry import chart
from dashboard.dataset.dataset import Site
from dashboard.dataset.series_view import Selection
from dashboard.params.chart_params import ChartState
from dashboard.params.urls import FORMATS
from dashboard.plotting import theme
from dashboard.plotting.theme import Figure, Layers
from dashboard.svg.render import render
from dashboard.text import sentences
from dashboard.text.chart_text import Table, Told
from dashboard.text.i18n import Locale, get_locale


@dataclass(frozen=True)
class Definition:
    """What is counted by one measure, how, and under what terms: terms and what they say."""

    title: str
    publisher: str
    url: str
    section: str
    said: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Sheet:
    """A chart and everything the page says about it."""

    state: ChartState
    locale: Locale
    selection: Selection
    told: Told
    table: Table
    figure: Figure
    narrow: Figure
    files: Mapping[str, str]
    address: str
    pinned: str
    definitions: tuple[Definition, ...]

    @property
    def empty(self) -> bool:
        """Whether there is nothing to draw."""
        return self.selection.empty

    @property
    def title(self) -> str:
        """What is counted, and where."""
        return self.told.title

    @property
    def finding(self) -> str:
        """The newest figures in a sentence."""
        return self.told.finding

    @property
    def sources(self) -> str:
        """Who published the figures, in a sentence."""
        return "" if self.empty else sentences.sources(self.selection, self.locale) + "."


def sheet(site: Site, state: ChartState) -> Sheet:
    """The sheet of a chart for a state."""
    locale, selection, told = get_locale(state.lang), site.selection(state), site.told(state)
    figures = ({}, {}) if selection.empty else _figures(site, selection, locale)
    pinned = site.pinned(state)
    return Sheet(
        state=state,
        locale=locale,
        selection=selection,
        told=told,
        table=chart(state.slug).table(selection, locale),
        figure=figures[0],
        narrow=figures[1],
        files={suffix: site.links.file(suffix, state) for suffix in FORMATS},
        address=site.links.chart(state),
        pinned=pinned,
        definitions=_definitions(site, selection, locale, f"{told.published}. {pinned}"),
    )


def _definitions(site: Site, selection: Selection, locale: Locale, cited: str) -> tuple[Definition, ...]:
    text, localize = locale.text, locale.localize
    sources = {view.measure.id: view.source for view in selection.views}
    return tuple(
        Definition(
            title=localize(measure.title),
            publisher=localize(sources[measure.id].publisher),
            url=sources[measure.id].url,
            section=site.links.sources(locale.code, sources[measure.id].id),
            said=(
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


def _figures(site: Site, selection: Selection, locale: Locale) -> tuple[Figure, Figure]:
    """The interactive figure, and what is different about it on a phone: its layout, and the traces that differ.

    What a pointer reads is the same on a phone, and made once: it is most of a figure.
    """
    draw, marks = chart(selection.state.slug).draw, site.marks(selection)
    wide = draw(selection, locale, Layers(notes=marks, ghost=True, labels=True))
    narrow = draw(selection, locale, Layers(notes=marks, ghost=True, narrow=True))
    seen = [index for index, trace in enumerate(wide["data"]) if trace["name"] != "labels"]
    pairs = zip(seen, narrow["data"], strict=True)
    own = {index: other for index, other in pairs if wide["data"][index] != other}
    return wide, {"layout": narrow["layout"], "traces": own}


def pictures(site: Site, selection: Selection) -> dict[str, str]:
    """The same figure as SVG for both widths, in colours that follow the page; readable before any script."""
    state = selection.state
    locale, told, marks = get_locale(state.lang), site.told(state), site.marks(selection)
    return {
        name: render(
            chart(state.slug).draw(selection, locale, Layers(notes=marks, ghost=True, narrow=name == "narrow")),
            width=width,
            height=chart(state.slug).height(selection, narrow=name == "narrow"),
            color_fn=theme.by_name,
            title=told.title,
            description=told.alt,
        )
        for name, width in {"wide": theme.WIDE, "narrow": theme.NARROW}.items()
    }
