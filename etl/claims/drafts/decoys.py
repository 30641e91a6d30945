"""Numbers that are no claims whatever stands around them: ages, times, money, sections of an act, addresses."""

from etl.claims.drafts.calendar_words import compiled
from etl.claims.drafts.numbers import Number
from etl.claims.drafts.raw_figures import Clues

MAX_AGE_YEARS, MAX_HOUR, MAX_OUT_OF = 110, 24, 100

_MONEY_BEFORE = compiled(r"[$£€¥] ?$|\b(?:CAD|USD|GBP|EUR) ?$")
_MONEY_AFTER = compiled(
    r"^ ?(?:[$£€¥]|(?:de |d')?(?:dollars?|euros?|livres)|pounds?|euros?|cents\b|(?:million|billion|milliards?|"
    r"millions) (?:dollars|pounds|de dollars|d'euros|\$))"
)
_LABEL_BEFORE = compiled(
    r"\b(?:sections?|sec\.|bills?|articles?|issues?|chapters?|pages?|pp?\.|rooms?|units?|phases?|tiers?|levels?|"
    r"steps?|questions?|measures?|propositions?|prop\.?|"
    r"motions?|amendments?|wards?|highways?|routes?|hwy\.?|no\.?|n°|nos?|numbers?|suite|apt\.?|apartment|floor|"
    r"line|channel|figure|table|appendix|schedule|part|volume|vol\.|"
    r"version|covid|formula|class|grade|group|zone|district|precinct|division|docket|form|code|order|act|projet "
    r"de loi|loi|lois|partie|tableau|annexe|étape|bureau|dial|call|text|"
    r"composez|appelez|autoroute|rue|avenue|numéro|top|area|day|bus|gate|local|psaume|psalm|verse|exit|week|"
    r"semaine|episode|épisode|season|saison|chapitre|paragraphe|alinéa)s?[ #]{0,2}$"
)
_AGE_BEFORE = compiled(
    r"\b(?:aged?|âgée?s?(?: de)?|ages|age of|(?:people|person|those|youth|children|men|women|anyone) (?:under|"
    r"over|aged)|under the age of|over the age of|"
    r"l'âge de|turned|turning|(?:he|she|i|brother|sister|son|daughter|friend|mother|father|husband|wife|nephew|"
    r"cousin|who) (?:was|is|had|were)(?: only| just| barely)?|"
    r"(?:were|was|are|is) (?:under|over|younger than|older than)|étaient âgé\w+ de|"
    r"(?:il|elle|fils|fille|frère|sœur|soeur|ami|amie|qui) (?:avait|a|aurait|venait d'avoir)(?: seulement| à "
    r"peine)?|ages (?:of )?\w+ (?:and|to))(?: about| only)? "
    r"(?:between |from |entre |de )?(?:[0-9]{1,3} (?:to|and|or|à|et|ou|-|–) )?$"
)
_AGE_AFTER = compiled(
    r"^ ?(?:ans\b|years? old|years of age|-year-old|and (?:under|over|older|younger)|et (?:plus|moins))|"
    r"^ ?(?:to|and|à|et|-|–) [0-9]{1,3} ?(?:ans\b|years?\b|-year)"
)
_NAME_BEFORE = compiled(r"(?-i:[A-ZÀ-Ý][\w'-]+), $")
_HOUR_BEFORE = compiled(r"\b(?:at|à|by|until|till|from|vers|avant|après|dès)(?: about| around)? $")
_MONTHS_ABOVE = compiled(
    r"\bfirst (?:time|month|year|quarter)[^.;,]{0,30}\b(?:with|above|below|under|over)[^.;,0-9]{0,14}$|"
    r"\b(?:months|month this year|month of the year|years|quarters|mois|années|trimestres)[^.;,0-9]{0,24}\b"
    r"(?:above|below|over|under|with|exceeding|topping|avec|de plus|de moins)[^.;,0-9]{0,14}$"
)
"""Before a number that months are set beside: it counts the deaths of no span."""
_OTHER_CAUSE = r"covid(?:-19)?|coronavirus|homicides?|murders?|traffic|crash(?:es)?|suicides?|car accidents|meurtres"
_OTHER_CAUSE_BEFORE = compiled(rf"\b(?:{_OTHER_CAUSE})\b[^.;,0-9]{{0,40}}$")
_OTHER_CAUSE_AFTER = compiled(rf"^ (?:people |deaths |died |deaths from |died of |died from )*(?:{_OTHER_CAUSE})\b")
_ONE_IN = compiled(r"\b(?:sur|out of|(?:one|two|three|four|five|six|seven|eight|nine|[1-9]) in) $")
"""Before the ten of "nine in ten"."""
_ADDRESS_AFTER = compiled(r"^,? (?:rue|avenue|av\.|boulevard|boul\.|chemin|place|quai|route|rang)\b")
_BRACKET = (compiled(r"\[$"), compiled(r"^\]"))
_LIST_NUMBER = compiled(r"^(?:\.|\)) ")


def is_decoy(number: Number, clues: Clues, after: str) -> bool:
    """Whether a number is an age, a time of day, money, a label or a footnote, by the words right around it."""
    tail = clues.text[max(0, number.start - 60) : number.start]
    if _MONEY_BEFORE.search(tail) or _MONEY_AFTER.match(after) or _LABEL_BEFORE.search(tail):
        return True
    if _ONE_IN.search(tail) and number.value <= MAX_OUT_OF:
        return True
    if _BRACKET[0].search(tail) and _BRACKET[1].match(after):
        return True
    if not tail.strip() and _LIST_NUMBER.match(after):
        return True
    if (
        _ADDRESS_AFTER.match(after)
        or _MONTHS_ABOVE.search(tail)
        or _OTHER_CAUSE_BEFORE.search(tail)
        or _OTHER_CAUSE_AFTER.match(after)
    ):
        return True
    return _is_age(number, clues, tail, after) or _is_hour(number, tail, after)


def _is_age(number: Number, clues: Clues, tail: str, after: str) -> bool:
    if number.value > MAX_AGE_YEARS:
        return False
    if _AGE_BEFORE.search(tail) or _AGE_AFTER.match(clues.text[number.end : number.end + 24]):
        return True
    follows_span = any(number.start - mention.end in {1, 2} for mention in clues.mentions)
    follows_place = any(number.start - place.end in {1, 2} for place in clues.places)
    is_apposition = _NAME_BEFORE.search(tail) and after[:1] in {",", ".", ")", ";"}
    return bool(is_apposition) and not follows_span and not follows_place


def _is_hour(number: Number, tail: str, after: str) -> bool:
    return number.value <= MAX_HOUR and bool(_HOUR_BEFORE.search(tail)) and not after[:2].strip(" .,;)")
