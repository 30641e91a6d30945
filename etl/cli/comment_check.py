"""``comment check``: whether the files of the commentary can be used, and everything that is wrong with them."""

import argparse
from collections.abc import Iterator
from datetime import date

from etl.parsing.csv_records import Problem
from etl.reference import commentary
from etl.reference.commentary import Commentary
from etl.store.files import Store

EXIT_BROKEN = 1
_ARTICLES, _, _EVENTS = commentary.FILES


def run(options: argparse.Namespace, today: date) -> int:
    """Print every problem, or how many writings, figures and events there are."""
    store = Store(options.data)
    writings, problems = store.load_commentary(store.load_places())
    found_wrong = [*map(_line, sorted(problems, key=_position)), *_late_days(writings, today)]
    for line in found_wrong or [_counts(writings)]:
        print(line)
    if found_wrong:
        print(f"{len(found_wrong):,} problem{'s' * (len(found_wrong) != 1)}")
    return EXIT_BROKEN if found_wrong else 0


def _position(problem: Problem) -> tuple[int, int]:
    return commentary.FILES.index(problem.file), problem.line or 0


def _line(problem: Problem) -> str:
    """Return a problem with its file, line, entry and column, what was found, and what was expected."""
    if not problem.column:
        return problem.text
    return f"{problem.file} line {problem.line}, entry {problem.entry}, column {problem.column}: {problem.what}"


def _late_days(writings: Commentary, today: date) -> Iterator[str]:
    """Yield a problem for each day that has not come yet: no writing has appeared, and nothing happened, on it."""
    days = [(_ARTICLES, item.id, "published_on", item.published_on) for item in writings.articles]
    days = [day for day, item in zip(days, writings.articles, strict=True) if item.precision == "day"]
    days += [(_EVENTS, event.title, "date", event.day) for event in writings.events]
    for file, entry, column, day in days:
        if day > today:
            yield f"{file}, entry {entry}, column {column}: found '{day}', expected a day up to today, {today}"


def _counts(writings: Commentary) -> str:
    quoted = sum(len(item.claims) for item in writings.articles)
    counts = f"{len(writings.articles):,} writings, {quoted:,} figures and references, {len(writings.events):,} events"
    return f"{', '.join(commentary.FILES)}: {counts}; no problem"
