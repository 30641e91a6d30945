"""The sentence on the range of the newest figure, or on why there is none, in both languages."""

from datetime import date

import pytest

from dashboard.i18n import get_locale
from dashboard.text.expected import expected_sentences
from etl.bands.finder import ExpectedRange
from etl.bands.silences import Checks, NoRange, Silence
from tests.dashboard import made

ENGLISH, FRENCH = get_locale("en"), get_locale("fr")
CHECKS, AS_FRESH = Checks(102, 88, 41), Checks(59, 47, 30)
RANGE = ExpectedRange(139.8, 144.6, 150.2, 154.2, 157.7, 74, is_freshest=False, checks=CHECKS, as_fresh=AS_FRESH)


@pytest.fixture(scope="module")
def view(site):
    """British Columbia, whose newest figure is the 138 of June 2026."""
    return made.view(site, end="2026-06-01")


def written(view, answer, locale=ENGLISH):
    return expected_sentences(view, {view.observations[-1].period: answer}, locale)


def test_a_range_is_said_with_how_such_ranges_did(view):
    ranges, silence = written(view, RANGE)
    assert silence == ""
    assert ranges == (
        "June 2026: 138 so far; such months ended at 140 to 158. Of 102 such ranges for earlier figures, which are "
        "meant to contain 80 of 100, 88 did; they come from 41 releases. Of the 59 for figures as fresh as "
        "this one, 47 did."
    )
    assert written(view, RANGE, FRENCH)[0].startswith(
        "Juin 2026\N{NO-BREAK SPACE}: 138 jusqu’ici; de tels mois ont fini entre 140 et 158. Sur 102 fourchettes"
    )


def test_a_figure_fresher_than_all_before_is_said_to_be_so(view):
    freshest = ExpectedRange(1, 2, 3, 4, 5, 8, is_freshest=True, checks=CHECKS, as_fresh=CHECKS)
    assert "1 to 5. No earlier figure in this archive was as fresh. Of 102" in written(view, freshest)[0]
    assert written(view, freshest)[0].endswith("from 41 releases.")


def test_of_other_periods_it_does_not_speak_of_months(site):
    view = made.view(site, places=("US",), measure="overdose-deaths-12m-reported")
    assert "so far; such figures ended at 140 to 158." in written(view, RANGE)[0]


@pytest.mark.parametrize(
    ("answer", "reason", "raison"),
    [
        (NoRange(Silence.ESTIMATE), "it is itself an estimate of the final one", "est lui-même une estimation"),
        (
            NoRange(Silence.BREAK, day=date(2024, 1, 1)),
            "what is counted changed on 1 January 2024",
            "a changé le 1er janvier 2024",
        ),
        (
            NoRange(Silence.TOO_FEW, figures=1),
            "this archive has 1 earlier figure as fresh together with what it became",
            "faut 8",
        ),
        (
            NoRange(Silence.TOO_FEW, figures=3),
            "this archive has 3 earlier figures as fresh together",
            "3 chiffres antérieurs",
        ),
        (NoRange(Silence.ONE_RELEASE), "come from a single release", "d’une seule publication"),
        (NoRange(Silence.NOT_OWN), "earlier figures of British Columbia itself changed", "(Colombie-Britannique)"),
        (NoRange(Silence.UNCHECKED, checks=Checks(0, 0, 0)), "could not be checked on any", "sur aucun chiffre"),
        (
            NoRange(Silence.UNCHECKED, checks=Checks(141, 101, 2)),
            "could be checked on 141 earlier figures from 2 releases only",
            "que sur 141 chiffres antérieurs provenant de 2 publications",
        ),
        (
            NoRange(Silence.UNCHECKED, checks=Checks(100, 60, 9)),
            "of 100 such ranges for earlier figures, 60 proved right, and 80 of 100 were meant to",
            "60 se sont vérifiées",
        ),
    ],
    ids=lambda value: value.silence.name if isinstance(value, NoRange) else "",
)
def test_each_silence_is_a_sentence(view, answer, reason, raison):
    ranges, sentence = written(view, answer)
    assert ranges == ""
    assert sentence.startswith("No range is given for the newest figure: ")
    assert reason in sentence
    assert raison in written(view, answer, FRENCH)[1]


def test_of_a_withheld_figure_nothing_is_said(view):
    assert written(view, NoRange(Silence.NO_VALUE)) == ("", "")
    assert expected_sentences(view, {}, ENGLISH) == ("", "")
