"""What a reader waits for, in a real Chromium: the first chart, the interactive chart, each step through the days."""

import os
import shutil
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import sync_playwright

from tests.benchmarks import typical_app
from tests.benchmarks.report import Aim, Row, Section, median, p95
from tests.benchmarks.servers import OURS, TYPICAL, served

ARGUMENTS = ["--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage"]
SLOW = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 0.75e6 / 8}
"""A slow mobile line: 1.6 Mbit/s down, 0.75 up, 150 ms."""
VISITS = {None: 5, "slow": 2}
"""Cold visits, each followed by a warm one."""
STEPS = 40
WAIT = 120_000
"""Milliseconds after which a chart is given up."""


@dataclass(frozen=True)
class App:
    """An app, and what on its page says that the chart is there, as JavaScript."""

    name: str
    served: str
    path: str
    readable: str
    interactive: str
    trace: str


TRACE = "document.querySelector('.js-plotly-plot .scatterlayer .trace path.js-line')"
MINE = App(
    "ours",
    OURS,
    "/chart/trend",
    readable="document.querySelector('.chart-svg svg path')",
    interactive="document.querySelector('.chart-frame.is-interactive')",
    trace="settled",
)
THEIRS = App("typical", TYPICAL, "/", readable=TRACE, interactive=TRACE, trace="")

# A reader who does something at once: only then does ours become interactive.
WATCH = """
window.bench = {};
addEventListener("DOMContentLoaded", () => dispatchEvent(new Event("pointermove")));
(function look() {
  const seen = (name, there) => { if (!(name in bench) && there) bench[name] = performance.now(); };
  if (document.body) { seen("readable", %s); seen("interactive", %s); }
  if (!("interactive" in bench && "readable" in bench)) requestAnimationFrame(look);
})();
"""
SEEN = """[
  window.bench, performance.getEntriesByName("first-contentful-paint")[0].startTime, performance.timeOrigin
]"""

STEP = """async ([trace, steps, move]) => {
  const plot = document.querySelector(".js-plotly-plot");
  const go = new Function("at", "day", move);
  const drawn = () => {
    const at = plot._fullData.findIndex((one) => (one.name || "") === trace);
    return JSON.stringify(plot.calcdata[at].map((point) => (typeof point.y === "number" ? point.y : null)));
  };
  const painted = () => new Promise((done) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = done;
    port2.postMessage(0);
  }));
  const times = [];
  for (const { at, day, expected } of steps) {
    const wanted = JSON.stringify(expected);
    if (drawn() === wanted) continue;
    await painted();
    const started = performance.now();
    await new Promise((done, fail) => {
      const gone = setTimeout(() => fail(new Error("not drawn: " + day)), 20000);
      plot.on("plotly_afterplot", function look() {
        if (drawn() !== wanted) return;
        plot.removeListener("plotly_afterplot", look);
        clearTimeout(gone);
        done();
      });
      go(at, day);
    });
    await painted();
    times.push(performance.now() - started);
  }
  return times;
}"""
TICK = """const days = [...document.querySelectorAll("#as_of [data-release]")].map(({ value }) => Date.parse(value));
const tick = (index) => (days.at(-1 - index) - days.at(-1)) / 86400000;"""
"""Where a release stands on the slider: days after the first one; the list has the newest first."""
MOVE_MINE = (
    TICK
    + """
const scrub = document.getElementById("scrub");
scrub.value = tick(at); scrub.dispatchEvent(new Event("input", { bubbles: true }));"""
)
MOVE_THEIRS = """window.dash_clientside.set_props("day", { value: day });"""
SETTLE = (
    """async () => {
  """
    + TICK
    + """
  const scrub = document.getElementById("scrub"), finding = document.getElementById("finding");
  const started = performance.now();
  const changed = new Promise((done) => new MutationObserver(done).observe(finding, { childList: true }));
  scrub.value = Number(scrub.value) === tick(40) ? tick(41) : tick(40);
  scrub.dispatchEvent(new Event("input", { bubbles: true }));
  await changed;
  return performance.now() - started;
}"""
)


@dataclass(frozen=True)
class Visit:
    """Milliseconds until the chart could be read and used, and the bytes that had come by then."""

    readable: float
    readable_bytes: float
    interactive: float
    interactive_bytes: float
    whole_bytes: float
    requests: int


def measure(series):
    """The sections on the browser; ``series`` is ours, to know what each step has to draw."""
    with _chromium() as browser:
        seen, stepped = {}, {}
        for app, move in ((MINE, MOVE_MINE), (THEIRS, MOVE_THEIRS)):
            with served(app.served) as port:
                address = f"http://127.0.0.1:{port}{app.path}"
                for line, count in VISITS.items():
                    visits = [_cold_and_warm(browser, app, address, line) for _ in range(count)]
                    seen[app.name, line, "cold"], seen[app.name, line, "warm"] = zip(*visits, strict=True)
                stepped[app.name] = _steps(browser, app, address, _expected(app, series), move)
    return [*(_visits(seen, line) for line in VISITS), _stepping(stepped)]


def _visits(seen, line):
    how = "1.6 Mbit/s down, 0.75 up, 150 ms" if line else "the line as it is"
    section = Section(
        f"Visits, {'slow line' if line else 'loopback'}",
        f"{how}; medians of {VISITS[line]} cold visits and {VISITS[line]} warm ones. Bytes are those that had come by "
        "then (compressed, with headers).",
    )
    aims = {
        ("cold", "readable"): Aim(times=20) if line else None,
        ("cold", "readable_bytes"): Aim(at_most=60) if line else None,
        ("cold", "interactive_bytes"): Aim(at_most=800),
    }
    words = {
        "readable": ("first readable chart", "ms"),
        "readable_bytes": ("  bytes by then", "kB"),
        "interactive": ("interactive chart", "ms"),
        "interactive_bytes": ("  bytes by then", "kB"),
        "whole_bytes": ("  bytes of the whole visit", "kB"),
        "requests": ("  requests", ""),
    }
    for warmth in ("cold", "warm"):
        for name, (text, unit) in words.items():
            mine, theirs = (median(getattr(v, name) for v in seen[app, line, warmth]) for app in ("ours", "typical"))
            section.rows.append(Row(f"{warmth}: {text}", mine, theirs, unit, aim=aims.get((warmth, name))))
    return section


