"""Every figure that a writing quotes, beside the one published then and the newest one held."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any
from urllib.parse import urlencode

from dashboard.charts.registry import default_params
from dashboard.dataset.claim_ledger import EVERY_CLAIM, SORTS, ClaimChoice, change_since, list_claims
from dashboard.dataset.dataset import Dataset
from dashboard.errors import InvalidParameter, Message, any_of
from dashboard.export import claims as export
from dashboard.i18n import Locale, gettext_noop, sort_key
from dashboard.params.option_parsers import close_matches
from dashboard.text import writings
from dashboard.text.claim_labels import quote_kind_label, status_label
from dashboard.web.pages.base import Page, PageRequest
from dashboard.web.pages.cards import QuotedClaim, build_quoted_claim
from dashboard.web.pages.paging import PAGE_OPTION, Paging, build_paging, find_page, read_page
from dashboard.web.pages.selects import Select, select_or_all
from etl.claims.judgement import ClaimStatus
from etl.claims.listing import ListedClaim
from etl.core.languages import SOURCE
from etl.core.quotation import QuoteKind
from etl.reference.kinds import Kind

OWN_OPTIONS = ("article", "publication", "writing", "kind", "status", "sort")
"""Options of the address that choose among the claims, besides the place."""
FILE_ENDINGS = ("csv", "json", "jsonld", "atom", "feed")


@dataclass(frozen=True)
class ClaimItem:
    """One quoted figure in the list. ``change`` is how much it has changed since, in words; empty where it has not."""

    row: int
    place: str
    quote: QuotedClaim
    title: str
    byline: str
    permalink: str
    status: str
    change: str


@dataclass(frozen=True)
class ClaimList:
    """A page of the quoted figures chosen; how many, and how many of each status; the form, and the list as files.

    ``article_title`` is that of the one writing whose figures they are, if it was chosen.
    """

    article_title: str
    items: tuple[ClaimItem, ...]
    count_note: str
    paging: Paging
    statuses: tuple[tuple[str, str], ...]
    selects: tuple[Select, ...]
    files: tuple[tuple[str, str], ...]


def read_choice(request: PageRequest) -> ClaimChoice:
    """Read which claims are chosen; ``InvalidParameter`` names an option whose value no claim has."""
    values = allowed_values(request.dataset)
    for option, value in _own_options(request).items():
        if value not in values[option]:
            an_id = Message(gettext_noop("the id of an article"))
            expected = an_id if option == "article" else any_of(values[option])
            raise InvalidParameter(option, value, expected, close_matches(value, values[option]))
    return _choice(request)


def _choice(request: PageRequest) -> ClaimChoice:
    place = request.params.place if "places" in request.given else ""
    return ClaimChoice(place=place, **_own_options(request))


def _own_options(request: PageRequest) -> dict[str, str]:
    """Return what is chosen of the claims, whatever the page of their list."""
    return {name: value for name, value in request.page_options.items() if name != PAGE_OPTION}


def allowed_values(dataset: Dataset) -> Mapping[str, tuple[str, ...]]:
    """Return the values that each option of the address may have."""
    articles = [article for article in dataset.snapshot.commentary.articles if article.claims]
    return {
        "article": tuple(article.id for article in articles),
        "publication": tuple(dict.fromkeys(article.publication for article in articles)),
        "writing": tuple(kind.value for kind in Kind if kind is not Kind.EVENT),
        "kind": tuple(kind.value for kind in QuoteKind if kind is not QuoteKind.REFERENCE),
        "status": tuple(status.value for status in ClaimStatus),
        "sort": SORTS,
    }


def format_choice(choice: ClaimChoice, lang: str, page: int = 1) -> str:
    """Write a choice as a query string, without what stands for all."""
    given = {name: value for name, value in asdict(choice).items() if value != getattr(EVERY_CLAIM, name)}
    options: dict[str, object] = {"places" if name == "place" else name: value for name, value in given.items()}
    options |= {PAGE_OPTION: page} if page > 1 else {}
    return urlencode(options | ({"lang": lang} if lang != SOURCE else {}), safe=",:")


def build_claim_list(dataset: Dataset, locale: Locale, choice: ClaimChoice, options: Mapping[str, str]) -> ClaimList:
    """Build the page that ``options`` ask for of the list of the claims chosen."""
    entries, query = list_claims(dataset, choice), format_choice(choice, locale.code)

    def url(page: int) -> str:
        return dataset.urls.claims(format_choice(choice, locale.code, page))

    paging = build_paging(read_page(options, len(entries)), len(entries), url)
    counts = [(status, sum(entry.judgement.status is status for entry in entries)) for status in ClaimStatus]
    return ClaimList(
        article_title=dataset.snapshot.commentary.by_id(choice.article).title if choice.article else "",
        items=tuple(_build_item(dataset, locale, entry) for entry in entries[paging.items]),
        count_note=locale.count("{n} quoted figure.", "{n} quoted figures.", len(entries)),
        paging=paging,
        statuses=tuple((status_label(locale, status), locale.number(count)) for status, count in counts if count),
        selects=_selects(dataset, locale, choice),
        files=tuple((ending, dataset.urls.claims_file(ending, query)) for ending in FILE_ENDINGS),
    )


def _build_item(dataset: Dataset, locale: Locale, entry: ListedClaim) -> ClaimItem:
    article, claim, judgement, change = entry.article, entry.claim, entry.judgement, change_since(entry)
    quote = build_quoted_claim(dataset, locale, claim, judgement, article.published_on, beside=claim.place)
    return ClaimItem(
        row=claim.row,
        place=locale.localize(dataset.snapshot.places[claim.place].name),
        quote=quote,
        title=article.title,
        byline=writings.article_byline(locale, article),
        permalink=dataset.urls.commentary(locale.code, note=article.id),
        status=status_label(locale, judgement.status),
        change=locale.change(change, 1) if change and quote.is_changed else "",
    )


def _selects(dataset: Dataset, locale: Locale, choice: ClaimChoice) -> tuple[Select, ...]:
    values, text = allowed_values(dataset), locale.text
    places = {claim.place for article in dataset.snapshot.commentary.articles for claim in article.claims}
    names = {code: locale.localize(dataset.snapshot.places[code].name) for code in {*places, choice.place} if code}
    sorts = {"day": text("newest article first"), "change": text("most changed first")}
    kinds = ((kind, quote_kind_label(locale, QuoteKind(kind))) for kind in values["kind"])
    statuses = ((status, status_label(locale, ClaimStatus(status))) for status in values["status"])
    kinds_of_writing = ((kind, writings.kind_label(locale, kind)) for kind in values["writing"])
    publications = sorted(((name, name) for name in values["publication"]), key=lambda option: sort_key(option[1]))
    by_name = sorted(names.items(), key=lambda option: sort_key(option[1]))
    everything = text("all")
    return (
        select_or_all("places", text("Place"), choice.place, by_name, everything),
        select_or_all("publication", text("Publication"), choice.publication, publications, everything),
        select_or_all("writing", text("Kind of article"), choice.writing, kinds_of_writing, everything),
        select_or_all("kind", text("What is quoted"), choice.kind, kinds, everything),
        select_or_all("status", text("Then and now compared"), choice.status, statuses, everything),
        Select("sort", text("Order"), choice.sort, tuple(sorts.items())),
    )


def _url(request: PageRequest) -> str:
    page = find_page(request.page_options) or 1
    return request.dataset.urls.claims(format_choice(_choice(request), request.params.lang, page))


def _context(request: PageRequest) -> dict[str, Any]:
    choice = read_choice(request)
    return {
        "canonical": _url(request),
        "form_action": f"{request.dataset.urls.path}{PAGE.path}",
        "claim_list": build_claim_list(request.dataset, request.locale, choice, request.page_options),
    }


def render_file(request: PageRequest, ending: str) -> str:
    """Write the claims chosen as a file: ``csv``, ``json``, or ``jsonld`` for annotations."""
    entries, dataset = list_claims(request.dataset, read_choice(request)), request.dataset
    if ending != "jsonld":
        return {"csv": export.to_csv, "json": export.to_json}[ending](entries)
    urls = {entry.claim.row: request.url_root + _chart_url(dataset, entry) for entry in entries}
    return export.to_annotations(entries, urls)


def _chart_url(dataset: Dataset, entry: ListedClaim) -> str:
    """Return the address of the series quoted, as of the day of the writing; of the place where none is held."""
    measure = entry.judgement.measure
    offered = dataset.availability.measures.get(entry.claim.place, ())
    usual = default_params(dataset.availability, entry.claim.place, measure=measure if measure in offered else "")
    return dataset.urls.chart(replace(usual, as_of=entry.article.published_on))


PAGE = Page(
    name="claims",
    path="/claims",
    title=gettext_noop("Quoted figures"),
    options=("places", *OWN_OPTIONS, PAGE_OPTION, "lang"),
    own_options=(*OWN_OPTIONS, PAGE_OPTION),
    url=_url,
    context=_context,
)
