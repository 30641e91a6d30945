"""Records and ranks: what a sentence says of a span beside all others as long, mostly without a number."""

import re
from collections.abc import Iterator

from etl.claims.drafts.calendar_words import (
    MONTH,
    ORDINAL,
    SMALL_NUMBER,
    YEAR,
    compiled,
    month_number,
    ordinal,
    small_number,
)
from etl.claims.drafts.raw_figures import RawFigure
from etl.core.quotation import Direction, QuoteKind, Rank

_HIGH = (
    r"highest|deadliest|worst|most deadly|largest|biggest|grimmest|bloodiest|most fatal|greatest|most(?= (?:\w+ "
    r")?(?:deaths|lives|overdose))|"
    r"most(?= (?:ever|on record|since|recorded|in (?:a|any|one|\w+ years)))"
)
_LOW = r"lowest|fewest|smallest|least deadly"
_OF = (
    r"(?:(?: |-)(?:monthly|annual|yearly|quarterly|single|single-month|single-year|calendar|overdose|drug|death|"
    r"deaths|toll|total|totals|number|count|figure|"
    r"tally|level|levels|lives|lost|of|for(?= (?:a|any|drug|overdose))|a|any|in(?= (?:a|any|one|single))|one|"
    r"drug-toxicity|toxic|fatal|month|"
    r"months|\w+-month|year|years|quarter|quarters|recorded|reported)(?!\w))*"
)
_TAIL = (
    r"(?: ever|,? (?:on record|in (?:its |our |the )?(?:\w+'s )?(?:recorded )?history|of all time|to date|so far|"
    r"since (?:\w+ ){1,4}(?:began|started)(?: in [0-9]{4})?|"
    r"in recorded history|"
    rf"of the (?:year|decade|crisis)|(?:in|of) {YEAR}|this year))*"
)
_SINCE = (
    rf"(?P<since> since (?:at least )?(?:the )?(?:(?P<since_month>{MONTH})(?: |, | of "
    rf"))?(?P<since_year>{YEAR})| since (?P<since_alone>{MONTH}))?"
)
_IN_YEARS = rf"(?P<back> (?:in|for) (?:more than |over |at least |nearly |about )?(?P<years>{SMALL_NUMBER}|a) years?)?"
_NTH = rf"(?:(?P<nth>{ORDINAL})(?: |-))?"
_FR_NTH = rf"(?:(?P<nth>{ORDINAL}) )?"
_FR_SINCE = rf"(?P<since> depuis (?:(?P<since_month>{MONTH}) )?(?P<since_year>{YEAR}))?"
_FR_TAIL = (
    r"(?: depuis le début d\w+ (?:la )?\w+(?: en [0-9]{4})?| (?:de|dans) (?:l'|son |notre )histoire(?: de (?:la|"
    r"l') ?\w+)?| jamais \w+| de tous les temps| à "
    r"ce jour| de l'année| pour un mois de \w+| enregistrée?s?)*"
)
_FR_UNIT = r"(?:mois|année|an|trimestre|bilan|total|nombre|niveau|chiffre)"

_RANKS = tuple(
    compiled(pattern)
    for pattern in (
        (
            rf"\b(?:the |its |a |their )?{_NTH}(?:(?P<high>{_HIGH})|"
            rf"(?P<low>{_LOW}))(?!\w)(?P<of>{_OF}){_TAIL}{_SINCE}{_IN_YEARS}{_TAIL}"
        ),
        (
            rf"\b(?:le |la |les |son |sa )?{_FR_NTH}(?:(?P<high>pire|plus (?:meurtri\w+|mortel\w*|haut|grand|lourd|"
            rf"élevée?))|(?P<low>meilleure?|plus (?:bas|faible|petit)))"
            rf" {_FR_UNIT}(?: (?:mensuel|annuel|de décès|de morts))*{_FR_TAIL}{_FR_SINCE}{_FR_TAIL}"
        ),
        (
            rf"\b(?:le |la |son |sa |un |une )?{_FR_NTH}{_FR_UNIT}(?: (?:mensuel|annuel|de décès|de morts))* "
            rf"(?:le|la) (?:(?P<high>plus (?:meurtri\w+|mortel\w*|haut|lourde?|élevée?|sombre))|"
            rf"(?P<low>(?:plus (?:bas|basse|faible)|moins (?:meurtri\w+|élevée?))))"
            rf"{_FR_TAIL}{_FR_SINCE}{_FR_TAIL}"
        ),
        rf"\bau (?:(?P<high>plus haut)|(?P<low>plus bas)){_FR_SINCE}",
        rf"\b(?:(?P<years>{SMALL_NUMBER})(?: |-)year(?: |-)(?:(?P<high>high|peak)|(?P<low>low)))\b",
    )
)
_NEAR = compiled(
    r"\b(?:nearly|almost|(?:just )?short of|(?:just )?shy of|close to|approach\w*|near|just below|just under)"
    r"(?: (?:match\w*|equal\w*|reach\w*|tied|setting|hit\w*|broke|beat))?(?:-| )(?:its |the |a |that "
    r")?(?:all-time |monthly |annual |previous )*record\b"
    r"|\b(?:presque|près d[e'u]|approche\w*|frôl\w+|proche d[e'u])(?: (?:atteint|égalé|battu))? ?(?:le |son |un |"
    r"du )?record\b"
)
_RECORD = compiled(
    r"\b(?P<low>record(?: |-)low|fewest ever|lowest ever)\b"
    r"|\b(?:(?:a|the|another|new|its|set|sets|setting|broke|breaking|all-time) ){1,4}(?:new )?(?:(?:monthly|"
    r"annual|yearly|quarterly|grim|tragic|all-time|single-month) )*(?:record|high)\b"
    r"(?! of (?:[0-9]|any|the)| keep| keeps|s|-keep| for (?:keeping)| that)(?:(?: |-)(?:high|number|total|toll|"
    r"year|month|quarter|breaking|setting)\b)*"
    r"|\b(?:broke|breaking|broken|beat|beats|surpass\w*|shatter\w*|battu|battant|bat) (?:the |its |le |son |a |un )"
    r"(?:monthly |annual |previous |all-time )*record\b"
    r"|\brecord(?: |-)(?:high|breaking|setting|number|total|toll|year|month|deaths|quarter)\b(?: (?:of|number of|"
    r"overdose|drug)? ?(?:overdose |drug )?deaths)?"
    r"|\b(?:un (?:nouveau |triste |sombre )*record|niveau record|nombre record|mois record|année record|du jamais "
    r"vu|un (?:nouveau |triste )?sommet)\b"
)
_NOT_A_RECORD = compiled(
    r"\b(?:criminal|track|public|on|off the|medical|for the|court|world|lowest|previous|than the|below the|above "
    r"the|behind the) $"
)
_OF_A_YEAR = compiled(rf" of {YEAR}")
"""After "the record year": it is only named, not claimed."""
_ENOUGH = compiled(
    r"month|year|quarter|total|number|count|toll|figure|level|tally|deaths|lives|record|ever|since|histor|of all "
    r"time|mois|ann[ée]|"
    r"trimestre|bilan|nombre|niveau|chiffre|depuis|\b(?:high|low|peak)\b"
)
_AMONG_OTHERS = compiled(
    r" ?(?:was |were |is |are |occurred |came |seen )*(?:among|of any|per capita|rate|in the (?:country|nation|"
    r"world|united)|parmi|chez|au pays|of the (?:states|provinces))"
)
_NO_SPAN = compiled(
    r"\b(?:summer|winter|spring|autumn|season|week|weekend|day|decade|l'été|hiver|printemps|automne|semaine|jour) ?"
    r"(?:was |is |est |a été )?$"
)
"""What is no whole number of months; "the worst week" is ranked among no spans that are held."""
_UNITS = (
    (compiled(r"(?<!-)\b(?:months?|monthly|single-month|mois|mensuel)"), 1),
    (compiled(r"\b(?:quarter|trimestre)"), 3),
    (compiled(r"\b(?:years?\b|annual|yearly|single-year|année|annuel|an\b)"), 12),
)


