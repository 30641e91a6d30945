"""What other sites show of a chart: it in a frame, what has changed since, its card, and oEmbed."""

import io
import json
import re
from urllib.parse import urlencode, urlsplit
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from dashboard.charts.registry import CHARTS

PINNED = "as_of=2020-08-25&edition=13"
BRIEFLY = "public, max-age=300"
MAX_EMBED_BYTES = 60_000
HOST = "http://localhost"


def oembed(client, url, **options):
    return client.get("/oembed?" + urlencode({"url": url, **options}))


def policy(response):
    return dict(part.split(" ", 1) for part in response.headers["Content-Security-Policy"].split("; "))


@pytest.mark.parametrize("slug", CHARTS)
def test_a_frame_is_light_and_readable_without_a_script(client, slug):
    response = client.get(f"/embed/{slug}")
    assert len(response.data) <= MAX_EMBED_BYTES or slug in {"seasonal", "vintages"}
    assert response.text.count("<svg") == 2
    assert re.search(r"<h1>[^<]+</h1>\n<p>[^<]+</p>", response.text)
    assert "Source" in response.text
    assert "Set-Cookie" not in response.headers


def test_only_what_is_made_for_frames_may_stand_in_one(client):
    assert policy(client.get(f"/embed/trend?{PINNED}"))["frame-ancestors"] == "*"
    for address in ("/", "/chart/trend", "/claims", "/use/trend", "/check"):
        assert policy(client.get(address))["frame-ancestors"] == "'none'"
    assert policy(client.get("/use/trend"))["frame-src"] == "'self'"


def test_a_pinned_frame_never_changes_and_what_has_changed_is_asked_for(client):
    frame = client.get(f"/embed/trend?{PINNED}")
    assert frame.headers["Cache-Control"] == BRIEFLY  # how it is drawn may be mended
    script = client.get(re.search(r'<script defer src="([^"]+)"', frame.text)[1])
    assert (script.status_code, script.headers["Cache-Control"]) == (200, BRIEFLY)
    address = re.search(r'data-drift="([^"]+)"', frame.text)[1].replace("&amp;", "&")
    drift = client.get(address)
    assert drift.headers["Cache-Control"] == BRIEFLY
    assert drift.headers["Access-Control-Allow-Origin"] == "*"
    assert drift.json == {
        "sentence": "July 2020 was 175; now 186.",
        "label": "See the newest figures in this archive",
        "url": f"{HOST}/chart/trend",
    }


def test_a_frame_of_the_newest_values_asks_for_nothing(client):
    assert "data-drift" not in client.get("/embed/trend").text
    assert client.get("/embed/trend.json").json["sentence"] == ""


def test_a_frame_of_the_newest_values_has_a_line_for_the_reader_s_clock_to_show(client):
    lines = re.findall(
        r'<p class="foot" data-since="([^"]+)" data-long="(\d+)" hidden>([^<]+)</p>', client.get("/embed/trend").text
    )
    ((since, days, sentence),) = lines
    assert sentence.endswith(f"; the next usually comes within {days} days.")
    sources = client.get("/data/sources.json").json["rows"]
    (source,) = [row for row in sources if row["source"] == "ca-bc-coroners"]
    assert (source["newest_release"], source["long_gap_days"]) == (since, int(days))
    assert since < source["next_expected"]
    assert source["usual_gap_days"] < source["long_gap_days"] < source["longest_gap_days"]
    (ended,) = [row for row in sources if row["ended_on"]]
    assert (ended["usual_gap_days"], ended["next_expected"]) == (None, None)
    assert "data-since" not in client.get(f"/embed/trend?{PINNED}").text


def test_a_frame_takes_the_height_that_it_says(client):
    low, high = (client.get(f"/embed/trend?height={height}").text for height in (400, 700))
    heights = [int(re.search(r'<svg[^>]* height="(\d+)"', text)[1]) for text in (low, high)]
    assert heights[1] - heights[0] == 300
    assert client.get("/embed/trend?height=9").status_code == 400
    assert client.get("/embed/trend?width=99999").status_code == 400


@pytest.mark.parametrize("address", ["/", "/chart/trend?as_of=2020-08-25", "/embed/map?places=US", "/chart/compare"])
def test_oembed_of_a_page_is_a_frame(client, address):
    answer = oembed(client, HOST + address, maxwidth=500).json
    assert (answer["version"], answer["type"], answer["width"]) == ("1.0", "rich", 500)
    source, height = re.search(r'<iframe src="([^"]+)" width="500" height="(\d+)"', answer["html"]).groups()
    assert int(height) == answer["height"] <= 1000
    asked = urlsplit(source.replace("&amp;", "&"))
    assert f"{asked.scheme}://{asked.netloc}" == HOST
    assert client.get(f"{asked.path}?{asked.query}").status_code == 200


