"""Templates to HTML: what every page has around what it says itself."""

from dataclasses import replace
from functools import partial
from http import HTTPStatus
from typing import Any

from dashboard.charts.registry import HOME_SLUG, default_params, get_chart
from dashboard.errors import RequestError
from dashboard.i18n import Locale, get_locale
from dashboard.params.carry_over import carry_over
from dashboard.params.chart_params import ChartParams
from dashboard.params.options import KINDS
from dashboard.text import sentences
from dashboard.text.request_errors import error_sentence
from dashboard.web import static_files
from dashboard.web.pages.base import Page, PageRequest
from dashboard.web.pages.chart_page import ChartPage
from dashboard.web.pages.link_card import link_card
from dashboard.web.pages.navigation import help_lines
from dashboard.web.pages.registry import PAGES
from dashboard.web.pages.structured_data import structured_data
from dashboard.web.pages.templates import template_environment


def render_page(page: Page, request: PageRequest) -> str:
    """Return a page as HTML."""
    own = page.context(request)
    return _render(f"{page.name}.html", request, {"languages": _other_languages(page, request)} | own, here=page.name)


def render_error_page(request: PageRequest, error: RequestError, without: str = "") -> str:
    """Return the page that says what could not be answered, and why; ``without`` is the address less what was wrong."""
    home, status = PAGES[0], int(error.status)
    message, message_language = error_sentence(error, request.locale)
    own = {
        "status": status,
        "heading": sentences.error_heading(request.locale, status),
        "message": message,
        "without": without,
        "message_language": message_language,
        "languages": _other_languages(home, request),
    }
    return _render("error.html", request, own, here="")


def render_no_file_page(request: PageRequest) -> str:
    """Return the page of a file server for an address without a file: it reads no language, so it is in each."""
    home, status = PAGES[0], HTTPStatus.NOT_FOUND
    every = [request, *map(request.in_language, request.dataset.availability.languages)]
    in_languages = {asked.params.lang: _no_file_words(asked, home.url(asked)) for asked in every}
    own = {
        "status": int(status),
        "in_languages": list(in_languages.values()),
        "languages": _other_languages(home, request),
    }
    return _render("no_file.html", request, own, here="")


def _no_file_words(request: PageRequest, home: str) -> dict[str, str]:
    locale = request.locale
    return {
        "language": locale.code,
        "heading": sentences.error_heading(locale, HTTPStatus.NOT_FOUND),
        "sentence": locale.text(
            "This site is made of files, and at this address there is none. There is one for the usual view of each "
            "chart and place; other days and choices need a server."
        ),
        "to_home": locale.text("To the front page"),
        "home": home,
    }


def _render(template: str, request: PageRequest, own: dict[str, Any], *, here: str) -> str:
    dataset, locale, files = request.dataset, request.locale, static_files.load_static_files()
    plain = replace(request, given=frozenset(), page_options={}, params=_choices_for_chart(request))
    page: ChartPage | None = own.get("page")
    common = {
        "delivery": request.delivery,
        "url_root": request.url_root,
        "link_card": link_card(request, page.chart if page else None),
        "structured_data": structured_data(request, here, page.chart if page else None),
        "locale": locale,
        "t": locale.text,
        "asset": partial(files.url, root=dataset.urls.path),
        "imports": files.imports_of,
        "home": dataset.urls.home(replace(default_params(dataset.availability), lang=request.params.lang)),
        "sources": dataset.urls.sources(request.params.lang),
        "commentary": dataset.urls.commentary(request.params.lang),
        "lines": help_lines(dataset, request.params.place),
        "site_links": [
            (page.name, locale.text(page.title), page.url(plain), page.name == here)
            for page in PAGES
            if page.title and (request.delivery.has_server or not page.needs_server)
        ],
    }
    return template_environment().get_template(template).render({**common, **own})


def _choices_for_chart(request: PageRequest) -> ChartParams:
    """Return what the link to the chart shows from any page: the place, the day and what else goes along."""
    params = replace(request.params, kinds=KINDS)  # on the page of writings they choose what is listed
    if request.delivery.is_file:  # of which there is one of the usual chart of a place
        return replace(default_params(request.dataset.availability, params.place), lang=params.lang)
    return carry_over(params, request.dataset.availability, get_chart(HOME_SLUG).options)


def _other_languages(page: Page, request: PageRequest) -> tuple[tuple[Locale, str], ...]:
    """Return every other language, with the address of the same page in it."""
    codes = (code for code in request.dataset.availability.languages if code != request.params.lang)
    return tuple((get_locale(code), page.url(request.in_language(code))) for code in codes)
