"""How well ranges did, in numbers: how many values lay within, how far off their middles were, and others beside them.

The weighted interval score is that of Bracher et al. (2021): the distance from the middle and both ranges together, in
deaths; of a single number it is the absolute error.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from etl.bands.binomial import exact_interval
from etl.bands.checks import AGE_CLASS_DAYS, Backtest, age_classes
from etl.bands.place_draws import interval_by_place
from etl.bands.sights import MATURE_DAYS, Bools, Floats

LAST_RANGES = 24
"""The newest of them, with all of the release in which the last of these is: practice changes."""
_RANGES = ((0.5, 1, 3), (0.2, 0, 4))
"""What is outside each range, and the positions of its ends among the quantiles."""


@dataclass(frozen=True)
class Coverage:
    """How many of some values lay within their ranges, and the shares that this does not exclude.

    ``by_place`` are these where places are drawn anew instead of values, which miss together; None of few places.
    """

    hits: int
    ranges: int
    by_place: tuple[float, float] | None = None

    @property
    def interval(self) -> tuple[float, float]:
        """The exact interval of the share."""
        return exact_interval(self.hits, self.ranges)


@dataclass(frozen=True)
class ScoreLine:
    """The scores of some values: of those of one class of ages, or of all (``max_age`` is None). Errors are in deaths.

    ``without_range`` counts the values that had none, by the reason. ``errors`` are the mean absolute errors of the
    middle (``range``) and of what else could be said of all of them, by its name. ``compared`` values are those of
    which all else could be said too, such as an estimate of the publisher, and ``compared_errors`` the same of them.
    """

    min_age: int
    max_age: int | None
    releases: int
    in_80: Coverage
    in_50: Coverage
    last_in_80: Coverage
    bias: float
    interval_score: float
    errors: dict[str, float]
    compared: int
    compared_errors: dict[str, float]
    without_range: dict[str, int]


def score_lines(backtest: Backtest, chosen: Bools, others: dict[str, Floats]) -> Iterator[ScoreLine]:
    """Yield the scores of the chosen values: by class of ages, and then of all; none where no value has a range."""
    classes = age_classes(backtest.values.age)
    for number in np.unique(classes[chosen & backtest.has_range]).tolist():
        first = number * AGE_CLASS_DAYS + (number > 0)
        ages = first, min((number + 1) * AGE_CLASS_DAYS, MATURE_DAYS - 1)
        yield _score_line(backtest, chosen & (classes == number), others, ages)
    if (chosen & backtest.has_range).any():
        yield _score_line(backtest, chosen, others, (0, None))


def _score_line(
    backtest: Backtest, chosen: Bools, others: dict[str, Floats], ages: tuple[int, int | None]
) -> ScoreLine:
    rows = chosen & backtest.has_range
    later, middle = backtest.values.later[rows], backtest.ranges.quantiles[rows, 2]
    middles = {"range": middle, **{name: values[rows] for name, values in others.items()}}
    is_whole = ~np.logical_or.reduce([np.isnan(values) for values in middles.values()])
    reasons = Counter(
        silence.value for silence, is_chosen in zip(backtest.silences, chosen, strict=True) if silence and is_chosen
    )
    return ScoreLine(
        *ages,
        releases=len(np.unique(backtest.values.day[rows])),
        in_80=_coverage(backtest, rows, 0, 4),
        in_50=_coverage(backtest, rows, 1, 3),
        last_in_80=_coverage(backtest, _last(backtest, rows), 0, 4),
        bias=float((middle - later).mean()),
        interval_score=float(_interval_scores(backtest.ranges.quantiles[rows], later).mean()),
        errors=_mean_errors({name: values for name, values in middles.items() if not np.isnan(values).any()}, later),
        compared=int(is_whole.sum()),
        compared_errors=_mean_errors({name: values[is_whole] for name, values in middles.items()}, later[is_whole]),
        without_range=dict(reasons),
    )


def _mean_errors(middles: dict[str, Floats], later: Floats) -> dict[str, float]:
    return {name: float(np.abs(values - later).mean()) for name, values in middles.items()} if len(later) else {}


def _coverage(backtest: Backtest, rows: Bools, low: int, high: int) -> Coverage:
    hits = backtest.is_within(low, high)[rows]
    return Coverage(int(hits.sum()), len(hits), interval_by_place(hits, backtest.values.place[rows]))


def _last(backtest: Backtest, rows: Bools) -> Bools:
    days = np.sort(backtest.values.day[rows])
    last: Bools = rows & (backtest.values.day >= days[-LAST_RANGES:][0])
    return last


def _interval_scores(quantiles: Floats, later: Floats) -> Floats:
    score = 0.5 * np.abs(later - quantiles[:, 2])
    for outside, low, high in _RANGES:
        bottom, top = quantiles[:, low], quantiles[:, high]
        score += outside / 2 * (top - bottom) + np.maximum(bottom - later, 0) + np.maximum(later - top, 0)
    scores: Floats = score / (len(_RANGES) + 0.5)
    return scores
