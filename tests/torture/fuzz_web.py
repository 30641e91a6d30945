"""Odd whole requests: an answer below 500, without a traceback and without a forged host."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from random import Random
from urllib.parse import quote, urlsplit

from dashboard.charts.registry import CHARTS
from dashboard.params.chart_params import OPTION_NAMES
from tests.answers.addresses import REFUSED, addresses
from tests.torture.fuzz_documents import Target
from tests.torture.fuzz_options import ACCEPT_ENCODINGS, EVIL_HOST, HOSTS, query_of, server
from tests.torture.mutate import mutate

UPDATE_PATH = "/_dash/_dash-update-component"
METHODS = ("GET",) * 12 + ("HEAD", "POST", "OPTIONS", "PUT", "DELETE", "TRACE", "PATCH", "get", "X")
HEADERS = {
    "ACCEPT_ENCODING": ACCEPT_ENCODINGS,
    "HOST": HOSTS,
    "X_FORWARDED_HOST": (EVIL_HOST, "localhost", f"{EVIL_HOST}, localhost"),
    "X_FORWARDED_PROTO": ("https", "javascript", "http,https"),
    "X_FORWARDED_PREFIX": ("/evil", "//evil.example", "/"),
    "X_FORWARDED_FOR": ("1.2.3.4", "::1", "unknown"),
    "FORWARDED": (f"host={EVIL_HOST};proto=https", "for=_x"),
    "RANGE": ("bytes=0-", "bytes=-1", "bytes=5-2", "bytes=0-0,2-3,9-", "lines=1-2", "bytes=99999999999999999999-"),
    "IF_RANGE": ('"x"', "Wed, 21 Oct 2015 07:28:00 GMT", "never"),
    "IF_NONE_MATCH": ("*", '"x"', 'W/"x", "y"', '"', "x"),
    "IF_MATCH": ("*", '"x"'),
    "IF_MODIFIED_SINCE": ("Wed, 21 Oct 2015 07:28:00 GMT", "never", "0", "Wed, 99 Oct 99999 07:28:00 GMT"),
    "COOKIE": ("a=b", "=", "\x01=\xff; ;;"),
    "AUTHORIZATION": ("Basic x", "Basic " + "A" * 50, "Bearer"),
    "ORIGIN": ("null", "https://evil.example"),
    "TRANSFER_ENCODING": ("chunked", "identity"),
    "ACCEPT": ("text/html", "*/*;q=x", "application/json"),
    "ACCEPT_DATETIME": ("Tue, 25 Aug 2020 00:00:00 GMT", "yesterday", "Wed, 99 Oct 99999 07:28:00 GMT"),
    "ACCEPT_LANGUAGE": ("fr", "de-DE,*;q=0.5", ";;"),
    "SEC_FETCH_SITE": ("cross-site", "none"),
}
CONTROL = bytes([*range(33), 127])
"""What gunicorn refuses in the first line of a request."""
BODY = {
    "output": "view.data",
    "outputs": {"id": "view", "property": "data"},
    "inputs": [{"id": "choice", "property": "data", "value": {}}],
    "changedPropIds": ["choice.data"],
    "parsedChangedPropsIds": ["choice.data"],
}


@dataclass(frozen=True)
class Answer:
    """What a client gets."""

    status: str
    headers: list[tuple[str, str]]
    body: bytes


def requests() -> Iterator[Target]:
    """Yield a target for addresses, for headers, and for bodies sent to Dash's address."""
    yield Target("request/address", 6_000, _ask_address)
    yield Target("request/headers", 25_000, _ask_with_headers)
    yield Target("request/Dash", 5_000, _ask_dash)


