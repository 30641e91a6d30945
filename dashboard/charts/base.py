"""What a chart is: its name, what can be chosen on it, and the functions that select, draw and describe it."""

from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from dashboard.dataset.dataset import Dataset
from dashboard.dataset.series_view import ChartData
from dashboard.i18n import Locale
from dashboard.params.chart_params import ChartParams
from dashboard.params.options import ChartOptions
from dashboard.plotting import theme
from dashboard.plotting.theme import STATIC, Figure, FigureOptions
from dashboard.text.chart_text import ChartText, Table

DEFAULT_HEIGHT_PX, DEFAULT_NARROW_HEIGHT_PX = 470, 400
"""Usual heights in a page and on a phone."""

Data = TypeVar("Data", bound=ChartData)
_In_contra = TypeVar("_In_contra", bound=ChartData, contravariant=True)
_Out_co = TypeVar("_Out_co", bound=ChartData, covariant=True)


class Select(Protocol[_Out_co]):
    """Selects what a chart shows."""

    def __call__(self, dataset: Dataset, params: ChartParams, /) -> _Out_co:
        """Select what a chart shows."""


class DrawFigure(Protocol[_In_contra]):
    """Draws the Plotly figure, in the subset that ``dashboard/svg/schema.py`` documents."""

    def __call__(self, data: _In_contra, locale: Locale, options: FigureOptions = STATIC, /) -> Figure:
        """Draw the Plotly figure."""


class Height(Protocol[_In_contra]):
    """Returns the pixels that a figure needs from top to bottom."""

    def __call__(self, data: _In_contra, /, *, narrow: bool) -> int:
        """Return the pixels that a figure needs from top to bottom."""


class WriteText(Protocol[_In_contra]):
    """Writes all that is said of a chart."""

    def __call__(self, data: _In_contra, locale: Locale, /) -> ChartText:
        """Write all that is said of a chart."""


class BuildTable(Protocol[_In_contra]):
    """Builds the table of the values that a chart shows."""

    def __call__(self, data: _In_contra, locale: Locale, /) -> Table:
        """Build the table of the values that a chart shows."""


class ClientData(Protocol[_In_contra]):
    """Returns what the script of a page needs to draw other days or periods by itself; None where it cannot."""

    def __call__(self, data: _In_contra, locale: Locale, /) -> dict[str, Any] | None:
        """Return what the script of a page needs to draw other days or periods by itself; None where it cannot."""


def default_height_px(_data: ChartData, *, narrow: bool) -> int:
    """Return the height of a chart whose values do not ask for more."""
    return DEFAULT_NARROW_HEIGHT_PX if narrow else DEFAULT_HEIGHT_PX


def no_client_data(_data: ChartData, _locale: Locale) -> None:
    """Return nothing: the page asks the server for every change."""


@dataclass(frozen=True)
class Chart(Generic[Data]):
    """A chart. ``title`` and ``subtitle`` are messages of the catalogue: what it is called, and what it shows.

    ``change_log`` lets the page step through the days of release, ``frames`` play through the periods.
    """

    title: str
    subtitle: str
    options: ChartOptions
    select: Select[Data]
    figure: DrawFigure[Data]
    text: WriteText[Data]
    table: BuildTable[Data]
    height: Height[Data] = default_height_px
    change_log: ClientData[Data] = no_client_data
    frames: ClientData[Data] = no_client_data

    @property
    def has_frames(self) -> bool:
        """Whether its page can play through the periods."""
        return self.frames is not no_client_data

    @property
    def slug(self) -> str:
        """Its name in an address."""
        return self.options.slug

    def aspect_ratio(self, data: Data) -> float | None:
        """Return height to width, in pictures too, where its values ask for a height of their own."""
        return None if self.height is default_height_px else self.height(data, narrow=False) / theme.CHART_WIDTH_PX
