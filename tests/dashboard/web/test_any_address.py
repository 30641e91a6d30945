"""Whatever is asked of any address that there is, by any method and with any header, is no fault of the server."""

import logging
from urllib.parse import quote, urlencode

from hypothesis import given
from hypothesis import strategies as st

from tests.answers.addresses import REFUSED, addresses
from tests.examples import examples

ADDRESSES = [*(address for address in addresses() if ".png" not in address), *REFUSED, "/readyz", "/_dash/_dash-layout"]
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\r\n\0"), max_size=20)
HEADERS = st.dictionaries(
    st.sampled_from(
        [
            *("Accept-Encoding", "Host", "X-Forwarded-Host", "Forwarded", "Range", "If-Range", "If-None-Match"),
            *("If-Match", "If-Modified-Since", "Cookie", "Authorization", "Content-Type", "Content-Length", "Accept"),
            "Accept-Datetime",
        ]
    ),
    TEXTS.map(lambda text: text.encode("latin-1", "replace").decode("latin-1"))
    | st.sampled_from(["*", '"x"', "bytes=5-2", "br;q=0", "Wed, 21 Oct 2015 07:28:00 GMT", "9" * 30, "evil.example"]),
    max_size=3,
)
SITE = "http://localhost"
"""Without it the client takes what follows two slashes for a host."""
METHODS = st.sampled_from(["GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE"])


@st.composite
def asked(draw):
    """An address of the site, as it is or with a part or an option that is not."""
    path, _, query = draw(st.sampled_from(ADDRESSES)).partition("?")
    if draw(st.booleans()):
        *parts, last = path.split("/")
        path = "/".join([*parts, draw(st.sampled_from([last, f"/{last}"])) + quote(draw(TEXTS), safe="")])
    more = urlencode(draw(st.lists(st.tuples(TEXTS, TEXTS), max_size=2)))
    return f"{path}?{'&'.join(filter(None, (query, more)))}"


@examples(60)
@given(asked(), METHODS, HEADERS)
def test_no_request_is_a_fault_of_the_server(app, address, method, headers):
    logged = []
    handler = logging.Handler(logging.ERROR)
    handler.emit = logged.append
    logging.getLogger().addHandler(handler)
    try:
        answered = app.server.test_client().open(SITE + address, method=method, headers=headers)
    finally:
        logging.getLogger().removeHandler(handler)
    assert answered.status_code < 500
    assert logged == []
    assert b"evil.example" not in answered.data
