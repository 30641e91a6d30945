"""What other sites show of a link to a page: Open Graph (ogp.me), which X, Slack, Facebook and Ghost read."""

from dataclasses import dataclass, replace

from dashboard.charts.registry import default_params
from dashboard.charts.rendered import RenderedChart
from dashboard.export.cards import CARD_SIZE_PX
from dashboard.web.pages.base import PageRequest


@dataclass(frozen=True)
class LinkCard:
    """The picture beside a link, with the same in words. ``image_url`` changes with what it shows."""

    image_url: str
    image_alt: str
    image_size_px: tuple[int, int] = CARD_SIZE_PX


def link_card(request: PageRequest, chart: RenderedChart | None) -> LinkCard | None:
    """Return the card of a page: that of its chart, of a page without one of the usual chart; None of an empty one.

    The picture is named by day and edition, so that who keeps it by its address keeps the right one. Among files alone
    it is that of the usual chart of the place: there are no others, and none of an edition.
    """
    if chart is None or not request.delivery.has_server:
        places = (chart.params.place,) if chart else ()
        usual = default_params(request.dataset.availability, *places)
        chart = request.charts(replace(usual, lang=request.params.lang))
    if chart.is_empty:
        return None
    usual_kinds = default_params(request.dataset.availability).kinds
    pinned = replace(request.dataset.pinned_params(chart.params), note="", kinds=usual_kinds)
    params = pinned if request.delivery.has_server else chart.params
    return LinkCard(request.url_root + request.dataset.urls.card(params), chart.text.alt_text)
