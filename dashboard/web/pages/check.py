"""A draft is pasted, and each figure that it quotes is set beside the published ones before the draft appears.

The text comes with a POST, so that it stands in no address; it is neither kept nor logged, and shown as text only.
"""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from dashboard.dataset.dataset import Dataset
from dashboard.errors import InvalidParameter, Message
from dashboard.i18n import Locale, gettext_noop, sort_key
from dashboard.text.claim_labels import status_label
from dashboard.web.pages.base import Page, PageRequest
from dashboard.web.pages.cards import QuotedClaim, build_quoted_claim
from etl.claims.newest_months import newest_months
from etl.reference.claim_rows import Claim

if TYPE_CHECKING:
    from etl.claims.check import CheckedFigure

MAX_DRAFT_CHARS = 100_000
"""Characters of a draft: fifteen thousand words."""


@dataclass(frozen=True)
class DraftForm:
    """What is pasted: the text, the day it appears, the place it is about, and the places to choose from."""

    text: str
    published: str
    place: str
    places: tuple[tuple[str, str], ...]
    max_chars: int = MAX_DRAFT_CHARS


@dataclass(frozen=True)
class DraftFigure:
    """One figure of a draft: its words there, how it was read, how it stands."""

    words: str
    quote: QuotedClaim
    status: str


@dataclass(frozen=True)
class DraftReport:
    """What a draft quotes, in the order of its text."""

    figures: tuple[DraftFigure, ...]
    count_note: str


def read_day(text: str) -> date:
    """Read the day on which a draft appears; ``InvalidParameter`` of anything that is none."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InvalidParameter("published", text, Message(gettext_noop("a day such as 2020-08-25"))) from error


def check(dataset: Dataset, locale: Locale, text: str, published: date, place: str) -> DraftReport:
    """Check a draft of a day about a place (empty: the text names its places)."""
    from etl.claims.check import check_draft  # noqa: PLC0415 - its patterns take 80 ms, and most pages need none

    newest = newest_months(dataset.snapshot.log, published).get
    places, holdings = dataset.snapshot.places, dataset.holdings()
    checked = check_draft(text, published, place, places=places, newest=newest, holdings=holdings)
    return DraftReport(
        figures=tuple(_describe(dataset, locale, item, published) for item in checked),
        count_note=locale.count("{n} figure was read in the text.", "{n} figures were read in the text.", len(checked)),
    )


def _describe(dataset: Dataset, locale: Locale, checked: "CheckedFigure", published: date) -> DraftFigure:
    quotation = checked.figure.quotation
    claim = Claim(quotation, note="", confidence="high", discusses=quotation.period)
    return DraftFigure(
        words=" ".join(checked.figure.words.split()),
        quote=build_quoted_claim(dataset, locale, claim, checked.judgement, published),
        status=status_label(locale, checked.judgement.status),
    )


def _form(dataset: Dataset, locale: Locale, given: dict[str, str]) -> DraftForm:
    names = ((code, locale.localize(dataset.snapshot.places[code].name)) for code in dataset.availability.measures)
    by_name = sorted(names, key=lambda option: sort_key(option[1]))
    return DraftForm(
        text=given.get("text", ""),
        published=given.get("published", ""),
        place=given.get("place", ""),
        places=(("", locale.text("named in the text")), *by_name),
    )


def _context(request: PageRequest) -> dict[str, Any]:
    dataset, locale, given = request.dataset, request.locale, dict(request.page_options)
    report = None
    if given.get("text", "").strip():
        day, place = read_day(given.get("published", "")), given.get("place", "")
        if place:
            _ = dataset.snapshot.places[place]
        report = check(dataset, locale, given["text"], day, place)
    return {
        "canonical": _url(request),
        "form_action": f"{dataset.urls.path}{PAGE.path}",
        "form": _form(dataset, locale, given),
        "report": report,
    }


def _url(request: PageRequest) -> str:
    return request.dataset.urls.check(request.params.lang)


PAGE = Page(
    name="check",
    path="/check",
    title=gettext_noop("Check a draft"),
    needs_server=True,
    options=("lang",),
    url=_url,
    context=_context,
)