def test_oembed_of_a_picture_is_a_photo_within_its_room(client):
    answer = oembed(client, f"{HOST}/chart/map.png?places=US", maxwidth=500, maxheight=300).json
    assert answer["type"] == "photo"
    assert answer["width"] <= 500
    assert answer["height"] <= 300
    picture = Image.open(io.BytesIO(client.get(answer["url"]).data))
    assert abs(picture.width / picture.height - answer["width"] / answer["height"]) < 0.02


def test_oembed_writes_xml_too_and_says_what_it_does_not_write(client):
    asked = oembed(client, f"{HOST}/chart/trend", format="xml")
    assert asked.content_type == "text/xml; charset=utf-8"
    written = {element.tag: element.text for element in ET.fromstring(asked.data)}
    assert written == {name: str(value) for name, value in oembed(client, f"{HOST}/chart/trend").json.items()}
    assert oembed(client, f"{HOST}/chart/trend", format="yaml").status_code == 501


@pytest.mark.parametrize(
    "url",
    [
        *("", "nonsense", "https://elsewhere.example/chart/trend", f"{HOST}/sources", f"{HOST}/chart/nope"),
        *(f"{HOST}/chart/trend.csv", "javascript:alert(1)", f"{HOST}.evil.example/chart/trend"),
        *("http://[::1", "http://127.0.0.1／:80/"),
    ],
)
def test_oembed_of_anything_else_is_not_found(client, url):
    refused = oembed(client, url)
    assert (refused.status_code, refused.json["status"]) == (404, 404)


def test_oembed_names_the_option_that_is_wrong(client):
    assert oembed(client, f"{HOST}/chart/trend", maxwidth="wide").status_code == 400
    assert oembed(client, f"{HOST}/chart/trend?as_of=yesterday").status_code == 400
    assert oembed(client, f"{HOST}/chart/trend", quote="yes").status_code == 400


def test_a_frame_stands_alone_unless_a_link_before_it_is_asked_for(client):
    alone, quoted = (oembed(client, f"{HOST}/chart/trend", dnt=1, quote=quote).json["html"] for quote in (0, 1))
    link = f'<a href="{HOST}/chart/trend">Unregulated drug deaths by month, British Columbia</a>'
    assert quoted == f"<blockquote>{link}</blockquote>{alone}"
    assert re.fullmatch("<iframe[^<>]+></iframe>", alone)


@pytest.mark.parametrize("address", ["/", "/chart/trend?as_of=2020-08-25"])
def test_pages_say_where_oembed_answers(client, address):
    links = re.findall(
        r'<link rel="alternate" type="(?:application/json|text/xml)\+oembed" href="([^"]+)"', client.get(address).text
    )
    assert len(links) == 2
    for link in links:
        assert client.get(link.replace("&amp;", "&")).status_code == 200


@pytest.mark.parametrize(
    "address", ["/", "/chart/trend?as_of=2020-08-25", "/sources", "/claims", "/commentary", "/check"]
)
def test_every_page_has_a_card_of_its_own_view(client, address):
    text = client.get(address).text
    tags = dict(re.findall(r'<meta (?:property|name)="(og:[a-z:]+|twitter:card)" content="([^"]*)"', text))
    assert tags["og:title"]
    assert tags["og:description"]
    assert tags["og:url"].startswith(HOST)
    assert tags["twitter:card"] == "summary_large_image"
    image = client.get(tags["og:image"].replace("&amp;", "&"))
    assert image.headers["Cache-Control"] == BRIEFLY  # writings are added to what stands on it
    size = Image.open(io.BytesIO(image.data)).size
    assert size == (int(tags["og:image:width"]), int(tags["og:image:height"])) == (1200, 630)
    assert tags["og:image:alt"]


def test_a_card_of_a_day_names_it(client):
    text = client.get("/chart/trend?as_of=2020-08-25").text
    assert re.search(r'og:title" content="[^"]*As published 25 August 2020"', text)
    assert re.search(r'og:description" content="July 2020: 175 deaths', text)
    assert re.search(r'og:image" content="[^"]*as_of=2020-08-25', text)


def test_a_choice_without_values_has_no_card(client):
    assert client.get("/card/trend.png?as_of=2010-01-01").status_code == 400


