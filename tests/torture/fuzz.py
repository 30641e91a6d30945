"""Odd input of every kind, each case from a number: ``python -m tests.torture fuzz --case TARGET:NUMBER``."""

import logging
import signal
from collections import Counter
from collections.abc import Iterator
from functools import cache
from random import Random

from tests.torture import (
    fuzz_data,
    fuzz_documents,
    fuzz_drafts,
    fuzz_feeds,
    fuzz_files,
    fuzz_options,
    fuzz_texts,
    fuzz_web,
)
from tests.torture.fuzz_documents import Target
from tests.torture.report import Scale, Tally, in_processes, timed

MAX_CASE_S = 20
CASES_PER_JOB = 500
SEED_STEP = 10_000_000
"""Numbers of cases of one seed are this far from those of the next."""

GROUPS = {
    "fuzz: documents of publishers": fuzz_documents.documents,
    "fuzz: files of the data folder": fuzz_data.data_files,
    "fuzz: options, forms and headers": fuzz_options.options,
    "fuzz: whole requests": fuzz_web.requests,
    "fuzz: texts in pages and pictures": fuzz_texts.texts,
    "fuzz: drafts": fuzz_drafts.drafts,
    "fuzz: feeds": fuzz_feeds.feed_documents,
    "fuzz: files to verify": fuzz_files.files,
}


@cache
def targets() -> dict[str, Target]:
    """Every target by name."""
    return {target.name: target for group in GROUPS.values() for target in group()}


def run(scale: Scale) -> Iterator[Tally]:
    """Try as many cases of each target as the scale says."""
    logging.root.handlers = [_Refusing(logging.ERROR)]
    fuzz_options.server()  # made once, for all forks
    for what, group in GROUPS.items():
        with timed(Tally(what)) as tally:
            for part in in_processes(run_cases, _jobs(list(group()), scale)):
                tally.add(part)
        yield tally


class _Refusing(logging.Handler):
    """Nothing is logged as an error, whatever anybody sends."""

    def emit(self, record: logging.LogRecord) -> None:
        raise AssertionError(f"logged: {record.getMessage()}")


def _jobs(chosen: list[Target], scale: Scale) -> list[tuple[str, int, int]]:
    jobs = []
    for target in chosen:
        first, count = SEED_STEP * scale.seed, scale.count(target.count)
        jobs += [
            (target.name, first + done, min(CASES_PER_JOB, count - done)) for done in range(0, count, CASES_PER_JOB)
        ]
    return jobs


def run_cases(name: str, first: int, count: int) -> Tally:
    """Try cases one after the other."""
    tally = Tally(name, Counter())
    signal.signal(signal.SIGALRM, _too_long)
    for number in range(first, first + count):
        try:
            signal.setitimer(signal.ITIMER_REAL, MAX_CASE_S)
            tally.outcomes[run_case(name, number)] += 1
        except Exception as error:  # noqa: BLE001 - whatever is raised should not be
            tally.add_fault(f"python -m tests.torture --case '{name}:{number}'", error)
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
    return tally


def run_case(name: str, number: int) -> str:
    """Try one case, and return in a word what came of it."""
    return targets()[name].run(Random(f"{name}:{number}"))


def _too_long(*_: object) -> None:
    raise AssertionError(f"no end after {MAX_CASE_S} seconds")
