"""Every group of a shipped figure has its words in both languages."""

import pytest

from etl import groups
from etl.errors import UnknownName
from etl.store import Store


def test_every_group_held_has_a_name_and_every_name_is_of_one_held():
    assert set(Store().load().table["group"]) == set(groups.GROUPS)
    for words in groups.GROUPS.values():
        assert set(words) == {"en", "fr"}
        assert all(words.values())


def test_a_stranger_gets_near_matches():
    assert groups.name("age:0-18") == {"en": "ages 0 to 18", "fr": "de 0 à 18 ans"}
    with pytest.raises(UnknownName, match="unknown group 'sex:femal'; did you mean sex:female"):
        groups.name("sex:femal")
