"""A column of texts as numbers: texts are slow to compare, and a table repeats its few again and again."""

from collections.abc import Callable
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

Mask = np.ndarray[Any, np.dtype[np.bool_]]
"""True of each row of which something is true."""


def comparable(column: "pd.Series[Any]") -> np.ndarray[Any, Any]:
    """Return a column as what tells its cells apart soonest: the numbers of categories, else the cells themselves."""
    return column.cat.codes.to_numpy() if isinstance(column.dtype, pd.CategoricalDtype) else column.to_numpy()


def equals(column: "pd.Series[Any]", word: str) -> Mask:
    """Tell which cells of a column, of texts or of categories, are one text."""
    is_word: Mask
    if isinstance(column.dtype, pd.CategoricalDtype):
        is_word = (column == word).to_numpy()
    else:
        is_word = column.to_numpy() == word
    return is_word


class TextColumn:
    """A column whose distinct texts, ``words``, are looked at once each; a cell without a text is none of them."""

    def __init__(self, column: "pd.Series[str]") -> None:
        self._column = column

    @cached_property
    def _factorized(self) -> tuple[np.ndarray[Any, np.dtype[np.int64]], list[str]]:
        is_category = isinstance(self._column.dtype, pd.CategoricalDtype)
        numbers, words = pd.factorize(self._column if is_category else self._column.to_numpy(dtype=object))
        return numbers, [str(word) for word in words]

    @property
    def words(self) -> list[str]:
        """The distinct texts, in the order in which they come."""
        return self._factorized[1]

    def where(self, test: Callable[[str], bool]) -> Mask:
        """Tell which cells have a text that passes a test."""
        is_word: Mask = self.spread([test(word) for word in self.words], default=False)
        return is_word

    def equal(self, word: str) -> Mask:
        """Tell which cells are that text."""
        numbers, words = self._factorized
        is_word: Mask = numbers == (words.index(word) if word in words else len(words))
        return is_word

    def spread(self, of_words: list[Any], *, default: Any, dtype: str | None = None) -> np.ndarray[Any, Any]:
        """Return for each cell what ``of_words`` has for its text, ``default`` where it has none."""
        numbers, _ = self._factorized
        # The last is that of the number -1, which cells without a text have.
        of_cells: np.ndarray[Any, Any] = np.array([*of_words, default], dtype=dtype)[numbers]
        return of_cells
