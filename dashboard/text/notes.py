"""What notes on series say under a chart: where what is counted changed, which values are short or doubted."""

from collections.abc import Sequence

from dashboard.dataset.series_view import SeriesView
from dashboard.i18n import Locale
from dashboard.text.chart_text import LegendItem
from dashboard.text.sentences import capitalize, current_phrase, published_phrase
from etl.reference.notes import Note, NoteKind


def note_sentences(views: Sequence[SeriesView], locale: Locale, *, by_release: bool = False) -> tuple[str, ...]:
    """Say each note on what is shown, then once what is not formed across breaks, and where the notes were read.

    On a chart of many releases, ``by_release``, each says for which of them it holds.
    """
    pairs = {note.id: (view, note) for view in views for note in view.notes_shown}.values()
    notes = [note for _, note in pairs]
    sentences = [
        _of_releases(view, note, locale) if by_release else locale.localize(note.sentence) for view, note in pairs
    ]
    if not by_release:
        later = {note.id: (view, note) for view in views if view.params.as_of for note in _only_newest(view)}
        sentences += [_of_newest(view, note, locale) for view, note in later.values()]
        notes += [note for _, note in later.values()]
    if any(note.kind is NoteKind.BREAK for note in notes):
        sentences.append(locale.text("No line, sum, change or comparison is formed across such a break."))
    return tuple(dict.fromkeys([*sentences, *(_source(note, locale) for note in notes)]))


def _only_newest(view: SeriesView) -> tuple[Note, ...]:
    """Return the notes that hold for the newest release alone, where it counts something else in what is shown."""
    later = tuple(note for note in view.current_notes if note not in view.notes)
    moved = later and any(view.counts_something_else_now(point) for point in view.observations)
    return later if moved else ()


def _of_newest(view: SeriesView, note: Note, locale: Locale) -> str:
    called = capitalize(current_phrase(view, locale))
    return locale.text("{now}: {sentence}", now=called, sentence=locale.localize(note.sentence))


def across_break_key(locale: Locale) -> LegendItem:
    """Return what the legend of colored cells says of those that count something else."""
    return LegendItem("across", locale.text("across a break: not compared"))


def _of_releases(view: SeriesView, note: Note, locale: Locale) -> str:
    sentence = locale.localize(note.sentence)
    first, last = (published_phrase(view, locale, day) if day else "" for day in (note.from_vintage, note.to_vintage))
    if first and last:
        return locale.text(
            "Releases from the one {first} to before the one {last}: {sentence}",
            first=first,
            last=last,
            sentence=sentence,
        )
    if last:
        return locale.text("Releases before the one {last}: {sentence}", last=last, sentence=sentence)
    if first:
        return locale.text("Releases from the one {first} on: {sentence}", first=first, sentence=sentence)
    return sentence


def _source(note: Note, locale: Locale) -> str:
    """Say where a note was read; without a ``title`` nowhere but in the values."""
    day = locale.day(note.read_on)
    if not note.title:
        return locale.text("Read from the figures by this site, on {day}.", day=day)
    if note.is_inferred:
        return locale.text(
            "Read in {title}, on {day}; where it changes was read from the figures by this site.",
            title=note.title,
            day=day,
        )
    return locale.text("Read in {title}, on {day}.", title=note.title, day=day)
