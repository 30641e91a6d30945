"""A chart as the templates take it."""

from dataclasses import replace
from functools import cached_property

from dashboard.charts.formats import file_urls
from dashboard.charts.registry import CHARTS, HOME_SLUG, default_params
from dashboard.charts.rendered import RenderedChart
from dashboard.params.carry_over import carry_over, wider_places
from dashboard.params.chart_params import ChartParams
from dashboard.plotting import theme
from dashboard.text.chart_text import Table
from dashboard.text.errata import ErratumNote, describe_erratum, errata_of_chart, errata_of_series
from dashboard.text.newer_edition import newer_edition_note
from dashboard.text.print_values import PrintValue, print_value_of, print_values
from dashboard.text.release_ages import ReleaseAge, release_ages
from dashboard.web.pages.definitions import MeasureDefinition, measure_definitions


class ChartPage:
    """A chart as the templates take it: the rendered chart, and what its page adds."""

    def __init__(self, chart: RenderedChart) -> None:
        self.chart, self.params, self.locale = chart, chart.params, chart.locale
        self.is_empty, self.url, self.pinned_url = chart.is_empty, chart.url, chart.pinned_url
        self.text, self.title, self.summary = chart.text, chart.text.title, chart.text.summary
        self.sources_sentence = chart.sources_sentence
        self.has_frames = chart.chart.has_frames
        self.is_home_chart = chart.params.slug == HOME_SLUG

    @property
    def table(self) -> Table:
        """Its values as a table of words."""
        return self.chart.table

    @cached_property
    def place_urls(self) -> dict[str, str]:
        """The address of each place over time, by the name in the table, where the chart shows several places."""
        dataset, views = self.chart.dataset, {view.place.code: view for view in reversed(self.chart.data.views)}
        if len(views) < 2:
            return {}
        options = CHARTS[HOME_SLUG].options
        return {
            self.locale.localize(view.place.name): dataset.urls.chart(
                carry_over(replace(self.params, places=(code,), measure=view.measure.id), dataset.availability, options)
            )
            for code, view in views.items()
        }

    @cached_property
    def wider_chart(self) -> tuple[str, str] | None:
        """The name and address of the same chart of what the place lies in, where only that has parts to show."""
        dataset, params = self.chart.dataset, self.params
        drawable = dataset.availability.drawable_places(params.options)
        wider = next((code for code in wider_places(dataset.snapshot.places, params.place) if code in drawable), None)
        if not self.is_empty or params.place in drawable or wider is None:
            return None
        usual = default_params(dataset.availability, wider, slug=params.slug, day=params.as_of)
        chosen = {name: getattr(params, name) for name in ("as_of", "edition", "lang")}
        name = self.locale.text(
            "{chart}, {place}",
            chart=self.locale.text(self.chart.chart.title),
            place=self.locale.localize(dataset.snapshot.places[wider].name),
        )
        return name, dataset.urls.chart(replace(usual, **chosen))

    @cached_property
    def files(self) -> list[tuple[str, str, bool]]:
        """Label, address and whether it is saved, for each format."""
        return file_urls(self.chart)

    @cached_property
    def _series_params(self) -> ChartParams | None:
        """Its series, where it is one, as of the day chosen: a view of the releases is as of one of them."""
        views = self.chart.data.views
        is_one_series = len({view.series.key for view in views}) == 1
        return replace(views[0].params, as_of=self.params.as_of) if is_one_series else None

    @cached_property
    def revisions_url(self) -> str:
        """The address of how values of all periods were revised, where they are deaths of one series; else empty."""
        params, views = self._series_params, self.chart.data.views
        if params is None or not views[0].measure.counts_deaths:
            return ""
        return self.chart.dataset.urls.revisions(replace(params, start=None, end=None))

    @cached_property
    def lineage_url(self) -> str:
        """The address of where its newest value comes from, where its values are of one series; else empty."""
        return self.chart.dataset.urls.lineage(self._series_params) if self._series_params else ""

    @cached_property
    def release_ages(self) -> tuple[ReleaseAge, ...]:
        """How old the newest release of each of its sources is."""
        return release_ages(self.chart.data, self.locale)

    @cached_property
    def newer_edition(self) -> str:
        """What the newest edition says, where the address names an older one."""
        return newer_edition_note(self.chart.dataset, self.chart.data, self.locale)

    @cached_property
    def edition_errors(self) -> list[ErratumNote]:
        """What was wrong in the edition that the address names, in the figures shown."""
        dataset = self.chart.dataset
        return [describe_erratum(dataset, each, self.locale) for each in errata_of_chart(dataset, self.chart.data)]

    @cached_property
    def void_releases(self) -> list[ErratumNote]:
        """The releases of its series that were taken back, where it shows the newest edition: releases, or nothing."""
        dataset, data = self.chart.dataset, self.chart.data
        if self.params.edition is not None or (self.params.slug != "vintages" and not self.is_empty):
            return []
        errata = errata_of_series(dataset.snapshot.errata, (view.series for view in data.views))
        return [describe_erratum(dataset, each, self.locale) for each in errata]

    @property
    def newest_edition_url(self) -> str:
        """The address of the same choices and day in the newest edition."""
        return self.chart.dataset.urls.chart(replace(self.params, edition=None))

    @cached_property
    def definitions(self) -> tuple[MeasureDefinition, ...]:
        """What each of its measures counts."""
        return measure_definitions(self.chart)

    @cached_property
    def print_values(self) -> list[tuple[PrintValue, str]]:
        """The newest value of each publisher for the place, and its chart; none on a chart of several places.

        A chart of one period has the value of that.
        """
        if self.params.options.max_places > 1 or self.params.options.shows_children:
            return []
        dataset, place, data = self.chart.dataset, self.params.place, self.chart.data
        if self._series_params and data.period and data.first_view:
            value = print_value_of(dataset, data.views[-1], data.period, self.locale)
            return [(value, self.url)] if value else []
        usual = replace(
            default_params(dataset.availability, place),
            **{name: getattr(self.params, name) for name in ("as_of", "edition", "lang")},
        )
        return [
            (value, dataset.urls.chart(replace(usual, measure=value.measure_id, unit="count", window=1)))
            for value in print_values(dataset, self.params, self.locale)
        ]

    @property
    def use_url(self) -> str:
        """The address of what an author takes of it."""
        return self.chart.dataset.urls.use(self.params)

    def oembed_url(self, url_root: str, ending: str) -> str:
        """Return the address that says how its page is embedded; ``url_root`` makes an address whole."""
        return self.chart.dataset.urls.oembed(url_root + self.url, ending)

    @property
    def aspect_ratios(self) -> dict[str, str]:
        """Width to height of the frame, as a style sheet writes it."""
        return {
            "wide": f"{theme.CHART_WIDTH_PX} / {self.chart.height_px(narrow=False)}",
            "narrow": f"{theme.NARROW_CHART_WIDTH_PX} / {self.chart.height_px(narrow=True)}",
        }

    @property
    def side_margins(self) -> dict[str, str]:
        """What is left and right of the plot, as shares of the frame's width, as a style sheet writes them."""
        widths = (
            ("wide", self.chart.figure, theme.CHART_WIDTH_PX),
            ("narrow", self.chart.narrow_figure, theme.NARROW_CHART_WIDTH_PX),
        )
        return {
            f"{name}-{side}": f"{100 * figure['layout']['margin'][side[0]] / width_px:.2f}%" if figure else "0%"
            for name, figure, width_px in widths
            for side in ("left", "right")
        }
