"""Which measures a quoted figure may be of: by its place, and by the words that narrow what is counted.

The definitions, their order and their words stand in ``measures.toml``.
"""

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from etl import registry
from etl.claims.holdings import Holdings
from etl.core.model import Measure, Period, PeriodKind
from etl.core.quotation import Quotation, QuoteKind
from etl.store.summary import measure_families

ALL = "all"
_KINDS_BY_LENGTH = (
    (1, (PeriodKind.MONTH,)),
    (3, (PeriodKind.QUARTER, PeriodKind.YEAR_TO_DATE, PeriodKind.MONTH)),
    (12, (PeriodKind.YEAR, PeriodKind.TWELVE_MONTHS, PeriodKind.MONTH)),
)
_OTHER_KINDS = (PeriodKind.YEAR_TO_DATE, PeriodKind.SEVERAL_MONTHS, PeriodKind.MONTH)
"""By how long a period is, how long the values run beside which it is read, the likeliest first."""
LOOSE_WORDS = frozenset({"predicted", "reported", "provisional"})
"""Words that texts mix up: an exact large number says which of the two is meant."""
GENERIC_WORDS = frozenset({"drug", "overdose", "toxic", "poisoning", "unregulated", "illicit", "provisional"})
"""Words that name no class of deaths."""
MONTHS = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.YEAR: 12, PeriodKind.TWELVE_MONTHS: 12}
"""How many months the values of a kind cover; those of others cover any number."""
_WHOLE = frozenset({"confirmed", "suspected"})
"""Together these name all deaths."""


@dataclass(frozen=True)
class Definition:
    """One way in which a source counts: its measures, which differ only in how long they run, and the group.

    ``of_parts``: parts of the place of the source are counted so, and not the place itself.
    """

    source: str
    measures: tuple[Measure, ...]
    group: str = ALL
    needs: frozenset[str] = frozenset()
    implied: frozenset[str] = frozenset()
    of_parts: bool = False

    def is_named_by(self, words: frozenset[str]) -> bool:
        """Tell whether a text with these class words may be of it."""
        return self.needs <= words <= self.needs | self.implied

    @cached_property
    def measure_ids(self) -> tuple[str, ...]:
        """The ids of its measures."""
        return tuple(measure.id for measure in self.measures)

    def is_own_of(self, place: str) -> bool:
        """Tell whether its source is the place's own publisher and counts the place itself."""
        return registry.source(self.source).place == place and not self.of_parts

    @property
    def is_percentage(self) -> bool:
        """Whether its values are shares published in per cent."""
        return all(measure.is_percentage for measure in self.measures)

    def may_be_of(self, kind: QuoteKind) -> bool:
        """Tell whether a figure of that kind may be of it: a share of percentages or of a group, all else of counts."""
        return self.is_percentage or self.group != ALL if kind is QuoteKind.SHARE else not self.is_percentage

    @staticmethod
    def may_add(measure: Measure) -> bool:
        """Tell whether the values of a measure may be parts of a sum."""
        return measure.counts_deaths and measure.period is not PeriodKind.TWELVE_MONTHS


@dataclass(frozen=True)
class SourceRules:
    """The definitions of a source in order, the age after which its figures contradict nothing, what goes unsaid."""

    max_age_days: int
    definitions: tuple[Definition, ...]
    unsaid: frozenset[str] = frozenset()


@lru_cache(1)
def rules_by_source() -> dict[str, SourceRules]:
    """Read ``measures.toml``."""
    text = Path(__file__).with_name("measures.toml").read_text(encoding="utf-8")
    return {
        source: SourceRules(
            table["max_age_days"],
            tuple(_definition(source, **entry) for entry in table["definitions"]),
            frozenset(table.get("unsaid", ())),
        )
        for source, table in tomllib.loads(text).items()
    }


def _definition(
    source: str,
    measure: str,
    group: str = ALL,
    needs: Sequence[str] = (),
    implied: Sequence[str] = (),
    *,
    of_parts: bool = False,
) -> Definition:
    families = measure_families(registry.source(source))
    wanted = registry.measure(measure)
    measures = next(family.measures for family in families if wanted in family.measures)
    return Definition(source, measures, group, frozenset(needs), frozenset(implied), of_parts)


def class_words(quotation: Quotation) -> frozenset[str]:
    """Return the words of a quotation that narrow what is counted."""
    words = quotation.class_words - GENERIC_WORDS
    return words - _WHOLE if words >= _WHOLE else words


def unsaid_words(place: str) -> frozenset[str]:
    """Return what a text about a place means that names no class, where no source held counts just that."""
    own = (rules.unsaid for source, rules in rules_by_source().items() if registry.source(source).place == place)
    return next(own, frozenset())


def admissible(quotation: Quotation, holdings: Holdings) -> tuple[Definition, ...]:
    """Return the definitions by which a quoted figure may be counted, in the order in which they are looked for.

    A measure that a keeper states decides. Otherwise they are those of the place's own publishers that the class words
    name; where there is none, those of publishers of a wider place that count this one.
    """
    definitions = [item for rules in rules_by_source().values() for item in rules.definitions]
    if quotation.measure:
        return tuple(item for item in definitions if _has_measure(item, quotation.measure))
    words = class_words(quotation)
    candidates = [item for item in definitions if item.is_named_by(words) and item.may_be_of(quotation.kind)]
    own = [item for item in candidates if item.is_own_of(quotation.place)]
    wider = [item for item in candidates if item not in own and _counts_place(item, quotation.place, holdings)]
    if own or (unsaid_words(quotation.place) and not words):
        return tuple(own)
    return tuple(wider)


def loose_siblings(quotation: Quotation, holdings: Holdings) -> tuple[Definition, ...]:
    """Return the definitions that differ from what a text says only in a word that texts mix up."""
    words = class_words(quotation)
    if quotation.measure or not words & LOOSE_WORDS:
        return ()
    plain = Quotation(quotation.kind, quotation.place, quotation.period, class_words=words - LOOSE_WORDS)
    return tuple(item for item in admissible(plain, holdings) if not item.is_named_by(words))


def _has_measure(definition: Definition, measure: str) -> bool:
    name, _, group = measure.partition(" ")
    return definition.group == (group or ALL) and any(name == member.id for member in definition.measures)


def _counts_place(definition: Definition, place: str, holdings: Holdings) -> bool:
    measures = definition.measures
    return any(holdings.series(measure.id, place, definition.group) is not None for measure in measures)


def likeliest_measure(measures: Iterable[Measure], period: Period) -> str:
    """Return the id of the one of some measures beside which a period is read, by how long its values run.

    Empty where there is none.
    """
    kinds = next((kinds for length, kinds in _KINDS_BY_LENGTH if period.length_months == length), _OTHER_KINDS)

    def rank(measure: Measure) -> int:
        return kinds.index(measure.period) if measure.period in kinds else len(kinds)

    likeliest = min(measures, key=rank, default=None)
    return likeliest.id if likeliest else ""
