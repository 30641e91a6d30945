"""Every address: what it answers, how long that may be kept, and what it says when it cannot answer."""

import csv
import io
import json
import re
from datetime import date
from html import unescape
from html.parser import HTMLParser
from urllib.parse import quote, urlencode

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.app import create_app
from dashboard.charts.base import DEFAULT_HEIGHT_PX
from dashboard.config import Config
from dashboard.plotting import theme
from dashboard.web import static_files
from dashboard.web.callbacks import Choice, update_page
from dashboard.web.pages.chart_view import LAYERS
from etl import registry
from etl.core import csv_io
from etl.core.columns import COLUMNS
from etl.store import ledger, table
from tests.dashboard import made
from tests.dashboard.pictures import line, read_off
from tests.etl.stores import SECOND, add
from tests.examples import examples

FOREVER = "public, max-age=31536000, immutable"
BRIEFLY = "public, max-age=300"
THEN, PINNED = "as_of=2020-08-25", "as_of=2020-08-25&edition=1"
PAGES = ["/", "/chart/trend"]
FILES = {
    "/chart/trend.csv": "text/csv; charset=utf-8",
    "/chart/trend.json": "application/json",
    "/chart/trend.svg": "image/svg+xml",
    "/chart/trend.png": "image/png",
    "/data/observations.csv": "text/csv; charset=utf-8",
}
TABLES = {"/data/vintages.csv": [*COLUMNS, "changed"], "/data/releases.csv": ledger.COLUMNS}
EARLY = "edition=1"
"""Of the observations: the few that the first edition held, so that what is true of every address is cheap to try."""
EVERY = [
    *PAGES,
    "/sources",
    *(f"{address}?{EARLY}" if "data" in address else address for address in FILES),
    *TABLES,
    "/healthz",
]
VIEWS = [
    "",
    THEN,
    PINNED,
    "unit=rate",
    "window=12",
    "start=2020-01&end=2020-07&" + THEN,
    "measure=unregulated-deaths-year",
]
HTML = "text/html; charset=utf-8"


class Addresses(HTMLParser):
    """Every address in a page as (tag, attribute, value)."""

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        wanted = {"src", "href", "action", "srcset", "data", "poster", "formaction"}
        self.found += [(tag, name, value) for name, value in attrs if name in wanted and value]


def embedded(page):
    """What the page's script is given."""
    return json.loads(re.search(r'<script type="application/json" id="view">(.*?)</script>', page, re.DOTALL)[1])


def drawn(page):
    """The chart that stands in the page."""
    return re.search(r'<div class="wide">(<svg.*?</svg>)</div>', page, re.DOTALL)[1]


def rows(response):
    return list(csv.DictReader(io.StringIO(response.text, newline=""), strict=True))


# -- what is there ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("query", VIEWS)
def test_pages(client, address, query):
    page = client.get(f"{address}?{query}")
    assert (page.status_code, page.headers["Content-Type"], page.headers["Cache-Control"]) == (200, HTML, BRIEFLY)
    assert page.text.startswith("<!doctype html>")
    assert "British Columbia" in page.text


@pytest.mark.slow
@pytest.mark.parametrize(("address", "media"), FILES.items())
def test_files(client, address, media):
    is_grown = address in {"/chart/trend.svg", "/chart/trend.png"}  # by writings of the past that are found later
    pinned = [(PINNED, BRIEFLY if is_grown else FOREVER), *([(f"{PINNED}&notes=0", FOREVER)] if is_grown else [])]
    for query, kept in (("", BRIEFLY), (THEN, BRIEFLY), (EARLY, BRIEFLY), *pinned):
        file = client.get(f"{address}?{query}")
        assert (file.status_code, file.headers["Content-Type"], file.headers["Cache-Control"]) == (200, media, kept)