def find_ranks(text: str, taken: bytearray) -> list[RawFigure]:
    """Return the ranks and records that a sentence claims, and mark them in ``taken``, by character."""
    figures = []
    for figure in (*_near_records(text), *_ranks(text), *_records(text)):
        if not any(taken[figure.start : figure.end]):
            taken[figure.start : figure.end] = b"\1" * (figure.end - figure.start)
            figures.append(figure)
    return figures


def _near_records(text: str) -> Iterator[RawFigure]:
    for match in _NEAR.finditer(text):
        rank = Rank(Direction.HIGH, is_near=True)
        yield RawFigure(QuoteKind.RANK, *match.span(), unit="rank", rank=rank, unit_months=_unit_months(match.group()))


def _ranks(text: str) -> Iterator[RawFigure]:
    for pattern in _RANKS:
        for match in pattern.finditer(text):
            groups = match.groupdict()
            is_whole = groups.get("nth") or _ENOUGH.search(match.group())
            before = text[max(0, match.start() - 30) : match.start()]
            if _NO_SPAN.search(before) or _NO_SPAN.search(match.group()):
                continue
            if is_whole and not _AMONG_OTHERS.match(text, match.end()):
                yield _rank(match, groups)


def _rank(match: re.Match[str], groups: dict[str, str | None]) -> RawFigure:
    back = groups.get("years")
    years = None if not back else (1 if back.lower() == "a" else small_number(back))
    since = _since(groups)
    position = ordinal(nth) if (nth := groups.get("nth")) else 1
    return RawFigure(
        QuoteKind.RANK,
        match.start() + len(match.group()) - len(match.group().lstrip()),
        match.end(),
        value=None if since or years else float(position),
        unit="rank",
        rank=Rank(Direction.LOW if groups["low"] else Direction.HIGH, position),
        unit_months=_unit_months(_words_of_unit(match, groups)),
        since=since,
        years_back=years,
    )


def _words_of_unit(match: re.Match[str], groups: dict[str, str | None]) -> str:
    """Return the words that may say how long the ranked spans are; "a four-year low" does not."""
    if "of" in groups:
        return groups["of"] or ""
    return "" if "years" in groups else match.group()


def _since(groups: dict[str, str | None]) -> tuple[int, int] | None:
    """Return the year and month after "since", 0 for what is not said; None where there is none."""
    alone, month, year = (groups.get(name) for name in ("since_alone", "since_month", "since_year"))
    if alone:
        return (0, number) if (number := month_number(alone, is_dated=True)) else None
    return (int(year), (month_number(month, is_dated=True) or 0) if month else 0) if year else None


def _records(text: str) -> Iterator[RawFigure]:
    for match in _RECORD.finditer(text):
        if _OF_A_YEAR.match(text, match.end()):
            continue
        if not _NOT_A_RECORD.search(text, max(0, match.start() - 16), match.start()):
            rank = Rank(Direction.LOW if match["low"] else Direction.HIGH)
            unit_months = _unit_months(match.group())
            yield RawFigure(QuoteKind.RANK, *match.span(), value=1.0, unit="rank", rank=rank, unit_months=unit_months)


def _unit_months(words: str) -> int | None:
    return next((months for pattern, months in _UNITS if pattern.search(words)), None)
