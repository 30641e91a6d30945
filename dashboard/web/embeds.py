"""Answers what other sites show of a chart: it for frames, what has changed since, its card, and oEmbed."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response

from dashboard.charts import registry
from dashboard.charts.formats import draw_card
from dashboard.charts.rendered import PICTURE_SIZE, RenderedChart
from dashboard.config import Delivery
from dashboard.errors import InvalidParameter, NotFound
from dashboard.export import images
from dashboard.params.frame_size import SIZE_OPTIONS, FrameSize, parse_size
from dashboard.text.drift import drift_sentence
from dashboard.text.errata import error_sentences
from dashboard.web import oembed
from dashboard.web.headers import set_cache_headers
from dashboard.web.live_data import served
from dashboard.web.oembed import Room
from dashboard.web.page_requests import parse_params, read_own_options, url_root
from dashboard.web.pages.embed import SCRIPT, USUAL_SIZE, Embed, render_embed
from dashboard.web.static_files import load_static_files
from etl.core import csv_io

OEMBED_OPTIONS = ("url", "maxwidth", "maxheight", "format", "quote")
"""Others are left unread: WordPress sends ``dnt``, and anybody may send more."""
FRAME_OPTIONS = (*SIZE_OPTIONS, "referrer")
"""Embedly adds the page that a frame stands in, as ``referrer``; nothing is done with it."""
OEMBED_FORMATS = ("json", "xml")
MAX_DIGITS = 9
"""Of a number of pixels: no screen has more."""


def add_rules(blueprint: Blueprint, delivery: Delivery) -> None:
    """Answer ``/embed/<slug>``, ``/embed/<slug>.json``, ``/card/<slug>.png`` and ``/oembed``.

    Where no server answers, cards are drawn in this process: no page waits for them.
    """
    rasterizer = images.rasterize if delivery.has_server else images.rasterize_here
    blueprint.add_url_rule("/embed/<slug>", "embed", _embed_response)
    blueprint.add_url_rule("/embed/<slug>.json", "embed_drift", _drift_response)
    blueprint.add_url_rule("/card/<slug>.png", "card", partial(_card_response, rasterizer=rasterizer))
    blueprint.add_url_rule("/embed.js", "embed_script", _script_response)
    blueprint.add_url_rule("/oembed", "oembed", _oembed_response)


def _embed_response(slug: str) -> Response:
    charts = served().charts
    size = parse_size(read_own_options(SIZE_OPTIONS), USUAL_SIZE)
    chart = charts(parse_params(charts, slug, without=FRAME_OPTIONS))
    body = render_embed(Embed(chart, size), url_root(charts.dataset))
    # Its figures never change, but how it is drawn can: what a browser keeps for ever would lack what is mended.
    return set_cache_headers(Response(body, mimetype="text/html"), pinned=False)


def _drift_response(slug: str) -> Response:
    """Say what was wrong in the edition shown, and what the newest one says now; what is pinned is asked of it too."""
    charts = served().charts
    params = parse_params(charts, slug)
    chart = charts(replace(params, edition=None))
    errors = error_sentences(charts.dataset, charts(params).data, chart.locale)
    newest = charts.dataset.urls.chart(replace(params, edition=None, as_of=None))
    answer = {
        "sentence": " ".join(filter(None, (*errors, drift_sentence(chart.data, chart.locale)))),
        "label": chart.locale.text("See the newest figures in this archive"),
        "url": url_root(charts.dataset) + newest,
    }
    return set_cache_headers(Response(csv_io.to_json(answer), content_type="application/json"), pinned=False)


def _script_response() -> Response:
    """Answer with the script of frames at an address that stays: pages of others keep frames for years."""
    files = load_static_files()
    content = files.files_by_name[files.served_names[SCRIPT]].content
    return set_cache_headers(Response(content, mimetype="text/javascript"), pinned=False)


def _card_response(slug: str, rasterizer: images.Rasterizer) -> Response:
    """Answer with the picture that stands beside a link to a chart."""
    charts = served().charts
    params = parse_params(charts, slug)
    chart = charts(params)
    image = draw_card(chart, url_root(charts.dataset) + charts.dataset.urls.base_url, rasterizer)
    return set_cache_headers(Response(image, mimetype="image/png"), pinned=params.is_immutable_picture)


def _oembed_response() -> Response:
    options = read_own_options(OEMBED_OPTIONS)
    ending = options.get("format", "json")
    if ending not in OEMBED_FORMATS:
        return Response(f"format={ending}: expected json or xml", HTTPStatus.NOT_IMPLEMENTED, mimetype="text/plain")
    answer = _describe(options)
    body = oembed.to_xml(answer) if ending == "xml" else csv_io.to_json(answer)
    media_type = "text/xml; charset=utf-8" if ending == "xml" else "application/json"
    return set_cache_headers(Response(body, content_type=media_type), pinned=False)


def _describe(options: dict[str, str]) -> dict[str, Any]:
    charts = served().charts
    site = url_root(charts.dataset) + charts.dataset.urls.base_url
    target = oembed.read_target(options.get("url", ""), site)
    if target is None:
        raise NotFound("url: expected the address of a chart of this site, or of a picture of one.")
    room = Room(*(_parse_pixels(name, options.get(name, "")) for name in ("maxwidth", "maxheight")))
    sized = SIZE_OPTIONS if target.is_sized else ()
    query = {name: values for name, values in target.query.items() if name not in sized}
    chart = charts(registry.parse_query(query, charts.dataset.availability, target.slug))
    size = {name: ",".join(target.query.get(name, ())) for name in sized}
    root = url_root(charts.dataset)
    if target.ending:
        return _describe_picture(chart, target.ending, root, size, room)
    embed = Embed(chart, oembed.frame_size(parse_size(size, USUAL_SIZE), room))
    return oembed.describe_embed(embed, root, room, is_quoted=_is_quoted(options.get("quote", "0")))


def _describe_picture(
    chart: RenderedChart, ending: str, root: str, given: Mapping[str, str], room: Room
) -> dict[str, Any]:
    asked = parse_size(given, PICTURE_SIZE)
    picture = chart.picture(root + chart.dataset.urls.base_url, asked)
    if picture is None:
        raise NotFound("url: this archive has no figure for this choice, so there is no picture.")
    url = root + chart.dataset.urls.chart_file(ending, chart.params, asked if any(given.values()) else None)
    drawn_size = FrameSize(picture.width, images.sheet_height(picture))
    return oembed.describe_picture(chart, url, room.shrink(drawn_size), root)


def _is_quoted(given: str) -> bool:
    if given not in {"0", "1"}:
        raise InvalidParameter("quote", given, "1 or 0")
    return given == "1"


def _parse_pixels(name: str, text: str) -> int | None:
    """Read how much room there is; None where that is not said."""
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= MAX_DIGITS and int(text)):
        raise InvalidParameter(name, text, "a number of pixels")
    return int(text)
