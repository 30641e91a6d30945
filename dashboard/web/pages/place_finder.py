"""The names by which a place can be typed in on a chart."""

from dataclasses import dataclass

from dashboard.dataset.dataset import Dataset
from dashboard.i18n import Locale, get_locale, sort_key
from dashboard.params.chart_params import ChartParams


@dataclass(frozen=True)
class PlaceName:
    """A name of a place. ``meaning`` is its name in the language of the page, where this one is of another language."""

    name: str
    code: str
    meaning: str


@dataclass(frozen=True)
class PlaceFinder:
    """The field to type the name of a place into: its label, and the names in every language, sorted."""

    label: str
    names: tuple[PlaceName, ...]


def build_place_finder(dataset: Dataset, params: ChartParams, locale: Locale) -> PlaceFinder | None:
    """Name every place that the chart can show; None where there is no other than the one.

    Kept, since it is the same for every view of a chart.
    """
    key = ("place finder", params.slug, locale.code)
    return dataset.cached(key, lambda: _build_place_finder(dataset, params, locale))


def _build_place_finder(dataset: Dataset, params: ChartParams, locale: Locale) -> PlaceFinder | None:
    codes = dataset.availability.drawable_places(params.options)
    if len(codes) < 2:
        return None
    label = locale.text("Add a place by name") if params.options.max_places > 1 else locale.text("Find a place by name")
    names = [name for code in codes for name in _names(dataset, code, locale)]
    return PlaceFinder(label, tuple(sorted(names, key=lambda entry: (sort_key(entry.name), entry.meaning))))


def _names(dataset: Dataset, code: str, locale: Locale) -> list[PlaceName]:
    """Return the name of a place in the language of the page, and those in others where they are spelled otherwise."""
    texts, own = dataset.snapshot.places[code].name, locale.localize(dataset.snapshot.places[code].name)
    others = {get_locale(other).localize(texts) for other in dataset.availability.languages} - {own}
    return [PlaceName(own, code, ""), *(PlaceName(name, code, own) for name in sorted(others))]
