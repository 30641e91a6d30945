"""Selects the deaths of one place, and the writings on each of its periods with what was counted of a term in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from dashboard.dataset.annotations import month_discussed
from dashboard.dataset.dataset import Dataset
from dashboard.dataset.observations import Observation
from dashboard.dataset.series_view import ChartData, SeriesView
from dashboard.params.chart_params import ChartParams
from etl.core.model import Period
from etl.reference.commentary import Article
from etl.reference.terms import Term
from etl.reference.text_counts import Scope, TermCounts, TextCounts


@dataclass(frozen=True)
class CountedWriting:
    """A writing in the period of the last month that it discusses; None where that is not among those shown.

    ``text`` is what was counted of it, the most where several texts were; None where the term was counted in none.
    """

    article: Article
    period: Period | None
    text: TextCounts | None
    count: int = 0

    @property
    def is_title(self) -> bool:
        """Whether only its title was counted."""
        return self.text is not None and self.text.scope is Scope.TITLE


@dataclass(frozen=True)
class Tally:
    """How many writings there are, and in how many of them the term was counted and stands."""

    writings: int
    texts: int
    texts_with_term: int
    titles: int
    titles_with_term: int
    mentions: int

    @property
    def counted_writings(self) -> int:
        """Of how many of them anything was counted."""
        return self.texts + self.titles


@dataclass(frozen=True)
class WordsData(ChartData):
    """The deaths of one place, and the writings about it that had appeared by the day, of the kinds chosen."""

    extra_columns: ClassVar[Mapping[str, str]] = {
        "term": "of what is counted in writings, the `id` of the term in `terms.csv`",
        "writings": "writings about the place by the day whose last month discussed is in this period",
        "texts_counted": "of them, those of which the text or an excerpt was counted",
        "texts_with_term": "of those texts, in how many the term stands",
        "titles_counted": "of the others, those of which the title was counted",
        "titles_with_term": "of those titles, in how many the term stands",
        "mentions": "how often the term stands in those texts and titles; empty where none was counted",
    }

    term: Term | None = None
    writings: tuple[CountedWriting, ...] = ()

    @cached_property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw: no deaths, or no writing in which the term was counted."""
        return self.term is None or not self.tally_all.counted_writings or all(view.is_empty for view in self.views)

    @cached_property
    def tally_all(self) -> Tally:
        """The writings of all periods shown."""
        return tally([writing for writing in self.writings if writing.period])

    @cached_property
    def outside(self) -> int:
        """How many writings discuss no period that is shown."""
        return sum(writing.period is None for writing in self.writings)

    @cached_property
    def by_period(self) -> Mapping[Period, tuple[CountedWriting, ...]]:
        """The writings of each period that has any."""
        grouped: dict[Period, tuple[CountedWriting, ...]] = {}
        for writing in self.writings:
            if writing.period:
                grouped[writing.period] = (*grouped.get(writing.period, ()), writing)
        return grouped

    def extra_cells(self, _view: SeriesView, observation: Observation) -> Mapping[str, object]:
        """Return the cells of a period in the extra columns."""
        counts = tally(self.by_period.get(observation.period, ()))
        return {
            "term": self.term.id if self.term else "",
            "writings": counts.writings,
            "texts_counted": counts.texts,
            "texts_with_term": counts.texts_with_term,
            "titles_counted": counts.titles,
            "titles_with_term": counts.titles_with_term,
            "mentions": counts.mentions if counts.counted_writings else None,
        }


def tally(writings: Sequence[CountedWriting]) -> Tally:
    """Count writings, and those with the term."""
    texts = [writing for writing in writings if writing.text and not writing.is_title]
    titles = [writing for writing in writings if writing.is_title]
    return Tally(
        len(writings),
        len(texts),
        sum(writing.count > 0 for writing in texts),
        len(titles),
        sum(writing.count > 0 for writing in titles),
        sum(writing.count for writing in writings),
    )


def select_words(dataset: Dataset, params: ChartParams) -> WordsData:
    """Select the deaths of one place and the writings about it that had appeared by the day chosen."""
    term_counts = dataset.snapshot.term_counts
    term = next((term for term in term_counts.terms if term.id == params.term), None)
    view = dataset.series_view(params)
    articles = [
        article
        for article in dataset.snapshot.commentary.for_places(params.place).articles
        if article.published_on <= params.cutoff and article.kind in params.kinds
    ]
    periods = [observation.period for observation in view.observations] if view else []
    texts = _texts_with_count(term_counts, params.term)
    writings = tuple(_counted_writing(article, params, periods, texts) for article in articles)
    return WordsData(params, (view,) if view else (), term=term, writings=writings)


def _texts_with_count(term_counts: TermCounts, term: str) -> Mapping[str, TextCounts]:
    """Return of each writing the text in which the term was counted: the whole, else an excerpt, else the title."""
    order = list(Scope)
    texts = [text for text in term_counts.texts if text.count(term) is not None]
    in_order = sorted(texts, key=lambda text: order.index(text.scope), reverse=True)
    return {text.item: text for text in in_order}


def _counted_writing(
    article: Article, params: ChartParams, periods: Sequence[Period], texts: Mapping[str, TextCounts]
) -> CountedWriting:
    month = month_discussed(article, params.place)
    period = next((period for period in periods if period.start <= month <= period.end), None)
    text = texts.get(article.id)
    return CountedWriting(article, period, text, (text.count(params.term) or 0) if text else 0)
