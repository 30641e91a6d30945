"""What search engines for data read of the page of the tables and of a chart's: it as a data set, in JSON-LD."""

import json
from datetime import date
from typing import Any

from markupsafe import Markup

from dashboard.charts.formats import FORMATS
from dashboard.charts.rendered import RenderedChart
from dashboard.export.schema_org import DatasetNames, DatasetParts, describe_dataset
from dashboard.export.table_formats import TABLE_FORMATS
from dashboard.params.urls import WHOLE_TABLES
from dashboard.web.pages.base import PageRequest
from etl import registry


def structured_data(request: PageRequest, page: str, chart: RenderedChart | None) -> Markup:
    """Return what stands in a ``script`` of data on a page; nothing on other pages, and where nothing is held.

    A browser runs no such script, and no content policy forbids it.
    """
    described: dict[str, Any] | None = None
    if page == "data" and request.dataset.snapshot.edition:
        key = ("structured data", request.params.lang, request.url_root)
        described = request.dataset.cached(key, lambda: _describe_tables(request))
    elif page == "chart" and chart and not chart.is_empty:
        described = _describe_chart(request, chart)
    text = json.dumps(described, ensure_ascii=False).replace("<", "\\u003c") if described else ""
    return Markup(text)  # noqa: S704 - no sign in it ends a script


def _describe_tables(request: PageRequest) -> dict[str, Any]:
    dataset, locale = request.dataset, request.locale
    urls, table = dataset.urls, dataset.snapshot.log
    names = DatasetNames(
        name=locale.text("Published counts of deaths from drugs, by the day of publication"),
        description=locale.text(
            "Published counts of deaths from drug toxicity, each with the day it was published: as it stood then, "
            "and the newest in this archive."
        ),
        url=request.url_root + urls.data(locale.code),
        terms_url=request.url_root + urls.sources(locale.code),
        site=locale.text("Overdose statistics"),
        site_url=request.url_root + urls.home(),
    )
    measures = tuple(map(registry.measure, sorted(set(table["measure"]))))
    deaths = table[table["measure"].isin([measure.id for measure in measures if not measure.is_population])]
    parts = DatasetParts(
        sources=tuple(map(registry.source, sorted(set(table["source"])))),
        places=tuple(dataset.snapshot.places[code] for code in sorted(set(table["place"]))),
        measures=tuple(measure for measure in measures if not measure.is_population),
        first_day=deaths["period_start"].min().date(),
        last_day=deaths["period_end"].max().date(),
    )
    files = [
        (f"{name}.{ending}", file.media_type, request.url_root + urls.table_file(f"{name}.{ending}"))
        for name in WHOLE_TABLES
        for ending, file in TABLE_FORMATS.items()
    ]
    learned: date = dataset.snapshot.ledger["learned_on"].max().date()
    return describe_dataset(names, parts, files, (dataset.snapshot.edition, learned), locale)


def _describe_chart(request: PageRequest, chart: RenderedChart) -> dict[str, Any]:
    data, text, locale, urls = chart.data, chart.text, chart.locale, chart.dataset.urls
    sources = data.credited_sources
    periods = [observation.period for view in data.views for observation in view.observations]
    names = DatasetNames(
        name=text.title,
        description=" ".join((f"{text.unit}. {text.publication_note}.", text.summary, *text.sentences)),
        url=request.url_root + chart.url,
        terms_url=request.url_root + urls.sources(locale.code, sources[0].id if len(sources) == 1 else ""),
        site=locale.text("Overdose statistics"),
        site_url=request.url_root + urls.home(),
    )
    parts = DatasetParts(
        sources=sources,
        places=tuple({view.place.code: view.place for view in data.views}.values()),
        measures=data.definitions,
        first_day=min(period.start for period in periods),
        last_day=max(period.end for period in periods),
    )
    files = [
        (locale.text(file.label), file.media_type, request.url_root + urls.chart_file(ending, chart.params))
        for ending, file in FORMATS.items()
        if not file.is_picture
    ]
    edition = chart.params.edition or chart.dataset.snapshot.edition
    ledger = chart.dataset.snapshot.ledger
    learned: date = ledger.loc[ledger["edition"] <= edition, "learned_on"].max().date()
    modified = learned if chart.params.as_of is None else data.newest_release or chart.params.as_of
    return describe_dataset(names, parts, files, (edition, modified), locale)
