"""What other platforms make of an address that an author pastes, each by its rules as far as they could be read.

Where the rules were read, in November 2026: WordPress core's ``class-wp-oembed.php`` and ``embed.php``; Ghost's
``oembed-service.js`` with TryGhost/Ghost#27564; the README of @extractus/oembed-extractor; Embedly's conditions for
providers (cheapsteak/npmcharts.com#27 lists them, microsoft/pxt#1500 has an answer of Embedly's); what is written, at
second hand, of the cards of X, Slack and Facebook. Of Substack no rules are published: it is taken to make a card as
the others do.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial
from html import escape
from html.parser import HTMLParser
from math import ceil
from urllib.parse import parse_qsl, urlencode, urlsplit

MAX_DISCOVERY_BYTES = 150 * 1024
SECRET = "abcdefghij"
WORDPRESS_ATTRIBUTES = {
    "a": {"href"},
    "blockquote": set(),
    "iframe": {"src", "width", "height", "frameborder", "marginwidth", "marginheight", "scrolling", "title"},
}
PICTURE_TYPES = {"image/png", "image/jpeg", "image/webp", "image/gif"}
MB = 1_000_000


@dataclass(frozen=True)
class Appearance:
    """What is in the post: a ``frame``, ``picture``, ``card``, plain ``link``, or an ``error`` in the editor."""

    kind: str
    src: str = ""
    width: int = 0
    height: int = 0
    title: str = ""
    description: str = ""
    is_sandboxed: bool = False
    can_grow: bool = False


LINK, ERROR = Appearance("link"), Appearance("error")


class Tags(HTMLParser):
    """The tags of some markup, each with its attributes."""

    def __init__(self, text):
        super().__init__()
        self.tags = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def meta(self, name):
        """What a head says under a name."""
        return next((tag["content"] for _, tag in self.tags if name in {tag.get("property"), tag.get("name")}), "")

    def oembed_url(self):
        """The address that a head names for oEmbed."""
        return next((tag["href"] for _, tag in self.tags if tag.get("type") == "application/json+oembed"), "")


@dataclass(frozen=True)
class Pasted:
    """An address that an author pastes, and how anything of the site is asked for."""

    url: str
    get: Callable

    @cached_property
    def head(self):
        response = self.get(self.url)
        is_page = response.mimetype == "text/html"
        text = response.data[:MAX_DISCOVERY_BYTES].decode(errors="ignore") if is_page else ""
        return Tags(text.partition("</head>")[0])

    def ask(self, address, **options):
        """The oEmbed answer of an address with more options; nothing where it fails."""
        response = self.get(with_query(address, **options))
        return response.json if response.status_code == 200 else {}


def with_query(address, **options):
    """An address with options set, those that it has replaced."""
    parts = urlsplit(address)
    return parts._replace(query=urlencode(dict(parse_qsl(parts.query)) | options)).geturl()


class Kept(HTMLParser):
    """Markup without the tags and attributes that WordPress does not know."""

    def __init__(self, text):
        super().__init__()
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        if tag in WORDPRESS_ATTRIBUTES:
            kept = (f' {name}="{escape(value)}"' for name, value in attrs if name in WORDPRESS_ATTRIBUTES[tag])
            self.text += f"<{tag}{''.join(kept)}>"

    def handle_endtag(self, tag):
        if tag in WORDPRESS_ATTRIBUTES:
            self.text += f"</{tag}>"

    def handle_data(self, data):
        self.text += escape(data)


def frame(html, *, src_suffix="", **more):
    """What appears of markup with a frame."""
    attributes = next(attributes for tag, attributes in Tags(html).tags if tag == "iframe")
    size = {side: int(attributes[side]) for side in ("width", "height")}
    return Appearance("frame", attributes["src"] + src_suffix, **size, title=attributes.get("title", ""), **more)


def picture(answer):
    """What appears of a photo."""
    return Appearance("picture", answer["url"], answer["width"], answer["height"], answer["title"])


def wordpress(pasted, width=600):
    """A site of one's own, without plugins.

    Only what is found in the head is asked, with a height of half as much again as the width and ``dnt``; of the markup
    a few tags are left, and the frame is put into a sandbox. The script that sets heights and opens links is loaded
    only where a quotation stands before the frame.
    """
    address = pasted.head.oembed_url()
    if not address:
        return LINK
    room = {"maxwidth": width, "maxheight": min(ceil(width * 1.5), 1000)}
    answer = pasted.ask(address, **room, url=pasted.url, dnt=1, format="json")
    if answer.get("type") == "photo":
        return picture(answer)
    parts = re.match(
        r"(<blockquote>.*?</blockquote>)?.*(<iframe.*?></iframe>)", Kept(answer.get("html", "")).text, re.DOTALL
    )
    if not parts:
        return LINK
    return frame(parts[2], src_suffix=f"#?secret={SECRET}", is_sandboxed=True, can_grow=bool(parts[1]))


def ghost(pasted):
    """Since 27 April 2026: of a site that is not on its list, a photo is taken, and of anything else a card is made."""
    address = pasted.head.oembed_url()
    answer = pasted.ask(address) if address else {}
    if answer.get("type") == "photo":
        return picture(answer)
    return card(pasted) if pasted.head.meta("og:title") else ERROR


def extractor(pasted, listed=()):
    """@extractus/oembed-extractor: asks the endpoint of a list of sites, and of no other."""
    endpoint = next((endpoint for start, endpoint in listed if pasted.url.startswith(start)), None)
    if not endpoint:
        return ERROR
    answer = pasted.ask(endpoint, url=pasted.url, format="json")
    return picture(answer) if answer["type"] == "photo" else frame(answer["html"])


def embedly(pasted, endpoint=None):
    """Medium among others: a card, and for a site that it has taken up a frame.

    That has to be HTTPS and nothing but a frame, as large as the answer says, from 280 to 800 pixels, and to take a
    ``referrer``.
    """
    if not endpoint:
        return card(pasted) if pasted.head.meta("og:title") else LINK
    for width in (280, 800):
        answer = pasted.ask(endpoint, url=pasted.url, maxwidth=width)
        if answer["type"] == "photo":
            return picture(answer)
        appearance = frame(answer["html"])
        is_alone = len(Tags(answer["html"]).tags) == 1 and appearance.src.startswith("https:")
        is_as_large = (appearance.width, appearance.height) == (answer["width"], answer["height"])
        source = with_query(appearance.src, referrer="https://medium.example/a")
        if not (is_alone and is_as_large and appearance.width <= width and pasted.get(source).status_code == 200):
            return ERROR
    return appearance


def card(pasted, *, max_title=10_000, max_description=10_000, max_bytes=8 * MB, min_size=(0, 0)):
    """A card with a large picture; without one that the platform takes, a plain link."""
    head = pasted.head
    if not head.meta("og:image"):
        return LINK
    image = pasted.get(head.meta("og:image"))
    width, height = int(head.meta("og:image:width")), int(head.meta("og:image:height"))
    is_taken = image.mimetype in PICTURE_TYPES and len(image.data) <= max_bytes
    if not is_taken or width < min_size[0] or height < min_size[1]:
        return LINK
    words = head.meta("og:title")[:max_title], head.meta("og:description")[:max_description]
    return Appearance("card", head.meta("og:image"), width, height, *words)


def slack(pasted):
    """A card, and of a picture the picture."""
    is_picture = pasted.get(pasted.url).mimetype in PICTURE_TYPES
    return Appearance("picture", pasted.url) if is_picture else card(pasted)


x = partial(card, max_title=70, max_description=200, max_bytes=5 * MB)
facebook = partial(card, min_size=(600, 315))


@dataclass(frozen=True)
class Platform:
    """What the address of a chart and that of a picture become on a platform, and what to know of it."""

    name: str
    consumer: Callable
    chart: str
    picture: str
    words: str


SITE = "https://localhost"
LISTED = f"{SITE}/oembed"
PLATFORMS = (
    Platform(
        *("WordPress, a site of one's own", wordpress, "frame", "link"),
        "in a sandbox, as high as it says; a picture goes into an image block",
    ),
    Platform("Ghost", ghost, "card", "error", "frames only of sites on its list; a picture goes into an image card"),
    Platform("@extractus/oembed-extractor", extractor, "error", "error", "it asks only sites on its list"),
    Platform(
        *("the same, this site being on the list", partial(extractor, listed=[(f"{SITE}/chart/", LISTED)])),
        *("frame", "picture", "the list is iamcal/oembed’s"),
    ),
    Platform("Medium and others by Embedly", embedly, "card", "link", "frames only of sites that Embedly has taken up"),
    Platform(
        *("the same, taken up", partial(embedly, endpoint=LISTED), "frame", "picture"),
        "its conditions are met: a frame alone, from 280 to 800 pixels, `referrer`",
    ),
    Platform("X", x, "card", "link", "title cut at 70 characters: the picture has the day"),
    Platform("Slack", slack, "card", "picture", "title, finding and picture"),
    Platform("Facebook", facebook, "card", "link", "title, finding and picture"),
    Platform("Substack", card, "card", "link", "no rules are published; what others make of a link"),
)
