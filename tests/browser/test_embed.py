"""A chart in a page of another site, in the sandbox in which WordPress puts it."""

import csv
import io
import json

import duckdb
import pytest

from tests.browser.conftest import serving
from tests.browser.waiting import wait_for

PINNED = "/embed/trend?as_of=2020-08-25&edition=13"
PAGE = """<!doctype html><title>A post</title><body style="margin:0">
<script>window.heard = []; addEventListener("message", (event) => heard.push(event.data));</script></body>"""
ADD_FRAME = """([address, width]) => {
  const frame = document.createElement("iframe");
  Object.assign(frame, { sandbox: "allow-scripts", src: `${address}#?secret=abcdefghij`, width, height: 400 });
  frame.frameBorder = 0;
  document.body.append(frame);
}"""


def post(_environ, start_response):
    """One page of another site."""
    start_response("200 OK", [("Content-Type", "text/html")])
    return [PAGE.encode()]


@pytest.fixture(scope="module")
def other_site():
    yield from serving(post)


@pytest.fixture
def host(browser, other_site):
    page = browser.new_page(viewport={"width": 700, "height": 500})
    page.clock.set_fixed_time("2026-08-12T12:00:00Z")  # a day after the newest release
    page.goto(other_site)
    yield page
    page.close()


def embed(host, site, address=PINNED, width=600):
    """The frame, once its script is there: it has told its height by then."""
    host.evaluate(ADD_FRAME, [site + address, width])
    wait_for(host, "() => heard.length > 0")
    return host.frame_locator("iframe")


def test_a_frame_says_what_has_changed_and_how_high_it_is(host, site):
    frame = embed(host, site)
    badge = frame.locator("#drift")
    badge.get_by_text("July 2020 was 175; now 186.").wait_for()
    assert badge.get_by_role("link").get_attribute("href") == f"{site}/chart/trend"
    heard = host.evaluate("heard")
    assert {(message["message"], message["value"], message["secret"]) for message in heard} == {
        ("height", 400, "abcdefghij")
    }


def test_all_of_it_can_be_seen_in_the_usual_frame(host, site):
    frame = embed(host, site)
    box = frame.get_by_role("link", name="See the chart and its data").bounding_box()
    assert box["y"] + box["height"] <= 400


@pytest.mark.parametrize("width", [600, 320])
def test_a_tall_chart_is_seen_whole_in_a_low_frame_and_asks_for_more(host, site, width):
    frame = embed(host, site, "/embed/seasonal", width)
    box = frame.get_by_role("link", name="See the chart and its data").bounding_box()
    assert box["y"] + box["height"] <= 400
    chart = frame.locator("svg:visible")
    assert chart.bounding_box()["height"] > 180
    assert chart.evaluate("svg => svg.clientWidth") <= width
    needed = host.evaluate("heard.at(-1).value")
    assert needed > 500
    host.evaluate("frames[0].postMessage({ message: 'ready' }, '*')")
    host.evaluate("height => { document.querySelector('iframe').height = height }", needed)
    wait_for(host, "() => heard.length > 1 && heard.at(-1).value === heard[0].value")
    assert frame.locator("html").evaluate("root => root.scrollHeight") == needed


@pytest.mark.parametrize(("today", "is_shown"), [("2026-10-22", False), ("2026-10-24", True)])
def test_a_frame_says_that_a_source_is_silent_for_longer_than_usual(host, site, today, is_shown):
    host.clock.set_fixed_time(f"{today}T12:00:00Z")
    frame = embed(host, site, "/embed/trend")
    line = frame.get_by_text("the next usually comes within 72 days")
    assert line.is_visible() == is_shown
    box = frame.get_by_role("link", name="See the chart and its data").bounding_box()
    assert box["y"] + box["height"] <= 400


def test_a_phone_has_a_drawing_of_its_own(host, site):
    frame = embed(host, site, width=320)
    frame.locator(".narrow svg").wait_for()
    assert frame.locator(".wide").is_hidden()
    assert frame.locator("html").evaluate("root => root.scrollWidth") <= 320


def test_a_link_is_opened_by_the_page_around(host, site):
    frame = embed(host, site)
    frame.get_by_role("link", name="See the chart and its data").click()
    wait_for(host, "() => heard.some((message) => message.message === 'link')")
    (link,) = [message for message in host.evaluate("heard") if message["message"] == "link"]
    assert link["value"].startswith(f"{site}/chart/trend?")
    assert link["secret"] == "abcdefghij"


ASK_TOO = "(_, address) => fetch(address).then((answer) => answer.text(), () => {})"
"""The script of the frame, which asked before, has read its answer by the time that this one is read."""


@pytest.mark.parametrize("answer", [{"status": 500}, {"status": 200, "body": "<p>not JSON"}, None])
def test_where_nothing_answers_the_chart_still_reads_well(host, site, answer):
    wrong = []
    host.on("pageerror", lambda error: wrong.append(str(error)))
    host.route("**/embed/trend.json*", lambda route: route.fulfill(**answer) if answer else route.abort())
    event = "response" if answer else "requestfailed"
    with host.expect_event(event, lambda about: "trend.json" in about.url):
        frame = embed(host, site)
    frame.locator("html").evaluate(ASK_TOO, site + PINNED.replace("?", ".json?"))
    assert frame.locator(".wide svg").is_visible()
    assert frame.locator("#drift").inner_text() == ""
    assert wrong == []


READ_FILES = """async (addresses) => Promise.all(addresses.map(async (address) => {
  const answer = await fetch(address);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  return {
    status: answer.status,
    edition: answer.headers.get("X-Data-Edition"),
    canonical: answer.headers.get("Link"),
    content: Array.from(bytes),
  };
}))"""
TABLE = "/data/observations.{}?places=CA-BC&measure=unregulated-deaths-month&group=all&as_of=2020-08-25&edition=13"


def test_a_script_of_another_site_reads_tables_and_charts(host, site, tmp_path):
    """Reads them, with the headers that say which edition they are of, and under which address they stay."""
    addresses = [site + TABLE.format(ending) for ending in ("csv", "json", "parquet")]
    files = host.evaluate(READ_FILES, [*addresses, f"{site}/chart/trend.json?as_of=2020-08-25&edition=13"])
    assert {(file["status"], file["edition"]) for file in files} == {(200, "13")}
    assert all('rel="canonical"' in file["canonical"] for file in files)
    text, table, parquet, _ = (bytes(file["content"]) for file in files)
    rows = list(csv.DictReader(io.StringIO(text.decode())))
    assert [row["value"] for row in rows if row["period_start"] == "2020-07-01"] == ["175"]
    assert [row["value"] for row in json.loads(table)["rows"] if row["period_start"] == "2020-07-01"] == [175]
    (tmp_path / "rows.parquet").write_bytes(parquet)
    select = f"SELECT value, count(*) OVER () FROM '{tmp_path}/rows.parquet' QUALIFY period_start = DATE '2020-07-01'"
    assert duckdb.sql(select).fetchall() == [(175, len(rows))]
