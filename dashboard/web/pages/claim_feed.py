"""The feed of what became of the quoted figures chosen: one entry for each release that moved one."""

from collections.abc import Iterator

from dashboard.dataset.claim_ledger import ClaimChoice, list_claims
from dashboard.dataset.dataset import Dataset
from dashboard.export.feeds import Feed, FeedEntry, newest
from dashboard.i18n import Locale
from dashboard.text import release_dates, sentences, writings
from dashboard.text.claims import quoted_value
from dashboard.web.pages.base import PageRequest
from dashboard.web.pages.claims import format_choice, read_choice
from etl import registry
from etl.claims.listing import ListedClaim
from etl.claims.movements import Movement, movements


def build_feed(request: PageRequest, suffix: str) -> Feed:
    """Build the feed of the claims chosen; ``suffix`` is the ending of its own address."""
    dataset, locale, choice = request.dataset, request.locale, read_choice(request)
    query = format_choice(choice, locale.code)
    entries = (entry for claim in list_claims(dataset, choice) for entry in _entries(request, claim))
    return Feed(
        title=locale.text("Quoted figures that later releases moved"),
        url=request.url_root + dataset.urls.claims_file(suffix, query),
        page_url=request.url_root + dataset.urls.claims(query),
        language=locale.tag,
        updated=dataset.newest_vintage,
        entries=newest(entries),
    )


def _entries(request: PageRequest, entry: ListedClaim) -> Iterator[FeedEntry]:
    dataset, locale, claim = request.dataset, request.locale, entry.claim
    of_article = format_choice(ClaimChoice(article=entry.article.id), locale.code)
    url = f"{request.url_root}{dataset.urls.claims(of_article)}#claim-{claim.row}"
    written = entry.article.published_on
    for moved in movements(claim.quotation, entry.judgement, written, dataset.holdings()):
        title, text = _words(dataset, locale, entry, moved)
        yield FeedEntry(f"{url}-{moved.day.isoformat()}", moved.day, title, text, url)


def _words(dataset: Dataset, locale: Locale, entry: ListedClaim, moved: Movement) -> tuple[str, str]:
    """Write what happened, and a line that the writing could print; neither says that anyone was wrong."""
    claim, article = entry.claim, entry.article
    quoted = quoted_value(locale, claim, locale.localize(dataset.snapshot.places[claim.place].name))
    basis = dataset.vintage_basis(registry.source_of(entry.judgement.measure).id)
    day = release_dates.write_day(basis.get(moved.day), locale, moved.day)
    written = writings.article_day(locale, article)
    texts = {"title": article.title, "publication": article.publication, "written": written}
    about = locale.text("Quoted in “{title}”, {publication}, {written}.", **texts)
    if moved.before is None or moved.after is None:
        what = locale.text("no longer so by newer figures ({day})", day=day)
        newer = locale.text("By newer figures ({day}) this is no longer so.", day=day)
    else:
        before, after = locale.number(moved.before), locale.number(moved.after)
        what = locale.text("revised from {before} to {after} ({day})", before=before, after=after, day=day)
        newer = locale.text("Newer figure: {after} ({day}).", after=after, day=day)
    note = locale.text(
        "A line to add to the text: “{quoted}, as published by {written}. {newer}”",
        quoted=quoted,
        written=written,
        newer=newer,
    )
    title = locale.text("{quoted}: {what}", quoted=quoted, what=what)
    return title, f"{about} {sentences.capitalize(what)}. {note}"
