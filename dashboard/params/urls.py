"""Every address is made here and nowhere else."""

from dataclasses import dataclass, replace
from datetime import date

from dashboard.params import chart_params as states
from dashboard.params.availability import Choices
from dashboard.params.chart_params import ChartState

FORMATS = ("csv", "json", "svg", "png")
DATA = ("observations.csv", "vintages.csv", "releases.csv")


@dataclass(frozen=True)
class Links:
    """Addresses under ``base`` (empty: relative to the server)."""

    choices: Choices
    base: str = ""

    def home(self, state: ChartState | None = None) -> str:
        """The front page."""
        return self._with(f"{self.base}/", state)

    def chart(self, state: ChartState) -> str:
        """The page of a chart."""
        return self._with(f"{self.base}/chart/{state.slug}", state)

    def file(self, suffix: str, state: ChartState) -> str:
        """The same view in another format."""
        return self._with(f"{self.base}/chart/{state.slug}.{suffix}", state)

    def pinned(self, state: ChartState, day: date, edition: int) -> str:
        """The address of the view as it is, naming its day and its edition, so that it never changes.

        They are the newest of all that is held, where the state names none.
        """
        return self.chart(replace(state, as_of=state.as_of or day, edition=state.edition or edition))

    def sources(self, lang: str, source: str = "") -> str:
        """The page of the sources, or the section of one."""
        page = self._with(f"{self.base}/sources", replace(states.default(self.choices), lang=lang))
        return f"{page}#{source}" if source else page

    def commentary(self, lang: str, place: str = "", kinds: tuple[str, ...] = states.KINDS) -> str:
        """The page of the writings and events: all, or those of a place or of some kinds. It has no usual place."""
        others = states.query(replace(states.default(self.choices), kinds=kinds, lang=lang), self.choices)
        query = "&".join(part for part in (f"places={place}" if place else "", others) if part)
        return f"{self.base}/commentary?{query}" if query else f"{self.base}/commentary"

    def data(self, name: str) -> str:
        """A whole table."""
        return f"{self.base}/data/{name}"

    def _with(self, path: str, state: ChartState | None) -> str:
        query = states.query(state, self.choices) if state else ""
        return f"{path}?{query}" if query else path
