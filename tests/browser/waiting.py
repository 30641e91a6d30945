"""Waits for something to become true on a page. Playwright's own way evaluates text in it, which the policy forbids."""

import re

MAX_WAIT_MS = 30_000
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


def wait_for(page, expression, arg=None):
    """Ask the page at each of its frames until it says yes."""
    ask = expression if FUNCTION.match(expression) else f"() => ({expression})"
    assert page.evaluate(WAIT % ask, [arg, MAX_WAIT_MS]), f"it did not become true: {expression}"
