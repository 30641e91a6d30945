"""How well ranges did before, for a terminal and for programs."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict

from rich.console import Console
from rich.table import Table

from etl import registry
from etl.bands.scorecard import Coverage, ScoreLine
from etl.bands.scored_series import SeriesScores

_HEADINGS = ("age in days", "values", "in 80", "in 50", "newest", "bias", "score")
EXPLANATION = (
    "Ranges for fresh figures, each from what was public on its day, beside the first figure published a year or more "
    "after the end of the period. in 80, in 50: of 100, how many ended within the range that is to hold 80 or 50, and "
    "the shares that this does not exclude (exact, 95 %; neighbouring figures miss together, so that they tell less "
    "than as many independent ones; in round brackets if places are drawn anew instead of figures). newest: how many "
    "of the last 24, with all of their release, ended within that of 80. In deaths: bias and weighted interval score "
    "of the range, and mean absolute errors of its middle, of the figure as it is, of the median change by age, of the "
    "publisher's own estimate, and of that estimate rescaled by what it overshot."
)


def as_json(scores: Iterable[SeriesScores]) -> list[dict[str, object]]:
    """Return the scores for programs."""
    return [
        {
            **{key: value for key, value in asdict(each).items() if key != "lines"},
            "lines": [_record(line) for line in each.lines],
        }
        for each in scores
    ]


def _record(line: ScoreLine) -> dict[str, object]:
    covers = {name: _coverage_record(getattr(line, name)) for name in ("in_80", "in_50", "last_in_80")}
    return {**asdict(line), **covers}


def _coverage_record(coverage: Coverage) -> dict[str, object]:
    low, high = (round(share, 4) for share in coverage.interval)
    first, last = (round(share, 4) for share in coverage.by_place) if coverage.by_place else (None, None)
    share = {"hits": coverage.hits, "ranges": coverage.ranges, "low": low, "high": high}
    return {**share, "low_by_place": first, "high_by_place": last}


def print_scores(console: Console, scores: Iterable[SeriesScores]) -> None:
    """Print a table for each measure and group, as soon as it is there, and what its columns mean."""
    for each in scores:
        console.print(_score_table(each))
        for line in _lines_below(each):
            console.print(line)
        console.print()
    console.print(EXPLANATION)


def _score_table(scores: SeriesScores) -> Table:
    """Return the table of the scores of one measure and group, by age where it is of all deaths."""
    names = [name for name in ("range", "raw", "by age") if name in scores.lines[-1].errors]
    table = Table(title=_title(scores), title_justify="left", box=None, pad_edge=False)
    table.add_column(_HEADINGS[0], no_wrap=True)
    for heading in (*_HEADINGS[1:], *names):
        table.add_column(heading, justify="right", no_wrap=True)
    for line in scores.lines if scores.group == "all" else scores.lines[-1:]:
        table.add_row(*_cells(line, names))
    return table


def _title(scores: SeriesScores) -> str:
    source = registry.source_of(scores.measure)
    places = "parts of it" if scores.of_parts else "the whole"
    return f"{scores.measure}, {scores.group}: {source.place}, {places}"


def _cells(line: ScoreLine, names: Sequence[str]) -> list[str]:
    low, high = line.in_80.interval
    share = f"{_percent(line.in_80)} [{low:.0%}–{high:.0%}]"
    if line.in_80.by_place:
        first, last = line.in_80.by_place
        share += f" ({first:.0%}–{last:.0%})"
    ages = "all" if line.max_age is None else f"{line.min_age} to {line.max_age}"
    newest = f"{line.last_in_80.hits}/{line.last_in_80.ranges}"
    errors = [f"{line.errors[name]:.1f}" if name in line.errors else "-" for name in names]
    return [
        ages,
        str(line.in_80.ranges),
        share.replace("%", ""),
        _percent(line.in_50),
        newest,
        f"{line.bias:+.1f}",
        f"{line.interval_score:.1f}",
        *errors,
    ]


def _percent(coverage: Coverage) -> str:
    return f"{100 * coverage.hits / coverage.ranges:.0f}"


def _lines_below(scores: SeriesScores) -> Iterator[str]:
    """Yield what is to be said of all values: how they compare with estimates, how many had no range, and why."""
    line = scores.lines[-1]
    if "estimate" in line.compared_errors:
        errors = ", ".join(f"{name} {error:.1f}" for name, error in line.compared_errors.items())
        yield f"{line.compared} of them have an estimate of the publisher; mean errors of these: {errors}"
    if line.without_range:
        yield "without a range: " + "; ".join(f"{count} ({reason})" for reason, count in line.without_range.items())