@pytest.mark.parametrize(
    ("query", "day", "edition"),
    [
        (THEN, date(2020, 8, 25), None),
        (PINNED, date(2020, 8, 25), 1),
        pytest.param("", date.max, None, marks=pytest.mark.slow),  # 11 MB
    ],
)
def test_observations_are_the_table_as_of_the_day(client, held, query, day, edition):
    said = client.get(f"/data/observations.csv?{query}")
    expected = csv_io.to_records(table.as_of(held.table, day, edition))
    read = rows(said)
    assert [{name: row[name] for name in COLUMNS} for row in read] == [
        {name: "" if value is None else str(value) for name, value in row.items()} for row in expected
    ]
    of_all = [row for row in read if (row["place"], row["group"]) == ("CA-BC", "all")]
    july = next(row for row in of_all if row["period"] == "2020-07")
    assert (july["place_name"], july["measure_title"]) == ("British Columbia", "Unregulated drug deaths by month")


def test_observations_of_a_day_are_those_then_published(client):
    read = rows(client.get(f"/data/observations.csv?{THEN}"))
    then = {
        (row["measure"], row["period_start"]): row["value"]
        for row in read
        if (row["place"], row["group"]) == ("CA-BC", "all")
    }
    months = [then["unregulated-deaths-month", f"2020-{month}-01"] for month in ("05", "06", "07")]
    assert months == ["174", "177", "175"]
    assert max(row["vintage"] for row in read) == "2020-08-25"


@pytest.mark.parametrize(("address", "columns"), TABLES.items())
def test_whole_tables(client, held, address, columns):
    answered = client.get(address)
    assert answered.headers["Content-Type"] == "text/csv; charset=utf-8"
    told = rows(answered)
    assert list(told[0]) == columns
    assert len(told) == len(held.table if "vintages" in address else held.ledger)


def test_health(client, held):
    answered = client.get("/healthz")
    assert (answered.status_code, answered.json) == (200, {"status": "ok", "edition": held.edition})
    assert answered.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("address", [*EVERY, f"/chart/trend.svg?{PINNED}", f"/?{THEN}"])
