"""Links of a page lead to files, to the server or nowhere; all else of the page stays as it was."""

from dataclasses import replace

import pytest

from dashboard.bake.links import PageLinks, Site, rewrite_links

HOST = "https://figures.example"
BAKED = frozenset(
    {"/", "/chart/trend", "/chart/trend.csv", "/commentary", "/embed/trend", "/data/vintages.csv.gz", "/assets/app.css"}
)
ALONE = Site(HOST, "", BAKED, has_server=False)
BESIDE = replace(ALONE, has_server=True)
BELOW = replace(ALONE, base_url=f"{HOST}/overdose", base_path="/overdose")


def rewritten(html, site=ALONE, path="chart/trend/index.html", **known):
    return rewrite_links(html, PageLinks(site, path, **known))


@pytest.mark.parametrize(
    ("link", "alone", "beside"),
    [
        (f"{HOST}/", "../../index.html", "../../index.html"),
        (f"{HOST}/chart/trend#table", "index.html#table", "index.html#table"),
        ("/assets/app.css", "../../assets/app.css", "../../assets/app.css"),
        (f"{HOST}/commentary?note=a-b", "../../commentary/index.html#note-a-b", f"{HOST}/commentary?note=a-b"),
        (f"{HOST}/chart/trend.csv?lang=fr", "../trend.csv", f"{HOST}/chart/trend.csv?lang=fr"),
        (f"{HOST}/embed/trend?width=600", "../../embed/trend/index.html", f"{HOST}/embed/trend?width=600"),
        (f"{HOST}/data/vintages.csv", "../../data/vintages.csv.gz", f"{HOST}/data/vintages.csv"),
        (f"{HOST}/chart/trend?as_of=2020-08-25", None, f"{HOST}/chart/trend?as_of=2020-08-25"),
        ("/verify", None, f"{HOST}/verify"),
        ("#main", "#main", "#main"),
        ("https://figures.example.org/", "https://figures.example.org/", "https://figures.example.org/"),
        ("tel:988", "tel:988", "tel:988"),
        ("//elsewhere.example/", "//elsewhere.example/", "//elsewhere.example/"),
    ],
)
def test_where_a_link_leads(link, alone, beside):
    for site, expected in ((ALONE, alone), (BESIDE, beside)):
        assert PageLinks(site, "chart/trend/index.html").resolve(link) == expected


def test_a_link_that_leads_nowhere_is_text():
    assert rewritten(f'<a id="x" href="{HOST}/check">Check</a>') == '<a id="x">Check</a>'


def test_below_a_path_only_what_is_below_it_is_the_sites_own():
    links = PageLinks(BELOW, "index.html")
    assert links.resolve(f"{HOST}/overdose/chart/trend") == "chart/trend/index.html"
    assert links.resolve("/overdose/assets/app.css") == "assets/app.css"
    assert links.resolve("/overdoses/") == "/overdoses/"
    assert links.resolve(f"{HOST}/overdose") == "index.html"


def test_what_others_quote_is_whole():
    head = f'<link rel="canonical" href="{HOST}/chart/trend"><meta property="og:url" content="{HOST}/chart/trend">'
    assert rewritten(head) == head.replace("/chart/trend", "/chart/trend/index.html")
    assert rewritten(head, BESIDE) == head
    frame = f'<iframe src="{HOST}/embed/trend?width=600&amp;height=400"></iframe>'
    assert rewritten(frame, are_quoted=True) == f'<iframe src="{HOST}/embed/trend/index.html"></iframe>'


def test_a_picture_that_was_refused_has_no_link_and_a_saved_file_has_its_name():
    link = f'<a href="{HOST}/chart/trend.csv" download>CSV</a>'
    named = rewritten(link, names={"/chart/trend.csv": "trend_2026-08-11.csv"})
    assert named == '<a href="../trend.csv" download="trend_2026-08-11.csv">CSV</a>'
    assert rewritten(link, refused=frozenset({"/chart/trend.csv"})) == "<a download>CSV</a>"


def test_a_file_that_stands_compressed_alone_is_named_so():
    link = f'<a href="{HOST}/chart/trend.csv?lang=fr" download>CSV</a>'
    found = {"names": {"/chart/trend.csv": "trend_2026-08-11.csv"}, "packed": frozenset({"/chart/trend.csv"})}
    assert rewritten(link, **found) == '<a href="../trend.csv.gz" download="trend_2026-08-11.csv.gz">CSV</a>'


def test_fonts_named_in_a_style_are_led_over_and_nothing_else_in_it():
    style = "<style>@font-face{src:url(/assets/app.css)}.a>.b{background:url(data:x)}</style>"
    assert rewritten(style) == style.replace("/assets", "../../assets")


@pytest.mark.parametrize("address", ["/", "/chart/breakdown?lang=fr", "/commentary", "/data", "/sources?lang=fr"])
def test_a_page_without_links_of_the_site_stays_as_it_is(client, address):
    html = client.get(address).text
    elsewhere = replace(ALONE, base_path="/nowhere")
    assert rewritten(html, elsewhere) == html
