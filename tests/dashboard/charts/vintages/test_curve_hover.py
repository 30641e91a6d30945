"""What a pointer reads at a period: each value that a release gave it, once, with its day."""

import pytest

from dashboard.charts.vintages.curve_hover import hover_text
from dashboard.i18n import get_locale
from tests.dashboard import made
from tests.dashboard.made import figure

ENGLISH = get_locale("en")


def read(data, *, with_current=False):
    return hover_text(data, ENGLISH, data.views[-1].observations[-1], with_current=with_current).split("<br>")


def test_a_value_that_a_later_release_repeats_is_read_once():
    rows = [("2020-08-25", 175), ("2021-08-25", 178), ("2021-09-25", 178), ("2021-10-25", 177)]
    figures = [figure("2020-07", day, value) for day, value in rows]
    data = made.chart(made.site(figures), "vintages", "CA-BC", end="2020-07-01")
    assert read(data) == ["<b>July 2020</b>", "175 (25 August 2020)", "178 (25 August 2021)", "177 (25 October 2021)"]


@pytest.mark.parametrize("with_current", [True, False])
def test_the_newest_value_is_read_where_it_is_drawn(site, with_current):
    data = made.chart(site, "vintages", "CA-BC", end="2020-07-01", as_of="2020-08-25")
    lines = ["<b>July 2020</b>", "175 (25 August 2020)", "preliminary"]
    assert read(data, with_current=with_current) == lines + ["newest in this archive: 186"] * with_current
