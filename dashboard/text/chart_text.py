"""The words of a chart and its table, as every page, picture and file takes them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class LegendItem:
    """One entry of the key: how a mark looks (a class of the style sheet), and what it stands for.

    ``term_id`` is the id of the word's meaning in the glossary, where it has one.
    """

    css_class: str
    label: str
    term_id: str = ""


@dataclass(frozen=True)
class Table:
    """The values of a chart as a table of words. The first cell of a row is its header.

    ``numeric_columns`` are the indexes of the columns of numbers.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric_columns: frozenset[int] = frozenset()

    @property
    def are_numeric(self) -> tuple[bool, ...]:
        """Whether each column is one of numbers."""
        return tuple(index in self.numeric_columns for index in range(len(self.header)))


@dataclass(frozen=True)
class ChartText:
    """What is said of one chart in one language.

    ``title`` is what is counted and where, ``unit`` what one mark is, ``summary`` the newest values in a sentence,
    ``summary_table`` the same as a small table where they are several: a page has it in the place of the sentence.
    ``publication_note`` says as of which day they are, ``alt_text`` is the chart in words. ``sentences`` have to stand
    beside it wherever it goes. ``empty_message`` says why there is nothing to draw, and is empty where there is
    something. ``quoted_title`` is the title of the article whose figures it marks, as it stands in the sentences; empty
    where it marks none.
    """

    title: str
    unit: str = ""
    summary: str = ""
    summary_table: Table | None = None
    publication_note: str = ""
    alt_text: str = ""
    sentences: tuple[str, ...] = ()
    legend: tuple[LegendItem, ...] = ()
    empty_message: str = ""
    quoted_title: str = ""
