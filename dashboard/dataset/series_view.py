"""The values of one series as a chart shows them: page, picture, table and CSV are all made from them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import ClassVar

from dashboard.dataset import rates
from dashboard.dataset.basis import least_sure
from dashboard.dataset.breaks import break_days, is_across
from dashboard.dataset.observations import WITHHELD, Observation, last_day_until
from dashboard.dataset.publication import NONE_NEWER, NewerPeriods
from dashboard.params.chart_params import ChartParams
from etl import registry
from etl.core.model import Measure, Period, Status
from etl.core.places import Place
from etl.core.source import Source
from etl.reference.notes import Note, NoteKind, counts_alike, differs_at
from etl.store.series import Series


@dataclass(frozen=True)
class SeriesView:
    """The values of one series for the choices in ``params``, which name its place, measure and group.

    ``observations`` are as of the day chosen, ``current`` the newest held of the same periods, for the ghost line.
    ``notes`` hold for what was published by the day chosen, ``current_notes`` for the newest.
    ``releases`` are the days on which anything of the series was published, oldest first. ``vintage_basis`` says of
    each day on which the source published how that day is known (``etl.core.model.VintageBasis``). ``newer`` are the
    periods after those of ``observations`` that had been published by the day.
    """

    params: ChartParams
    place: Place
    series: Series
    source: Source
    measure: Measure
    observations: tuple[Observation, ...]
    current: tuple[Observation, ...]
    releases: tuple[date, ...]
    edition: int
    vintage_basis: Mapping[date, str]
    notes: tuple[Note, ...] = ()
    current_notes: tuple[Note, ...] = ()
    newer: NewerPeriods = NONE_NEWER

    @cached_property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw: no value, none held since, and none that the publisher withholds."""
        points = self.observations
        return not any(point.has_value or point.first_published_later or point.status in WITHHELD for point in points)

    @property
    def is_whole_number(self) -> bool:
        """Whether its values are whole numbers: counts, as published or added up."""
        return self.params.unit == "count" and not self.measure.is_quotient

    @cached_property
    def newest_release(self) -> date | None:
        """The last day, up to the one asked about, on which anything of this series was published."""
        return last_day_until(self.releases, self.params.cutoff)

    @cached_property
    def latest(self) -> Observation | None:
        """The observation of the newest period that has a value."""
        return next((point for point in reversed(self.observations) if point.has_value), None)

    def current_observation(self, point: Observation) -> Observation | None:
        """Return the newest held of the same period, if a release after the day chosen published it; otherwise None."""
        now = self._current_by_period.get(point.period)
        later = (
            now is not None
            and now.has_value
            and now.last_published is not None
            and now.last_published > self.params.cutoff
        )
        return now if self.params.as_of and later else None

    def newest_observation(self, period: Period) -> Observation | None:
        """Return the newest held of a period, whatever the day chosen; None where it is not among those shown."""
        return self._current_by_period.get(period)

    @cached_property
    def _current_by_period(self) -> dict[Period, Observation]:
        return {point.period: point for point in self.current}

    @cached_property
    def not_in_latest_release(self) -> int:
        """How many of the values shown were not published by the newest release of the day."""
        return sum(point.has_value and point.last_published != self.newest_release for point in self.observations)

    @cached_property
    def not_held(self) -> tuple[Observation, ...]:
        """The periods that had been published by the day, but are not held as of it."""
        return tuple(point for point in self.observations if point.status == Status.NOT_HELD)

    @cached_property
    def withheld(self) -> tuple[Observation, ...]:
        """The periods for which the publisher gives no value."""
        return tuple(point for point in self.observations if point.status in WITHHELD)

    @cached_property
    def has_later_values(self) -> bool:
        """Whether any period not held as of the day has a value published later, at which it is drawn."""
        return any(point.first_published_later for point in self.not_held)

    @cached_property
    def breaks(self) -> tuple[date, ...]:
        """The first days of what is counted in another way than before."""
        return break_days(self.notes)

    @cached_property
    def notes_shown(self) -> tuple[Note, ...]:
        """The notes on what is shown: on its periods, and on breaks between them.

        Of one period alone also those before it: beside other places it has to be said what this one counts.
        """
        if not self.observations:
            return ()
        first, last = self.observations[0].period, self.observations[-1].period
        start, periods = date.min if first == last else first.start, [point.period for point in self.observations]
        return tuple(
            note
            for note in self.notes
            if (start < note.first.start <= last.end if note.kind is NoteKind.BREAK else note.covers_any(periods))
        )

    def is_comparable(self, earlier: Observation, later: Observation) -> bool:
        """Tell whether both count the same thing."""
        return not is_across(earlier.period, later.period, self.breaks)

    def changed_since_year_before(self, point: Observation) -> bool:
        """Tell whether what is counted changed between a point and the one of a year before."""
        return point.year_before is not None and not self.is_comparable(point.year_before, point)

    def differs(self, point: Observation) -> bool:
        """Tell whether a point counts something else than its measure does elsewhere: it lies across a break."""
        return differs_at(point.period, self.notes)

    def counts_something_else_now(self, point: Observation) -> bool:
        """Tell whether the newest release counts something else in the point's period than this one does."""
        return not counts_alike(point.period, self.notes, self.current_notes)

    def notes_on(self, point: Observation) -> tuple[Note, ...]:
        """Return the notes on the point's period."""
        return tuple(note for note in self.notes if note.covers(point.period))

    @cached_property
    def preliminary(self) -> tuple[Observation, ...]:
        """The periods whose values are not known to have settled."""
        return tuple(point for point in self.observations if point.preliminary and point.has_value)

    def convert(self, point: Observation, count: float | None) -> float | None:
        """Convert a count of the point's period into the view's unit; None where a count or population lacks for that.
        Rates are per 100,000 people; shares and changes are parts of one: 0.1 is ten per cent.
        """
        if count is None or self.params.unit == "count":
            return count
        if self.params.unit == "share":
            return count / point.denominator if point.denominator else None
        if self.params.unit == "change":
            before = point.year_before
            if before is None or not before.value or self.changed_since_year_before(point):
                return None
            return count / before.value - 1
        return rates.RATE_BASE * count / point.population.people if point.population else None

    def value_in_unit(self, point: Observation) -> float | None:
        """Return the point's value in the view's unit, as ``convert`` does."""
        return self.convert(point, point.value)


