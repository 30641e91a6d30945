"""A chart in somebody else's page: title, day, chart and source, and nothing else. It needs no script, and no colors.

Always light: what stands around it is not ours, and most pages are. Decision P11 in README.md.
"""

from dataclasses import dataclass
from functools import partial
from math import ceil

from dashboard.charts.rendered import RenderedChart
from dashboard.params.frame_size import FrameSize
from dashboard.plotting import theme
from dashboard.svg.text_width import BOLD, REGULAR, wrap
from dashboard.text import sentences
from dashboard.text.release_silence import SilenceLine, silence_line
from dashboard.web import static_files
from dashboard.web.pages.templates import template_environment
from etl.store.release_gaps import release_gaps

USUAL_SIZE = FrameSize(600, 400)
"""The frame that WordPress gives what it embeds."""
NARROW_WIDTH_PX = 320
"""The width that the chart is drawn for on a phone, whatever was asked for."""
PADDING_PX = 12
MIN_CHART_HEIGHT_PX = 220
MIN_SCALE = 0.4
"""Of a chart in a frame that is too low for it. Smaller, its letters cannot be read, and the frame scrolls."""
TITLE_PX, TITLE_LINE_PX = 17, 22
WORDS_PX, WORDS_LINE_PX = 14, 19
FOOT_PX, FOOT_LINE_PX = 12, 17
SCRIPT = "embed.js"
MAX_SENTENCES = 1
"""Of those that stand beside the chart: the first says what its marks or its change are. The page has the others."""


@dataclass(frozen=True)
class Embed:
    """One chart in a frame."""

    chart: RenderedChart
    size: FrameSize

    @property
    def finding(self) -> str:
        """The newest values in a sentence, or why there is none."""
        text = self.chart.text
        return " ".join(filter(None, (text.summary, text.empty_message if self.chart.is_empty else "")))

    @property
    def foot(self) -> str:
        """What has to be said first of the values, as of which day they are, and who published them."""
        chart = self.chart
        sources = f"{sentences.sources_sentence(chart.data, chart.locale)}." if chart.data.views else ""
        note = f"{chart.text.publication_note}." if chart.text.publication_note else ""
        return " ".join(filter(None, (*chart.text.sentences[:MAX_SENTENCES], note, sources)))

    @property
    def silences(self) -> tuple[SilenceLine, ...]:
        """What to say where a source has been silent for longer than usual; nothing as of a past day."""
        chart = self.chart
        if chart.params.as_of or chart.params.edition:
            return ()
        lines = (
            silence_line(source, release_gaps(source, chart.dataset.vintage_basis(source.id)), chart.locale)
            for source in chart.data.sources
        )
        return tuple(filter(None, lines))

    def words_height_px(self, width_px: int) -> int:
        """Return how high all around the chart is at a width of the frame, with a line for what has changed since."""
        room = width_px - 2 * PADDING_PX
        lines = (
            (self.chart.text.title, TITLE_PX, TITLE_LINE_PX, BOLD),
            (self.finding, WORDS_PX, WORDS_LINE_PX, REGULAR),
            (self.foot, FOOT_PX, FOOT_LINE_PX, REGULAR),
        )
        words = sum(line * len(wrap(text, room, size, weight)) for text, size, line, weight in lines)
        drift = WORDS_LINE_PX if self.chart.params.as_of else 0
        return 2 * PADDING_PX + words + drift + FOOT_LINE_PX

    def chart_height_px(self, width_px: int) -> int:
        """Return how high the chart is at a width of the frame: what its values ask for, else what words leave."""
        ratio = self.chart.chart.aspect_ratio(self.chart.data)
        if ratio is not None:
            return self.chart.height_px(narrow=True)
        return max(MIN_CHART_HEIGHT_PX, self.size.height - self.words_height_px(width_px))

    def min_chart_height_px(self, width_px: int) -> int:
        """Return how high the chart is at the least, whole but smaller, where the frame is too low."""
        return ceil(MIN_SCALE * self.chart_height_px(width_px))

    @property
    def height_px(self) -> int:
        """The height that all of it takes in a frame of its width."""
        width = self.size.width
        return ceil(self.words_height_px(width) + self.chart_height_px(width))

    def svg(self, width_px: int) -> str:
        """Return the chart, drawn for a frame of a width: letters are as large as in a page."""
        return self.chart.static_svg(width_px - 2 * PADDING_PX, self.chart_height_px(width_px))


def render_embed(embed: Embed, url_root: str) -> str:
    """Return the page for a frame, as HTML."""
    files, root = static_files.load_static_files(), embed.chart.dataset.urls.path
    template = template_environment().get_template("embed.html")
    return template.render(
        embed=embed,
        chart=embed.chart,
        locale=embed.chart.locale,
        t=embed.chart.locale.text,
        asset=partial(files.url, root=root),
        font_faces=files.font_faces(root),
        root=root,
        colors=theme.LIGHT,
        page_url=url_root + embed.chart.url,
        drift_url=embed.chart.dataset.urls.local.embed_drift(embed.chart.params),
        narrow_px=NARROW_WIDTH_PX,
        switch_px=(NARROW_WIDTH_PX + embed.size.width) // 2,
    )