@pytest.mark.parametrize("accepted", ["", "br", "gzip"])
def test_what_has_not_changed_is_not_sent_again(client, address, accepted):
    headers = {"Accept-Encoding": accepted}
    first = client.get(address, headers=headers)
    assert first.headers["ETag"]
    again = client.get(address, headers=headers | {"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    other = client.get(address, headers=headers | {"If-None-Match": '"something else"'})
    assert (other.status_code, other.headers["ETag"]) == (200, first.headers["ETag"])
    assert other.data


def test_different_views_have_different_tags(client):
    queries = ["", THEN, "unit=rate"]
    for address in ("/chart/trend", "/chart/trend.csv", "/chart/trend.svg"):
        assert len({client.get(f"{address}?{query}").headers["ETag"] for query in queries}) == 3


@pytest.mark.parametrize("address", [address for address in EVERY if not address.endswith((".png", "healthz"))])
def test_text_is_compressed(client, address):
    plain, packed = (client.get(address, headers={"Accept-Encoding": way}) for way in ("", "br"))
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "br"
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert brotli.decompress(packed.data) == plain.data
    assert len(packed.data) < len(plain.data) / 2


@pytest.mark.parametrize("address", EVERY)
def test_head_is_get_without_the_content(client, address):
    head, got = client.head(address), client.get(address)
    assert (head.status_code, head.data) == (200, b"")
    for name in ("Content-Type", "Cache-Control", "ETag", "Content-Length"):
        assert head.headers.get(name) == got.headers.get(name)


@pytest.mark.parametrize("address", [*EVERY, "/nope", "/chart/trend?as_of=yesterday"])
def test_no_cookies_and_plain_headers(client, address):
    answered = client.get(address)
    assert "Set-Cookie" not in answered.headers
    assert answered.headers["X-Content-Type-Options"] == "nosniff"
    assert answered.headers["Referrer-Policy"] == "no-referrer"


# -- pages -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", [*PAGES, "/sources", f"/chart/trend?{PINNED}", "/nope", "/chart/trend?places=PT"])
def test_a_page_takes_nothing_from_another_host(client, held, address):
    page = client.get(address).text
    known = {entry.url for entry in (*held.commentary.articles, *held.commentary.events)}
    known |= {source.url for source in registry.SOURCES.values()}
    known |= {address for line in held.helplines for address in (line.url, line.source, f"tel:{line.digits}")}
    found = Addresses(page).found
    assert found
    for tag, name, value in found:
        if (tag, name) != ("a", "href"):
            own = value.removeprefix("http://localhost")  # what other sites read names the host that was asked
            assert own.startswith("/"), (tag, name, value)
            assert not own.startswith("//")
        else:
            assert value.startswith(("/", "#")) or value in known, value
    assert not re.findall(r"url\(\s*['\"]?(?:https?:)?//", page)


@pytest.fixture(scope="module")
def answered():
    """Addresses that were asked for already: pages have many in common."""
    return set()


@pytest.mark.parametrize("address", [*PAGES, "/sources", "/sources?lang=fr"])
def test_every_local_address_of_a_page_is_answered(client, answered, address):
    page = client.get(address).text
    ids = set(re.findall(r'id="([^"]+)"', page))
    assert len(ids) == len(re.findall(r' id="', re.sub(r"<svg.*?</svg>", "", page))) + len(
        ids & set(re.findall(r'id="(fig-[^"]+)"', page))
    )
    for _, _, value in sorted(set(Addresses(page).found)):
        if value.startswith("#"):
            assert value[1:] in ids, value
        elif value.startswith("/") and "as_of" not in value and ".png" not in value and value not in answered:
            assert client.get(value).status_code == 200, value
            answered.add(value)


@pytest.mark.parametrize("query", VIEWS)
def test_the_chart_stands_in_the_page_before_any_script_but_that_of_the_colors_is_loaded(client, query):
    page = client.get(f"/chart/trend?{query}").text
    before_paint = static_files.load_static_files().url("before-paint.js")
    assert re.findall(r"<script\b[^>]*>|<link rel=.modulepreload", page[: page.index("<svg")]) == [
        f'<script src="{before_paint}">'
    ]
    assert len(client.get(before_paint).data) < 1100
    figure = embedded(page)["layers"]["wide"]
    seen = line(read_off(figure, drawn(page), {"width": theme.CHART_WIDTH_PX, "height": DEFAULT_HEIGHT_PX}))
    told = rows(client.get(f"/chart/trend.csv?{query}"))
    column = "rate" if "rate" in query else "value"
    numbers = [float(row[column]) for row in told if row[column]]
    assert len(numbers) > 3
    assert [seen[day] for day in sorted(seen)] == pytest.approx(numbers, abs=0.2)


def test_the_page_says_its_newest_figure_and_day_in_words(client):
    page = client.get(f"/chart/trend?{THEN}").text
    assert "175 deaths" in page
    assert "Newest in this archive: 186" in page
    assert "56 of the 103 figures published by then are not in this archive" in page
    option = '<option value="2020-08-25" data-release selected>25 August 2020: 1 new, 3 revised</option>'
    assert option in page.partition('<optgroup label="2020">')[2].partition("</optgroup>")[0]


def test_the_form_works_without_a_script(client):
    """What the form sends when nothing is changed: every field, some of them empty."""
    query = "as_of=&measure=unregulated-deaths-month&unit=count&window=1&start=&end=&notes=1"
    assert client.get(f"/chart/trend.csv?{query}").data == client.get("/chart/trend.csv").data
    assert client.get(f"/chart/trend?{query}").status_code == 200


def test_rates_are_offered_where_there_are_any(client, tmp_path):
    add(tmp_path, SECOND)  # three months, and no population
    without = create_app(Config(data=tmp_path)).server.test_client()
    for reader, offered, status in ((client, True, 200), (without, False, 400)):
        assert ('<select name="unit">' in reader.get("/chart/trend").text) == offered
        assert reader.get("/chart/trend.csv?unit=rate").status_code == status


def groups_of(page):
    """The headings in the list of measures."""
    listed = page[page.index('<select name="measure"') :]
    return re.findall(r'<optgroup label="([^"]+)">', listed[: listed.index("</select>")])


def test_measures_stand_under_their_publisher_where_there_are_several(client):
    page = client.get("/chart/trend?places=CA-AB").text
    assert groups_of(page) == ["Alberta Health", "Public Health Agency of Canada"]
    option = page.index('<option value="apparent-opioid-deaths-quarter"')
    assert option > page.index('label="Public Health Agency of Canada"')
    assert groups_of(client.get("/chart/trend?places=GB-SCT").text) == []


def test_crosses_stand_in_the_key_where_there_are_any(client):
    assert (
        '<span class="key cross">'
        in client.get("/chart/trend?places=CA-PE&measure=apparent-opioid-deaths-quarter").text
    )
    assert "key cross" not in client.get("/chart/trend").text


@pytest.mark.parametrize("query", VIEWS)
def test_a_callback_answers_what_the_page_embeds(client, site, query):
    html = client.get(f"/chart/trend?{query}").text
    page, layers = embedded(html), [*LAYERS]
    said = json.loads(json.dumps(update_page(made.charts_of(site), Choice("trend", query, layers=frozenset(layers)))))
    in_page = {name: layer for name, layer in said["layers"].items() if page["layers"][name] is not None}
    assert {name: said[name] for name in page if name not in {"layers", "colors"}} | {"layers": in_page} == {
        **{name: value for name, value in page.items() if name != "colors"},
        "layers": {name: layer for name, layer in page["layers"].items() if layer is not None},
    }
    body = {
        "output": "view.data",
        "outputs": {"id": "view", "property": "data"},
        "inputs": [{"id": "choice", "property": "data", "value": {"slug": "trend", "query": query, "layers": layers}}],
        "changedPropIds": ["choice.data"],
    }
    called = client.post("/_dash/_dash-update-component", json=body)
    assert called.status_code == 200
    assert called.json["response"]["view"]["data"] == said
    assert said["layers"]["table"] in html
    assert all(svg in html for svg in said["layers"]["svg"].values())


@pytest.mark.parametrize("layer", LAYERS)
def test_a_layer_asked_for_later_is_what_came_with_the_view(client, site, layer):
    query = "as_of=2020-08-25"
    said = update_page(made.charts_of(site), Choice("trend", query, layers=frozenset([layer])))
    answered = client.get(f"/chart/trend/{layer}.json?{query}")
    assert answered.json == {"of": said["of"], "layer": json.loads(json.dumps(said["layers"][layer]))}
    assert answered.headers["Cache-Control"] == "public, max-age=300"


@pytest.mark.parametrize(
    ("address", "status"), [("trend/nope.json", 404), ("nope/table.json", 404), ("trend/table.json?a=b", 400)]
)
def test_a_layer_that_there_is_not_is_refused_as_json(client, address, status):
    refused = client.get(f"/chart/{address}")
    assert (refused.status_code, refused.json["status"]) == (status, status)


def test_a_callback_says_what_is_wrong_in_words(site):
    assert update_page(made.charts_of(site), Choice("trend", "as_of=yesterday")) == {
        "error": "as_of=yesterday: expected a day such as 2020-08-25."
    }
    assert "There is no chart 'nope'" in update_page(made.charts_of(site), Choice("nope", ""))["error"]


@pytest.mark.slow
def test_readers_do_not_influence_each_other(app):
    one, other = app.server.test_client(), app.server.test_client()
    alone = {query: create_app(Config()).server.test_client().get(f"/chart/trend?{query}").data for query in VIEWS[:4]}
    for query in [*VIEWS[:4], *reversed(VIEWS[:4])]:
        assert one.get(f"/chart/trend?{query}").data == alone[query]
        assert other.get("/chart/trend?window=12&kinds=none&notes=0").status_code == 200
        assert other.get(f"/chart/trend?{query}").data == alone[query]


# -- what is not there, and what is wrong ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        *("/nope", "/chart", "/chart/", "/chart/nope", "/chart/trend/", "/chart/nope.csv", "/chart/trend.pdf"),
        *("/_dash", "/_dash/", "/_dash/anything", "/_dash/_dash-anything", "/_dash/_dash-component-suites/nope/x.js"),
        *("/_dash/_dash-component-suites/dash/nope.js", "/data/", "/data/nope.csv", "/assets/nope.js"),
        *("/favicon.ico", "/healthz/x"),
    ],
)
def test_an_unknown_address_is_not_found(client, address):
    assert client.get(address, follow_redirects=True).status_code == 404


