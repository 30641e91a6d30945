"""A rank or a streak that a writing names, beside what the figures of that day and of now say, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dashboard.i18n import Locale
from dashboard.text.judgements import JudgementText
from dashboard.text.release_dates import UPPER_BOUND_BASES
from etl.claims.figures import Figure
from etl.claims.judgement import RecordOutcome
from etl.core.model import VintageBasis
from etl.core.quotation import Direction, Quotation, QuoteKind

MAX_NAMED = 6
"""More periods than this are counted and not named."""


@dataclass(frozen=True)
class RecordText:
    """Writes the outcomes of a rank or a streak; the figures as a text of judgement writes them."""

    texts: JudgementText

    @property
    def _locale(self) -> Locale:
        return self.texts.locale

    @property
    def _quotation(self) -> Quotation:
        return self.texts.quotation

    def lines(self) -> tuple[str, ...]:
        """Write what the figures said then, what they say now, and from which day it no longer held."""
        judgement, text = self.texts.judgement, self._locale.text
        then, now = judgement.record_then, judgement.record_now
        lines = []
        if then is None or then.figure is None:
            lines.append(text("as published then: not in this archive"))
        else:
            lines.append(text("as published then: {figure}", figure=self._outcome(then)))
        if now and now.figure:
            line = text("newest in this archive: {figure}", figure=self._outcome(now))
            lines.append(self._turned(line, judgement.turned) if judgement.turned else line)
        return tuple(lines)

    def _turned(self, line: str, turned: date) -> str:
        """Add to a line from which day it no longer held, with the doubt of that day."""
        text, day, basis = self._locale.text, self._locale.day(turned), self.texts.basis.get(turned)
        if basis in UPPER_BOUND_BASES:
            return text("{line}; no longer so by {day}", line=line, day=day)
        if basis == VintageBasis.ASSUMED:
            return text("{line}; no longer so from about {day} on", line=line, day=day)
        return text("{line}; no longer so from {day} on", line=line, day=day)

    def _outcome(self, outcome: RecordOutcome) -> str:
        if outcome.figure is None:
            return ""
        if self._quotation.kind is QuoteKind.STREAK:
            return self._streak(outcome)
        figure = self.texts.figure(outcome.figure)
        rank = self._quotation.rank
        if rank and rank.is_near and outcome.others:
            return self._locale.text("{figure}; the record: {record}", figure=figure, record=self._record(outcome))
        return self._ranked(outcome, figure)

    def _record(self, outcome: RecordOutcome) -> str:
        record = outcome.others[0]
        figure, period = self._locale.number(record.value), self._locale.period(record.period)
        return self._locale.text("{figure} ({day})", figure=figure, day=period)

    def _streak(self, outcome: RecordOutcome) -> str:
        """Write the length of a row and its figures, oldest first; of one that breaks off, what it breaks off at."""
        count = self._locale.text("{n} in a row", n=self._locale.number(outcome.value or 0))
        row = reversed(outcome.others) if outcome.is_true else outcome.others[:1]
        figures = self._name_figures(row)
        return f"{count} ({figures})" if figures else count

    def _ranked(self, outcome: RecordOutcome, figure: str) -> str:
        """Write how many others lie beyond a period, of how many that are held."""
        rank = self._quotation.rank
        beyond = [] if rank and rank.since and outcome.is_true else self._beyond(outcome)
        is_high = rank is None or rank.direction is Direction.HIGH
        covered = self._locale.number(max(outcome.covered - 1, 0))
        names = {"figure": figure, "held": covered}
        if is_high:
            line = self._locale.count(
                "{figure}; {n} of {held} others in this archive is higher",
                "{figure}; {n} of {held} others in this archive are higher",
                len(beyond),
                **names,
            )
        else:
            line = self._locale.count(
                "{figure}; {n} of {held} others in this archive is as low or lower",
                "{figure}; {n} of {held} others in this archive are as low or lower",
                len(beyond),
                **names,
            )
        return f"{line} ({self._name_figures(beyond)})" if 0 < len(beyond) <= MAX_NAMED else line

    def _beyond(self, outcome: RecordOutcome) -> list[Figure]:
        own, rank = outcome.figure, self._quotation.rank
        if own is None:
            return []
        if rank is None or rank.direction is Direction.HIGH:
            return [other for other in outcome.others if other.value > own.value]
        return [
            other for other in outcome.others if other.value < own.value or (rank.since and other.value == own.value)
        ]

    def _name_figures(self, figures: Iterable[Figure]) -> str:
        text, number = self._locale.text, self._locale.number
        parts = (
            text("{period}: {figure}", period=self._locale.period(figure.period), figure=number(figure.value))
            for figure in figures
        )
        return ", ".join(parts)
