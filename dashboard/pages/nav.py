"""The ways from one chart to the others, with the place, the day and the language kept."""

from dataclasses import dataclass

from dashboard.charts import CHARTS
from dashboard.language import Language, language
from dashboard.site import Site
from dashboard.state import ChartState, carried


@dataclass(frozen=True)
class Way:
    """A chart to go to, or the one that is ``here``."""

    words: str
    about: str
    href: str
    here: bool


def charts(site: Site, state: ChartState) -> tuple[Way, ...]:
    """Every chart, from the one of a state."""
    words = names(language(state.lang))
    return tuple(
        Way(*words[slug], site.links.chart(carried(state, site.choices, slug)), slug == state.slug) for slug in CHARTS
    )


def names(spoken: Language) -> dict[str, tuple[str, str]]:
    """What each chart is called, and what it shows."""
    return {
        "trend": (spoken.text("Over time"), spoken.text("one place, month by month")),
        "compare": (spoken.text("Places compared"), spoken.text("several places or publishers beside each other")),
        "seasonal": (spoken.text("Months and years"), spoken.text("every month of every year, with totals")),
        "breakdown": (spoken.text("Parts and groups"), spoken.text("by region, sex, age or drug")),
        "map": (spoken.text("Map"), spoken.text("states or provinces, month by month")),
        "change": (spoken.text("Change in a year"), spoken.text("each place beside its own figure of a year before")),
        "vintages": (spoken.text("Through the releases"), spoken.text("how one figure was revised")),
    }