@pytest.mark.parametrize(
    "address", ["/chart/nope.csv", "/chart/nope.png", "/data/nope.csv", "/_dash/anything", "/assets/nope.js"]
)
def test_what_is_no_page_says_so_as_json(client, address):
    answered = client.get(address)
    assert answered.headers["Content-Type"] == "application/json"
    assert answered.headers["Cache-Control"] == "no-store"
    assert set(answered.json) == {"error", "status"}
    assert answered.json["status"] == answered.status_code == 404


@pytest.mark.parametrize("address", ["/nope", "/chart/nope"])
def test_a_page_that_is_not_there_is_a_page(client, address):
    answered = client.get(address)
    assert (answered.headers["Content-Type"], answered.headers["Cache-Control"]) == (HTML, "no-store")
    assert "There is no such page" in answered.text


BAD = {
    "as_of=yesterday": "as_of=yesterday: expected a day such as 2020-08-25",
    "as_of=20200825": "as_of=20200825",
    "places=CA-BZ": "CA-BC",
    "places=British+Columbia": "Did you mean CA-BC",
    "places=CA-BC,CA-AB": "one place",
    "measure=deaths": "measure=deaths",
    "start=2020": "start=2020",
    "edition=0": "edition=0",
    "edition=999": "a number from 1 to ",
    "unit=rates": "Did you mean rate",
    "asof=2020-08-25": "Did you mean as_of",
    "as_of=2020-08-25&as_of=2020-07-16": "one value",
    "start=2020-07&end=2020-06": "not before",
    "window=12&measure=unregulated-deaths-year": "window=12",
    "group=sex:male": "group=sex:male",
    "lang=de": "en or fr",
}


