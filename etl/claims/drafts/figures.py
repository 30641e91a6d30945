"""What each number of a sentence counts: deaths, a change, a rate, a share, or nothing that is a claim."""

import re
from dataclasses import replace

from etl.claims.drafts.calendar_words import compiled
from etl.claims.drafts.changes import count_direction, direction
from etl.claims.drafts.decoys import is_decoy
from etl.claims.drafts.numbers import Number
from etl.claims.drafts.ratios import is_bare_ratio, unit_of_ratio
from etl.claims.drafts.raw_figures import CONTEXT_CHARS, Clues, RawFigure
from etl.claims.drafts.words import (
    ADJECTIVES,
    COMPARATORS,
    DEATH_NOUNS,
    DIED,
    KILLED,
    LOOSE_VERBS,
    NOT_DEAD,
    PEOPLE,
    STOPS,
)
from etl.core.quotation import Comparator, QuoteKind

MAX_WORDS_TO_NOUN = 8
"""How many words may stand between a number and the deaths that it counts."""
MIN_BARE_COUNT = 10
"""A smaller number without a noun is too likely to count something else."""

_PERCENT = compiled(r"^ ?(?:%|per ?cents?\b|percent\b|pour ?cent\b|p\. ?100|pc\b)")
_PERCENT_ANYWHERE = compiled(r"%|per ?cents?\b|percent\b|pour ?cent\b")
_AND_PERCENTAGE = compiled(r"^ ?(?:%|per ?cent|percent|pour ?cent)[^.;,]{0,50}\b(?:and|et)\b[^.;,]{0,30}$")
_IN = compiled(r"\b(?:in|for|dans|pour) (?:about |nearly |environ )?$")
_POINTS = compiled(r"^ ?(?:percentage |de )?points?\b|^ ?points? de pourcentage")
_OF_THE_DEAD = compiled(
    r"^ (?:of|des|de|de la|de ces|d'entre|de tous les|de toutes les)(?: (?:all|the|these|those|its|les|ces|tous|"
    r"drug|overdose|opioid|toxic|fatal|unregulated|illicit|accidental|suspected|\w+'s))* ?"
    r"(?:deaths?|fatal\w*|dead|victims?|victimes|décès|morts|overdose|overdoses|deceased|them\b|eux|elles|"
    r"(?:people|those|persons|ceux|celles) (?:who (?:have |had )?(?:died|lost)|dying|killed|qui (?:sont|ont))|"
    r"surdoses|personnes (?:décédées|mortes))"
)
_SHARE_BEFORE = compiled(
    r"\b(?:accounted for|accounting for|made up|making up|represent\w*|compris\w+|constitut\w+|detected in|"
    r"present in|found in|involved in|"
    r"comptai\w+ pour|compten?t? pour|détecté\w* dans|présent\w* dans|retrouvé\w* dans)(?: (?:about|nearly|almost|"
    r"some|more than|over|around|roughly|environ|près de|plus de))? ?$"
)
_ARE_SO = compiled(
    r"^ (?:were|was|are|is|involved|had|occurred|took place|lived|étaient|sont|est|impliquaient|impliquent|touchaient|"
    r"concernaient|avaient|sont survenu\w*)\b"
)
_IS_NO_CLAIM = compiled(
    r"^ (?:of|des|d'entre) (?:the |those |these |them|eux)?(?:dead|victims|deaths|victimes|morts|décès|people|"
    r"personnes)?"
    r"[^,;.]{0,20}\b(?:were|was|étaient)\b|^[^,;.]{0,30}\b(?:any|aucun) (?:single )?(?:month|year|mois|année)\b"
)
"""After a number of some of the dead, of which no figures are held, or of deaths in no month at all."""
_JOINING = frozenset({"and", "or", "et", "ou"})
_COUNT_IN_BRACKETS = compiled(r"^ \([0-9.,]+\)")
_AFTER_PERCENTAGE = compiled(r"^ ?(?:%|per cent|percent|pour cent) \($")
_BRACKET = compiled(r"^ \([0-9.,]+ ?(?:%|per cent|percent)\)")
"""A percentage in brackets between a number and its words: "107 (13%) more than"."""
_OUT_OF = compiled(
    r"^ (?:in|out of|of every|sur) (?:every )?(?:[0-9]{1,2}(?![0-9,.])(?! (?:months?|mois|days|jours|years))|ten|"
    r"five|three|four|two|dix|cinq|trois|quatre|deux)"
)
_WORDS = re.compile(r"[^\W\d_]|%")
"""A number among numbers alone, as in a table, says nothing of what it counts."""
_TOKEN = re.compile(r"[^\W\d_][\w'.-]*")
_INITIAL_BEFORE = compiled(
    r"\b(?:revised (?:up |down |upward |downward )?(?:slightly )?from|(?:first|initially|originally|previously|"
    r"earlier) (?:\w+ )?(?:put|reported|counted|published|given|announced|estimated|set|stated|recorded|listed)"
    r"(?: (?:at|as|it at|it as))?|(?:initial|original|first|earlier|previous)(?:ly)? (?:count|figure|"
    r"report|total|number|tally|estimate|toll)(?:s)? (?:of|was|were|had been)|"
    r"an (?:initial|original|earlier)|an initially reported|initially|originally|first put at|first reported as|"
    r"révisé\w* (?:à la (?:hausse|baisse) )?(?:de|depuis|par rapport à)|d'abord (?:annoncé|établi|évalué|fixé|"
    r"chiffré|estimé)\w*(?: à)?|initialement(?: \w+)?(?: à)?|"
    r"(?:premier|premi[èe]re) (?:chiffre|bilan|décompte|total)(?: \w+)? (?:de|était de)|annoncé\w* d'abord(?: à)?|"
    r"au départ)(?: (?:about|some|environ))? ?$"
)
_INITIAL_AFTER = compiled(
    r"^(?: \w+){0,3}?,? ?\(?(?:as )?(?:(?:were |was |had been )?(?:first|initially|originally|previously) "
    r"(?:reported|announced|published|put|counted|given|estimated|recorded)|"
    r"comme (?:annoncé|indiqué|publié|rapporté)\w*(?: d'abord| initialement)?|(?:annoncés?|rapportés?|publiés?|"
    r"recensés?) (?:d'abord|initialement|au départ)|(?:initialement|d'abord) (?:annoncé|rapporté|publié|recensé|"
    r"déclaré)\w*)"
)
_OF_NEXT = compiled(r"\b(?:as|at|à|de) $")
"""At the end of words that belong to the next number: "140 (first reported **as** 129)"."""
_REVISED_FROM = compiled(r"\brevis\w+[^;.]{0,60}\bfrom (?:about )?$|\brévis\w+[^;.]{0,40}\bde $")
_PROJECTED = compiled(
    r"\b(?:on pace|on track|projected|projection|projects|forecasts?|could (?:reach|exceed|top|pass)|expected to|"
    r"may reach|might reach|would (?:reach|exceed|mean)|will (?:reach|exceed)|"
    r"pourrait|pourraient|devrait|projection|prévoit|au rythme|rythme actuel|en voie d')\b[^.;]{0,80}$"
)
_BASE_BEFORE = compiled(
    r"\b(?:from|passée?s? de|passant de|contre|compared (?:with|to)|versus|vs\.?|(?<!more )(?<!fewer )(?<!less "
    r")than|against|par rapport "
    r"(?:à|aux?)|comparativement à|"
    r"que les|qu'aux)"
    r"(?: (?:the|an?|about|nearly|almost|around|roughly|some|more than|over|les|environ|près de|plus de|record|"
    r"high|low|of|peak|total|a))* ?$"
)
_BETWEEN_BEFORE = compiled(r"\b(?:between|entre) $")


