"""Reads and writes what two moments are compared, and in which figures, as options of an address."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from urllib.parse import urlencode

from dashboard.errors import InvalidParameter, Message, any_of
from dashboard.i18n import gettext_noop as _
from dashboard.params.option_parsers import close_matches, parse_day, parse_edition
from dashboard.params.row_filter import RowFilter, parse_filter
from etl.core.languages import SOURCE
from etl.store.differences import Change, Moment

FILTERS = ("source", "measure", "places", "group")
DIFF_OPTIONS = ("from", "to", "from_edition", "to_edition", *FILTERS, "change")
USUAL_SPAN_DAYS = 365
"""So long before the second day is the first one, if none is chosen."""


@dataclass(frozen=True)
class DiffChoice:
    """Two moments, the rows that are compared, and the kind of change that is listed (empty: all).

    ``filters`` are the texts of the options that choose the ``rows``.
    """

    before: Moment
    after: Moment
    rows: RowFilter = field(default_factory=lambda: RowFilter({}))
    filters: Mapping[str, str] = field(default_factory=dict)
    change: str = ""

    @property
    def swapped(self) -> "DiffChoice":
        """The same the other way round."""
        return replace(self, before=self.after, after=self.before)

    def pinned(self, edition: int) -> "DiffChoice":
        """Return the same with an edition named wherever none is: what it lists then never changes."""
        before, after = (replace(moment, edition=moment.edition or edition) for moment in (self.before, self.after))
        return replace(self, before=before, after=after)


def parse_diff(options: Mapping[str, str], newest: Moment, places: Iterable[str]) -> DiffChoice:
    """Read the options that are given; ``newest`` is the last day and edition that anything is held of.

    ``InvalidParameter`` names an option with a value that it cannot have.
    """
    last = parse_day("to", options["to"]) if "to" in options else newest.day
    usual = date.fromordinal(max(1, last.toordinal() - USUAL_SPAN_DAYS))
    first = parse_day("from", options["from"]) if "from" in options else usual
    editions = [_read_edition(options, f"{name}_edition", newest.edition or 1) for name in ("from", "to")]
    change = options.get("change", "")
    if change and change not in list(Change):
        raise InvalidParameter("change", change, any_of(Change), close_matches(change, Change))
    filters = {name: options[name] for name in FILTERS if name in options}
    return DiffChoice(
        Moment(first, editions[0]), Moment(last, editions[1]), parse_filter(filters, places), filters, change
    )


def _read_edition(options: Mapping[str, str], option: str, newest: int) -> int | None:
    if option not in options:
        return None
    edition = parse_edition(option, options[option])
    if not 1 <= edition <= newest:
        raise InvalidParameter(option, options[option], Message(_("a number from 1 to {newest}"), newest=newest))
    return edition


def format_diff(choice: DiffChoice, lang: str, **more: object) -> str:
    """Write a choice as a query string that names both days; ``more`` are options that are given besides."""
    editions = {"from_edition": choice.before.edition, "to_edition": choice.after.edition}
    options: dict[str, object] = {
        "from": choice.before.day.isoformat(),
        "to": choice.after.day.isoformat(),
        **editions,
        **choice.filters,
    }
    options |= {"change": choice.change, **more, "lang": lang if lang != SOURCE else ""}
    return urlencode({name: value for name, value in options.items() if value}, safe=",:")
