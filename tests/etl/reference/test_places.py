"""The file of places is read with a name in every language that it has a column for."""

import pytest

from etl.core.errors import InvalidDocument
from etl.reference.places import read


def test_a_language_is_a_column():
    places = read("code,name_en,name_es,parent\nCA,Canada,Canadá,\n")
    assert places.languages == ("en", "es")
    assert places["CA"].name == {"en": "Canada", "es": "Canadá"}
    assert places.close_matches("canadá") == ["CA"]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (
            b"code,name_en\r,parent\nCA,Canada,\n",
            "places.csv line 1: found the columns code, name_en; expected code, name_en, parent",
        ),
        (
            b"code,name_en,parent\nCA,Can\0ada,\n",
            r"places.csv line 2: found the control character U\+0000; expected text",
        ),
        (
            b"code,name_en,parent\nCA,Canada\x1b,\n",
            r"places.csv line 2: found the control character U\+001B; expected text",
        ),
    ],
)
def test_what_is_no_table_of_text_is_refused_with_its_line(content, problem):
    with pytest.raises(InvalidDocument, match=problem):
        read(content)
