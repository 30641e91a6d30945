"""The scores of every measure and group of which a range could ever be checked."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from etl import registry
from etl.bands.alternatives import others_beside
from etl.bands.finder import RangeFinder
from etl.bands.pending import ESTIMATES
from etl.bands.scorecard import ScoreLine, score_lines
from etl.store.files import StoreSnapshot
from etl.store.series_index import SeriesIndex


@dataclass(frozen=True)
class SeriesScores:
    """The scores of a measure and group: of the place of the whole source, or of its parts together.

    ``lines`` are those of each class of ages, and last those of all.
    """

    source: str
    measure: str
    group: str
    of_parts: bool
    lines: tuple[ScoreLine, ...]


@dataclass(frozen=True)
class ScoreMoment:
    """As of when scores are: of values whose later one was public on the day and known in the edition, if given."""

    day: date = date.max
    edition: int | None = None


NOW = ScoreMoment()


def score_all(snapshot: StoreSnapshot, moment: ScoreMoment = NOW) -> Iterator[SeriesScores]:
    """Yield the scores of all counts of deaths from drugs, in the order of the table; estimates have none."""
    index = SeriesIndex.of_snapshot(snapshot)
    finder = RangeFinder(index, snapshot.notes)
    for measure, group in dict.fromkeys((measure, group) for _, measure, _, group in index.keys):
        if registry.measure(measure).counts_drug_deaths and measure not in ESTIMATES:
            yield from score_series(finder, (measure, group), moment)


def score_series(finder: RangeFinder, series: tuple[str, str], moment: ScoreMoment = NOW) -> Iterator[SeriesScores]:
    """Yield the scores of a measure and group: of the whole, then of the parts, where there are any."""
    (measure, group), edition = series, moment.edition
    backtest, source = finder.backtest(measure, group, edition), registry.source_of(measure)
    was_public = backtest.values.later_day <= moment.day.toordinal()
    if not (backtest.has_range & was_public).any():
        return
    others = others_beside(finder, series, edition)
    is_whole = backtest.values.is_of(source.place)
    for of_parts in (False, True):
        lines = tuple(score_lines(backtest, was_public & (is_whole != of_parts), others))
        if lines:
            yield SeriesScores(source.id, measure, group, of_parts, lines)
