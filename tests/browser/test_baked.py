"""The site as files below a path, in a browser, from a server that knows nothing of it."""

import re
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import expect

from tests.browser import axe
from tests.dashboard.bake.baked import bake, make_data


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files, and says nothing of it."""

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """The address of a baked site on a plain file server."""
    root = tmp_path_factory.mktemp("host")
    assert bake(make_data(root / "data"), root / "overdose") == 0
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=root)) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/overdose"
        server.shutdown()


def test_a_chart_is_to_be_seen_and_its_controls_work_on_a_phone(page, files):
    page.set_viewport_size({"width": 375, "height": 800})
    page.goto(f"{files}/index.html")
    page.get_by_role("link", name="Français").click()
    page.get_by_text("Autres régions").click()
    page.get_by_role("link", name="Maine", exact=True).click()
    expect(page.locator("h1")).to_contain_text("Maine")
    picture = page.locator(".chart-svg .narrow svg")
    assert picture.bounding_box()["height"] > 200
    page.get_by_role("link", name="Sous forme de tableau").click()
    expect(page.locator("#figures table")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 375
    page.get_by_role("link", name="Calendrier mensuel").click()
    page.wait_for_url("**/chart/seasonal/**")
    page.locator("#theme").click()
    page.locator("#theme").click()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_the_address_of_a_choice_leads_to_its_file_where_there_is_one(page, files):
    page.goto(f"{files}/chart/trend/?places=US-ME&lang=fr")
    page.wait_for_url("**/chart/trend/places=US-ME&lang=fr/index.html")
    assert "Maine" in page.locator("h1").inner_text()


def test_an_address_of_which_there_is_no_file_is_said_to_be_none(browser, files):
    page = browser.new_page()
    page.goto(f"{files}/chart/trend/?as_of=2020-06-30")
    expect(page.locator("#other-choice")).to_have_text(
        re.compile("The address names a choice of which there is no file")
    )
    page.close()


def test_a_frame_shows_its_chart(page, files):
    page.goto(f"{files}/embed/trend/index.html")
    assert page.locator(".wide svg").bounding_box()["height"] > 200


@pytest.mark.parametrize("path", ["index.html", "chart/trend/places=US-ME&lang=fr/index.html", "data/index.html"])
def test_axe_finds_nothing_on_a_page_that_is_a_file(page, files, path):
    page.set_viewport_size({"width": 375, "height": 800})
    page.goto(f"{files}/{path}")
    for summary in page.locator("details.place-links > summary").all():
        summary.click()
    assert axe.violations(page) == []
