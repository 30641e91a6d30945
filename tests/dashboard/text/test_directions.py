"""No sentence says a direction that the revisions held contradict: in any chart, of any place, in either language."""

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from statistics import quantiles

import pytest
from babel.messages.pofile import read_po

import dashboard
from dashboard.charts.change.text import write_text
from dashboard.charts.registry import CHARTS
from dashboard.dataset.directions import Scope, ScopedDirection, direction_of_series
from dashboard.i18n import get_locale
from dashboard.text.directions import direction_beside, direction_sentence
from etl import registry
from etl.store.directions import Direction, DirectionCounts
from etl.store.revisions import RevisionStats
from tests.dashboard import made
from tests.dashboard.text.views import spaced

ENGLISH, FRENCH = get_locale("en"), get_locale("fr")


def sentence(locale, verdict, *changes, scope=Scope.SERIES):
    return spaced(direction_sentence(ScopedDirection(DirectionCounts(changes), scope, verdict), locale))


UP = (0.09,) * 8 + (-0.01, 0.0)


@pytest.mark.parametrize(("fresh", "is_said"), [((0.1,) * 9, False), ((0.1,) * 2, True), (None, True)])
def test_figures_rarely_changed_is_not_said_where_those_as_fresh_did(site, fresh, is_said):
    experience = fresh and RevisionStats(timedelta(0), timedelta(days=60), fresh)
    point = replace(made.view(site).observations[-1], preliminary=experience)
    measured = ScopedDirection(DirectionCounts((0.0,) * 8), Scope.SERIES, Direction.UNCHANGED)
    assert bool(direction_beside(point, measured, ENGLISH)) == is_said
    moved = replace(measured, verdict=Direction.UP)
    assert direction_beside(point, moved, ENGLISH) == direction_sentence(moved, ENGLISH)


@pytest.mark.parametrize(
    ("verdict", "changes", "scope", "english", "french"),
    [
        (
            Direction.UP,
            UP,
            Scope.SERIES,
            (
                "Recent figures usually rise, by +9% (median): of 10 earlier figures, 8 had risen, 1 had fallen and 1 "
                "had not changed a year or more after their period ended."
            ),
            (
                "Les chiffres récents sont généralement révisés à la hausse (médiane~: +9~%)~: sur 10 chiffres "
                "antérieurs, un an ou plus après la fin de leur période, 8 étaient en hausse, 1 en baisse et 1 "
                "sans changement."
            ),
        ),
        (
            Direction.DOWN,
            (-0.004,) * 8,
            Scope.PARTS,
            (
                "Recent figures usually fall, by −0.4% (median): of 8 earlier figures of these places, 0 had risen, 8 "
                "had fallen and 0 had not changed a year or more after their period ended."
            ),
            (
                "Les chiffres récents sont généralement révisés à la baisse (médiane~: −0,4~%)~: sur 8 chiffres "
                "antérieurs de ces régions, un an ou plus après la fin de leur période, 0 étaient en hausse, 8 en "
                "baisse et 0 sans changement."
            ),
        ),
        (
            Direction.UNCHANGED,
            (0.0,) * 8,
            Scope.ALL_PLACES,
            (
                "Recent figures have rarely changed: of 8 earlier figures of all places, 0 had risen, 0 had fallen and "
                "8 had not changed a year or more after their period ended."
            ),
            (
                "Les chiffres récents ont rarement changé~: sur 8 chiffres antérieurs de toutes les régions, un an "
                "ou plus après la fin de leur période, 0 étaient en hausse, 0 en baisse et 8 sans changement."
            ),
        ),
        (
            Direction.BOTH_WAYS,
            (0.1,) * 17 + (-0.1,) * 21,
            Scope.SERIES,
            (
                "Recent figures have moved both ways: of 38 earlier figures, 17 had risen, 21 had fallen and 0 had not "
                "changed a year or more after their period ended."
            ),
            (
                "Les chiffres récents ont été révisés dans les deux sens~: sur 38 chiffres antérieurs, un an ou "
                "plus après la fin de leur période, 17 étaient en hausse, 21 en baisse et 0 sans changement."
            ),
        ),
        (
            None,
            UP,
            Scope.PARTS,
            (
                "These places do not count alike, so that no direction is given for all of them: of 10 earlier figures "
                "of these places, 8 had risen, 1 had fallen and 1 had not changed a year or more after their period "
                "ended."
            ),
            (
                "Ces régions ne dénombrent pas de la même façon, et aucun sens n’est indiqué pour l’ensemble~: sur "
                "10 chiffres antérieurs de ces régions, un an ou plus après la fin de leur période, 8 étaient en "
                "hausse, 1 en baisse et 1 sans changement."
            ),
        ),
        (
            Direction.TOO_FEW,
            (0.1,) * 7,
            Scope.SERIES,
            (
                "Too few earlier figures are in this archive from both before and after they were a year old to "
                "say which way recent ones move: 7."
            ),
            (
                "Les chiffres antérieurs recueillis à la fois avant et après un an sont trop peu nombreux pour "
                "dire dans quel sens évoluent les chiffres récents~: 7."
            ),
        ),
        (
            Direction.TOO_FEW,
            (),
            Scope.SERIES,
            (
                "No earlier figure is in this archive from both before and after it was a year old, so that it cannot "
                "be told which way recent ones move."
            ),
            (
                "Aucun chiffre antérieur n’a été recueilli à la fois avant et après un an~: on ne peut donc dire dans "
                "quel sens évoluent les chiffres récents."
            ),
        ),
    ],
)
def test_the_sentences(verdict, changes, scope, english, french):
    assert sentence(ENGLISH, verdict, *changes, scope=scope) == english
    assert sentence(FRENCH, verdict, *changes, scope=scope) == french


