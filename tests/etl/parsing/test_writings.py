"""What a saved page, a post or a feed says of a piece of writing."""

import json
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.core.errors import InvalidDocument
from etl.core.source import Document
from etl.parsing.writing import Writing, read_address, read_text
from etl.parsing.writings import read_writings
from tests.examples import examples

TEXT = "In July 175 people died.\nIn June it was 177."
BODY = "<p>In July <b>175</b> people died.</p>\n<p>In June it was 177.</p>"
WHOLE = Writing(
    title="Deaths & figures",
    author="A. Writer",
    publication="The Example",
    published_on=date(2020, 8, 25),
    url="https://example.org/july",
    language="en-CA",
    text=TEXT,
)


def read(content, name="saved"):
    return read_writings(Document(name, content.encode() if isinstance(content, str) else content))


def described(**other):
    return {
        "@type": "NewsArticle",
        "headline": "Deaths & figures",
        "author": [{"@type": "Person", "name": "A. Writer"}],
        "publisher": {"@type": "Organization", "name": "The Example"},
        "datePublished": "2020-08-25T23:30:00-07:00",
        "inLanguage": "en-CA",
    } | other


def page(head, body=f"<nav><p>Menu 9</p></nav><article>{BODY}</article><footer><p>2026</p></footer>"):
    return f"<!doctype html><html lang=en-CA><head>{head}</head><body>{body}</body></html>"


LINK = '<link rel="canonical" href="https://example.org/july">'


@pytest.mark.parametrize(
    "blocks",
    [
        [described()],
        [[described()]],
        [{"@context": "https://schema.org", "@graph": [{"@type": "WebPage", "headline": "Site"}, described()]}],
        ["no object", described()],
    ],
)
def test_a_page_says_it_in_json_ld(blocks):
    head = "".join(f'<script type="application/ld+json">{json.dumps(block)}</script>' for block in blocks)
    assert read(page(f'<script type="application/ld+json">{{broken</script>{head}{LINK}')) == (WHOLE,)


def test_a_page_without_it_says_it_in_meta_elements():
    head = """<title>Deaths &amp; figures | The Example</title><meta property="og:title" content="Deaths &amp; figures">
    <meta name=author content="A. Writer"><meta property="og:site_name" content="The Example">
    <meta property="article:published_time" content="2020-08-25T10:00:00Z">
    <meta property="og:url" content="https://example.org/july">"""
    assert read(page(head)) == (WHOLE,)


def test_what_a_page_does_not_say_is_empty():
    (writing,) = read("<p>In July 175 people died.")
    assert writing == Writing(text="In July 175 people died.")


def test_a_post_of_wordpress():
    post = {
        "id": 429,
        "date": "2020-08-25T09:00:00",
        "link": "https://example.org/july",
        "title": {"rendered": "Deaths &amp; figures"},
        "content": {"rendered": BODY},
        "_embedded": {"author": [{"name": "A. Writer"}]},
    }
    expected = Writing("Deaths & figures", "A. Writer", "", date(2020, 8, 25), "https://example.org/july", "", TEXT)
    assert read(json.dumps(post)) == (expected,)
    assert read(json.dumps([post, post])) == (expected, expected)


RSS = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Example</title><language>en-CA</language><item>
<title>Deaths &amp;amp; figures</title><link>https://example.org/july</link><dc:creator>A. Writer</dc:creator>
<pubDate>Tue, 25 Aug 2020 23:30:00 -0700</pubDate><content:encoded><![CDATA[{BODY}]]></content:encoded></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-CA"><title>The Example</title><entry>
<title type="html">Deaths &amp;amp; figures</title><link href="https://example.org/july"/>
<author><name>A. Writer</name></author><published>2020-08-25T23:30:00-07:00</published>
<content type="html"><![CDATA[{BODY}]]></content></entry></feed>"""
JSON_FEED = json.dumps({
    "version": "https://jsonfeed.org/version/1.1",
    "title": "The Example",
    "language": "en-CA",
    "items": [{
        "title": "Deaths & figures",
        "url": "https://example.org/july",
        "authors": [{"name": "A. Writer"}],
        "date_published": "2020-08-25T23:30:00-07:00",
        "content_html": BODY,
    }],
})  # fmt: skip


@pytest.mark.parametrize("feed", [RSS, ATOM, JSON_FEED], ids=["rss", "atom", "json"])
def test_an_entry_of_a_feed(feed):
    (writing,) = read(feed)
    assert writing == WHOLE


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "//example.org", "http://[", "file:///x"]
)
def test_an_address_that_no_reader_should_open_is_left_out(address):
    (writing,) = read(page(f'<link rel="canonical" href="{address}">'))
    assert writing.url == ""


def test_scripts_and_what_stands_around_a_text_are_no_words_of_it():
    (writing,) = read(
        page("", "<article><script>var deaths = 175</script><p>In July 186.</p><aside>177</aside></article>")
    )
    assert writing.text == "In July 186."


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("July: 175", "neither mark-up nor JSON"),
        ("{broken", "not readable as JSON"),
        ("[1, 2]", "a title and a link"),
        ("[" * 100_000, "not readable as JSON"),
        ("<rss version='2.0'><channel></channel></rss>", "no entry"),
    ],
)
def test_what_is_no_writing_is_refused_by_name(content, problem):
    with pytest.raises(InvalidDocument, match=problem) as refused:
        read(content, "post.json")
    assert refused.value.file == "post.json"


@examples(100)
@given(st.binary(max_size=300), st.sampled_from([b"", b"<", b"{", b"<rss>", b"<html>", page(LINK).encode()[:200]]))
def test_any_bytes_are_read_or_refused(content, start):
    with suppress(InvalidDocument):
        assert all(isinstance(writing, Writing) for writing in read(start + content))


def test_what_would_steer_a_terminal_is_left_out():
    assert read_text("July\u001b]0;x\u0007\u001b[2J deaths\nin 2020\x9b") == "July]0;x[2J deaths in 2020"
    assert read_address("https://example.org/\u001b[31m") == "https://example.org/[31m"
