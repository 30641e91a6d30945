"""Says of releases that were taken back what was wrong with them, and on which pages that has to stand."""

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.dataset.dataset import Dataset
from dashboard.dataset.series_view import ChartData
from dashboard.i18n import Locale
from etl import registry
from etl.store.errata import Erratum
from etl.store.series import PublishedValue, Series


@dataclass(frozen=True)
class ErratumNote:
    """What was wrong, why (in the keeper's own words, in English), and where it stands on the site.

    ``moved_url`` is the address of the release under its right day; empty where there is none.
    """

    text: str
    why: str
    url: str
    moved_url: str


def describe_erratum(dataset: Dataset, erratum: Erratum, locale: Locale) -> ErratumNote:
    """Say what was wrong with a release that was taken back."""
    names = {
        "publisher": locale.localize(registry.source(erratum.source).publisher),
        "day": locale.day(erratum.day),
        "edition": str(erratum.until),
        "learned": locale.day(erratum.learned_on),
    }
    url, moved_url = dataset.urls.release(erratum.source, erratum.day, locale.code), ""
    text = locale.text("{publisher}, {day}: entered by mistake; void since edition {edition}, of {learned}.", **names)
    if erratum.moved_to:
        moved_url = dataset.urls.release(erratum.source, erratum.moved_to, locale.code)
        text = locale.text(
            "{publisher}, {day}: entered under a wrong day; since edition {edition}, of {learned}, it is the release "
            "of {right_day}.",
            **names,
            right_day=locale.day(erratum.moved_to),
        )
    return ErratumNote(text, erratum.why, url, moved_url)


def errata_of_chart(dataset: Dataset, data: ChartData) -> tuple[Erratum, ...]:
    """Return the errors in what a chart shows of the edition that its address names; none where it names none."""
    edition = data.params.edition
    if edition is None:
        return ()
    wrong = [each for each in dataset.snapshot.errata if each.is_in(edition, data.params.cutoff)]
    if not wrong:
        return ()
    divided_by = {source.id for source in data.credited_sources} - {view.source.id for view in data.views}
    table, places = dataset.snapshot.table, {view.place.code for view in data.views}
    releases = set(table.loc[table["source"].isin(divided_by) & table["place"].isin(places), "release"])
    of_people = tuple(each for each in wrong if each.release in releases)
    return (*errata_of_series(wrong, (view.series for view in data.views)), *of_people)


def error_sentences(dataset: Dataset, data: ChartData, locale: Locale) -> list[str]:
    """Return a sentence for each error in what a chart shows of the edition that its address names, with the reason."""
    notes = (describe_erratum(dataset, erratum, locale) for erratum in errata_of_chart(dataset, data))
    error = "This edition contained an error: {error}"
    return [f"{locale.text(error, error=note.text)} “{note.why}”" for note in notes]


def errata_of_series(errata: Iterable[Erratum], all_series: Iterable[Series]) -> tuple[Erratum, ...]:
    """Return the errata of releases that stated anything of some series."""
    return errata_of_values(errata, (entry for series in all_series for log in series.log.values() for entry in log))


def errata_of_values(errata: Iterable[Erratum], values: Iterable[PublishedValue]) -> tuple[Erratum, ...]:
    """Return the errata of releases that stated any of some values."""
    ids = {value.release for value in values}
    return tuple(erratum for erratum in errata if erratum.release in ids)
