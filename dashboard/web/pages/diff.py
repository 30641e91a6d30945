"""What differs between what was known on two days, or in two editions: each figure before and after."""

from typing import Any

import pandas as pd

from dashboard.dataset.differences import differences_between
from dashboard.export import differences as export
from dashboard.i18n import Locale
from dashboard.params.diff_choice import DIFF_OPTIONS, DiffChoice, format_diff, parse_diff
from dashboard.text.differences import change_label, changes_sentence, count_kinds
from dashboard.web.pages.base import Page, PageRequest
from dashboard.web.pages.difference_list import build_items, build_meanings, build_summaries
from dashboard.web.pages.navigation import help_lines
from dashboard.web.pages.paging import PAGE_OPTION, build_paging, read_page
from dashboard.web.pages.selects import Select, measure_options, place_options, select_or_all, source_options
from etl.core import groups
from etl.store.differences import Change, Moment

FILE_ENDINGS = ("csv", "json")


def read_choice(request: PageRequest) -> DiffChoice:
    """Read what is compared; ``InvalidParameter`` names an option with a value that it cannot have."""
    snapshot = request.dataset.snapshot
    newest = Moment(request.dataset.newest_vintage, snapshot.edition)
    return parse_diff(request.page_options, newest, snapshot.places)


def compare(request: PageRequest, choice: DiffChoice) -> pd.DataFrame:
    """Return what differs, of every kind of change or of the one chosen."""
    rows = choice.rows.apply(request.dataset.snapshot.table)
    changed = differences_between(request.dataset, rows, choice.before, choice.after)
    return changed[changed["change"] == choice.change].reset_index(drop=True) if choice.change else changed


def _context(request: PageRequest) -> dict[str, Any]:
    dataset, locale, choice = request.dataset, request.locale, read_choice(request)
    changed = compare(request, choice)
    query, counts = format_diff(choice, locale.code), count_kinds(changed)
    page = read_page(request.page_options, len(changed))

    def page_url(number: int) -> str:
        return dataset.urls.diff(format_diff(choice, locale.code, page=number if number > 1 else ""))

    paging = build_paging(page, len(changed), page_url)
    places = choice.filters.get("places", "")
    return {
        "canonical": _url(request),
        "form_action": f"{dataset.urls.path}{PAGE.path}",
        "choice": choice,
        "selects": _selects(request, locale, choice),
        "title": _title(locale, choice),
        "sentence": changes_sentence(locale, counts),
        "meanings": build_meanings(locale, counts),
        "summaries": build_summaries(dataset, locale, changed, "" if "," in places else places),
        "items": build_items(dataset, locale, changed.iloc[paging.items]),
        "paging": paging,
        "files": [(ending, dataset.urls.diff(query, ending)) for ending in FILE_ENDINGS],
        "swap_url": dataset.urls.diff(format_diff(choice.swapped, locale.code)),
        "pinned_url": dataset.urls.diff(format_diff(choice.pinned(dataset.snapshot.edition), locale.code)),
        "newest_edition": dataset.snapshot.edition,
        "lines": help_lines(dataset, places.split(",")[0] or request.params.place),
    }


def _title(locale: Locale, choice: DiffChoice) -> str:
    """Name both moments in a sentence, with their editions where these are named."""
    before, after = (_moment_name(locale, moment) for moment in (choice.before, choice.after))
    return locale.text(
        "What was known on {before} is set beside what was known on {after}.", before=before, after=after
    )


def _moment_name(locale: Locale, moment: Moment) -> str:
    day = locale.day(moment.day)
    return locale.text("{day} (edition {edition})", day=day, edition=moment.edition) if moment.edition else day


def _selects(request: PageRequest, locale: Locale, choice: DiffChoice) -> tuple[Select, ...]:
    everything, chosen = locale.text("all"), choice.filters
    kinds = ((kind.value, change_label(locale, kind)) for kind in Change)
    group_names = ((code, locale.text_in_context("group", groups.group_name(code))) for code in groups.GROUPS)
    offers = (
        ("source", locale.text("Source"), chosen.get("source", ""), source_options(locale)),
        ("places", locale.text("Place"), chosen.get("places", ""), place_options(request.dataset, locale)),
        ("measure", locale.text("What is counted"), chosen.get("measure", ""), measure_options(locale)),
        ("group", locale.text("Group"), chosen.get("group", ""), group_names),
        ("change", locale.text("Kind of change"), choice.change, kinds),
    )
    words = {"group": locale.text("every group")}
    return tuple(
        select_or_all(name, label, value, options, words.get(name, everything))
        for name, label, value, options in offers
    )


def _url(request: PageRequest) -> str:
    page = request.page_options.get(PAGE_OPTION, "")
    query = format_diff(read_choice(request), request.params.lang, page="" if page == "1" else page)
    return request.dataset.urls.diff(query)


def render_file(request: PageRequest, ending: str) -> str:
    """Write all that differs as a file, ``csv`` or ``json``, whatever the page."""
    choice = read_choice(request)
    changed = compare(request, choice)
    if ending == "csv":
        return export.differences_csv(changed)
    moments = {
        name: {"day": moment.day.isoformat(), "edition": moment.edition or request.dataset.snapshot.edition}
        for name, moment in (("from", choice.before), ("to", choice.after))
    }
    return export.differences_json(changed, moments)


PAGE = Page(
    name="diff",
    path="/diff",
    options=(*DIFF_OPTIONS, PAGE_OPTION, "lang"),
    own_options=(*DIFF_OPTIONS, PAGE_OPTION),
    url=_url,
    context=_context,
)
