"""The clock."""

import time

from tests.benchmarks.report import median


def timed(work, count):
    """Milliseconds that some work takes: the median of ``count`` goes, after one that does not count; or of one."""
    if count > 1:
        work()
    times = []
    for _ in range(count):
        started = time.perf_counter()
        work()
        times.append(1000 * (time.perf_counter() - started))
    return median(times)
