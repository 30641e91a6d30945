"""Words of months, ordinals and small numbers, English and French, as patterns and as what they mean."""

import re

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january janvier jan janv",
            "february février fevrier feb févr",
            "march mars mar",
            "april avril apr avr",
            "may mai",
            "june juin jun",
            "july juillet jul juill",
            "august août aout aug",
            "september septembre sept sep",
            "october octobre oct",
            "november novembre nov",
            "december décembre decembre dec déc",
        ),
        1,
    )
    for name in names.split()
}
MONTH = rf"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})(?![\w])\.?"
"""A month. ``month_number`` tells whether what it matched is one, and not the verb "may"."""
_ONLY_CAPITAL = frozenset({"may", "march", "mar", "august", "jan", "sep", "dec", "oct", "nov"})

LAST_YEAR = r"last year|l'an (?:dernier|passé)|l'année (?:dernière|passée)"
THIS_YEAR = r"this year|cette année"
YEAR = r"(?:19[5-9]|20[0-9])[0-9](?![\w]|[.,][0-9])"
YEAR_WORDS = rf"(?:{YEAR}|{LAST_YEAR}|{THIS_YEAR})"

COUNTED = {
    word: number
    for number, words in {
        1: "one un une",
        2: "two deux",
        3: "three trois",
        4: "four quatre",
        5: "five cinq",
        6: "six",
        7: "seven sept",
        8: "eight huit",
        9: "nine neuf",
        10: "ten dix",
        11: "eleven onze",
        12: "twelve douze",
        13: "thirteen treize",
        14: "fourteen quatorze",
        15: "fifteen quinze",
        16: "sixteen seize",
        18: "eighteen dix-huit",
        20: "twenty vingt",
        24: "twenty-four vingt-quatre",
    }.items()
    for word in words.split()
}
SMALL_NUMBER = rf"(?:{'|'.join(sorted(COUNTED, key=len, reverse=True))}|[1-9][0-9]?)(?![\w])"

ORDINALS = {
    word: number
    for number, words in {
        1: "first premier première 1st 1er 1re",
        2: "second deuxième seconde 2nd 2e",
        3: "third troisième 3rd 3e",
        4: "fourth quatrième 4th 4e",
        5: "fifth cinquième 5th 5e",
        6: "sixth sixième 6th 6e",
        7: "seventh septième 7th 7e",
        8: "eighth huitième 8th 8e",
        9: "ninth neuvième 9th 9e",
        10: "tenth dixième 10th 10e",
        11: "eleventh onzième 11th 11e",
        12: "twelfth douzième 12th 12e",
        13: "thirteenth treizième 13th 13e",
        14: "fourteenth quatorzième 14th 14e",
        15: "fifteenth quinzième 15th 15e",
        16: "sixteenth seizième 16th 16e",
        17: "seventeenth 17th 17e",
        18: "eighteenth 18th 18e",
        19: "nineteenth 19th 19e",
        20: "twentieth vingtième 20th 20e",
    }.items()
    for word in words.split()
}
ORDINAL = rf"(?<![\w])(?:{'|'.join(sorted(ORDINALS, key=len, reverse=True))})(?![\w])"

_UNITS = {
    "month": 1,
    "mois": 1,
    "quarter": 3,
    "trimestre": 3,
    "half": 6,
    "semestre": 6,
    "year": 12,
    "an": 12,
    "année": 12,
}
UNIT = r"(?:months?|mois|quarters?|trimestres?|years?|ans?|années?)(?![\w])"


def word_set(words: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(words.split())


def month_number(text: str, *, is_dated: bool = False) -> int | None:
    """Return the month of a matched word, None for "may" and "march", which are no months in small letters.

    ``is_dated``: a year or a day stands beside it, so that it is a month however it is written.
    """
    word = text.rstrip(".").lower()
    if word == "sept" and not is_dated and not text.endswith("."):
        return None  # seven, in French
    if word in _ONLY_CAPITAL and not text[0].isupper() and not is_dated:
        return None
    return MONTHS[word]


def small_number(text: str) -> int:
    """Return the number that a match of ``SMALL_NUMBER`` says."""
    return COUNTED.get(text.lower()) or int(text)


def ordinal(text: str) -> int:
    """Return the number of an ordinal: "fifth" is 5."""
    return ORDINALS[text.lower()]


def unit_months(text: str) -> int:
    """Return the months of a unit: of "quarters", 3."""
    word = text.lower()
    return _UNITS.get(word) or _UNITS[word.removesuffix("s")]


def compiled(pattern: str) -> re.Pattern[str]:
    """Return a pattern in which the case of letters does not count and a space is any white space."""
    return re.compile(pattern.replace(" ", r"\s"), re.IGNORECASE)
