"""Waits for something to become true on a page. Playwright's own way evaluates text in it, which the policy forbids."""

import re
import time

QUESTIONS = "**/_dash-update-component*"
"""What Dash asks the server."""
MAX_WAIT_MS = 60_000
"""What is waited for is there in a second; this is for a machine that has much else to do."""
FUNCTION = re.compile(r"\s*(?:\([^()]*\)|\w+)\s*=>")
WAIT = """async ([arg, limit]) => {
  const ask = %s;
  const until = performance.now() + limit;
  while (!(await ask(arg))) {
    if (performance.now() > until) return false;
    await new Promise(requestAnimationFrame);
  }
  return true;
}"""


def become_interactive(page, timeout=MAX_WAIT_MS, instead=()):
    """Wait until the chart of a page is Plotly's, as it becomes once a reader does anything, or has another class."""
    page.wait_for_load_state("domcontentloaded")
    page.evaluate("dispatchEvent(new Event('pointermove'))")
    states = ("is-interactive", *instead)
    page.wait_for_selector(", ".join(f".chart-frame.{state}" for state in states), timeout=timeout)


def wait_until_equal(page, read, expected):
    """Read again and again, while the page goes on, until what is read is what is expected."""
    until = time.monotonic() + MAX_WAIT_MS / 1000
    while (seen := read()) != expected and time.monotonic() < until:
        page.wait_for_timeout(20)
    assert seen == expected


def hold_back(page, address):
    """The requests for an address from now on: each waits until it is let go."""
    held_back = []
    page.route(address, lambda route: held_back.append(route))  # noqa: PLW0108 - Playwright marks it
    return held_back


def let_go(page, held_back):
    """Let go of the first request that is held back, as soon as there is one."""
    wait_until_equal(page, lambda: bool(held_back), expected=True)
    held_back.pop(0).continue_()


def wait_for(page, expression, arg=None):
    """Ask the page at each of its frames until it says yes."""
    ask = expression if FUNCTION.match(expression) else f"() => ({expression})"
    assert page.evaluate(WAIT % ask, [arg, MAX_WAIT_MS]), f"it did not become true: {expression}"
