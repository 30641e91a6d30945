"""The measures that can be chosen on a chart: by publisher, each with its last period, the newest marked."""

from dataclasses import dataclass
from datetime import date

from dashboard.dataset.dataset import Dataset
from dashboard.i18n import Locale
from dashboard.params.availability import Availability
from dashboard.params.chart_params import ChartParams
from etl import registry
from etl.core.model import Measure, Period, PeriodKind

MAX_NEWEST_MONTHS = 12
"""Totals of more months than a year are not marked as the newest: they are of an era."""

MeasureChoices = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
"""Publishers, each with the ids and the words of its measures."""


def measure_choices(dataset: Dataset, params: ChartParams, locale: Locale) -> MeasureChoices:
    """Return publishers with their measures, such as ``Overdose deaths by year (to 2025, newest)``.

    A publisher of a place chosen comes first, then the one with the newest value. Of one publisher, deaths from drugs
    come first, then what has the newest value. It is what is held, as of any day: stepping through days changes
    neither the words nor the order.
    """
    availability = dataset.availability.of_edition(params.edition)
    by_parts = params.group == "place"
    key = ("measure choices", params.options, params.places, by_parts, params.edition, locale.code)
    return dataset.cached(key, lambda: _choices(availability, params, locale))


@dataclass(frozen=True)
class _Choice:
    """A measure and the newest period with a value in any of the places shown; None where there is none.

    ``stands`` is False where all that was stated of it was taken back, which the newest edition does not offer.
    """

    measure: Measure
    newest: Period | None
    is_own: bool
    stands: bool

    @property
    def end(self) -> date:
        return self.newest.end if self.newest else date.min

    @property
    def is_news(self) -> bool:
        """Whether its newest value counts deaths from drugs, in a year at most."""
        recent = self.newest is not None and self.newest.length_months <= MAX_NEWEST_MONTHS
        return recent and self.measure.counts_drug_deaths


def _choices(availability: Availability, params: ChartParams, locale: Locale) -> MeasureChoices:
    by_place = [availability.measures_for_chart(params.options, place) for place in params.places]
    offered = dict.fromkeys(measure for measures in by_place for measure in measures)
    every = [_choice(availability, params, measure) for measure in offered]
    choices = [choice for choice in every if choice.stands or choice.measure.id in params.measures]
    newest_end = max((choice.end for choice in choices if choice.is_news), default=date.min)
    # Ages, sexes and drugs may end with another month than all deaths do, of which the choices know.
    is_of_groups = params.options.group_is_dimension and params.group != "place"
    by_publisher: dict[str, list[_Choice]] = {}
    for choice in sorted(choices, key=lambda choice: (not choice.is_own, -choice.end.toordinal())):
        publisher = locale.localize(registry.source_of(choice.measure.id).publisher).partition(",")[0]
        by_publisher.setdefault(publisher, []).append(choice)
    return tuple(
        (
            publisher,
            tuple(
                (choice.measure.id, _title(choice, locale) if is_of_groups else _label(choice, locale, newest_end))
                for choice in sorted(group, key=_rank)
            ),
        )
        for publisher, group in by_publisher.items()
    )


def _rank(choice: _Choice) -> tuple[bool, bool, int]:
    """Order the choices of one publisher: news first, then other deaths from drugs, each by their ends."""
    return not choice.is_news, not choice.measure.counts_drug_deaths, -choice.end.toordinal()


def _choice(availability: Availability, params: ChartParams, measure: str) -> _Choice:
    shows_parts = params.options.shows_children or params.group == "place"
    places = availability.parts(params.place, measure) if shows_parts else params.places
    records = [availability.records.get(place, {}).get(measure) for place in places]
    newest = (record.newest for record in records if record and record.newest)
    is_own = registry.source_of(measure).place in params.places
    latest = max(newest, key=lambda period: period.end, default=None)
    return _Choice(registry.measure(measure), latest, is_own, stands=params.edition is not None or any(records))


def _title(choice: _Choice, locale: Locale) -> str:
    return locale.localize(choice.measure.title)


def _label(choice: _Choice, locale: Locale, newest_end: date) -> str:
    """Write the title with its last period: ``Overdose deaths reported in 12 months (to April 2025)``."""
    title = _title(choice, locale)
    if choice.newest is None:
        return title
    by_year = choice.measure.period is PeriodKind.YEAR
    last = str(choice.newest.end.year) if by_year else locale.month(choice.newest.end)
    if choice.is_news and choice.end == newest_end:
        return locale.text("{measure} (to {last}, newest)", measure=title, last=last)
    return locale.text("{measure} (to {last})", measure=title, last=last)
