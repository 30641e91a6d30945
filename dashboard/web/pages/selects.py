"""Choices of a form that lists something: each a name in the address, its label, and values with their words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dashboard.dataset.dataset import Dataset
from dashboard.i18n import Locale, sort_key
from etl import registry

SelectOptions = tuple[tuple[str, str], ...]
"""What a form offers: values and their words. The empty value stands for all."""


@dataclass(frozen=True)
class Select:
    """One choice of the form: its name in the address, its label, what is chosen, and the values with their words."""

    name: str
    label: str
    value: str
    options: SelectOptions


def select_or_all(name: str, label: str, value: str, options: Iterable[tuple[str, str]], everything: str) -> Select:
    """Return a choice whose first value is empty: it stands for ``everything``.

    A value of the address that is not among the options, such as several codes, is offered as it is.
    """
    offered = tuple(options)
    own = ((value, value),) if value and value not in dict(offered) else ()
    return Select(name, label, value, (("", everything), *own, *offered))


def source_options(locale: Locale) -> list[tuple[str, str]]:
    """Return every source with its publisher's name."""
    return _by_name({source.id: locale.localize(source.publisher) for source in registry.SOURCES.values()})


def place_options(dataset: Dataset, locale: Locale) -> list[tuple[str, str]]:
    """Return every place of which a figure is held, with its name."""
    places = dataset.cached(("places of figures",), lambda: frozenset(dataset.snapshot.log["place"]))
    return _by_name({code: locale.localize(dataset.snapshot.places[code].name) for code in places})


def measure_options(locale: Locale) -> list[tuple[str, str]]:
    """Return every measure with its title."""
    return _by_name({measure.id: locale.localize(measure.title) for measure in registry.MEASURES.values()})


def _by_name(names: Mapping[str, str]) -> list[tuple[str, str]]:
    return sorted(names.items(), key=lambda option: sort_key(option[1]))
