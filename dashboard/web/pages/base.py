"""What a page is: its address, its template by its name, and the words that the template is given."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from dashboard.charts.rendered import RenderedCharts
from dashboard.config import Delivery
from dashboard.dataset.dataset import Dataset
from dashboard.i18n import Locale, get_locale
from dashboard.params.chart_params import ChartParams


@dataclass(frozen=True)
class PageRequest:
    """What a page is asked for: the choices, and the options that the address names.

    ``page_options`` are the values of options that this page reads itself. ``url_root`` stands before addresses that
    are to be quoted; ``dash`` are the tags that bring Dash to life. ``file`` are the bytes of a file that was put in.
    ``delivery`` is how the page comes to its reader.
    """

    charts: RenderedCharts
    params: ChartParams
    given: frozenset[str] = frozenset()
    page_options: Mapping[str, str] = field(default_factory=dict)
    url_root: str = ""
    dash: Mapping[str, str] = field(default_factory=dict)
    file: bytes = b""
    delivery: Delivery = Delivery.SERVER

    @property
    def dataset(self) -> Dataset:
        """The data behind it."""
        return self.charts.dataset

    @property
    def locale(self) -> Locale:
        """The language it is to be written in."""
        return get_locale(self.params.lang)

    def in_language(self, code: str) -> "PageRequest":
        """Return the same request in another language."""
        return replace(self, params=replace(self.params, lang=code))


@dataclass(frozen=True)
class Page:
    """A page. ``name`` is that of its template, ``path`` its address as Flask writes rules.

    ``url`` returns its whole address for a request, ``context`` what its template is given. ``options`` are those it
    takes; None stands for those of its chart, and ``own_options`` are those of them that it reads itself. A page with a
    ``title`` (a message) is linked from every page; one that is nothing without a server only where there is one.
    """

    name: str
    path: str
    url: Callable[[PageRequest], str]
    context: Callable[[PageRequest], dict[str, Any]]
    options: tuple[str, ...] | None = None
    own_options: tuple[str, ...] = ()
    title: str = ""
    needs_server: bool = False
