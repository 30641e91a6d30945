"""How figures were revised, all or those from `start` to `end`: how far, how long, how complete fresh ones were."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from dashboard.dataset.dataset import Dataset
from dashboard.dataset.observations import in_range
from dashboard.dataset.series_view import SeriesView
from dashboard.errors import NotFound
from dashboard.i18n import Locale, gettext_noop
from dashboard.params.chart_params import ChartParams
from dashboard.params.urls import months_of, series_options
from dashboard.text import notes, revision_tests, revisions, sentences
from dashboard.text.chart_text import Table
from dashboard.web.pages.base import Page, PageRequest
from dashboard.web.pages.chart_form import month_inputs
from etl.bands.pending import ESTIMATES
from etl.bands.scored_series import ScoreMoment, score_series
from etl.core.model import Period
from etl.store.revision_paths import DatedValues, RevisionSummary, revision_paths, summarize_revisions
from etl.store.revision_tests import efficiency_tests

FILES = (
    (gettext_noop("A row for each figure and release (CSV)"), "csv", "triangle"),
    (gettext_noop("A column for each release (CSV)"), "csv", "triangle-wide"),
    (gettext_noop("A column for each release (Excel)"), "xlsx", "triangle-wide"),
)
"""The whole triangle: a label (a message), and ending and shape of the table."""


def _context(request: PageRequest) -> dict[str, Any]:
    dataset, params, locale = request.dataset, request.params, request.locale
    view = dataset.series_view(params)
    if view is None or not view.measure.counts_deaths:
        raise NotFound(f"This archive has no figure of deaths for places={params.place} and measure={params.measure}.")
    of_all_periods = revision_paths(view.series, params.cutoff, params.edition)
    paths = {period: of_all_periods[period] for period in in_range(of_all_periods, params)}
    summary = summarize_revisions(paths)
    return {
        "canonical": _url(request),
        "chart_url": dataset.urls.chart(params),
        "form_action": f"{dataset.urls.path}/revisions",
        "hidden": series_options(params).items(),
        "months": month_inputs(params, locale),
        "lineage_url": dataset.urls.lineage(params),
        "title": sentences.chart_title(view, locale),
        "publication_note": sentences.publication_note(view, locale),
        "note_sentences": notes.note_sentences((view,), locale),
        "span": revisions.span_sentence(view, paths, locale),
        "sentence": "" if view.breaks else revisions.revisions_sentence(summary, locale),
        "moves": None if view.breaks else revisions.moves_table(summary, locale),
        "facts": () if view.breaks else _facts(view, summary, paths, locale),
        "tests": None if view.breaks else _tests(view, summary, paths, locale),
        "maturity": None if view.breaks else revisions.maturity_table(paths, locale),
        "triangle": revisions.make_triangle(paths, locale),
        "max_periods": locale.number(revisions.MAX_TRIANGLE_PERIODS),
        "scores": _scores(dataset, view, locale),
        "files": _files(dataset, params),
    }


def _facts(
    view: SeriesView, summary: RevisionSummary, paths: Mapping[Period, DatedValues], locale: Locale
) -> tuple[tuple[str, str], ...]:
    return (*revisions.change_facts(paths, locale), *revisions.revision_facts(view, summary, locale))


def _tests(
    view: SeriesView, summary: RevisionSummary, paths: Mapping[Period, DatedValues], locale: Locale
) -> dict[str, Any]:
    efficiency = tuple(efficiency_tests(paths))
    sentence = revision_tests.efficiency_sentence(efficiency, locale)
    overlap, few = revision_tests.overlap_sentence(view, locale), revision_tests.too_few_sentence(summary, locale)
    return {
        "pairs": revision_tests.pair_tests_table(summary, locale),
        "efficiency": revision_tests.efficiency_table(efficiency, locale),
        "sentences": [line for line in (sentence, few, overlap) if line],
    }


def _scores(dataset: Dataset, view: SeriesView, locale: Locale) -> list[tuple[str, Table, str]]:
    """Return how ranges for fresh figures did by the day: of the whole of the source's places, and of its parts."""
    params = view.params
    if view.measure.id in ESTIMATES:
        return []
    series, moment = (params.measure, params.group), ScoreMoment(params.cutoff, params.edition)
    scores = dataset.cached(("scores", series, moment), lambda: list(score_series(dataset.ranges, series, moment)))
    whole = locale.localize(dataset.snapshot.places[view.source.place].name)
    return [
        (
            locale.text("Parts of {place}", place=whole) if each.of_parts else whole,
            revisions.scores_table(each.lines, locale),
            revisions.estimates_sentence(each.lines[-1], locale),
        )
        for each in scores
    ]


def _files(dataset: Dataset, params: ChartParams) -> list[tuple[str, str]]:
    chosen = {"measure": params.measure, "places": params.place, "group": params.group} | _times(params)
    return [
        (label, dataset.urls.table_file(f"vintages.{ending}", urlencode({"shape": shape, **chosen}, safe=":")))
        for label, ending, shape in FILES
    ]


def _times(params: ChartParams) -> dict[str, str]:
    day, edition = params.as_of, params.edition
    times = {"as_of": day.isoformat() if day else "", "edition": str(edition or ""), **months_of(params)}
    return {option: value for option, value in times.items() if value}


def _url(request: PageRequest) -> str:
    return request.dataset.urls.revisions(request.params)


PAGE = Page(
    name="revisions",
    path="/revisions",
    options=("places", "measure", "group", "start", "end", "as_of", "edition", "lang"),
    url=_url,
    context=_context,
)
