"""What has become of the values shown: said where any is written otherwise now, and only then."""

from dashboard.i18n import get_locale
from dashboard.text.drift import drift_sentence
from tests.dashboard import made
from tests.dashboard.made import figure

ENGLISH = get_locale("en")
THEN_DAY = "2020-08-25"
THEN = [figure("2020-06", "2020-08-25", 177), figure("2020-07", "2020-08-25", 175)]


def sentence(figures, locale=ENGLISH, **chosen):
    over = made.site(figures)
    return drift_sentence(made.data_of(over, made.state(over, **chosen)), locale)


def test_of_one_series_it_is_the_newest_value():
    revised = [*THEN, figure("2020-06", "2026-08-11", 189), figure("2020-07", "2026-08-11", 186)]
    assert sentence(revised, as_of=THEN_DAY) == "July 2020 was 175; now 186."
    assert sentence(revised, get_locale("fr"), as_of=THEN_DAY) == "Juillet 2020\u00a0: 175 alors, 186 maintenant."


def test_where_the_newest_stands_the_others_are_counted():
    assert (
        sentence([*THEN, figure("2020-06", "2026-08-11", 189)], as_of=THEN_DAY)
        == "1 of the figures shown has been revised since."
    )


def test_nothing_is_said_where_nothing_has_changed():
    assert sentence(THEN, as_of=THEN_DAY) == ""
    assert sentence([*THEN, figure("2020-08", "2020-09-25", 147)], as_of=THEN_DAY) == ""
    assert sentence([*THEN, figure("2020-07", "2026-08-11", 186)]) == ""


def test_what_ships_says_what_became_of_july_2020(site):
    data = made.data_of(site, made.state(site, as_of="2020-08-25"))
    assert drift_sentence(data, ENGLISH) == "July 2020 was 175; now 186."