@pytest.mark.parametrize(("query", "said"), BAD.items())
def test_a_bad_option_is_named(client, query, said):
    for address in PAGES:
        page = client.get(f"{address}?{query}")
        assert (page.status_code, page.headers["Content-Type"]) == (400, HTML)
        assert said in page.text.replace("&#39;", "'")
    for suffix in ("csv", "json", "svg", "png"):
        file = client.get(f"/chart/trend.{suffix}?{query}")
        assert (file.status_code, file.headers["Content-Type"]) == (400, "application/json")
        assert set(file.json) == {"error", "status"}
        assert file.json["status"] == 400
        assert said in file.json["error"]


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/data/observations.csv?as_of=yesterday", "as_of=yesterday"),
        ("/data/observations.csv?unit=rate", "unit=rate: expected as_of or edition or lang or source"),
        ("/data/observations.csv?as_of=2020-08-25&as_of=2020-08-26", "one value"),
        ("/data/observations.csv?edition=999", "edition=999"),
        ("/data/vintages.csv?edition=999", "edition=999"),
        ("/data/releases.csv?x=1", "x=1: expected as_of or edition or lang"),
        ("/data/places.csv?x=1", "x=1: expected no option"),
    ],
)
def test_a_bad_option_of_a_table_is_named(client, address, said):
    answered = client.get(address)
    assert (answered.status_code, answered.json["status"]) == (400, 400)
    assert said in answered.json["error"]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("lang=de", "lang=de: expected en or fr"),
        ("lang=fr&lang=fr", "une seule valeur"),
        ("as_of=2020-08-25", "as_of=2020-08-25: expected lang"),
        ("x=1", "x=1: expected lang"),
    ],
)
def test_a_bad_option_of_the_sources_is_named(client, query, said):
    page = client.get(f"/sources?{query}")
    assert (page.status_code, page.headers["Content-Type"]) == (400, HTML)
    assert said in page.text


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/commentary?sort=x", "sort=x n’est pas valide. Valeur attendue : l’une de ces valeurs : day, change."),
        ("/releases?page=0", "page=0 n’est pas valide. Valeur attendue : un nombre de 1 à"),
        ("/releases?source=x", "source=x n’est pas valide. Valeur attendue : l’identifiant d’une source."),
        ("/lineage?period=x", "period=x n’est pas valide. Valeur attendue : une période, par exemple 2020-07"),
    ],
)
def test_a_mistake_is_said_in_one_language(client, address, said):
    page = client.get(f"{address}&lang=fr")
    assert page.status_code == 400
    found = re.search(r'<p class="finding" lang="(\w+)">([^<]*)', page.text)
    assert (found[1], unescape(found[2]).replace("\u00a0", " ")[: len(said)]) == ("fr", said)


