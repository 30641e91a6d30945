"""The writings that a feed lists, in whatever form, and feeds that are broken."""

import json
from dataclasses import replace
from itertools import pairwise

import pytest

from etl.core.errors import InvalidDocument
from etl.core.source import Document
from etl.parsing.feeds import read_feed
from tests.etl import feeds
from tests.etl.feeds import OTHER, PUBLICATION, STORY

FORMS = {"rss": feeds.rss, "atom": feeds.atom, "json": feeds.json_feed, "wordpress": feeds.wordpress}


def read(content):
    return read_feed(Document("https://news.example/feed", content))


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_each_form_says_the_same_of_its_writings(form):
    of_feed = {} if form is feeds.wordpress else {"publication": PUBLICATION, "language": "en-CA"}
    assert read(form(STORY, OTHER)) == (replace(STORY, **of_feed), replace(OTHER, **of_feed))


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_feed_without_a_writing_is_whole(form):
    assert read(form()) == ()


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (
            feeds.page(STORY),
            "found mark-up that is no feed; expected a feed (RSS, Atom, JSON Feed) or posts of WordPress",
        ),
        (b"<p>In July 175 people died.</p>", "found mark-up that is no feed"),
        (b"In July 175 people died.", "found neither mark-up nor JSON at its start"),
        (b"", "found neither mark-up nor JSON at its start"),
        (b'{"code": "rest_no_route", "message": "No route was found"}', "no object in it has a title and a link"),
        (b"[1, 2", "not readable as JSON"),
        (b"<rss version='2.0'><channel>", "no entry that could be read"),
        (b"<feed>", "no entry that could be read"),
        (b'<?xml version="1.0" encoding="\x94"?><rss version="2.0"></rss>', "not readable as a feed"),
    ],
)
def test_what_is_no_feed_is_refused_by_name(content, problem):
    with pytest.raises(InvalidDocument, match=r"^https://news\.example/feed: refused") as refused:
        read(content)
    assert problem in str(refused.value)


def test_what_stands_before_a_break_in_a_feed_is_read():
    whole = feeds.rss(STORY, OTHER)
    assert [writing.url for writing in read(whole[: whole.index(b"On roads")])][:1] == [STORY.url]


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        (b"Mon, 30 Sep 2024 10:30:00 +0000", b"Mon, 30 Sep 20249999999999 10:30:00 +0000", "published_on"),
        (b"Mon, 30 Sep 2024 10:30:00 +0000", b"Mon, 30 Sep 2024 10:30:00 +99999999999999", "published_on"),
        (b"https://news.example/july", b"javascript:alert(1)", "url"),
    ],
)
def test_what_cannot_be_read_of_a_writing_is_empty(old, new, field):
    content = feeds.rss(STORY)
    assert old in content
    (writing,) = read(content.replace(old, new))
    assert not getattr(writing, field)
    assert writing.title == STORY.title


def test_an_element_without_a_text_is_no_fault():
    content = feeds.rss(STORY).replace(b"<description><![CDATA[An excerpt]]></description>", b"<description/>")
    start, end = content.index(b"<content:encoded>"), content.index(b"</content:encoded>")
    (writing,) = read(content[:start] + b"<content:encoded>" + content[end:])
    assert writing.text == ""


def test_a_marked_section_that_html_does_not_know_is_passed_over():
    (writing,) = read(feeds.json_feed(STORY).replace(b"<p>British", b"<![CDUS[<p>British"))
    assert writing.text == STORY.text


def test_half_a_character_is_a_question_mark():
    (writing,) = read(feeds.wordpress(replace(STORY, title="Half \ud800")))
    assert writing.title == "Half ?"
    json.dumps(writing.title).encode()


def test_entities_that_unfold_without_end_are_not_unfolded():
    """A document of a kilobyte that would be one of gigabytes."""
    names = ["lol", *(f"lol{number}" for number in range(1, 10))]
    entities = "".join(f"<!ENTITY {name} '{f'&{inner};' * 10}'>" for inner, name in pairwise(names))
    title = STORY.title.replace("&", "&amp;")
    declared = f"<!DOCTYPE rss [<!ENTITY lol 'lol'>{entities}<!ENTITY file SYSTEM 'file:///etc/hostname'>]><rss"
    content = feeds.rss(STORY).decode().replace("<rss", declared, 1).replace(title, "&lol9;&file;")
    (writing,) = read(content.encode())
    assert len(writing.title) < 100
