"""What notes on series say under a chart: where what is counted changed, and which values are known to be short."""

from collections.abc import Sequence

from dashboard.dataset.series_view import SeriesView
from dashboard.i18n import Locale
from etl.reference.notes import Note, NoteKind


def note_sentences(views: Sequence[SeriesView], locale: Locale) -> tuple[str, ...]:
    """Say each note on what is shown, then once what is not formed across breaks, and where the notes were read."""
    notes = list({note.id: note for view in views for note in view.notes_shown}.values())
    sentences = [locale.localize(note.sentence) for note in notes]
    if any(note.kind is NoteKind.BREAK for note in notes):
        sentences.append(locale.text("No line, sum, change or comparison is formed across such a break."))
    return tuple(dict.fromkeys([*sentences, *(_source(note, locale) for note in notes)]))


def _source(note: Note, locale: Locale) -> str:
    day = locale.day(note.read_on)
    if note.is_inferred:
        return locale.text(
            "Read in {title}, on {day}; where it changes was read from the figures by this site.",
            title=note.title,
            day=day,
        )
    return locale.text("Read in {title}, on {day}.", title=note.title, day=day)
