"""What can be said of the days since a publisher's last release, whichever day it is."""

from dataclasses import replace
from datetime import date, timedelta

from dashboard.i18n import get_locale
from dashboard.text.release_silence import describe_silence, silence_line
from etl import registry
from etl.store.release_gaps import release_gaps
from tests.dashboard.text.views import spaced

SOURCE = registry.source("ca-bc-coroners")


def days_apart(*gaps):
    return [date(2020, 1, 1) + timedelta(days=sum(gaps[:number])) for number in range(len(gaps) + 1)]


def test_every_length_has_its_sentence_in_both_languages():
    gaps = release_gaps(SOURCE, days_apart(10, 90, *[30] * 17, 60, 30))
    english, french = (describe_silence(gaps, get_locale(lang)) for lang in ("en", "fr"))
    assert (english.long_days, english.within) == (60, "(usually up to 60 days)")
    assert english.beyond == (
        (90, "(usually up to 60 days; the longest between releases in this archive since 10 April 2020)"),
        (None, "(usually up to 60 days; longer than ever between the releases in this archive)"),
    )
    (_, longer), _ = french.beyond
    assert spaced(longer).startswith("(habituellement 60~jours au plus; le plus long intervalle entre les publications")
    assert longer.endswith("10 avril 2020)")


def test_of_too_few_releases_nothing_is_said():
    for days in (days_apart(10, 90), days_apart(*[30] * 10)):
        silence = describe_silence(release_gaps(SOURCE, days), get_locale("en"))
        assert (silence.long_days, silence.within, silence.beyond) == (None, "", ())


def test_what_the_publisher_names_is_not_measured_by_what_is_held():
    often = replace(SOURCE, days_between_releases=30)
    silence = describe_silence(release_gaps(often, days_apart(133, 745, *[142] * 30)), get_locale("en"))
    assert (silence.long_days, silence.within, silence.beyond) == (
        60,
        "(usually every 30 days)",
        ((None, "(usually every 30 days)"),),
    )


def test_a_frame_has_a_line_for_a_silence_that_is_longer_than_usual():
    gaps = release_gaps(SOURCE, days_apart(10, 90, *[30] * 17, 60, 30))
    english, french = (silence_line(SOURCE, gaps, get_locale(lang)) for lang in ("en", "fr"))
    assert (english.last_release, english.long_days) == (gaps.last_release, 60)
    assert english.sentence == (
        "BC Coroners Service: newest release in this archive 1 December 2021; the next usually comes within 60 days."
    )
    assert french.sentence.endswith(
        "le 1er décembre 2021; la suivante paraît habituellement dans un délai de 60 jours."
    )
    often = replace(SOURCE, days_between_releases=30)
    by_its_word = silence_line(often, release_gaps(often, days_apart(133, 745)), get_locale("en"))
    assert by_its_word.sentence.endswith("; a release usually comes every 30 days.")
    few, ended = days_apart(*[30] * 10), replace(often, ended_on=date(2021, 1, 1))
    assert silence_line(SOURCE, release_gaps(SOURCE, few), get_locale("en")) is None
    assert silence_line(ended, release_gaps(ended, few), get_locale("en")) is None
