"""All that a chart's page says, ready to be laid out. Sentences come from ``words``, addresses from ``links``."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dashboard import caveats, labels, words
from dashboard.charts import chart
from dashboard.figures import theme
from dashboard.figures.svg import render
from dashboard.figures.theme import Figure
from dashboard.language import Language, language
from dashboard.links import FORMATS
from dashboard.site import Site
from dashboard.state import ChartState
from dashboard.views import Point, View
from etl import registry
from etl.model import PeriodKind

WIDE, NARROW = (860, 470), (360, 400)
"""Sizes in pixels of the chart in the page, beside its list and on a phone."""


@dataclass(frozen=True)
class Row:
    """One period in the table under the chart."""

    period: str
    value: str
    published: str
    now: str
    first: str
    note: str


@dataclass(frozen=True)
class Sheet:
    """A view and everything the page says about it."""

    slug: str
    state: ChartState
    language: Language
    view: View | None
    title: str
    figure: Figure
    narrow: Figure
    rows: tuple[Row, ...]
    sentences: tuple[str, ...]
    files: Mapping[str, str]
    address: str
    pinned: str
    section: str

    @property
    def empty(self) -> bool:
        """Whether there is nothing to draw."""
        return self.view is None or self.view.empty

    @property
    def nothing(self) -> str:
        """Why there is nothing to draw."""
        if self.view is None:
            return self.language.text("No figure is held for this place yet.")
        if not self.view.empty:
            return ""
        before = self.view.releases and self.view.newest_release is None
        return (words.before_first if before else words.finding)(self.view, self.language)

    @property
    def publisher(self) -> str:
        """Who published the figures."""
        return "" if self.view is None else self.view.source.publisher[self.language.code]

    @property
    def source(self) -> str:
        """The same in a sentence, where there are figures; it leads to ``section``."""
        return "" if self.view is None or self.empty else words.source(self.view, self.language) + "."

    @property
    def about(self) -> tuple[tuple[str, str], ...]:
        """What is counted, how, and under what terms: terms and what they say."""
        if self.view is None:
            return ()
        code, text = self.language.code, self.language.text
        measure, source = self.view.measure, self.view.source
        return (
            (text("What is counted"), measure.definition[code]),
            (text("How certain it is"), measure.certainty[code]),
            (text("Where"), measure.geography[code]),
            (text("What is withheld"), measure.suppression[code]),
            (text("How often it is published"), source.cadence[code]),
            (text("Terms"), source.terms[code]),
            (text("How to cite it"), f"{source.citation[code]} {self.published}. {self.pinned}"),
        )

    @property
    def unit(self) -> str:
        """What one point of the chart is."""
        return "" if self.view is None else words.unit(self.view, self.language)

    @property
    def finding(self) -> str:
        """The newest figure in a sentence."""
        return "" if self.view is None else words.finding(self.view, self.language)

    @property
    def now(self) -> str:
        """What today's figures are called."""
        return "" if self.view is None else words.now(self.view, self.language)

    @property
    def published(self) -> str:
        """As of which day."""
        return "" if self.view is None else words.published(self.view, self.language)


def sheet(site: Site, slug: str, state: ChartState) -> Sheet:
    """The sheet of a chart for a state."""
    spoken, view = language(state.lang), site.view(slug, state)
    place = site.place(state).name[state.lang]
    figures = ({}, {}) if view is None or view.empty else _figures(site, slug, view, spoken)
    return Sheet(
        slug=slug,
        state=state,
        language=spoken,
        view=view,
        title=words.title(view, spoken, place) if view else place,
        figure=figures[0],
        narrow=figures[1],
        rows=tuple(_row(view, spoken, point) for point in reversed(view.points)) if view else (),
        sentences=caveats.sentences(view, spoken) if view else (),
        files={suffix: site.links.file(slug, suffix, state) for suffix in FORMATS},
        address=site.links.chart(slug, state),
        pinned=site.links.pinned(slug, _named_day(state, view), site.held.edition),
        section=site.links.sources(state.lang, view.source.id if view else ""),
    )


def _named_day(state: ChartState, view: View | None) -> ChartState:
    """The state with its day named: the newest release's, where the view is as published now."""
    newest = view.newest_release if view else None
    return state if state.as_of or newest is None else replace(state, as_of=newest)


def _figures(site: Site, slug: str, view: View, spoken: Language) -> tuple[Figure, Figure]:
    """The interactive figure, and what is different about it on a phone: its layout, and the trace of its notes."""
    draw, marks = chart(slug).draw, site.marks(view)
    narrow = draw(view, spoken, notes=marks, ghost=True, narrow=True)
    own = {trace["name"]: trace for trace in narrow["data"] if trace["name"] == "notes"}
    return draw(view, spoken, notes=marks, ghost=True, labels=True), {"layout": narrow["layout"], "traces": own}


def pictures(site: Site, slug: str, view: View) -> dict[str, str]:
    """The same figure as SVG for both widths, in colours that follow the page; readable before any script."""
    spoken, place = language(view.state.lang), site.place(view.state).name[view.state.lang]
    marks, alt = site.marks(view), words.alt(view, spoken, place)
    return {
        name: render(
            chart(slug).draw(view, spoken, notes=marks, ghost=True, narrow=name == "narrow"),
            width=width,
            height=height,
            paint=theme.by_name,
            title=words.title(view, spoken, place),
            description=alt,
        )
        for name, (width, height) in {"wide": WIDE, "narrow": NARROW}.items()
    }


def _row(view: View, spoken: Language, point: Point) -> Row:
    shown = view.shown(point)
    notes_ = [] if point.held else labels.absent(view, spoken, point)
    return Row(
        period=spoken.period(point.period),
        value="" if shown is None else words.amount(view, spoken, shown),
        published=spoken.day(point.vintage) if point.vintage else "",
        now=labels.shown_today(view, spoken, point),
        first=labels.first_held(view, spoken, point),
        note="; ".join([*notes_, *([spoken.text("preliminary")] if point.preliminary and point.held else [])]),
    )


def options(site: Site, state: ChartState, view: View | None) -> dict[str, Sequence[tuple[str, str]]]:
    """The places and the days that the form offers, as (value, words), newest release first."""
    spoken = language(state.lang)
    days = list(reversed(view.releases)) if view else []
    if state.as_of and state.as_of not in days:
        days = sorted([*days, state.as_of], reverse=True)
    return {
        "places": [(code, site.held.places[code].name[state.lang]) for code in sorted(site.choices.measures)],
        "as_of": [(day.isoformat(), spoken.day(day)) for day in days],
    }


def measures(site: Site, state: ChartState) -> dict[str, list[tuple[str, str, str, str]]]:
    """The measures that the form offers, by their publisher in short: value, words, and what can be done with each.

    That is: ``months`` to add up over twelve of them, ``rates`` to divide; empty where it cannot be done.
    """
    sources = {measure.id: source for source in registry.SOURCES.values() for measure in source.measures}
    offered: dict[str, list[tuple[str, str, str, str]]] = {}
    for measure_id in site.choices.measures.get(state.place, ()):
        publisher = sources[measure_id].publisher[state.lang].partition(",")[0]
        offered.setdefault(publisher, []).append(_offered(site, measure_id, state))
    return offered


def _offered(site: Site, measure_id: str, state: ChartState) -> tuple[str, str, str, str]:
    measure = registry.measure(measure_id)
    months = "months" if measure.period is PeriodKind.MONTH else ""
    rates = "rates" if site.choices.has_rates(state.place, measure_id) else ""
    return measure.id, measure.title[state.lang], months, rates
