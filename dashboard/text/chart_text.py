"""The words of a chart and its table, as every page, picture and file takes them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Key:
    """One entry of the key: how a mark looks (a class of the style sheet), and what it stands for.

    ``term`` is the id of the word's meaning in the glossary, where it has one.
    """

    look: str
    words: str
    term: str = ""


@dataclass(frozen=True)
class Told:
    """What is said of one chart in one language.

    ``title`` is what is counted and where, ``unit`` what one mark is, ``finding`` the newest figures in a sentence,
    ``published`` as of which day, ``alt`` the chart in words. ``sentences`` have to stand beside it wherever it goes.
    ``nothing`` says why there is nothing to draw, and is empty where there is something.
    """

    title: str
    unit: str = ""
    finding: str = ""
    published: str = ""
    alt: str = ""
    sentences: tuple[str, ...] = ()
    keys: tuple[Key, ...] = ()
    nothing: str = ""


@dataclass(frozen=True)
class Table:
    """The figures of a chart as a table of words. The first cell of a row is its header; ``numeric`` are columns."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: frozenset[int] = frozenset()
