"""Dash's own addresses: which of them are answered, and what a page of ours can ask there.

Dash takes whatever it gets for its own: any address below its prefix for a page, any body for one of its script's. A
body of another form would end as a fault of the server, with a traceback for each.
"""

from typing import Any

from flask import request

from dashboard.errors import NotFound, RequestError

DASH_PREFIX = "/_dash/"
"""Dash's own addresses, apart from ours: its index answers every address below its prefix with 200. Decision C10."""
UPDATE_PATH = f"{DASH_PREFIX}_dash-update-component"
CHOICE, VIEW = {"id": "choice", "property": "data"}, {"id": "view", "property": "data"}
"""What a page sends, and what it gets for it."""
INVALID_BODY = "The body is none that a page of this server sends: expected a choice, as JSON."
MAX_DEPTH = 8
"""How deep lists and objects may stand in each other: those of a choice are one object."""


def check_dash_request() -> None:
    """Refuse what is not Dash's own below its prefix, and bodies that are not those of a page."""
    if not request.path.startswith(DASH_PREFIX):
        return
    path, rule = request.path, request.url_rule
    is_index = rule is not None and rule.rule in {DASH_PREFIX, f"{DASH_PREFIX}<path:path>"}
    if is_index or not (path.startswith(f"{DASH_PREFIX}_dash-") or path == f"{DASH_PREFIX}_reload-hash"):
        raise NotFound(f"There is no page {path}.")
    if path == UPDATE_PATH and request.method == "POST" and not is_update(_read_json()):
        raise RequestError(INVALID_BODY)


def is_update(body: Any) -> bool:
    """Tell whether a body is what Dash's script sends when a choice was made, whatever the choice."""
    if not isinstance(body, dict) or _is_deep(body, MAX_DEPTH):
        return False
    inputs, changed = body.get("inputs"), body.get("changedPropIds", [])
    if not (isinstance(inputs, list) and len(inputs) == 1 and isinstance(inputs[0], dict)):
        return False
    return (
        body.get("output") == "view.data"
        and body.get("outputs") == VIEW
        and {name: value for name, value in inputs[0].items() if name != "value"} == CHOICE
        and body.get("state", []) == []
        and isinstance(changed, list)
        and all(isinstance(name, str) for name in changed)
    )


def _read_json() -> Any:
    try:
        return request.get_json()
    except RecursionError as error:  # lists in lists, by the thousand
        raise RequestError(INVALID_BODY) from error


def _is_deep(value: Any, depth: int) -> bool:
    """Tell whether lists and objects stand in each other more than ``depth`` deep. It goes no deeper itself."""
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return depth < 0 or any(_is_deep(part, depth - 1) for part in parts)
