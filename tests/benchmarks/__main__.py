"""``make bench``: one run of everything, on this machine alone, printed as it comes. It has no opinion of the clock."""

import logging
import os
import platform
import signal
import time

import dash
import pandas as pd
import plotly

from dashboard.charts.registry import default_params
from dashboard.dataset.dataset import Dataset
from etl.store.files import Store
from tests.benchmarks import browser, core, counties, files, first_answers, load, memory, pictures, report, scale
from tests.dashboard import made

LIMIT = 1500
"""Seconds after which a run that hangs gives up."""


def main():
    """Measure and print, part by part."""
    signal.alarm(LIMIT)
    logging.disable(logging.WARNING)
    started = time.monotonic()
    site = Dataset(Store().load())
    state = default_params(site.availability)
    series = made.data_of(site, state).first_view.series
    days = [day.isoformat() for day in series.vintages()]
    print(
        f"Ours beside a typical Dash app (tests/benchmarks/typical_app.py). {os.cpu_count()} cores, Python "
        f"{platform.python_version()}, dash {dash.__version__}, plotly {plotly.__version__}, pandas {pd.__version__}.\n"
        f"Load before the run: {os.getloadavg()[0]:.1f} (0 is an idle machine; on a busy one trust ratios alone)."
    )
    report.print_head()
    for part in (
        lambda: [core.measure(site.snapshot, state), core.history()],
        first_answers.measure,
        lambda: [pictures.measure(site, state)],
        lambda: load.measure(days),
        files.measure,
        lambda: [memory.measure()],
        lambda: [counties.measure(), scale.measure()],
        lambda: browser.measure(series),
    ):
        for section in part():
            report.print_section(section)
    print(f"\n{time.monotonic() - started:.0f} s in all")


def _give_up(_signal, _frame):
    raise TimeoutError(f"the benchmark took longer than {LIMIT} s")


if __name__ == "__main__":
    signal.signal(signal.SIGALRM, _give_up)
    main()
