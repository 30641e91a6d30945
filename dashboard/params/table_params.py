"""Which rows of a whole table an address asks for, and in which shape."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from urllib.parse import urlencode

from dashboard.errors import InvalidParameter, any_of
from dashboard.params.chart_params import ChartParams
from dashboard.params.option_parsers import close_matches, parse_values
from dashboard.params.row_filter import FILTER_OPTIONS, RowFilter, parse_filter
from etl.core.languages import SOURCE

SHAPES: Mapping[str, tuple[str, ...]] = {
    "observations": ("latest", "first"),
    "vintages": ("log", "changes", "triangle", "triangle-wide"),
}
"""The shapes of each table, the usual one first."""
SHAPES_OF_DAYS = ("triangle-wide",)
"""Those whose columns are days, so that what they are called depends on the rows."""
VIEW_OPTIONS = ("as_of", "edition", "lang")
OWN_OPTIONS: Mapping[str, tuple[str, ...]] = {
    "observations": (*FILTER_OPTIONS, "shape"),
    "vintages": (*FILTER_OPTIONS, "shape", "vintage"),
    "releases": (),
}
"""The options of each whole table beside ``VIEW_OPTIONS``."""


@dataclass(frozen=True)
class TableParams:
    """What is asked of a whole table.

    ``view`` has the day, the edition and the language; ``options`` are the others, as they were written. ``vintage`` is
    the day of the release whose changes are asked for.
    """

    table: str
    view: ChartParams
    rows: RowFilter
    options: Mapping[str, str] = field(default_factory=dict)
    vintage: date | None = None

    @property
    def shape(self) -> str:
        """How the values are laid out; empty where the table has one shape only."""
        return self.options.get("shape", next(iter(SHAPES.get(self.table, ())), ""))

    @property
    def own_shape(self) -> str:
        """The shape, empty where it is the usual one."""
        return "" if self.shape == next(iter(SHAPES.get(self.table, ())), "") else self.shape

    def pinned(self, view: ChartParams) -> "TableParams":
        """Return the same rows as of the day and edition of ``view``."""
        return replace(self, view=replace(self.view, as_of=view.as_of, edition=view.edition))

    @property
    def query(self) -> str:
        """The options of the address, in a fixed order."""
        options = {name: self.options[name] for name in OWN_OPTIONS[self.table] if name in self.options}
        day, edition, lang = self.view.as_of, self.view.edition, self.view.lang
        options |= {"as_of": day.isoformat()} if day else {}
        options |= {"edition": str(edition)} if edition else {}
        options |= {"lang": lang} if lang != SOURCE else {}
        return urlencode(options, safe=",:")


def parse_table(table: str, view: ChartParams, options: Mapping[str, str], places: Iterable[str]) -> TableParams:
    """Read the options of a whole table; ``InvalidParameter`` names one that cannot be, or that goes with no other."""
    shapes = SHAPES.get(table, ())
    shape = options.get("shape")
    if shape and shape not in shapes:
        raise InvalidParameter("shape", shape, any_of(shapes), close_matches(shape, shapes))
    days = parse_values({name: text for name, text in options.items() if name == "vintage"}, (SOURCE,))
    params = TableParams(table, view, parse_filter(options, places), options, days.get("vintage"))
    _check_shape(params)
    return params


def _check_shape(params: TableParams) -> None:
    """Refuse a shape without what it is of, and what is of another shape."""
    codes, vintage = params.rows.codes, params.options.get("vintage", "")
    if params.shape == "changes":
        if not vintage or len(codes.get("source", ())) != 1:
            raise InvalidParameter("shape", "changes", "beside it vintage, the day of a release, and its source")
    elif vintage:
        raise InvalidParameter("vintage", vintage, "beside it shape=changes")
    is_one_series = (
        all(len(codes.get(name, ())) == 1 for name in ("measure", "place")) and len(codes.get("group", ())) < 2
    )
    if params.shape.startswith("triangle") and not is_one_series:
        raise InvalidParameter("shape", params.shape, "beside it one measure and one of places")
