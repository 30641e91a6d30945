"""The least a server can do: one answer, always the same. What the load generator gets from it is its ceiling."""

BODY = b"x" * 20_000


def server(_environ, start_response):
    """Answer anything with 20 kB."""
    start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(BODY)))])
    return [BODY]