def comparator_of(before: str) -> Comparator:
    """Return what the words right before a number say of it: "just shy of" is nearly."""
    tail = before[-40:]
    return next((comparator for comparator, pattern in COMPARATORS if pattern.search(tail)), Comparator.NONE)


def raw_figure(number: Number, clues: Clues) -> RawFigure | None:
    """Return what a number quotes, None where it is no claim: an age, money, a count of something else."""
    before, after = clues.before(number), clues.after(number)
    if not _WORDS.search(before + after) or is_decoy(number, clues, after):
        return None
    figure = (
        _percentage(number, before, after, clues) if _PERCENT.match(after) else _count(number, before, after, clues)
    )
    if figure is None:
        return None
    comparator = comparator_of(before)
    if figure.kind is QuoteKind.VALUE and _PROJECTED.search(before):
        figure = replace(figure, kind=QuoteKind.PROJECTION)
    return replace(figure, comparator=comparator, is_base=bool(_BASE_BEFORE.search(before)))


def _percentage(number: Number, before: str, after: str, clues: Clues) -> RawFigure | None:
    mark = _PERCENT.match(after)
    rest = after[mark.end() :] if mark else after
    if rest == " (":
        rest = _COUNT_IN_BRACKETS.sub("", clues.text[number.end + len(after) - 2 : number.end + CONTEXT_CHARS])
    if _POINTS.match(rest) or not clues.is_about_deaths(number.start):
        return None
    end = number.end + (mark.end() if mark else 0)
    sign = direction(_with_last_percentage(number, before, clues), rest) if number.value >= 0 else -1
    if _goes_on_with_shares(number, before, rest, clues):
        return RawFigure(QuoteKind.SHARE, number.start, end, value=number.value, unit="percent")
    if _OF_THE_DEAD.match(rest) or _SHARE_BEFORE.search(before) or (_ARE_SO.match(rest) and not sign):
        return RawFigure(QuoteKind.SHARE, number.start, end, value=number.value, unit="percent")
    if not sign or rest.startswith((" of ", " des ", " de la ")):
        return None
    return RawFigure(QuoteKind.CHANGE, number.start, end, value=sign * abs(number.value), unit="percent")


