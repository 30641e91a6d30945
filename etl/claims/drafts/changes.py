"""Changes: which way a number says that deaths went, and changes said without one, as "doubled"."""

from collections.abc import Callable, Iterator

from etl.claims.drafts.calendar_words import compiled
from etl.claims.drafts.raw_figures import RawFigure
from etl.core.quotation import Comparator, QuoteKind

_DOWN_AFTER = (
    r"fewer|less|lower|drops?|declines?|decreas\w+|falls?|fell|reductions?|reduced|dip|down|de moins|moins|"
    r"inférieure?s?|below|under|"
    r"plus bas\w*|de baisse|baisse"
)
_UP_AFTER = (
    r"more|higher|increases?|increased|rises?|rose|jumps?|surges?|spikes?|upticks?|up|greater|above|growth|hikes?|gain|"
    r"de plus|"
    r"plus|supérieure?s?|plus élevée?s?|de hausse|hausse"
)
_DOWN_BEFORE = (
    r"fell|fall|falls|fallen|falling|drop|drops|dropped|dropping|declin\w+|down|decreas\w+|reduc\w+|plung\w+|"
    r"plummet\w+|dip|"
    r"dipped|lower|shrank|slid|sank|eased|baiss\w+|dimin\w+|recul\w*|chut\w+|réduc\w+|rédui\w+|tomb\w+|fléchi\w*|"
    r"repli\w*"
)
_UP_BEFORE = (
    r"rose|rise|rises|risen|rising|increas\w+|(?<!made )(?<!make )(?<!makes )(?<!making )up|jump\w*|climb\w*|"
    r"surg\w+|grew|grow|grown|growth|soar\w*|spik\w+|"
    r"higher|"
    r"leapt|hike|uptick|swell\w*|hausse|augment\w+|bond\w*|grimp\w+|progress\w+|accru\w*|accroiss\w+|crû|explos\w+"
)
_AFTER = compiled(rf"^[^,;.:0-9]{{0,24}}?\b(?:(?P<down>{_DOWN_AFTER})|(?P<up>{_UP_AFTER}))(?!\w)")
_BEFORE = compiled(rf"\b(?:(?P<down>{_DOWN_BEFORE})|(?P<up>{_UP_BEFORE}))(?!\w)")
_RIGHT_BEFORE = compiled(
    rf"\b(?:(?P<down>{_DOWN_BEFORE})|(?P<up>{_UP_BEFORE}))(?!\w)(?: deaths?| décès)?"
    r"(?: (?:by|of|de|d')(?: (?:about|nearly|almost|more than|some|environ|près de|plus de))?| )?$"
)
_COUNT_CHANGE = compiled(
    r"^\)? (?:deaths?|people|lives|décès|morts?|mortes|personnes|fatalities)? ?"
    r"(?:(?P<up>more|de plus)|(?P<down>fewer|less|de moins))"
    r"(?: (?:overdose |drug |opioid |toxic )*(?:deaths?|people|lives|fatalities|décès|victims))?"
    r"(?= (?:than|from|in|que|qu'|par rapport)|[,.;]|$| died)"
)


_TIMES = (
    (
        compiled(
            r"\bdoubl(?:ed|ing|é|e|ée)\b(?! (?:the )?(?:dose|shift))|\btwice(?= (?:as many|the|that|[0-9]|\w+'s))|"
            r"\bdeux fois plus\b|"
            r"\ble double\b"
        ),
        100.0,
    ),
    (compiled(r"\btripl(?:ed|ing|é|e|ée)\b|\bthree times as many\b|\btrois fois plus\b|\ble triple\b"), 200.0),
    (compiled(r"\bquadrupl(?:ed|ing|é|ée)\b|\bfour times as many\b|\bquatre fois plus\b"), 300.0),
    (compiled(r"\bhalved\b|\bhalf as many\b|\bdeux fois moins\b|\bcut in half\b"), -50.0),
)
_FRACTION = compiled(
    r"\b(?:(?P<thirds>two-thirds|two thirds|deux tiers)|(?P<third>(?:a|one)[ -]third|d'un tiers|un tiers)|"
    r"(?P<quarters>three-quarters|three quarters|trois quarts)|(?P<quarter>(?:a|one)[ -]quarter|d'un quart|un quart)|"
    r"(?P<fifth>(?:a|one)[ -]fifth|un cinquième)|(?P<half>(?:by |one-)?half|de moitié|la moitié))(?!\w)(?! (?:of|"
    r"des|de la|of all))"
)
_FRACTIONS = {"thirds": 66.7, "third": 33.3, "quarters": 75.0, "quarter": 25.0, "fifth": 20.0, "half": 50.0}
_DOUBLED_TO_PERCENT = 120.0
"""What is still called doubled, and what is called so already: a rise of 90 to 120 per cent."""
_DOUBLED_FROM_PERCENT = 90.0


def direction(before: str, after: str) -> int:
    """Return 1 where the words around a percentage say a rise, -1 a fall, 0 neither: the nearest word decides."""
    behind = _AFTER.match(after)
    ahead = None
    for match in _BEFORE.finditer(before, before.rfind(";") + 1):
        ahead = match
    if ahead and (not behind or len(before) - ahead.end() <= behind.start(behind.lastgroup or 0)):
        return -1 if ahead["down"] else 1
    if behind:
        return -1 if behind["down"] else 1
    return 0


def count_direction(before: str, after: str) -> int:
    """Return 1 or -1 where a number of deaths is by how many they rose or fell: "34 fewer than", "a drop of 34"."""
    match = _COUNT_CHANGE.match(after) or _RIGHT_BEFORE.search(before)
    return 0 if not match else (-1 if match["down"] else 1)


def change_words(text: str, comparator_of: Callable[[str], Comparator]) -> Iterator[RawFigure]:
    """Yield the changes that are said without a number: "doubled", "a third fewer"."""
    for pattern, percent in _TIMES:
        for match in pattern.finditer(text):
            comparator = comparator_of(text[: match.start()])
            yield _change(match.start(), match.end(), percent, comparator)
    for match in _FRACTION.finditer(text):
        before, after = text[max(0, match.start() - 40) : match.start()], text[match.end() : match.end() + 40]
        if sign := direction(before, after):
            percent = sign * _FRACTIONS[match.lastgroup or "half"]
            yield _change(match.start(), match.end(), percent, comparator_of(before))


def _change(start: int, end: int, percent: float, comparator: Comparator) -> RawFigure:
    if percent == 100.0 and comparator in {Comparator.NONE, Comparator.ABOUT}:
        return RawFigure(
            QuoteKind.CHANGE,
            start,
            end,
            value=_DOUBLED_FROM_PERCENT,
            value_to=_DOUBLED_TO_PERCENT,
            unit="percent",
            comparator=Comparator.BETWEEN,
            printed=percent,
        )
    rough = Comparator.ABOUT if comparator is Comparator.NONE else comparator
    return RawFigure(QuoteKind.CHANGE, start, end, value=percent, unit="percent", comparator=rough)
