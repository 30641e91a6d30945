"""The ways from one chart to the others, with the place, the day and the language kept."""

from dataclasses import dataclass

from dashboard.charts.registry import CHARTS
from dashboard.dataset.dataset import Dataset
from dashboard.params.chart_params import ChartParams, carry_over
from dashboard.text.i18n import Locale, get_locale


@dataclass(frozen=True)
class NavLink:
    """A chart to go to, or the one that is ``here``."""

    label: str
    description: str
    href: str
    is_current: bool


def chart_links(dataset: Dataset, params: ChartParams) -> tuple[NavLink, ...]:
    """Every chart, from the one of a state."""
    words = chart_names(get_locale(params.lang))
    return tuple(
        NavLink(*words[slug], dataset.urls.chart(carry_over(params, dataset.availability, slug)), slug == params.slug)
        for slug in CHARTS
    )


def chart_names(locale: Locale) -> dict[str, tuple[str, str]]:
    """What each chart is called, and what it shows."""
    return {
        "trend": (locale.text("Over time"), locale.text("one place, month by month")),
        "compare": (locale.text("Places compared"), locale.text("several places or publishers beside each other")),
        "seasonal": (locale.text("Months and years"), locale.text("every month of every year, with totals")),
        "breakdown": (locale.text("Parts and groups"), locale.text("by region, sex, age or drug")),
        "map": (locale.text("Map"), locale.text("states or provinces, month by month")),
        "change": (locale.text("Change in a year"), locale.text("each place beside its own figure of a year before")),
        "vintages": (locale.text("Through the releases"), locale.text("how one figure was revised")),
    }
