"""Each address has one file, and each file one address."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.bake.paths import relative_link, to_path
from tests.dashboard.bake.addresses import to_address
from tests.examples import examples

NAMES = st.text("abcdefz0189-_", min_size=1, max_size=6)
VALUES = st.text(min_size=1, max_size=12)
ENDINGS = st.sampled_from(["", "csv", "json", "csv.gz", "svg"])


@st.composite
def addresses(draw):
    """An address as the site writes them: folders, a name with or without an ending, and options."""
    from urllib.parse import urlencode

    ending, folders = draw(ENDINGS), draw(st.lists(NAMES, max_size=3))
    path = "/" + "/".join(folders) if folders else "/"
    if folders and ending:
        path += f".{ending}"
    options = draw(st.dictionaries(NAMES, VALUES, max_size=3))
    return path + (f"?{urlencode(options, safe=',:')}" if options else "")


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("/", "index.html"),
        ("/?lang=fr", "lang=fr/index.html"),
        ("/chart/trend", "chart/trend/index.html"),
        ("/chart/trend?places=CA-BC&lang=fr", "chart/trend/places=CA-BC&lang=fr/index.html"),
        ("/chart/trend.csv", "chart/trend.csv"),
        ("/chart/trend.svg?places=US-OH,US", "chart/trend/places=US-OH,US.svg"),
        ("/releases/us-me-ocme/2020-10-20", "releases/us-me-ocme/2020-10-20/index.html"),
        ("/data/vintages.csv.gz", "data/vintages.csv.gz"),
        (
            "/oembed?url=https%3A%2F%2Fa.example%2Fchart&format=xml&quote=1",
            "oembed/url=https~3A~2F~2Fa~2Eexample~2Fchart&quote=1.xml",
        ),
    ],
)
def test_the_file_of_an_address(address, path):
    assert to_path(address) == path


@given(addresses())
@examples(300)
def test_an_address_is_read_back_from_its_file(address):
    assert to_address(to_path(address)) == address


@given(addresses())
def test_a_path_stays_in_its_folder_and_has_only_signs_that_mean_nothing_else(address):
    path = to_path(address)
    assert re.fullmatch(r"[\w~=&,./-]+", path, re.ASCII)
    assert not {"", ".", ".."} & set(path.split("/"))


def test_links_go_up_and_down():
    assert relative_link("index.html", "chart/trend/index.html") == "chart/trend/index.html"
    assert relative_link("chart/trend/index.html", "index.html") == "../../index.html"
    assert relative_link("chart/map/index.html", "chart/trend.csv") == "../trend.csv"