def _with_last_percentage(number: Number, before: str, clues: Clues) -> str:
    """Return the words before a percentage, those before the last one too: "rose by 3 % in Ontario and by 11 %"."""
    if not _AND_PERCENTAGE.match(before):
        return before
    return clues.text[max(0, number.start - CONTEXT_CHARS) : number.start]


def _goes_on_with_shares(number: Number, before: str, rest: str, clues: Clues) -> bool:
    """Whether a percentage is one more share: "77 per cent of the deaths, xylazine **in 19 per cent**"."""
    is_short = rest.strip(" .,;)") == "" and _IN.search(before) is not None
    return is_short and any(
        _OF_THE_DEAD.match(part) for part in _PERCENT_ANYWHERE.split(clues.text[: number.start])[1:]
    )


def _count(number: Number, before: str, after: str, clues: Clues) -> RawFigure | None:
    if _OUT_OF.match(clues.text[number.end : number.end + 30]) or _IS_NO_CLAIM.match(after):
        return None
    after = _BRACKET.sub("", clues.text[number.end : number.end + CONTEXT_CHARS]) if after == " (" else after
    noun = number.end if count_direction("", after) else _noun_end(number, before, after, clues)
    is_ratio = noun is not None or is_bare_ratio(before, after)
    if clues.is_about_deaths(number.start) and is_ratio and (unit := unit_of_ratio(number, before, after, clues)):
        kind = QuoteKind.MEAN if unit.startswith("deaths") else QuoteKind.RATE
        return RawFigure(kind, number.start, number.end, value=number.value, unit=unit)
    if not number.value.is_integer():
        return None
    if noun is None or number.value < 0 or (noun == number.end and not clues.is_about_deaths(number.start)):
        return None
    if sign := count_direction(before, after) or _sign_of_percentage(number, before, after, clues):
        return RawFigure(QuoteKind.CHANGE, number.start, number.end, value=sign * number.value)
    is_first = _INITIAL_BEFORE.search(before) or (_INITIAL_AFTER.match(after) and not _OF_NEXT.search(after))
    revised = _REVISED_FROM.search(clues.text[max(0, number.start - 100) : number.start])
    kind = QuoteKind.INITIAL if is_first or revised else QuoteKind.VALUE
    return RawFigure(kind, number.start, noun, value=number.value)


def _sign_of_percentage(number: Number, before: str, after: str, clues: Clues) -> int:
    """Return which way a number goes that stands in brackets after its percentage: "a fall of 13% (155)"."""
    if not _AFTER_PERCENTAGE.match(before) or not after.startswith(")"):
        return 0
    return direction(clues.text[max(0, number.start - CONTEXT_CHARS) : number.start], after[1:])


def _noun_end(number: Number, before: str, after: str, clues: Clues) -> int | None:
    """Return where the words end that say that a number counts deaths, None where it counts anything else."""
    position, last = 0, ""
    end = min((mention.start - number.end for mention in clues.mentions if mention.start >= number.end), default=999)
    for count, match in enumerate(_TOKEN.finditer(after)):
        word = match.group().lower().rstrip(".'")
        gap = after[position : match.start()]
        joins = word in _JOINING and last in ADJECTIVES
        if gap.strip(" -") or count >= MAX_WORDS_TO_NOUN or match.start() >= end or (_stops(word) and not joins):
            break
        position, last = match.end(), word
        if word in DEATH_NOUNS:
            return number.end + position
        if word in PEOPLE:
            return number.end + position if _are_dead(before, after[position:]) else None
    words = [word.lower().rstrip(".'") for word in _TOKEN.findall(after[:position])]
    if any(word not in LOOSE_VERBS for word in words):
        return None
    is_claim = number.value >= MIN_BARE_COUNT and clues.may_leave_noun_out and clues.is_about_deaths(number.start)
    return number.end if is_claim or words == ["died"] else None


def _stops(word: str) -> bool:
    return word in STOPS or word.partition("'")[0] + "'" in STOPS


def _are_dead(before: str, after: str) -> bool:
    """Whether people are said to have died: before what else is said of them, or by what stands before them."""
    died, other = DIED.search(after), NOT_DEAD.search(after)
    if died and (not other or died.start() < other.start()):
        return True
    return bool(KILLED.search(before)) and not other
