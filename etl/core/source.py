"""What a source is: a publisher's series of releases, where to fetch it, and the documents that it reads."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from etl.core.model import Measure, Release


@dataclass(frozen=True)
class Document:
    """Bytes as they came, with what the giver knows about them.

    ``published_on`` is the day of publication and overrides what the content tells; ``no_later_than`` an upper bound of
    it: the day the file was downloaded or archived.
    """

    name: str
    content: bytes
    published_on: date | None = None
    url: str = ""
    no_later_than: date | None = None


@dataclass(frozen=True)
class Download:
    """Where a source shows its newest release.

    ``urls`` are tried in turn: publishers move their files. ``page_rows`` is the number of rows to ask for at a time
    where they are Socrata tables as CSV; None where each is one file. ``columns`` are those of a table to ask for where
    not all are wanted: of cases, which are about people, no more than is counted. ``is_page``: a web page is what is
    asked for.
    """

    urls: tuple[str, ...]
    page_rows: int | None = None
    columns: tuple[str, ...] = ()
    is_page: bool = False


@dataclass(frozen=True)
class Source:
    """One publisher's series of releases.

    ``cadence`` says how often it publishes, ``terms`` under what licence, ``citation`` how to cite it. ``parse`` turns
    a document into the releases it holds, or raises ``errors.InvalidDocument``; it has no network and no disk.
    ``download`` is None where the publisher has no file to fetch. ``places_comparable`` is False where its places count
    differently, so that what became of the values of one says nothing of another's. ``days_between_releases`` is how
    often it publishes by its own word; None where it does not say, or does not keep to it. ``ended_on`` is the day of
    the last release of a series that the publisher has ended. ``keeps_documents``: a keeper keeps a copy of each
    document taken, since its terms allow it and it holds no single deaths. ``names_more_places``: its files name places
    that ``places.csv`` does not have, and what they state of those is left out. ``is_untried``: no real file of the
    publisher's was read yet, and the form is known from programs that do.
    """

    id: str
    place: str
    publisher: Mapping[str, str]
    url: str
    terms: Mapping[str, str]
    cadence: Mapping[str, str]
    citation: Mapping[str, str]
    measures: tuple[Measure, ...]
    parse: Callable[[Document], tuple[Release, ...]]
    download: Download | None = None
    places_comparable: bool = True
    days_between_releases: int | None = None
    ended_on: date | None = None
    keeps_documents: bool = False
    names_more_places: bool = False
    is_untried: bool = False

    @property
    def measure_ids(self) -> tuple[str, ...]:
        """The ids of all its measures."""
        return tuple(measure.id for measure in self.measures)

    @property
    def count_measure_ids(self) -> tuple[str, ...]:
        """The measures that count deaths or people: their values add up, percentages do not."""
        return tuple(measure.id for measure in self.measures if measure.counts_deaths or measure.is_population)