@dataclass(frozen=True)
class ChartData:
    """What one chart shows for the choices in ``params``: its views, in their order; none where nothing is held.

    ``period`` is the one period that the chart is about, where it is about one. ``periods`` are those that could be
    chosen, ``default_period`` is the one when none is chosen, and ``all_periods`` are the views over all of them, in
    the order of ``views``. ``parts_of`` is the place whose parts are shown, ``places`` are those chosen on a chart of
    several.
    """

    extra_columns: ClassVar[Mapping[str, str]] = {}
    """Columns of its CSV beside those of every chart, with what they mean."""

    params: ChartParams
    views: tuple[SeriesView, ...]
    period: Period | None = None
    periods: tuple[Period, ...] = ()
    all_periods: tuple[SeriesView, ...] = ()
    parts_of: Place | None = None
    places: tuple[Place, ...] = ()
    default_period: Period | None = None

    @cached_property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return all(view.is_empty for view in self.views)

    @cached_property
    def releases(self) -> tuple[date, ...]:
        """Every day on which anything of it was published, oldest first."""
        return tuple(sorted({day for view in self.views for day in view.releases}))

    @cached_property
    def newest_release(self) -> date | None:
        """The last day, up to the one asked about, on which anything of it was published."""
        return last_day_until(self.releases, self.params.cutoff)

    @cached_property
    def vintage_basis(self) -> Mapping[date, str]:
        """How the day of each release is known; the least sure way where several sources published on it.

        Of a day on which a series of its own was published only the sources of those count.
        """
        by_source = {view.source.id: view.vintage_basis for view in self.views}
        of_sources = [pair for basis in by_source.values() for pair in basis.items()]
        of_series = [
            (day, view.vintage_basis[day]) for view in self.views for day in view.releases if day in view.vintage_basis
        ]
        return least_sure(of_sources) | least_sure(of_series)

    def extra_cells(self, _view: SeriesView, _observation: Observation) -> Mapping[str, object]:
        """Return the cells of a period of a view in the extra columns."""
        return {}

    def end_param(self, period: Period) -> str:
        """Return the month that chooses a period in an address, such as ``2020-07``; empty for the default period."""
        return "" if period == self.default_period else period.end.isoformat()[:7]

    @property
    def has_time_axis(self) -> bool:
        """Whether days stand on the axis of a chart of it, those of writings too."""
        return True

    @property
    def first_view(self) -> SeriesView | None:
        """The first view."""
        return self.views[0] if self.views else None

    @property
    def edition(self) -> int | None:
        """The edition whose values are shown; None where nothing is held for the choice."""
        return self.first_view.edition if self.first_view else None

    @cached_property
    def definitions(self) -> tuple[Measure, ...]:
        """The measures of its views, each once."""
        return tuple({view.measure.id: view.measure for view in self.views}.values())

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """The sources of its views, each once."""
        return tuple({view.source.id: view.source for view in self.views}.values())

    @cached_property
    def credited_sources(self) -> tuple[Source, ...]:
        """The sources of its views, and those of the populations that rates were computed with, each once."""
        observations = [observation for view in self.views for observation in view.observations]
        populations = {each.population.source for each in observations if each.population}
        added = populations - {source.id for source in self.sources} if self.params.unit == "rate" else ()
        return (*self.sources, *(registry.source(name) for name in sorted(added)))

    @cached_property
    def places_without_data(self) -> tuple[str, ...]:
        """The places chosen of which nothing is held for the choice."""
        return tuple(code for code in self.params.places if code not in {view.place.code for view in self.views})
