"""The file of places is read with a name in every language that it has a column for."""

from etl.reference.places import read


def test_a_language_is_a_column():
    places = read("code,name_en,name_es,parent\nCA,Canada,Canadá,\n")
    assert places.languages == ("en", "es")
    assert places["CA"].name == {"en": "Canada", "es": "Canadá"}
    assert places.close_matches("canadá") == ["CA"]
