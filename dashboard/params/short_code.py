"""A chart's choices with day and edition as a short code that can be read back: ``BK8Y-E0DT-4M2A``.

What a picture says survives a printer and a site that strips files. Nothing is stored: days and numbers stand in the
code themselves, words (a place, a measure) as a few bits of their hash, by which they are looked up among those that
there are. So a code means the same however many places and measures are added. Its last symbols check all of it.

Symbols are Crockford's base32, which has no I, L, O and U: https://www.crockford.com/base32.html. Decision C24.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from hashlib import sha256
from itertools import islice, product

from dashboard.params.availability import DIMENSIONS, Availability
from dashboard.params.chart_params import ChartParams
from dashboard.params.options import KINDS, ChartOptions
from etl import registry
from etl.core.groups import GROUPS

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_BASE = len(ALPHABET)
_MISREAD = str.maketrans("ILO", "110", "- \t\r\n")
_EPOCH = date(2000, 1, 1)
_CHECK_WIDTH, _GROUP_WIDTH = 3, 4
MAX_SYMBOLS = 28
"""More are no short code any more: a chart of seven places has none, and its address does the same."""
MAX_READINGS = 20_000
"""Choices whose words have the same hashes that are looked through; codes of ours have some dozens at most."""

_HEAD = (("chart", 1), ("as_of", 3), ("edition", 2), ("places", 2), ("measure", 1))
"""What every code begins with, and in how many symbols: a day counts from 2000 on."""
_TAGS = {
    "P": ("places", 2),
    "M": ("measure", 1),
    "G": ("group", 2),
    "R": ("unit", 1),
    "W": ("window", 1),
    "S": ("start", 2),
    "E": ("end", 2),
    "N": ("note", 2),
    "T": ("term", 2),
    "K": ("kinds", 2),
    "F": ("lang", 1),
    "A": ("notes", 1),
}
"""What may follow, each behind a symbol that says what it is: further places and measures, and all that is not usual.
These letters and widths are in print: they do not change."""
_TAG_OF = {option: (tag, width) for tag, (option, width) in _TAGS.items()}

_Choice = tuple[str, str, int]
"""An option, its text, and in how many symbols it is written."""


def write_code(params: ChartParams) -> str:
    """Return the code of choices that name day and edition; empty where they do not fit in a short one."""
    if not params.is_pinned or not params.measures:
        return ""
    choices = list(_choices(params))
    symbols = [_to_symbols(option, text, width) for option, text, width in choices]
    if None in symbols:
        return ""
    tags = ["" if index < len(_HEAD) else _TAG_OF[option][0] for index, (option, _, _) in enumerate(choices)]
    written = "".join(f"{tag}{value}" for tag, value in zip(tags, symbols, strict=True))
    code = written + _check_symbols((option, text) for option, text, _ in choices)
    if len(code) > MAX_SYMBOLS:
        return ""
    return "-".join(code[start : start + _GROUP_WIDTH] for start in range(0, len(code), _GROUP_WIDTH))


def read_code(
    code: str, availability: Availability, charts: Mapping[str, ChartOptions]
) -> tuple[str, dict[str, list[str]]] | None:
    """Return the chart and the options that a code stands for; None where it is none, or has a slip in it."""
    split = _split(code.upper().translate(_MISREAD))
    if split is None:
        return None
    parts, check = split
    words = _vocabulary(availability, charts)
    readings = [[(option, text) for text in _from_symbols(option, symbols, words)] for option, symbols in parts]
    for choices in islice(product(*readings), MAX_READINGS):
        if _check_symbols(choices) == check:
            return _to_query(choices, charts)
    return None


def _choices(params: ChartParams) -> Iterator[_Choice]:
    """Yield what a picture shows of the choices."""
    day, edition = str(params.as_of), str(params.edition)
    texts = (params.slug, day, edition, params.places[0], params.measures[0])
    yield from ((option, text, width) for (option, width), text in zip(_HEAD, texts, strict=True))
    further = [("places", place) for place in params.places[1:]] + [("measure", id_) for id_ in params.measures[1:]]
    kinds = ",".join(params.kinds) or "none"
    unusual = {
        "group": "" if params.group == "all" else params.group,
        "unit": "" if params.unit == params.options.units[0] else params.unit,
        "window": "" if params.window == 1 else str(params.window),
        "start": params.start.isoformat()[:7] if params.start else "",
        "end": params.end.isoformat()[:7] if params.end else "",
        "note": params.note,
        "term": params.term,
        "kinds": kinds if params.kinds != KINDS else "",
        "lang": "" if params.lang == "en" else params.lang,
        "notes": "" if params.notes else "0",
    }
    for option, text in (*further, *((option, text) for option, text in unusual.items() if text)):
        yield option, text, _TAG_OF[option][1]


def _split(code: str) -> tuple[list[tuple[str, str]], str] | None:
    """Take a code apart into options with their symbols, and the check; None where it cannot be."""
    least = sum(width for _, width in _HEAD) + _CHECK_WIDTH
    if not least <= len(code) <= MAX_SYMBOLS or not set(code) <= set(ALPHABET):
        return None
    body, check = code[:-_CHECK_WIDTH], code[-_CHECK_WIDTH:]
    parts, start = [], 0
    for option, width in _HEAD:
        parts.append((option, body[start : start + width]))
        start += width
    while start < len(body):
        option, width = _TAGS.get(body[start], ("", 0))
        parts.append((option, body[start + 1 : start + 1 + width]))
        start += 1 + width
        if not option or start > len(body):
            return None
    return parts, check


def _to_symbols(option: str, text: str, width: int) -> str | None:
    """Write the text of an option in symbols; None for a number that is too large for them."""
    if option == "as_of":
        number = (date.fromisoformat(text) - _EPOCH).days
    elif option in {"start", "end"}:
        number = 12 * (int(text[:4]) - _EPOCH.year) + int(text[5:]) - 1
    elif option == "kinds":
        number = sum(1 << index for index, kind in enumerate(KINDS) if kind in text.split(","))
    elif option in {"edition", "window", "notes"}:
        number = int(text)
    else:
        number = int.from_bytes(sha256(f"{option}={text}".encode()).digest()[:8]) % _BASE**width
    return _digits(number, width) if 0 <= number < _BASE**width else None


def _from_symbols(option: str, symbols: str, words: Mapping[str, Iterable[str]]) -> list[str]:
    """Return the texts that symbols may stand for: one of a number, those with the same hash of a word."""
    if option in words:
        return [word for word in words[option] if _to_symbols(option, word, len(symbols)) == symbols]
    number = 0
    for symbol in symbols:
        number = number * _BASE + ALPHABET.index(symbol)
    if option == "as_of":
        return [str(_EPOCH + timedelta(days=number))]
    if option in {"start", "end"}:
        return [f"{_EPOCH.year + number // 12}-{number % 12 + 1:02}"]
    if option == "kinds":
        return [",".join(kind for index, kind in enumerate(KINDS) if number >> index & 1) or "none"]
    return [str(number)]


def _digits(number: int, width: int) -> str:
    return "".join(ALPHABET[number // _BASE**place % _BASE] for place in reversed(range(width)))


def _check_symbols(choices: Iterable[tuple[str, str]]) -> str:
    text = "&".join(f"{option}={text}" for option, text in choices)
    return _digits(int.from_bytes(sha256(text.encode()).digest()[:8]) % _BASE**_CHECK_WIDTH, _CHECK_WIDTH)


def _vocabulary(availability: Availability, charts: Mapping[str, ChartOptions]) -> Mapping[str, Iterable[str]]:
    return {
        "chart": charts,
        "places": availability.places,
        "measure": registry.MEASURES,
        "group": (*DIMENSIONS, *GROUPS),
        "unit": sorted({unit for options in charts.values() for unit in options.units}),
        "note": availability.note_places,
        "term": availability.terms,
        "lang": availability.languages,
    }


def _to_query(
    choices: Iterable[tuple[str, str]], charts: Mapping[str, ChartOptions]
) -> tuple[str, dict[str, list[str]]]:
    """Put choices together as the options of an address, with what a code leaves out."""
    (_, slug), *others = choices
    options = charts[slug]
    texts: dict[str, list[str]] = {"unit": [options.units[0]], "window": ["1"]}
    for option, text in others:
        is_further = option in {"places", "measure"}
        texts[option] = [*texts.get(option, ()), text] if is_further else [text]
    query = {option: [",".join(values)] for option, values in texts.items() if option not in options.disabled_options}
    return slug, query
