"""Texts by language, and the columns that hold them."""

import pytest

from etl.core.languages import in_language, languages_of


@pytest.mark.parametrize(
    ("columns", "languages"),
    [
        (["code", "name_en", "name_fr", "parent"], ("en", "fr")),
        (["name_fr", "name_es", "surname_de", "name_", "offers_it"], ("en", "fr", "es")),
        ([], ("en",)),
    ],
)
def test_a_column_for_each_language_beside_english(columns, languages):
    assert languages_of(columns, "name") == languages


def test_a_text_is_in_its_language_or_else_in_english():
    texts = {"en": "Quebec", "fr": "Québec", "es": ""}
    assert [in_language(texts, code) for code in ("en", "fr", "es", "eo")] == ["Quebec", "Québec", "Quebec", "Quebec"]
