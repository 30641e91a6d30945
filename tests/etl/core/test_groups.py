"""Every group of a shipped figure has its words; those of other languages stand in the catalogues of the pages."""

import pytest

from etl.core import groups
from etl.core.errors import NotFound
from etl.store.files import Store


def test_every_group_held_has_a_name_and_every_name_is_of_one_held():
    assert set(Store().load().table["group"]) == set(groups.GROUPS)
    assert all(groups.GROUPS.values())
    assert len(set(groups.GROUPS.values())) == len(groups.GROUPS)


def test_a_stranger_gets_near_matches():
    assert groups.group_name("age:0-18") == "ages 0 to 18"
    with pytest.raises(NotFound, match="unknown group 'sex:femal'; did you mean sex:female"):
        groups.group_name("sex:femal")