def _stepping(stepped):
    (mine, settled), (theirs, _) = stepped["ours"], stepped["typical"]
    rows = [
        Row("p50", median(mine), median(theirs), aim=Aim(at_most=50)),
        Row("p95", p95(mine), p95(theirs)),
    ]
    if settled:
        rows.append(Row("then at rest: words and table from the server (250 ms wait)", median(settled)))
    how = f"From the input to Plotly's drawing of the new data and the next paint; {len(mine)} and {len(theirs)} steps."
    return Section("One step to another as-of day", how, rows)


@contextmanager
def _chromium():
    path = next(filter(None, map(shutil.which, (os.environ.get("CHROMIUM") or "chromium", "chromium-browser"))), None)
    if path is None:
        raise RuntimeError("no Chromium: `.ci/chromium.sh` finds or installs one")
    arguments = [*ARGUMENTS, "--no-sandbox"] if os.geteuid() == 0 else ARGUMENTS
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        try:
            yield browser
        finally:
            browser.close()


def _cold_and_warm(browser, app, address, line):
    context = browser.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=True)
    try:
        return _visit(context, app, address, line), _visit(context, app, address, line)
    finally:
        context.close()


def _visit(context, app, address, line):
    page = context.new_page()
    wire = Wire(context.new_cdp_session(page), SLOW if line else None)
    page.add_init_script(WATCH % (app.readable, app.interactive))
    page.goto(address, wait_until="commit", timeout=WAIT)
    page.wait_for_function("window.bench.interactive", timeout=WAIT, polling=50)
    page.wait_for_timeout(300)
    seen, painted, origin = page.evaluate(SEEN)
    seen = {name: max(moment, painted) for name, moment in seen.items()}  # there, and something painted
    page.close()
    return Visit(
        readable=seen["readable"],
        readable_bytes=wire.until(origin + seen["readable"]) / 1000,
        interactive=seen["interactive"],
        interactive_bytes=wire.until(origin + seen["interactive"]) / 1000,
        whole_bytes=wire.until(float("inf")) / 1000,
        requests=wire.requests,
    )


class Wire:
    """What comes over one page's line, with the moment of each piece, by Chromium's own account."""

    def __init__(self, session, line):
        self._pieces = []
        self._sums = {}
        self._wall = None
        self.requests = 0
        session.on("Network.requestWillBeSent", self._sent)
        session.on("Network.responseReceived", lambda e: self._add(e, e["response"]["encodedDataLength"]))
        session.on("Network.dataReceived", lambda e: self._add(e, e["encodedDataLength"]))
        session.on("Network.loadingFinished", self._finished)
        session.send("Network.enable")
        if line:
            session.send("Network.emulateNetworkConditions", line)

    def until(self, moment):
        """Bytes that had come by a moment, in milliseconds of the wall clock."""
        return sum(count for when, count in self._pieces if 1000 * (when + self._wall) <= moment)

    def _sent(self, event):
        if event["request"]["url"].startswith("http"):
            self.requests += 1
            self._wall = self._wall or event["wallTime"] - event["timestamp"]

    def _add(self, event, count):
        self._pieces.append((event["timestamp"], count))
        self._sums[event["requestId"]] = self._sums.get(event["requestId"], 0) + count

    def _finished(self, event):
        """Whatever the pieces did not account for."""
        self._add(event, event["encodedDataLength"] - self._sums.get(event["requestId"], 0))


def _expected(app, series):
    """For steps that jump about: the position, the day, and the heights that the trace has to have then."""
    days = [day.isoformat() for day in series.vintages()] if app is MINE else typical_app.days
    order = [(7 * step + 3) % len(days) for step in range(STEPS)]
    return [{"at": at, "day": days[at]} for at in order]


def _steps(browser, app, address, steps, move):
    """Milliseconds of each step, and, for ours, of coming to rest."""
    page = browser.new_page(viewport={"width": 1280, "height": 900}, bypass_csp=True)
    try:
        page.goto(address)
        page.wait_for_function(app.interactive, timeout=WAIT)
        page.wait_for_timeout(500)
        for step in steps:
            step["expected"] = _heights(page, app, step)
        times = page.evaluate(STEP, [app.trace, steps, move])
        settled = []
        if app is MINE:
            page.wait_for_timeout(1500)
            for _ in range(5):
                settled.append(page.evaluate(SETTLE))
                page.wait_for_timeout(500)
        return times, settled
    finally:
        page.close()


def _heights(page, app, step):
    if app is THEIRS:
        return [float(value) for value in typical_app.as_published(step["day"])["value"]]
    return page.evaluate(
        """async (at) => {
          const stepping = document.querySelector("link[rel=modulepreload][href*='/stepping-']");
          const { asOf } = await import(stepping.href);
          const log = JSON.parse(document.getElementById("view").textContent).log;
          const points = asOf(log, at), none = (p) => !p || p.value === null;
          const alone = (i) => none(points[i - 1]) && none(points[i + 1]);
          return points.map((p, i) => (p.preliminary || alone(i) ? null : p.value));
        }""",
        step["at"],
    )