# -- every place that is held ------------------------------------------------------------------------------------------

CLAIMS = {
    "en": {"up": "usually grow", "down": "usually fall", "still": "rarely changed", "both": "both ways"},
    "fr": {"up": "augmentent gén", "down": "diminuent gén", "still": "rarement changé", "both": "les deux sens"},
}
OUTLOOKS = {
    "en": {"up": "a rise larger", "down": "a rise smaller"},
    "fr": {"up": "une hausse s’accentuer", "down": "une hausse s’atténuer"},
}


def moves(*every):
    """The changes of some series, counted anew: first figure in the first year, first one after it, of ten or more.

    What a recount made another figure, by the notes of both days, is no change.
    """
    changes = []
    for series in every:
        for period in series.log:
            seen = [(day, entry.value) for day, entry in series.publications(period) if entry.value is not None]
            early = [each for each in seen if timedelta(0) <= each[0] - period.end < timedelta(days=365)]
            mature = [each for each in seen if each[0] - period.end >= timedelta(days=365)]
            if not early or not mature or early[0][1] < 10:
                continue
            sides = [
                any(note.is_in_force(day) and note.differs_at(period) for note in series.breaks)
                for day in (early[0][0], mature[0][0])
            ]
            if sides[0] == sides[1]:
                changes.append(mature[0][1] - early[0][1])
    return changes


def contradicted(claim, changes):
    """Whether the changes do not bear a claim out."""
    up, down, n = sum(c > 0 for c in changes), sum(c < 0 for c in changes), len(changes)
    if n < 8:
        return True
    low, _, high = quantiles(changes, n=4, method="inclusive")
    return not {
        "up": up - down >= n / 2 and low >= 0,
        "down": down - up >= n / 2 and high <= 0,
        "still": 2 * (n - up - down) >= n,
        "both": up > 0 and down > 0,
    }[claim]


def claims(text, lang):
    """The directions that a text says."""
    return {claim for words in (CLAIMS[lang], OUTLOOKS[lang]) for claim, said in words.items() if said in text}


