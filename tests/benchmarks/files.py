"""The site as files: how long it takes to bake, how large it is, and how fast nginx serves it beside the app."""

import re
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path

from tests.benchmarks.load import ask
from tests.benchmarks.report import Aim, Row, Section, median, p95
from tests.benchmarks.servers import OURS, free_port, served, wait_for

MB = 1e6
SITE = "https://figures.example"
SECONDS = 6.0
"""How long files and app are asked, each alone and both at once."""
BAKED_LINE = re.compile(r": (\d+) files")
ANY_NUMBER = 1_000_000
"""Of questions: only the clock ends the asking."""
PAGES = ("/chart/trend/index.html", "/chart/trend/places=US-OH/index.html", "/chart/compare/index.html", "/index.html")
ADDRESSES = ("/chart/trend", "/chart/trend?places=US-OH", "/chart/compare", "/")
CONFIGURATION = """
pid {root}/nginx.pid; error_log {root}/nginx.error; daemon off; worker_processes 1;
events {{ worker_connections 256; }}
http {{
    include /etc/nginx/mime.types; access_log off; sendfile on; gzip_static on;
    client_body_temp_path {root}/body; proxy_temp_path {root}/proxy; fastcgi_temp_path {root}/fastcgi;
    uwsgi_temp_path {root}/uwsgi; scgi_temp_path {root}/scgi;
    server {{ listen 127.0.0.1:{port}; root {site}; }}
}}
"""


def measure():
    """The sections on baking and on serving what was baked."""
    with tempfile.TemporaryDirectory() as folder:
        root, site = Path(folder), Path(folder) / "site"
        root.chmod(0o755)  # where it is started by root, nginx reads files as another user
        first, words = _bake(site)
        again, _ = _bake(site)
        paths = [path for path in site.rglob("*") if path.is_file()]
        pictures = sum(path.stat().st_size for path in paths if path.suffix == ".png")
        rows = [
            Row("every shipped place and language", first, unit="s", aim=Aim(at_most=60)),
            Row("again, with nothing changed", again, unit="s", aim=Aim(at_most=3)),
            Row("all files with their compressed twins", _bytes(paths) / MB, unit="MB", aim=Aim(at_most=150)),
            Row("of these the compressed ones", _bytes(_twins(paths)) / MB, unit="MB"),
            Row("of these cards (PNG)", pictures / MB, unit="MB"),
            Row("files", int(BAKED_LINE.search(words)[1]), unit=""),
        ]
        yield Section("The site as files", "`python -m dashboard bake`, on all cores; once each.", rows)
        yield _serving(root, site)


def _bake(site):
    command = [sys.executable, "-m", "dashboard", "bake", str(site), "--base-url", SITE]
    started = time.monotonic()
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    return time.monotonic() - started, run.stdout


def _bytes(paths):
    return sum(path.stat().st_size for path in paths)


def _twins(paths):
    return [path for path in paths if path.suffix in {".br", ".gz"} and path.with_suffix("").exists()]


def _serving(root, site):
    if not shutil.which("nginx"):
        return Section("Files from nginx beside the app", "nginx is not installed here, so that this was left out.")
    section = Section(
        "Files from nginx beside the app",
        f"nginx with one worker, the app with two; one asking process for each, {SECONDS:g} s, four pages in turn.",
    )
    with (
        _nginx(root, site) as files,
        served(OURS) as app,
        ProcessPoolExecutor(1, get_context("spawn")) as one,
        ProcessPoolExecutor(1, get_context("spawn")) as other,
    ):
        for pool, port, addresses in ((one, files, PAGES), (other, app, ADDRESSES)):
            ask(pool, port, _questions(addresses), 1.0, processes=1)  # each worker has seen each page then
        alone = ask(one, files, _questions(PAGES), SECONDS, ANY_NUMBER, processes=1)
        beside, busy = _ask_both(one, files, other, app)
    section.rows = [
        Row("files alone: answers a second", alone.rate, unit="/s", more=True),
        Row("files, the app under load: answers a second", beside.rate, unit="/s", more=True),
        Row("files, the app under load: p50", median(beside.times)),
        Row("files, the app under load: p95", p95(beside.times)),
        Row("the app meanwhile: answers a second", busy.rate, unit="/s", more=True),
        Row("the app meanwhile: p95", p95(busy.times)),
    ]
    return section


def _ask_both(one, files, other, app):
    """What came of asking the files and the app at the same time."""
    with ThreadPoolExecutor(2) as threads:
        beside = threads.submit(ask, one, files, _questions(PAGES), SECONDS, ANY_NUMBER, processes=1)
        busy = threads.submit(ask, other, app, _questions(ADDRESSES), SECONDS, ANY_NUMBER, processes=1)
        return beside.result(), busy.result()


def _questions(addresses):
    return [("GET", address, None) for address in addresses]


@contextmanager
def _nginx(root, site):
    """The port where nginx serves the files."""
    port = free_port()
    configuration = root / "nginx.conf"
    configuration.write_text(CONFIGURATION.format(root=root, site=site, port=port))
    process = subprocess.Popen(["nginx", "-c", str(configuration), "-e", str(root / "nginx.error")])
    try:
        wait_for(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(10)