@pytest.mark.parametrize(
    ("address", "without"),
    [
        ("/revisions?start=2020-13&places=CA-BC", "/revisions?places=CA-BC"),
        ("/chart/trend?places=CA-BC&start=2021-01&end=2020-01&unit=rate", "/chart/trend?places=CA-BC&unit=rate"),
        ("/chart/trend?places=CA-BC&places=CA-AB&lang=fr", "/chart/trend?lang=fr"),
        ("/claims?page=99", "/claims"),
        ("/?as_of=yesterday%22%3E", "/"),
    ],
)
def test_a_refused_choice_leads_to_the_page_without_it(client, address, without):
    refused = client.get(address)
    assert refused.status_code == 400
    assert f'href="{without}"' in unescape(refused.text)
    assert client.get(without).status_code == 200


def test_an_address_that_leads_nowhere_leads_to_the_front_page_alone(client):
    assert "without this choice" not in client.get("/nope?as_of=yesterday").text


@pytest.mark.parametrize("suffix", ["csv", "json", "svg", "png"])
def test_a_place_with_nothing_held(client, suffix):
    answered = client.get(f"/chart/trend.{suffix}?places=PT")
    assert (answered.status_code, answered.json["status"]) == (400, 400)
    assert "places=PT" in answered.json["error"]
    page = client.get("/chart/trend?places=PT")
    assert (page.status_code, "Portugal" in page.text) == (200, True)
    assert "<svg" not in page.text


def test_a_day_before_the_first_release(client):
    page = client.get("/chart/trend?as_of=2010-01-01").text
    assert "This archive has nothing that was published by that day. Its first release:" in page
    assert rows(client.get("/chart/trend.csv?as_of=2010-01-01")) == []
    picture = client.get("/chart/trend.svg?as_of=2010-01-01")
    assert (picture.status_code, picture.json["status"]) == (400, 400)


@pytest.mark.parametrize("address", [*EVERY, "/chart/trend?as_of=yesterday"])
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_can_be_written(client, address, method):
    refused = client.open(address, method=method)
    assert refused.status_code == 405
    assert "GET" in refused.headers["Allow"].split(", ")


def test_what_has_changed_is_not_sent_where_something_else_is_asked_for(client):
    refused = client.get("/chart/trend.csv", headers={"If-Match": '"x"'})
    assert (refused.status_code, refused.json["status"]) == (412, 412)
    etag = client.get("/chart/trend.csv").headers["ETag"]
    assert client.get("/chart/trend.csv", headers={"If-Match": etag}).status_code == 200


# -- an empty data folder --------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    return create_app(Config(data=tmp_path_factory.mktemp("empty"))).server.test_client()


@pytest.mark.parametrize(
    "address", [*PAGES, "/chart/trend?as_of=2020-08-25&unit=rate", "/?measure=unregulated-deaths-year"]
)
def test_an_empty_folder_has_pages(empty, address):
    page = empty.get(address)
    assert page.status_code == 200
    assert "<svg" not in page.text
    assert "British Columbia" in page.text
    main = page.text[page.text.index("<main") : page.text.index("<aside")]
    assert "This archive has no" in re.sub(r"<[^>]+>", "", main)


@pytest.mark.parametrize("suffix", ["csv", "json", "svg", "png"])
def test_an_empty_folder_has_no_files_and_says_so(empty, suffix):
    answered = empty.get(f"/chart/trend.{suffix}")
    assert 400 <= answered.status_code < 500
    assert answered.json["status"] == answered.status_code
    assert "this archive has no figure" in answered.json["error"]


OBSERVATIONS = [*COLUMNS, "period", "place_name", "group_name", "measure_title", "unit", "note"]


