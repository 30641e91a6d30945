"""Places are found by code, and strangers get near matches."""

import pytest

from etl.core.errors import NotFound
from etl.reference.places import read

ROWS = """code,name_en,name_fr,parent
CA,Canada,Canada,
CA-BC,British Columbia,Colombie-Britannique,CA
CA-QC,Quebec,Québec,CA
US-NY,New York,New York,
US-NY-NYC,New York City,Ville de New York,US-NY
"""
PLACES = read(ROWS)


def test_places_by_code():
    assert PLACES["CA-BC"].name == {"en": "British Columbia", "fr": "Colombie-Britannique"}
    assert (PLACES["CA-BC"].parent, PLACES["CA"].parent) == ("CA", "")
    assert list(PLACES) == ["CA", "CA-BC", "CA-QC", "US-NY", "US-NY-NYC"]
    assert len(PLACES) == 5
    assert "CA-BC" in PLACES
    assert "CA-XX" not in PLACES


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("CA-BX", ["CA-BC", "CA-QC"]),
        ("ca-bc", ["CA-BC", "CA-QC"]),
        ("British Colombia", ["CA-BC"]),
        ("colombie britannique", ["CA-BC"]),
        ("Quebec", ["CA-QC"]),
        ("newyork", ["US-NY", "US-NY-NYC"]),
        ("zzzzzz", []),
        ("", []),
    ],
)
def test_a_stranger_gets_near_matches(text, near):
    assert PLACES.close_matches(text) == near
    with pytest.raises(NotFound) as unknown:
        PLACES[text]
    assert (unknown.value.kind, unknown.value.name, unknown.value.close_matches) == ("place", text, tuple(near))
    assert str(unknown.value) == f"unknown place {text!r}" + (f"; did you mean {' or '.join(near)}?" if near else "")
