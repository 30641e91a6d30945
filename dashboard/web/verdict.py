"""What can be found out of a file that is said to be from here, or of a short code."""

from dataclasses import dataclass
from enum import StrEnum

from dashboard.charts.rendered import RenderedChart
from dashboard.dataset.row_check import RowCheck


class Standing(StrEnum):
    """How a file or a code stands to what is held here."""

    UNALTERED = "unaltered"
    OTHER_SITE = "other_site"  # it would be unaltered, if its address named this site
    REDRAWN = "redrawn"  # the data are unaltered, the picture around them is another
    DATA_ONLY = "data_only"  # the data are unaltered, the picture cannot be drawn again
    WORDS_DIFFER = "words_differ"
    STRIPPED = "stripped"  # the data were taken out, the picture is unaltered
    TAKEN_BACK = "taken_back"  # sums in it are not formed any more: what is counted changed within them
    ALTERED = "altered"
    NO_DATA = "no_data"
    SUMS = "sums"  # rows that only a chart as a whole can vouch for
    LATER_EDITION = "later_edition"
    CODE = "code"
    NO_CODE = "no_code"


class Drawing(StrEnum):
    """Whether what a picture shows is drawn as it is drawn here."""

    SAME = "same"
    OTHER = "other"
    NOT_COMPARED = "not_compared"


@dataclass(frozen=True)
class Verdict:
    """What was found out. ``chart`` is the one that the file or the code is of, at its pinned address.

    ``differences`` are the fields of a data block, or the columns of labels, that are not as they are written here.
    ``rows`` are those of a CSV file, ``site`` is what the address in a picture begins with, where it names another.
    """

    standing: Standing
    chart: RenderedChart | None = None
    drawing: Drawing = Drawing.NOT_COMPARED
    differences: tuple[str, ...] = ()
    rows: RowCheck | None = None
    releases: tuple[dict[str, str], ...] = ()
    site: str = ""