def test_pages_name_themselves_in_every_language(client):
    text = client.get("/chart/trend?lang=fr").text
    found = dict(re.findall(r'<link rel="alternate" hreflang="(\w+)" href="([^"]+)"', text))
    assert found == {"fr": f"{HOST}/chart/trend?lang=fr", "en": f"{HOST}/chart/trend"}


def test_every_address_that_programs_are_told_is_answered(client):
    text = client.get("/llms.txt", base_url=HOST).text
    addresses = re.findall(rf"\({HOST}(/[^)]+)\)", text)
    assert len(addresses) == 10
    assert {client.get(address).status_code for address in addresses} == {200}


def test_robots_find_every_page(client):
    assert f"Sitemap: {HOST}/sitemap.xml" in client.get("/robots.txt").text
    urls = [
        element.text for element in ET.fromstring(client.get("/sitemap.xml").data).iter() if element.tag.endswith("loc")
    ]
    assert len(urls) == len(set(urls)) > 100
    release = "/releases/ca-bc-coroners/2020-08-25"
    for path in ("/", "/chart/trend?places=US-OH", "/claims?lang=fr", release, f"{release}?lang=fr"):
        assert HOST + path in urls
    assert client.get(urls[-1]).status_code == 200


def test_what_an_author_takes_is_pinned_unless_the_newest_is_asked_for(client):
    pinned, newest = (
        client.get("/use/trend?as_of=2020-08-25").text,
        client.get("/use/trend?as_of=2020-08-25&newest=1").text,
    )
    assert "as_of=2020-08-25&amp;edition=" in pinned
    assert "@misc{overdose-2020-08-25-" in pinned
    frame = re.search(r'<iframe src="([^"]+)"', newest)[1]
    assert frame == "/embed/trend"
    assert json.loads(re.search(r'id="use-csl"[^>]*>(.*?)</textarea>', pinned, re.DOTALL)[1].replace("&#34;", '"'))


@pytest.mark.parametrize("slug", CHARTS)
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_chart_can_be_used(client, slug, lang):
    text = client.get(f"/use/{slug}?lang={lang}").text
    for address in re.findall(r'(?:src|href)="(http://localhost/(?:chart|embed)/[^"]+)"', text):
        if ".png" not in address:
            assert client.get(address.replace("&amp;", "&")).status_code == 200


def test_oembed_of_a_sized_frame_keeps_its_size_and_others_have_none(client):
    answer = oembed(client, f"{HOST}/embed/trend?width=700&height=900").json
    assert (answer["width"], answer["height"]) == (700, 900)
    assert oembed(client, f"{HOST}/embed/trend?width=700", maxwidth=400).json["width"] == 400
    assert oembed(client, f"{HOST}/chart/trend?width=700").status_code == 400
    assert oembed(client, f"{HOST}/chart/trend.png?width=500&width=600").status_code == 400


def test_an_empty_chart_has_no_picture_of_another_place(client):
    text = client.get("/chart/trend?places=CA-QC&as_of=2020-08-25").text
    assert "og:title" in text
    assert "og:image" not in text


def test_a_frame_without_a_chart_says_why_and_whose_its_figures_are(client):
    text = client.get("/embed/words?places=US-OH").text
    assert "<svg" not in text
    assert "Source" in text
    assert len(re.search(r"</h1>\n<p>([^<]+)</p>", text)[1].split(". ")) >= 2


def test_a_frame_of_releases_counts_each_period_once(client):
    sentence = client.get("/embed/vintages.json?as_of=2020-08-25").json["sentence"]
    assert int(re.match(r"\d+", sentence)[0]) <= 25


def test_a_frame_says_what_is_preliminary(client):
    assert "are preliminary and subject to change" in client.get(f"/embed/trend?{PINNED}").text


def test_what_changes_has_no_words_that_would_soon_be_wrong(client):
    newest = client.get("/use/trend?newest=1").text
    for name in ("alt", "caption"):
        words = re.search(rf'id="use-{name}"[^>]*>(.*?)</textarea>', newest, re.DOTALL)[1]
        assert words.startswith("Unregulated drug deaths by month, British Columbia. Newest in this archive. Source")
        assert not re.search(r"\d", words)
    assert client.get("/use/trend?newest=banana").status_code == 400


def test_a_page_loads_its_previews_from_where_it_came(client):
    text = client.get("/use/trend?as_of=2020-08-25").text
    assert re.search(r'<img src="/chart/trend\.png\?', text)
    assert re.search(r'<iframe src="/embed/trend\?', text)
