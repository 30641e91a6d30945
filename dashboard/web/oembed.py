"""How a page of ours is embedded by its address alone: oEmbed 1.0 (oembed.com), which WordPress and others ask for."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from html import escape
from typing import Any
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree as ET

from dashboard.charts.formats import FORMATS
from dashboard.charts.registry import HOME_SLUG
from dashboard.charts.rendered import RenderedChart
from dashboard.i18n import Locale
from dashboard.params.frame_size import LIMITS_PX, FrameSize
from dashboard.web.pages.embed import Embed

CACHE_AGE_S = 24 * 60 * 60
"""What a consumer may keep. What it embeds says by itself when a newer figure is held."""
_SCHEMES = ("http", "https")


@dataclass(frozen=True)
class Target:
    """What an address of ours leads to: a chart with its query, or a picture of it by its ending.

    ``is_sized``: it may name a size, as those of frames and pictures do.
    """

    slug: str
    query: Mapping[str, list[str]]
    ending: str = ""
    is_sized: bool = False


def read_target(url: str, site: str) -> Target | None:
    """Return what an address leads to; None for one that is not of the ``site``, or of nothing to embed.

    It may be the front page, a chart, a chart made for frames, or a picture of a chart.
    """
    try:
        asked, own = urlsplit(url), urlsplit(site)
    except ValueError:  # an address such as http://[::1
        return None
    if asked.scheme not in _SCHEMES or asked.netloc.lower() != own.netloc.lower():
        return None
    if not asked.path.startswith(own.path):
        return None
    folder, _, name = asked.path.removeprefix(own.path).strip("/").rpartition("/")
    slug, _, ending = name.partition(".")
    query = parse_qs(asked.query, keep_blank_values=True)
    if not folder and not name:
        return Target(HOME_SLUG, query)
    is_picture = ending in FORMATS and FORMATS[ending].is_picture
    if slug and ((folder in {"chart", "embed"} and not ending) or (folder == "chart" and is_picture)):
        return Target(slug, query, ending, is_sized=is_picture or folder == "embed")
    return None


@dataclass(frozen=True)
class Room:
    """The pixels across and down that a consumer has at the most; None where it does not say."""

    width: int | None = None
    height: int | None = None

    def limit(self, size: FrameSize) -> FrameSize:
        """Return a size no larger than there is room, whatever becomes of its shape."""
        return FrameSize(min(size.width, self.width or size.width), min(size.height, self.height or size.height))

    def shrink(self, size: FrameSize) -> FrameSize:
        """Return a size that fits, of the same shape."""
        fitting = self.limit(size)
        scale = min(fitting.width / size.width, fitting.height / size.height)
        return FrameSize(round(size.width * scale), round(size.height * scale))


def frame_size(own: FrameSize, room: Room) -> FrameSize:
    """Return the size to draw a chart for: as wide as there is room, no higher than its ``own``, in limits.

    WordPress has a room of half as high again as it is wide: a chart that filled it would be a poster.
    """
    sides = {"width": room.width or own.width, "height": min(own.height, room.height or own.height)}
    return FrameSize(**{name: min(max(side, LIMITS_PX[name][0]), LIMITS_PX[name][1]) for name, side in sides.items()})


def describe_embed(embed: Embed, site: str, room: Room, *, is_quoted: bool = False) -> dict[str, Any]:
    """Return the answer for a chart: an iframe, as large as the chart takes and no larger than there is room.

    ``is_quoted``: before it stands a link to its page. WordPress (embed.php, since 5.9) loads the script that listens
    to frames only where there is one, and hides it once the frame says how high it is; feeds, without frames, keep it.
    """
    size = room.limit(FrameSize(embed.size.width, embed.height_px))
    url = embed.chart.dataset.urls.embed(embed.chart.params, embed.size)
    attributes = {"src": site + url, **asdict(size), "title": embed.chart.text.title, "frameborder": 0}
    tag = "".join(f' {name}="{escape(str(value))}"' for name, value in attributes.items())
    link = f'<a href="{escape(site + embed.chart.url)}">{escape(embed.chart.text.title)}</a>'
    quote = f"<blockquote>{link}</blockquote>" if is_quoted else ""
    return {"type": "rich", **_words(embed.chart, site), **asdict(size), "html": f"{quote}<iframe{tag}></iframe>"}


def describe_picture(chart: RenderedChart, url: str, size: FrameSize, site: str) -> dict[str, Any]:
    """Return the answer for a picture at an address, which stands in a page at a ``size``."""
    return {"type": "photo", **_words(chart, site), "url": url, **asdict(size)}


def _words(chart: RenderedChart, site: str) -> dict[str, Any]:
    locale: Locale = chart.locale
    return {
        "version": "1.0",
        "title": chart.text.title,
        "author_name": chart.sources_sentence.rstrip("."),
        "provider_name": locale.text("Overdose statistics"),
        "provider_url": site + chart.dataset.urls.home(),
        "cache_age": CACHE_AGE_S,
    }


def to_xml(answer: Mapping[str, Any]) -> bytes:
    """Write an answer as the XML of oEmbed 1.0."""
    root = ET.Element("oembed")
    for name, value in answer.items():
        ET.SubElement(root, name).text = str(value)
    content: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return content
