"""Data sets as schema.org has them, in JSON-LD, which search engines for data read (Google's rules for ``Dataset``)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboard.i18n import Locale
from etl.core.model import Measure
from etl.core.places import Place
from etl.core.source import Source

CONTEXT = "https://schema.org/"
MAX_DESCRIPTION_CHARS = 5_000
"""What Google reads of a description."""


@dataclass(frozen=True)
class DatasetParts:
    """What a data set is made of: publishers' series, places, measures, and the first and last day that it covers."""

    sources: tuple[Source, ...]
    places: tuple[Place, ...]
    measures: tuple[Measure, ...]
    first_day: date
    last_day: date


@dataclass(frozen=True)
class DatasetNames:
    """How a data set is called and where it is: ``url`` is its page, ``terms_url`` says what may be done with it."""

    name: str
    description: str
    url: str
    terms_url: str
    site: str
    site_url: str


def describe_dataset(
    names: DatasetNames,
    parts: DatasetParts,
    files: Iterable[tuple[str, str, str]],
    version: tuple[int, date],
    locale: Locale,
) -> dict[str, Any]:
    """Describe a data set. ``files`` are name, media type and address of each; ``version`` is edition and day."""
    edition, modified = version
    site = {"@type": "Organization", "name": names.site, "url": names.site_url}
    return {
        "@context": CONTEXT,
        "@type": "Dataset",
        "name": names.name,
        "description": names.description[:MAX_DESCRIPTION_CHARS],
        "url": names.url,
        "inLanguage": locale.tag,
        "isAccessibleForFree": True,
        "usageInfo": names.terms_url,
        "creator": [_publisher(source, locale) for source in parts.sources],
        "publisher": site,
        "includedInDataCatalog": {"@type": "DataCatalog", "name": names.site, "url": names.site_url},
        "citation": [locale.localize(source.citation) for source in parts.sources],
        "isBasedOn": [source.url for source in parts.sources],
        "version": str(edition),
        "dateModified": modified.isoformat(),
        "temporalCoverage": f"{parts.first_day.isoformat()}/{parts.last_day.isoformat()}",
        "spatialCoverage": [_place(place, locale) for place in parts.places],
        "variableMeasured": [_variable(measure, locale) for measure in parts.measures],
        "distribution": [
            {"@type": "DataDownload", "name": name, "encodingFormat": media_type.partition(";")[0], "contentUrl": url}
            for name, media_type, url in files
        ],
    }


def _publisher(source: Source, locale: Locale) -> Mapping[str, str]:
    return {"@type": "Organization", "name": locale.localize(source.publisher), "url": source.url}


def _place(place: Place, locale: Locale) -> Mapping[str, str]:
    return {"@type": "Place", "name": locale.localize(place.name), "identifier": place.code}


def _variable(measure: Measure, locale: Locale) -> Mapping[str, str]:
    return {
        "@type": "PropertyValue",
        "propertyID": measure.id,
        "name": locale.localize(measure.title),
        "description": locale.localize(measure.definition),
    }
