"""Which rows of a whole table are asked for: by series and by months, as options of its address."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from dashboard.errors import InvalidParameter
from dashboard.params.option_parsers import check_range, close_matches, parse_values
from etl import registry
from etl.core.groups import GROUPS
from etl.core.languages import SOURCE
from etl.core.model import Period

FILTER_OPTIONS = ("source", "measure", "places", "group", "start", "end")
_COLUMNS = {"source": "source", "measure": "measure", "places": "place", "group": "group"}


@dataclass(frozen=True)
class RowFilter:
    """The codes that some columns may have, and the months in which a period may lie; what is empty takes all."""

    codes: Mapping[str, tuple[str, ...]]
    start: date | None = None
    end: date | None = None

    def apply(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Return the rows chosen: periods that begin with the first month or later, and end with the last or before."""
        for column, codes in self.codes.items():
            rows = rows[rows[column].isin(codes)]
        if self.start:
            rows = rows[rows["period_start"] >= pd.Timestamp(self.start)]
        if self.end:
            rows = rows[rows["period_end"] <= pd.Timestamp(Period.month(self.end.year, self.end.month).end)]
        return rows


def parse_filter(options: Mapping[str, str], places: Iterable[str]) -> RowFilter:
    """Read the options of a filter, codes with commas between; ``InvalidParameter`` names one that does not exist."""
    accepted: Mapping[str, Iterable[str]] = {
        "source": registry.SOURCES,
        "measure": registry.MEASURES,
        "places": list(places),
        "group": GROUPS,
    }
    codes = {
        _COLUMNS[option]: _parse_codes(option, options[option], names)
        for option, names in accepted.items()
        if options.get(option)
    }
    months = parse_values({name: options[name] for name in ("start", "end") if options.get(name)}, (SOURCE,))
    start, end = months.get("start"), months.get("end")
    check_range(start, end)
    return RowFilter(codes, start, end)


def _parse_codes(option: str, text: str, accepted: Iterable[str]) -> tuple[str, ...]:
    codes = tuple(dict.fromkeys(text.split(",")))
    for code in codes:
        if code not in accepted:
            raise InvalidParameter(option, code, _EXPECTED[option], close_matches(code, accepted))
    return codes


_EXPECTED = {
    "source": "the id of a source",
    "measure": "the id of a measure",
    "places": "a place code such as CA-BC",
    "group": "a group such as sex:male",
}
