"""The list beside a chart: its writings and events as cards, in order of their days."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from dashboard.charts.registry import default_params
from dashboard.dataset.annotations import Annotations, Entry, note_id
from dashboard.dataset.dataset import Dataset
from dashboard.dataset.judged_claims import is_changed, is_followed, is_of_series, judge_claims
from dashboard.dataset.quoted_series import QuotedSeries, find_quoted_series, months_around
from dashboard.i18n import Locale, get_locale
from dashboard.params.chart_params import ChartParams
from dashboard.text import writings
from dashboard.text.claims import quoted_value
from dashboard.text.judgements import JudgementText
from dashboard.text.record_judgements import RecordText
from etl import registry
from etl.claims.judgement import Judgement
from etl.reference.claim_rows import Claim
from etl.reference.commentary import Article
from etl.reference.events import Event

MAX_CHANGES = 2
"""Changed values that a closed card names."""


@dataclass(frozen=True)
class QuotedClaim:
    """One value that a writing quotes, in words, beside what was published then and what is now.

    ``change`` is the value published then and the newest held, as a closed card says it; empty where either is missing.
    ``reason`` says why it stands beside none: then there are no ``lines``. ``series`` are the measure and the place
    whose values it is read beside; None where no measure counts what it does. ``has_comparison``: the value published
    then is held, and a later release published one for the same period, so that ``is_changed`` says whether the two
    differ.
    """

    text: str
    lines: tuple[str, ...]
    change: str = ""
    has_comparison: bool = False
    is_changed: bool = False
    reason: str = ""
    series: tuple[str, str] | None = None


class CardLink(NamedTuple):
    """The way to another card: its id and title, and the address of the page on which it is open."""

    id: str
    title: str
    url: str


@dataclass(frozen=True)
class Card:
    """A writing or an event as it stands in a list. Of a writing of which no public copy is known ``url`` is empty.

    ``permalink`` is the address of the page of all that marks this one. ``chart_url`` is the address of the quoted
    series as of the day of writing; empty where it would show nothing. ``chart_label`` are the words of that link, or
    without it what stands in its place. ``is_marked``: the address of the chart names this one.
    """

    id: str
    day: date
    title: str
    byline: str
    kind: str
    url: str
    permalink: str
    quotes: tuple[QuotedClaim, ...] = ()
    cites: tuple[CardLink, ...] = ()
    cited_by: tuple[CardLink, ...] = ()
    see_also: tuple[CardLink, ...] = ()
    chart_url: str = ""
    chart_label: str = ""
    is_quotation: bool = False
    is_marked: bool = False

    @property
    def changes(self) -> str:
        """What became of the values it quotes, while it is closed: those that changed, or one that did not."""
        changed = list(dict.fromkeys(quote.change for quote in self.quotes if quote.is_changed and quote.change))
        unchanged = [quote.change for quote in self.quotes if quote.has_comparison and quote.change]
        more = ", …" if len(changed) > MAX_CHANGES else ""
        return ", ".join(changed[:MAX_CHANGES] or unchanged[:1]) + more


def build_cards(dataset: Dataset, params: ChartParams, annotations: Annotations) -> tuple[Card, ...]:
    """Build the cards of what stands on a chart, oldest first."""
    return tuple(build_card(dataset, params, entry) for entry in annotations.entries)


def build_card(dataset: Dataset, params: ChartParams, entry: Entry) -> Card:
    """Build the card of an entry beside a chart of the place chosen; values of other places name them."""
    locale = get_locale(params.lang)
    permalink = dataset.urls.commentary(params.lang, note=note_id(entry))
    if isinstance(entry, Event):
        return Card(
            id=card_id(entry),
            day=entry.day,
            title=locale.localize(entry.titles),
            byline=locale.day(entry.day) if entry.precision == "day" else locale.month(entry.day),
            kind=writings.kind_label(locale, "event"),
            url=entry.url,
            permalink=permalink,
            is_marked=note_id(entry) == params.note,
        )
    commentary = dataset.snapshot.commentary
    quoted = find_quoted_series(dataset, entry, params.edition)
    return Card(
        id=card_id(entry),
        day=entry.published_on,
        title=entry.title,
        byline=writings.article_byline(locale, entry),
        kind=writings.kind_label(locale, entry.kind),
        url=entry.url,
        permalink=permalink,
        quotes=tuple(
            build_quoted_claim(dataset, locale, each.claim, each.judgement, entry.published_on, beside=params.place)
            for each in judge_claims(dataset, entry)
        ),
        cites=_links(dataset, params, map(commentary.by_id, entry.cites)),
        cited_by=_links(dataset, params, commentary.articles_citing(entry.id)),
        see_also=_links(dataset, params, map(commentary.by_id, entry.see_also)),
        chart_url=_chart_url_at_writing(dataset, params, entry, quoted) if quoted and quoted.release else "",
        chart_label=_chart_label(dataset, params, quoted) if entry.claims else "",
        is_quotation=True,
        is_marked=note_id(entry) == params.note,
    )


def _links(dataset: Dataset, params: ChartParams, articles: Iterable[Article]) -> tuple[CardLink, ...]:
    return tuple(
        CardLink(card_id(other), other.title, dataset.urls.commentary(params.lang, note=other.id)) for other in articles
    )


def _chart_label(dataset: Dataset, params: ChartParams, quoted: QuotedSeries | None) -> str:
    locale = get_locale(params.lang)
    if quoted is None:
        return writings.replay_label(locale, None, {}, is_recent=False)
    basis = dataset.vintage_basis(registry.source_of(quoted.measure).id, params.edition)
    return writings.replay_label(locale, quoted.release, basis, is_recent=quoted.is_recent)


def _chart_url_at_writing(dataset: Dataset, params: ChartParams, item: Article, quoted: QuotedSeries) -> str:
    """Return the address of the chart of the quoted series and months as of the day of writing, the writing marked.

    It shows what its author could have read.
    """
    params_then = replace(
        default_params(dataset.availability, quoted.place, measure=quoted.measure),
        as_of=item.published_on,
        lang=params.lang,
        edition=params.edition,
        note=note_id(item),
    )
    series = dataset.index.find(measure=quoted.measure, place=quoted.place)
    months = months_around(series, quoted.period, item.published_on, params.edition) if series else None
    if months:
        params_then = replace(params_then, start=months[0], end=months[1])
    return dataset.urls.chart(params_then)


def card_id(entry: Entry) -> str:
    """Return the id of the card of an entry in a page."""
    return f"note-{note_id(entry)}"


def build_quoted_claim(
    dataset: Dataset, locale: Locale, claim: Claim, judgement: Judgement, written: date, *, beside: str = ""
) -> QuotedClaim:
    """Write a figure quoted on a day beside the published ones; a place other than ``beside`` is named."""
    elsewhere = "" if claim.place == beside else locale.localize(dataset.snapshot.places[claim.place].name)
    text = quoted_value(locale, claim, elsewhere)
    if not judgement.measure:
        words = JudgementText(locale, claim, judgement, written, {})
        return QuotedClaim(text, (), reason=words.reason())
    basis = dataset.vintage_basis(registry.source_of(judgement.measure).id)
    words = JudgementText(locale, claim, judgement, written, basis)
    lines = (
        RecordText(words).lines() if judgement.record_then else (words.at_writing(), words.like_for_like(), words.now())
    )
    return QuotedClaim(
        text,
        tuple(line for line in lines if line),
        change="" if judgement.record_then else words.then_and_now(),
        has_comparison=is_followed(judgement, written),
        is_changed=is_changed(judgement, written),
        series=(judgement.measure, claim.place) if is_of_series(judgement) else None,
    )