def ask(method: str, path: bytes, query: bytes, headers: dict[str, str], body: bytes = b"") -> Answer:
    """Ask the server in this process, as gunicorn would."""
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path.decode("latin-1"),
        "QUERY_STRING": query.translate(None, CONTROL).decode("latin-1"),
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8050",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "SCRIPT_NAME": "",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "localhost",
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(body),
        "wsgi.errors": BytesIO(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        **headers,
    }
    started: list[tuple[str, list[tuple[str, str]]]] = []
    chunks = server().wsgi_app(environ, lambda status, sent, *_: started.append((status, sent)))
    body = b"".join(chunks)
    if close := getattr(chunks, "close", None):
        close()
    return Answer(*started[0], body)


def judge(answer: Answer, request: object) -> str:
    """Return the status of an answer that is none of a fault."""
    assert int(answer.status[:3]) < 500, (answer.status, request)
    assert b"Traceback" not in answer.body, request
    assert EVIL_HOST not in urlsplit(dict(answer.headers).get("Location", "")).netloc, request
    return answer.status[:3]


def _ask_address(rng: Random) -> str:
    if rng.random() < 0.5:
        slug = rng.choice(tuple(CHARTS))
        ending = rng.choice(("", ".csv", ".csv", ".json", ".json", ".json", ".svg"))
        query = "&".join(
            f"{quote(name)}={quote(value)}" for name, given in query_of(rng, slug).items() for value in given
        )
        path, query_bytes = f"/chart/{slug}{ending}".encode(), query.encode()
    else:
        address = rng.choice(_addresses()).encode()
        path, _, query_bytes = (mutate(rng, address) if rng.random() < 0.9 else address).partition(b"?")
    if rng.random() < 0.2:
        query_bytes = mutate(rng, query_bytes)
    return judge(ask("GET", path[:3000], query_bytes[:6000], {}), (path, query_bytes))


@cache
def _addresses() -> tuple[str, ...]:
    texts = [address for address in addresses() if ".png" not in address]
    return (*texts, *REFUSED, "/readyz", "/healthz", "/commentary?note=x", "/assets/favicon.svg", "/_dash/", "/?form=x")


def _ask_with_headers(rng: Random) -> str:
    """A few addresses with odd headers; no answer names a host that was forged."""
    address = rng.choice(
        ("/", "/chart/trend.csv", "/chart/trend.json", "/data/releases.csv", "/healthz", "/nope", "/chart//trend")
    )
    headers = {f"HTTP_{name}": _header_of(rng, name) for name in rng.sample(tuple(HEADERS), rng.randint(1, 4))}
    method = rng.choice(METHODS)
    answer = ask(method, address.encode(), b"", headers)
    assert EVIL_HOST.encode() not in answer.body, (method, address, headers)
    assert EVIL_HOST not in str(answer.headers), (method, address, headers)
    return judge(answer, (method, address, headers))


def _header_of(rng: Random, name: str) -> str:
    """A value of a header as gunicorn passes it on: Latin-1, without line ends."""
    text = rng.choice(HEADERS[name])
    if rng.random() < 0.5:
        text = mutate(rng, text.encode("latin-1", "replace"))[:8000].decode("latin-1")
    return text.replace("\r", "").replace("\n", "").replace("\0", "")


def _ask_dash(rng: Random) -> str:
    slug = rng.choice(tuple(CHARTS))
    query = "&".join(f"{name}={value}" for name, given in query_of(rng, slug).items() for value in given)
    changed = ",".join(rng.sample(OPTION_NAMES, rng.randrange(3)))
    value = {"slug": slug, "query": query, "changed": changed, "known": "", "path": rng.choice(("/", "/chart/trend"))}
    if rng.random() < 0.3:
        value[rng.choice(tuple(value))] = rng.choice((None, 1, [], {}, "x" * 300, [[[]]], 1e308, True))
    body = json.dumps(BODY | {"inputs": [{"id": "choice", "property": "data", "value": value}]}).encode()
    if rng.random() < 0.7:
        body = mutate(rng, body)
    kind = rng.choice(
        ("application/json",) * 8 + ("text/plain", "", "application/json; charset=utf-7", "multipart/form-data")
    )
    answer = ask("POST", UPDATE_PATH.encode(), b"", {"CONTENT_TYPE": kind}, body)
    return judge(answer, body[:2000])
