"""Feeds as publishers write them, in each form, with writings that are given by their title, day, address and text."""

import json
from datetime import UTC, date, datetime, time
from email.utils import format_datetime
from html import escape

from etl.parsing.writing import Writing

PUBLICATION = "The Example"
FIGURES = (
    "British Columbia lost 192 people to toxic drugs in July 2024, 15 per cent fewer than in July 2023. "
    "It was the fifth month in a row below 200."
)
STORY = Writing(
    title="Deaths & figures",
    author="A. Writer",
    published_on=date(2024, 9, 30),
    url="https://news.example/july",
    text=FIGURES,
)
OTHER = Writing(
    title="A comment",
    author="B. Writer",
    published_on=date(2024, 10, 1),
    url="https://news.example/2",
    text="On roads.",
)


def _moment(writing):
    return datetime.combine(writing.published_on, time(10, 30), UTC)


def rss(*writings):
    """RSS 2.0 as WordPress writes it."""
    items = "".join(
        f"""<item><title>{escape(writing.title)}</title><link>{escape(writing.url)}</link>
<dc:creator><![CDATA[{writing.author}]]></dc:creator><pubDate>{format_datetime(_moment(writing))}</pubDate>
<guid isPermaLink="false">https://news.example/?p=429</guid><description><![CDATA[An excerpt]]></description>
<content:encoded><![CDATA[<p>{escape(writing.text)}</p>]]></content:encoded></item>"""
        for writing in writings
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"
xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>{PUBLICATION}</title><link>https://news.example</link>
<atom:link href="https://news.example/feed/" rel="self" type="application/rss+xml" /><description></description>
<language>en-CA</language><generator>https://wordpress.org/?v=6.8</generator>{items}</channel></rss>""".encode()


def atom(*writings):
    """Atom 1.0 (RFC 4287)."""
    entries = "".join(
        f"""<entry><id>tag:news.example,2024:{number}</id><title type="text">{escape(writing.title)}</title>
<link rel="alternate" type="text/html" href="{escape(writing.url)}"/><author><name>{writing.author}</name></author>
<published>{_moment(writing).isoformat()}</published><updated>{_moment(writing).isoformat()}</updated>
<content type="html">{escape(f"<p>{escape(writing.text)}</p>")}</content></entry>"""
        for number, writing in enumerate(writings)
    )
    return f"""<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-CA">
<title>{PUBLICATION}</title><id>https://news.example/</id><updated>2024-10-01T00:00:00Z</updated>
<link rel="self" href="https://news.example/atom"/>{entries}</feed>""".encode()


def json_feed(*writings):
    """JSON Feed 1.1."""
    items = [
        {
            "id": writing.url,
            "url": writing.url,
            "title": writing.title,
            "content_html": f"<p>{escape(writing.text)}</p>",
            "date_published": _moment(writing).isoformat(),
            "authors": [{"name": writing.author}],
        }
        for writing in writings
    ]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": PUBLICATION,
        "home_page_url": "https://news.example/",
        "feed_url": "https://news.example/feed.json",
        "language": "en-CA",
        "items": items,
    }
    return json.dumps(feed).encode()


def wordpress(*writings):
    """The answer of ``/wp-json/wp/v2/posts?_embed=author``."""
    posts = [
        {
            "id": number,
            "date": _moment(writing).strftime("%Y-%m-%dT%H:%M:%S"),
            "date_gmt": _moment(writing).strftime("%Y-%m-%dT%H:%M:%S"),
            "guid": {"rendered": f"https://news.example/?p={number}"},
            "slug": "a-post",
            "status": "publish",
            "type": "post",
            "link": writing.url,
            "title": {"rendered": escape(writing.title)},
            "content": {"rendered": f"<p>{escape(writing.text)}</p>\n", "protected": False},
            "excerpt": {"rendered": "<p>An excerpt</p>\n", "protected": False},
            "author": 1,
            "_embedded": {"author": [{"id": 1, "name": writing.author}]},
        }
        for number, writing in enumerate(writings, 429)
    ]
    return json.dumps(posts).encode()


def page(writing):
    """A page as most sites have it: what it says of itself in JSON-LD, then the text."""
    about = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": writing.title,
        "author": {"@type": "Person", "name": writing.author},
        "publisher": {"@type": "Organization", "name": PUBLICATION},
        "datePublished": _moment(writing).isoformat(),
    }
    return f"""<!doctype html><html lang="en-CA"><head><title>{escape(writing.title)}</title>
<link rel="canonical" href="{escape(writing.url)}"><meta property="og:site_name" content="{PUBLICATION}">
<script type="application/ld+json">{json.dumps(about)}</script></head><body><nav><p>Menu</p></nav>
<article><h1>{escape(writing.title)}</h1><p>{escape(writing.text)}</p></article></body></html>""".encode()


def openalex(*writings):
    """The answer of OpenAlex's ``/works``: of an abstract only the places of its words."""
    results = [
        {
            "id": f"https://openalex.org/W{number}",
            "doi": writing.url,
            "title": writing.title,
            "display_name": writing.title,
            "publication_year": writing.published_on.year,
            "publication_date": writing.published_on.isoformat(),
            "language": "en",
            "type": "article",
            "primary_location": {
                "landing_page_url": writing.url,
                "source": {"id": "https://openalex.org/S1", "display_name": writing.publication, "type": "journal"},
            },
            "authorships": [{"author_position": "first", "author": {"display_name": writing.author}}],
            "abstract_inverted_index": _places_of_words(writing.text),
        }
        for number, writing in enumerate(writings, 2741809807)
    ]
    meta = {"count": len(results), "page": 1, "per_page": 25}
    return json.dumps({"meta": meta, "results": results, "group_by": []}).encode()


def _places_of_words(text):
    places = {}
    for place, word in enumerate(text.split()):
        places.setdefault(word, []).append(place)
    return places


def crossref(*writings):
    """The answer of Crossref's ``/works``."""
    items = [
        {
            "DOI": writing.url.removeprefix("https://doi.org/"),
            "URL": writing.url,
            "type": "journal-article",
            "title": [escape(writing.title)],
            "container-title": [writing.publication],
            "author": [dict(zip(("given", "family"), writing.author.split(), strict=True)) | {"sequence": "first"}],
            "published": {"date-parts": [[*writing.published_on.timetuple()[:3]]]},
            "issued": {"date-parts": [[*writing.published_on.timetuple()[:3]]]},
            "abstract": f"<jats:title>Abstract</jats:title><jats:p>{escape(writing.text)}</jats:p>",
            "language": "en",
        }
        for writing in writings
    ]
    message = {"facets": {}, "total-results": len(items), "items": items, "items-per-page": 20}
    answer = {"status": "ok", "message-type": "work-list", "message-version": "1.0.0", "message": message}
    return json.dumps(answer).encode()