def test_observations_carry_the_notes_in_force(client):
    rows_of_day = rows(client.get("/data/observations.csv?as_of=2026-06-30&edition=13"))
    quebec = {
        row["period"]: row["note"]
        for row in rows_of_day
        if (row["measure"], row["place"]) == ("apparent-opioid-deaths-quarter", "CA-QC")
    }
    assert {period for period, note in quebec.items() if note} == {"2024-Q1"}
    assert quebec["2024-Q1"].startswith("From 2024 on, deaths from all drugs are counted in Quebec")
    then = rows(client.get("/data/observations.csv?as_of=2022-12-31&edition=13"))
    assert {row["period"] for row in then if row["note"] and row["place"] == "CA-QC"} == {"2021-Q1", "2021"}


def test_an_empty_folder_has_empty_tables(empty):
    for address, columns in (TABLES | {"/data/observations.csv": OBSERVATIONS}).items():
        assert empty.get(address).text == ",".join(columns) + "\r\n"
    assert empty.get("/healthz").json == {"status": "ok", "edition": 0}


# -- hostile requests ------------------------------------------------------------------------------------------------

OPTIONS = [
    "places",
    "measure",
    "group",
    "unit",
    "window",
    "start",
    "end",
    "as_of",
    "edition",
    "notes",
    "kinds",
    "lang",
    "x",
]
SHARP = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"
NASTY = [
    *(SHARP, "\0", "%00", "a" * 20_000, "../../etc/passwd", "{{7*7}}", "${7*7}", "😀", "\r\nSet-Cookie: a=b"),
    *("NaN", "-1", "1e9", "9999-12-31", "0001-01-01", "9999-12", "0001-01", "CA-BC,", ",", "none,blog", "٣"),
]


@pytest.mark.parametrize("option", OPTIONS)
@pytest.mark.parametrize("address", ["/chart/trend", "/chart/trend.csv"])
def test_hostile_values_are_refused_or_harmless(client, option, address):
    for value in NASTY:
        answered = client.get(f"{address}?{urlencode({option: value})}")
        assert answered.status_code in {200, 400}, (option, value[:40])
        assert "Set-Cookie" not in answered.headers
        if answered.mimetype == "text/html":
            assert "<script>alert" not in answered.text
            assert "<img" not in answered.text


@pytest.mark.parametrize(
    "query",
    [
        *(b"as_of=\xff\xfe", b"%ff%fe=%00", b"&&&===", b"places[]=CA-BC", b"=", b"as_of", b"a=1" * 5000),
        *(b"places=CA-BC;places=CA-AB", b"&".join([b"lang=fr"] * 1000), b"places=%3Cscript%3Ealert(1)%3C/script%3E"),
    ],
    ids=lambda query: repr(query[:20]),
)
def test_hostile_query_strings_are_refused_or_harmless(client, query):
    for address in ("/", "/chart/trend", "/chart/trend.json", "/data/observations.csv"):
        answered = client.get(address, environ_overrides={"QUERY_STRING": query.decode("latin-1")})
        assert answered.status_code in {200, 400}
        assert answered.mimetype != "text/html" or "<script>alert" not in answered.text


@pytest.mark.parametrize("slug", [SHARP, "trend\0", "a" * 5000, "..", "{{7*7}}", "trend.csv.csv"])
def test_hostile_slugs_are_not_found_and_written_safely(client, slug):
    for address in (f"/chart/{quote(slug, safe='')}", f"/chart/{quote(slug, safe='')}.csv", f"/{quote(slug, safe='')}"):
        answered = client.get(address)
        assert answered.status_code == 404
        assert answered.mimetype != "text/html" or "<script>alert" not in answered.text


@examples(150)
@given(
    st.lists(st.tuples(st.sampled_from(OPTIONS), st.text(max_size=40) | st.sampled_from(NASTY)), max_size=4),
    st.sampled_from(list(FILES)),
)
def test_no_query_is_a_failure_of_the_server(app, options, address):
    answered = app.server.test_client().get(f"{address}?{urlencode(options)}")
    assert answered.status_code in {200, 400}
    assert answered.status_code == 200 or set(answered.json) == {"error", "status"}
