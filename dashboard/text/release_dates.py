"""The day of a release in words, with its doubt: ``25 August 2020``, ``by 25 August 2020``, ``about 25 August 2020``.

``basis`` says how the day is known (``etl.core.model.VintageBasis``); without one it counts as certain.
"""

from datetime import date

from dashboard.i18n import Locale
from etl.core.model import VintageBasis

UPPER_BOUND_BASES = frozenset({VintageBasis.CONTENT, VintageBasis.UPPER_BOUND, VintageBasis.MONTH_ONLY})
"""Ways of knowing a day that give the last one that it may have been."""


def is_uncertain(basis: str | None) -> bool:
    """Tell whether the day of a release is not known for certain."""
    return basis in UPPER_BOUND_BASES or basis == VintageBasis.ASSUMED


def basis_label(locale: Locale, basis: str) -> str:
    """Say how the day of a release is known."""
    return {
        VintageBasis.PUBLISHER: locale.text("stated by the publisher"),
        VintageBasis.PRESS: locale.text("reported by the press"),
        VintageBasis.CONTENT: locale.text("inferred from the content"),
        VintageBasis.FETCH: locale.text("day of the download"),
        VintageBasis.UPPER_BOUND: locale.text("latest possible day"),
        VintageBasis.MONTH_ONLY: locale.text("month only"),
        VintageBasis.ASSUMED: locale.text("assumed"),
    }[VintageBasis(basis)]


def write_day(basis: str | None, locale: Locale, day: date) -> str:
    """Write the day: ``25 August 2020``, with ``by`` or ``about`` where in doubt."""
    name = locale.day(day)
    if basis in UPPER_BOUND_BASES:
        return locale.text("on or before {day}", day=name)
    return locale.text("about {day}", day=name) if basis == VintageBasis.ASSUMED else name


def write_published(basis: str | None, locale: Locale, day: date) -> str:
    """Say when something was published: ``published 25 August 2020``, with ``by`` or ``about`` where in doubt."""
    name = locale.day(day)
    if basis in UPPER_BOUND_BASES:
        return locale.text("published on or before {day}", day=name)
    if basis == VintageBasis.ASSUMED:
        return locale.text("published about {day}", day=name)
    return locale.text("published {day}", day=name)


def write_published_until(basis: str | None, locale: Locale, day: date) -> str:
    """Say of several counts when the last of them was published: ``published up to 25 August 2020``."""
    name = locale.day(day)
    if basis in UPPER_BOUND_BASES:
        return locale.text("public on or before {day}", day=name)
    if basis == VintageBasis.ASSUMED:
        return locale.text("published up to about {day}", day=name)
    return locale.text("published up to {day}", day=name)
