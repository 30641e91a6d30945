"""What an author takes of a chart: picture, frame, link and citation, each with a text to copy and as it will look."""

from dataclasses import dataclass, replace
from html import escape
from typing import Any

from dashboard.charts.formats import FORMATS
from dashboard.charts.rendered import RenderedChart
from dashboard.errors import InvalidParameter
from dashboard.i18n import Locale, gettext_noop
from dashboard.params.frame_size import FrameSize
from dashboard.web.pages.base import Page, PageRequest
from dashboard.web.pages.chart_page import ChartPage
from dashboard.web.pages.embed import USUAL_SIZE, Embed
from dashboard.web.pages.snippets import Snippet

NEWEST_OPTION = "newest"
"""Of the address: 1 chooses what follows the newest figures held, instead of what never changes."""
PICTURE_SIZES = (
    (gettext_noop("wide"), FrameSize(1000, 560)),
    (gettext_noop("small"), FrameSize(600, 400)),
    (gettext_noop("square"), FrameSize(800, 800)),
)


@dataclass(frozen=True)
class ChartUse:
    """All of it for one chart; ``is_pinned``: it never changes."""

    chart: RenderedChart
    url_root: str
    is_pinned: bool

    @property
    def url(self) -> str:
        """The whole address of the chart."""
        return self.url_root + self.chart.url

    @property
    def caption(self) -> str:
        """What stands under a picture: title, day and source; of one that changes no day, which would soon be past."""
        chart = self.chart
        day = chart.text.publication_note if self.is_pinned else chart.locale.text("Newest in this archive")
        return f"{chart.text.title}. {day}. {chart.sources_sentence}"

    @property
    def alt_text(self) -> str:
        """The picture in words; of one that changes only what it is of: its values would soon be others."""
        return self.chart.text.alt_text if self.is_pinned else self.caption

    @property
    def pictures(self) -> list[tuple[str, str]]:
        """Names and addresses of the picture in every format and size; of one in lines only that."""
        urls, locale = self.chart.dataset.urls, self.chart.locale
        sized = [
            (f"PNG, {locale.text(name)} ({size.width} × {size.height})", self._sized("png", size))
            for name, size in PICTURE_SIZES
        ]
        return [*sized, ("SVG", self.url_root + urls.chart_file("svg", self.chart.params))]

    @property
    def check(self) -> tuple[str, str]:
        """The short code of the picture, or nothing, and where what became of it can be checked."""
        chart = self.chart
        return chart.code, chart.dataset.urls.verify(chart.params.lang, chart.code)

    @property
    def embed(self) -> Embed:
        """The chart in a frame of the usual width."""
        return Embed(self.chart, USUAL_SIZE)

    @property
    def previews(self) -> tuple[str, str]:
        """The addresses of picture and frame as this page shows them, from where the page came from."""
        urls, params = self.chart.dataset.urls.local, self.chart.params
        return urls.chart_file("png", params, PICTURE_SIZES[0][1]), urls.embed(params)

    @property
    def embed_url(self) -> str:
        """The whole address of the chart for a frame."""
        return self.url_root + self.chart.dataset.urls.embed(self.chart.params)

    @property
    def data_files(self) -> list[tuple[str, str]]:
        """Names and addresses of the values as files."""
        urls, files = self.chart.dataset.urls, {ending: file for ending, file in FORMATS.items() if not file.is_picture}
        return [
            (file.label, self.url_root + urls.chart_file(ending, self.chart.params)) for ending, file in files.items()
        ]

    @property
    def picture_snippets(self) -> tuple[Snippet, ...]:
        """The words that go with a picture, and a picture with them as HTML."""
        text = self.chart.locale.text
        size = PICTURE_SIZES[0][1]
        source, alt = escape(self._sized("png", size)), escape(self.alt_text)
        image = f'<img src="{source}" alt="{alt}" width="{size.width}" style="max-width:100%;height:auto">'
        link = f'<a href="{escape(self.url)}">{image}</a>'
        figure = f"<figure>{link}<figcaption>{escape(self.caption, quote=False)}</figcaption></figure>"
        return (
            Snippet("alt", text("Text for those who do not see it"), self.alt_text, rows=4),
            Snippet("caption", text("Caption"), self.caption),
            Snippet("figure", text("Picture with caption, as HTML"), figure, rows=4),
        )

    @property
    def embed_snippets(self) -> tuple[Snippet, ...]:
        """The address that WordPress and Ghost take, and the frame as HTML for others."""
        text, embed = self.chart.locale.text, self.embed
        attributes = {"src": self.embed_url, "width": embed.size.width, "height": embed.height_px}
        tag = "".join(f' {name}="{escape(str(value))}"' for name, value in attributes.items())
        title = escape(self.chart.text.title)
        frame = f'<iframe{tag} title="{title}" style="max-width:100%;border:0" loading="lazy"></iframe>'
        return (
            Snippet("address", text("Address: WordPress and others make a chart or a card of it"), self.url),
            Snippet("frame", text("Frame, as HTML"), frame, rows=4),
        )

    @property
    def citations(self) -> tuple[Snippet, ...]:
        """The chart as a work to cite; none where nothing was published."""
        citation = self.chart.citation(self.url_root + self.chart.dataset.urls.base_url)
        if citation is None:
            return ()
        return (
            Snippet("citation", self.chart.locale.text("In words"), citation.to_text(), rows=3),
            Snippet("bibtex", "BibTeX", citation.to_bibtex(), rows=4),
            Snippet("ris", "RIS", citation.to_ris(), rows=4),
            Snippet("csl", "CSL-JSON", citation.to_csl(), rows=4),
        )

    def _sized(self, ending: str, size: FrameSize) -> str:
        return self.url_root + self.chart.dataset.urls.chart_file(ending, self.chart.params, size)


def _context(request: PageRequest) -> dict[str, Any]:
    dataset, params, locale = request.dataset, request.params, request.locale
    given = request.page_options.get(NEWEST_OPTION, "0")
    if given not in {"0", "1"}:
        raise InvalidParameter(NEWEST_OPTION, given, "1 or 0")
    is_pinned = given == "0"
    chosen = dataset.pinned_params(params) if is_pinned else replace(params, as_of=None, edition=None)
    use = ChartUse(request.charts(chosen), request.url_root, is_pinned)
    return {
        "page": ChartPage(use.chart),
        "use": use,
        "canonical": dataset.urls.use(params),
        "back_url": dataset.urls.chart(params),
        "variants": _variants(request, locale, is_pinned=is_pinned),
    }


def _variants(request: PageRequest, locale: Locale, *, is_pinned: bool) -> tuple[tuple[str, str, bool], ...]:
    """Return words, address and whether it is the one shown, of what never changes and of what follows the newest."""
    urls, params = request.dataset.urls, request.params
    return (
        (_pinned_words(request, locale), urls.use(params), is_pinned),
        (locale.text("always the newest figures in this archive"), urls.use(params, newest=True), not is_pinned),
    )


def _pinned_words(request: PageRequest, locale: Locale) -> str:
    """Say what a pinned view is: one with writings can have more of them later, its figures stay."""
    if request.dataset.pinned_params(request.params).is_immutable_picture:
        return locale.text("as it is now: it never changes")
    return locale.text("as it is now: its figures never change")


PAGE = Page(
    name="use",
    path="/use/<slug>",
    url=lambda request: request.dataset.urls.use(request.params),
    context=_context,
    own_options=(NEWEST_OPTION,),
)
