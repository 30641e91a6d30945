"""The ways from one chart to the others, with the place, the day and the language kept."""

from dataclasses import dataclass

from dashboard.charts.registry import CHARTS
from dashboard.dataset.dataset import Site
from dashboard.params.chart_params import ChartState, carried
from dashboard.text.i18n import Locale, get_locale


@dataclass(frozen=True)
class Way:
    """A chart to go to, or the one that is ``here``."""

    words: str
    about: str
    href: str
    here: bool


def charts(site: Site, state: ChartState) -> tuple[Way, ...]:
    """Every chart, from the one of a state."""
    words = names(get_locale(state.lang))
    return tuple(
        Way(*words[slug], site.links.chart(carried(state, site.choices, slug)), slug == state.slug) for slug in CHARTS
    )


def names(locale: Locale) -> dict[str, tuple[str, str]]:
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
