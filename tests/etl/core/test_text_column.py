"""A column of texts answers as its cells would, one by one; a cell without a text is no word."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from etl.core.text_column import TextColumn, comparable, equals

CELLS = st.lists(st.sampled_from(["all", "sex:male", "", None]), max_size=8)


@given(CELLS)
def test_each_cell_is_told_by_its_own_text(cells):
    texts = TextColumn(pd.Series(cells, dtype="str"))
    assert texts.words == list(dict.fromkeys(cell for cell in cells if cell is not None))
    assert texts.equal("all").tolist() == [cell == "all" for cell in cells]
    assert texts.where(lambda word: word != "all").tolist() == [cell not in {"all", None} for cell in cells]
    lengths = texts.spread([len(word) for word in texts.words], default=-1)
    assert lengths.tolist() == [-1 if cell is None else len(cell) for cell in cells]


@given(CELLS)
def test_categories_answer_as_texts_do(cells):
    texts, kept = TextColumn(pd.Series(cells, dtype="str")), pd.CategoricalDtype(["", "all", "never", "sex:male"])
    column = pd.Series(cells, dtype="str").astype(kept)
    categories = TextColumn(column)
    assert categories.words == texts.words
    for word in (*kept.categories, "unheard"):
        assert categories.equal(word).tolist() == texts.equal(word).tolist()
        assert (
            equals(column, word).tolist() == equals(column.astype("str"), word).tolist() == texts.equal(word).tolist()
        )
    assert categories.where(bool).tolist() == texts.where(bool).tolist()
    numbers = comparable(column)
    assert [[a == b for b in numbers] for a in numbers] == [[a == b for b in cells] for a in cells]
