"""All that a chart's page says, ready to be laid out. Words come from ``told``, addresses from ``links``."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard import words
from dashboard.charts import chart
from dashboard.figures import theme, trace_names
from dashboard.figures.svg import render
from dashboard.figures.theme import Figure, Layers
from dashboard.language import Language, language
from dashboard.links import FORMATS
from dashboard.site import Site
from dashboard.state import ChartState
from dashboard.told import Table, Told
from dashboard.views import Selection


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
    language: Language
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
        return "" if self.empty else words.sources(self.selection, self.language) + "."


def sheet(site: Site, state: ChartState) -> Sheet:
    """The sheet of a chart for a state."""
    spoken, selection, told = language(state.lang), site.selection(state), site.told(state)
    figures = ({}, {}) if selection.empty else _figures(site, selection, spoken)
    pinned = site.pinned(state)
    return Sheet(
        state=state,
        language=spoken,
        selection=selection,
        told=told,
        table=chart(state.slug).table(selection, spoken),
        figure=figures[0],
        narrow=figures[1],
        files={suffix: site.links.file(suffix, state) for suffix in FORMATS},
        address=site.links.chart(state),
        pinned=pinned,
        definitions=_definitions(site, selection, spoken, f"{told.published}. {pinned}"),
    )


def _definitions(site: Site, selection: Selection, spoken: Language, cited: str) -> tuple[Definition, ...]:
    code, text = spoken.code, spoken.text
    sources = {view.measure.id: view.source for view in selection.views}
    return tuple(
        Definition(
            title=measure.title[code],
            publisher=sources[measure.id].publisher[code],
            url=sources[measure.id].url,
            section=site.links.sources(code, sources[measure.id].id),
            said=(
                (text("What is counted"), measure.definition[code]),
                (text("How certain it is"), measure.certainty[code]),
                (text("Where"), measure.geography[code]),
                (text("What is withheld"), measure.suppression[code]),
                (text("How often it is published"), sources[measure.id].cadence[code]),
                (text("Terms"), sources[measure.id].terms[code]),
                (text("How to cite it"), f"{sources[measure.id].citation[code]} {cited}"),
            ),
        )
        for measure in selection.definitions
    )


def _figures(site: Site, selection: Selection, spoken: Language) -> tuple[Figure, Figure]:
    """The interactive figure, and what is different about it on a phone: its layout, and the traces that differ.

    What a pointer reads is the same on a phone, and made once: it is most of a figure.
    """
    draw, marks = chart(selection.state.slug).draw, site.marks(selection)
    wide = draw(selection, spoken, Layers(notes=marks, ghost=True, labels=True))
    narrow = draw(selection, spoken, Layers(notes=marks, ghost=True, narrow=True))
    seen = [index for index, trace in enumerate(wide["data"]) if trace["name"] != trace_names.LABELS]
    pairs = zip(seen, narrow["data"], strict=True)
    own = {index: other for index, other in pairs if wide["data"][index] != other}
    return wide, {"layout": narrow["layout"], "traces": own}


def pictures(site: Site, selection: Selection) -> dict[str, str]:
    """The same figure as SVG for both widths, in colours that follow the page; readable before any script."""
    state = selection.state
    spoken, told, marks = language(state.lang), site.told(state), site.marks(selection)
    return {
        name: render(
            chart(state.slug).draw(selection, spoken, Layers(notes=marks, ghost=True, narrow=name == "narrow")),
            width=width,
            height=chart(state.slug).height(selection, narrow=name == "narrow"),
            paint=theme.by_name,
            title=told.title,
            description=told.alt,
        )
        for name, width in {"wide": theme.WIDE, "narrow": theme.NARROW}.items()
    }
