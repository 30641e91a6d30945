"""A real browser on a real server, both on this machine. A missing Chromium is an error: nothing is skipped."""

import logging
import os
import shutil
from threading import Thread
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect, sync_playwright
from werkzeug.serving import make_server

from dashboard.app import create_app
from dashboard.config import Config
from etl.store.files import PROJECT_DATA_DIR
from tests.browser.waiting import MAX_WAIT_MS

OFF_BY_PLAYWRIGHT = (
    "AimEnabled",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "ThirdPartyStoragePartitioning",
)
"""What Playwright 1.65 switches off. It is named again since of several such switches Chromium obeys the last."""
WINDOW_PAGES = ("PreloadTopChromeWebUI", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup", "WebUIOmniboxPopup")
"""Pages of Chromium's own window that nobody sees here: 0.6 seconds of a core for each window (156, on Linux)."""
ARGUMENTS = [
    f"--disable-features={','.join(OFF_BY_PLAYWRIGHT + WINDOW_PAGES)}",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
]
expect.set_options(timeout=MAX_WAIT_MS)
CHROMIUMS = (os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome")


def chromium():
    """The path of the first Chromium there is."""
    for name in filter(None, CHROMIUMS):
        if path := shutil.which(name):
            return path
    pytest.fail("no Chromium: `.ci/chromium.sh` finds or installs one")


def serving(app):
    """The address of an app, served on a free port while it is used."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)  # a failure is easier to read without every request
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session")
def site():
    """The app over what ships."""
    yield from serving(create_app(Config(PROJECT_DATA_DIR)).server)


@pytest.fixture(scope="session")
def browser():
    """This machine's Chromium; as root it runs only without its sandbox."""
    arguments = [*ARGUMENTS, "--no-sandbox"] if os.geteuid() == 0 else ARGUMENTS
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=arguments)
        yield started
        started.close()


def watch(page):
    """A list that fills with whatever goes wrong on a page: errors it reports, and requests to other hosts."""
    wrong = []

    def on_console(message):
        if message.type == "error":
            wrong.append(f"console: {message.text}")

    def on_request(request):
        address = urlsplit(request.url)
        if address.scheme in {"http", "https", "ws", "wss"} and address.hostname != "127.0.0.1":
            wrong.append(f"request to another host: {request.url}")

    page.on("console", on_console)
    page.on("pageerror", lambda error: wrong.append(f"script: {error}"))
    page.on("request", on_request)
    return wrong


@pytest.fixture
def page(browser):
    """A fresh page, with nothing kept from another test; the test fails when anything went wrong on it."""
    context = browser.new_context()
    page = context.new_page()
    wrong = watch(page)
    yield page
    context.close()
    assert not wrong, "\n".join(wrong)