def has_counts(text, changes, locale):
    """Whether the counts stand in a text."""
    counts = (len(changes), sum(c > 0 for c in changes), sum(c < 0 for c in changes), changes.count(0))
    written = {locale.number(count) for count in counts}
    return written <= set(re.findall(r"\d[\d,\u00a0]*\d|\d", text))


def test_a_text_that_says_otherwise_is_seen():
    grows = "Recent figures usually grow"
    assert claims(grows, "en") == {"up"}
    assert contradicted("up", [1] * 17 + [-1] * 21)
    assert contradicted("up", [1] * 7)
    assert not contradicted("up", [1] * 98 + [0] * 2 + [-1] * 5)
    assert not has_counts(f"{grows}: of 8, 7 rose.", [1] * 8, ENGLISH)


@pytest.mark.slow
def test_no_place_has_a_direction_that_its_revisions_contradict(site):
    wrong, spoken = [], 0
    for source, measure, place, group in site.index.keys:
        if group != "all" or not registry.measure(measure).counts_deaths:
            continue
        view = site.series_view(made.state(site, places=(place,), measure=measure))
        measured = direction_of_series(site, view)
        every = [key for key in site.index.keys if (key[1], key[3]) == (measure, group)]
        whole = registry.source(source).place
        others = [key[2] for key in every if key[2] not in {whole, place}] * (measured.scope is Scope.ALL_PLACES)
        changes = moves(*(site.index.find(measure=measure, place=code, group=group) for code in (place, *others)))
        for locale in (ENGLISH, FRENCH):
            text = direction_sentence(measured, locale)
            said = claims(text, locale.code)
            spoken += bool(said)
            wrong += [(measure, place, text) for claim in said if contradicted(claim, changes)]
            wrong += [(measure, place, text)] if said and not has_counts(text, changes, locale) else []
            if source == "ca-phac" and measured.scope is not Scope.SERIES:
                wrong.append((measure, place, text))
    assert wrong == []
    assert spoken > 100


@pytest.mark.slow
@pytest.mark.parametrize("locale", [ENGLISH, FRENCH], ids=["en", "fr"])
def test_no_change_in_a_year_has_a_direction_that_its_revisions_contradict(site, locale):
    wrong, charts = [], 0
    options, held = CHARTS["change"].options, site.availability
    pairs = [(place, m) for place in held.drawable_places(options) for m in held.measures_for_chart(options, place)]
    for place, measure in pairs:
        data = made.chart(site, "change", place, measure=measure, lang=locale.code)
        assert data.views
        charts += 1
        told = write_text(data, locale)
        text = " ".join((*told.sentences, told.alt_text))
        changes = moves(*(view.series for view in data.views))
        said = claims(text, locale.code)
        wrong += [(place, measure, text) for claim in said if contradicted(claim, changes)]
        wrong += [(place, measure, text)] if said and not has_counts(text, changes, locale) else []
        wrong += [(place, measure, text)] if place == "CA" and said & {"up", "down"} else []
    assert wrong == []
    assert charts > 5


# -- nothing else says one ---------------------------------------------------------------------------------------------

SAYS_DIRECTION = re.compile(r"\b(grows?|usually|tend to|probably|fall may|rise larger|so a fall)\b", re.IGNORECASE)
DIRECTIONS = {"Recent figures usually ", "So a fall may become "}
ABOUT_OTHERS = {"The number of a state of this site’s data, "}
"""The beginnings of messages: those that are said only where counted, and one that is not of figures."""


def test_no_other_message_says_a_direction():
    with (Path(dashboard.__file__).parent / "locale" / "fr.po").open("rb") as file:
        messages = [entry.id for entry in read_po(file) if isinstance(entry.id, str)]
    said = {message for message in messages if SAYS_DIRECTION.search(message)}
    assert {message for message in said if not message.startswith(tuple(DIRECTIONS | ABOUT_OTHERS))} == set()
    assert len(said) == 5
