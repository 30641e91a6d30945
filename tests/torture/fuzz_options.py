"""Odd options, forms and headers: understood, or refused in words."""

from collections.abc import Iterator
from functools import cache, partial
from random import Random
from urllib.parse import parse_qs

from dashboard.app import create_app
from dashboard.charts.registry import CHARTS
from dashboard.config import Config
from dashboard.errors import RequestError
from dashboard.params import query_string
from dashboard.params.chart_params import OPTION_NAMES, parse_query
from dashboard.params.form_query import parse_choice, parse_form
from dashboard.web import content_coding
from dashboard.web.hosts import AllowedHosts
from dashboard.web.live_data import EXTENSION
from etl import registry
from tests.answers.addresses import CHOICES, DAYS, PLACES
from tests.torture.fuzz_documents import REFUSED, Target
from tests.torture.mutate import TOKENS, mutate_text
from tests.torture.report import check

EVIL_HOST = "evil.example"
ACCEPT_ENCODINGS = ("br", "gzip", "identity", "*", "br;q=0", "gzip;q=1.0, br;q=0.5", "*;q=0", "br;q=nan", "deflate")
HOSTS = ("localhost", "127.0.0.1:8050", "[::1]", EVIL_HOST, "localhost:99999", "a b", "", "localhost@evil.example")


@cache
def server():
    """The server over what ships, made once in the process that forks the others. A fault of it is raised."""
    app = create_app(Config()).server
    app.config["PROPAGATE_EXCEPTIONS"] = True
    return app


def availability():
    """What can be chosen."""
    return server().extensions[EXTENSION].current.charts.dataset.availability


def options() -> Iterator[Target]:
    """Yield a target for the options of each chart, and for two headers."""
    for slug in CHARTS:
        yield Target(f"options/{slug}", 94_000, partial(_read_options, slug))
    yield Target("header/Accept-Encoding", 70_000, _read_accept_encoding)
    yield Target("header/Host", 70_000, _read_host)


def query_of(rng: Random, slug: str) -> dict[str, list[str]]:
    """Options of a chart, most of them right."""
    parts = [rng.choice(CHOICES[slug]), rng.choice(DAYS), rng.choice(("", f"places={rng.choice(PLACES)}", "lang=fr"))]
    query = parse_qs("&".join(part for part in parts if part), keep_blank_values=True)
    for _ in range(rng.choice((0, 1, 1, 2, 4))):
        name = rng.choice(OPTION_NAMES) if rng.random() < 0.9 else mutate_text(rng, rng.choice(OPTION_NAMES))
        query[name] = [_value_of(rng, query.get(name, [""])[0]) for _ in range(rng.choice((1, 1, 1, 2, 30)))]
    return query


def _value_of(rng: Random, text: str) -> str:
    match rng.randrange(5):
        case 0:
            return rng.choice(_values())
        case 1:
            return rng.choice(TOKENS).decode("utf-8", "replace")
        case 2:
            return ",".join(rng.choices(_values(), k=rng.choice((2, 3, 40))))
        case _:
            return mutate_text(rng, text or rng.choice(_values()))


@cache
def _values() -> tuple[str, ...]:
    groups = {group for listed in availability().groups.values() for group in listed}
    words = (
        "rate",
        "count",
        "share",
        "change",
        "12",
        "1",
        "0",
        "none",
        "news",
        "2020-07",
        "2020-08-25",
        "13",
        "en",
        "fr",
    )
    return (
        *registry.MEASURES,
        *availability().places,
        *sorted(groups),
        *words,
        *sorted(availability().note_places)[:20],
    )


def _read_options(slug: str, rng: Random) -> str:
    """Read options as an address, as a form or as a choice; what is accepted reads back the same from its address."""
    query, options = query_of(rng, slug), CHARTS[slug].options
    try:
        match rng.randrange(5):
            case 0:
                former = mutate_text(rng, "places=US-OH&measure=x") if rng.random() < 0.5 else "places=US-OH"
                params = parse_form(query | {"form": [former]}, availability(), options)
            case 1:
                params = parse_choice(query, rng.sample(OPTION_NAMES, 2), availability(), options)
            case _:
                params = parse_query(query, availability(), options)
    except RequestError as refusal:
        check(refusal.message, query)
        return REFUSED
    written = query_string.format_query(params, availability())
    assert parse_query(parse_qs(written, keep_blank_values=True), availability(), options) == params, (written, params)
    return "accepted"


def _read_accept_encoding(rng: Random) -> str:
    text = mutate_text(rng, rng.choice(ACCEPT_ENCODINGS) + rng.choice(("", ", gzip", ",br;q=0.3")))
    coding = content_coding.choose(text)
    assert coding in {"br", "gzip", "identity"}
    return coding


def _read_host(rng: Random) -> str:
    text = mutate_text(rng, rng.choice(HOSTS))
    allowed = AllowedHosts(("example.org",), "https://figures.example").allows(text, "8050")
    name = text.lower().rpartition(":")[0] or text.lower()
    assert not allowed or EVIL_HOST not in name, text
    return "allowed" if allowed else REFUSED
