"""A quoted figure beside what was published when it was written and what is now, in words that call nobody wrong."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dashboard.dataset.claim_ledger import COUNT_UNITS
from dashboard.i18n import Locale
from dashboard.text import release_dates
from dashboard.text.claims import decimals
from dashboard.text.same_age import ages
from etl.claims.figures import Figure
from etl.claims.judgement import OF_ITS_DAY, ClaimStatus, Judgement, Reason
from etl.claims.like_for_like import is_already_like_for_like, is_of_recent_figure
from etl.core.printing import is_same_value
from etl.core.quotation import Comparator, Quotation, QuoteKind
from etl.reference.claim_rows import Claim

_BOUNDS = frozenset({Comparator.MORE_THAN, Comparator.AT_LEAST, Comparator.FEWER_THAN, Comparator.BETWEEN})
"""Words that state no number: none is said to be rounded."""


@dataclass(frozen=True)
class JudgementText:
    """Writes a judgement of a claim of a day. ``basis`` says how the day of each release of the source is known."""

    locale: Locale
    claim: Claim
    judgement: Judgement
    written: date
    basis: Mapping[date, str]

    @property
    def quotation(self) -> Quotation:
        """What is quoted."""
        return self.claim.quotation

    def figure(self, figure: Figure) -> str:
        """Write a figure and the day from which it stands; one that was worked out, with what it comes from."""
        text = self.locale.text
        return text("{figure} ({day})", figure=self._value(figure), day=self._day(figure.vintage))

    def at_writing(self) -> str:
        """Write the figure published when the writing was.

        What is held is incomplete: where it is not what the writing quotes, that may be for want of the release it
        used.
        """
        then, text = self.judgement.then, self.locale.text
        if then is None:
            return text("as published then: not in this archive")
        if self.judgement.status in OF_ITS_DAY:
            return self._agreeing(then)
        if self.judgement.status is ClaimStatus.NOT_COMPARABLE:
            return self._silent(then)
        return self._other(then)

    def now(self) -> str:
        """Write the newest figure held; that no later one is, where no release since the writing published it."""
        now, then, text = self.judgement.now, self.judgement.then, self.locale.text
        if now is None:
            return ""
        if now.newest_statement <= self.written:
            return text("no later figure in this archive")
        if then and is_same_value(now.value, then.value):
            return text("newest in this archive: unchanged")
        if now.is_computed:
            return text("computed from the newest figures in this archive: {figure}", figure=self.figure(now))
        return text("newest in this archive: {figure}", figure=self.figure(now))

    def then_and_now(self) -> str:
        """Write the figure published then and the newest held, of counts and rates: ``175 → 186``.

        Empty where none was published since the writing, or none is held of then.
        """
        now, then = self.judgement.now, self.judgement.then
        is_amount = self.quotation.unit in COUNT_UNITS and self.quotation.kind is not QuoteKind.CHANGE
        if not is_amount or now is None or then is None or now.newest_statement <= self.written:
            return ""
        if is_same_value(now.value, then.value):
            return self.locale.text("{figure}, unchanged", figure=self._number(then))
        return f"{self._number(then)} → {self._number(now)}"

    def like_for_like(self) -> str:
        """Write a quoted change between figures of one age, or that there is none; empty where it need not be said.

        A figure that is a year old or more has settled: beside it the change says what it said.
        """
        same_age, text = self.judgement.same_age, self.locale.text
        if self.quotation.kind is not QuoteKind.CHANGE or not is_of_recent_figure(self.judgement):
            return ""
        if same_age is None:
            return text("like for like it cannot be formed from the figures in this archive")
        if is_already_like_for_like(self.judgement):
            return ""
        line = text(
            "a recent figure beside one revised for longer: like for like, as published {days} and {base_days} days "
            "after the ends of both periods, {change}",
            **ages(self.locale, self.basis, same_age),
            change=self._change_between(same_age.value, same_age.base_value),
        )
        differs = (self.claim.value or 0.0) * same_age.change < 0
        return text("{line}; the direction differs", line=line) if differs else line

    def reason(self) -> str:
        """Write why a quoted figure stands beside none that is held; empty where it stands beside one."""
        text = self.locale.text
        return {
            Reason.PROJECTION: text("a projection, which no published figure is set against"),
            Reason.ESTIMATE: text("an estimate, which no published figure is set against"),
            Reason.OTHER_QUANTITY: text("something else than deaths is counted; this archive has no such series"),
            Reason.OTHER_MEASURE: text(
                "counted by a measure that this archive does not have for this place and period"
            ),
            Reason.NO_SERIES: text("this archive has no figure for this place and period"),
            Reason.NO_NUMBER: text("no number is quoted"),
        }.get(self.judgement.reason, "")

    def _agreeing(self, then: Figure) -> str:
        text, figure = self.locale.text, self.figure(then)
        if self.judgement.reason is Reason.RESOLVED_BY_VALUE:
            return text("as published then: {figure}, in a series that the text names by another word", figure=figure)
        if then.is_computed:
            line = text("computed from the figures published then: {figure}", figure=figure)
        elif self.claim.value != then.value and self.quotation.comparator not in _BOUNDS:
            line = text("as published then: {figure}, rounded in the text", figure=figure)
        else:
            line = text("as published then: {figure}", figure=figure)
        other = self.judgement.other
        if other is None or self.judgement.reason is not Reason.SAME_DAY:
            return line
        return text("{line}; also of that time: {other}", line=line, other=self.figure(other))

    def _silent(self, then: Figure) -> str:
        """Write a figure that neither confirms nor contradicts what is quoted, and why."""
        text, figure = self.locale.text, self.figure(then)
        if self.judgement.reason is Reason.STALE:
            return self.locale.count(
                "this archive has no figure for that day. The last one from before: {figure}, {n} day earlier",
                "this archive has no figure for that day. The last one from before: {figure}, {n} days earlier",
                (self.written - then.newest_statement).days,
                figure=figure,
            )
        if self.judgement.reason is Reason.DOUBTED:
            return text("as published then: {figure}; its own parts come to more", figure=figure)
        return text("computed from figures of several days, too rough to set against the text: {figure}", figure=figure)

    def _other(self, then: Figure) -> str:
        line, other = self._nearest(then), self.judgement.other
        if other is None or self.judgement.status is not ClaimStatus.MATCHES_NEITHER:
            return line
        if other.period == then.period:
            return self.locale.text("{line}; also of that time: {other}", line=line, other=self.figure(other))
        values = {"line": line, "other": self.figure(other), "period": self.locale.period(other.period)}
        return self.locale.text("{line}. Published for {period}: {other}", **values)

    def _nearest(self, then: Figure) -> str:
        text, figure = self.locale.text, self.figure(then)
        is_same_day = then.newest_statement == self.written
        if then.is_computed:
            return text("computed from the latest figures in this archive of that time: {figure}", figure=figure)
        if self.judgement.status is ClaimStatus.SUPERSEDED_WHEN_WRITTEN:
            if is_same_day:
                return text(
                    "as published earlier. Figure in this archive from the day of the article: {figure}", figure=figure
                )
            return text(
                "as published earlier. Latest figure in this archive from before the article: {figure}", figure=figure
            )
        if is_same_day:
            return text(
                "in no release in this archive. Its figure from the day of the article: {figure}", figure=figure
            )
        return text("in no release in this archive. Its latest figure from before the article: {figure}", figure=figure)

    def _value(self, figure: Figure) -> str:
        """Write the value of a figure, with the counts that it comes from where it was worked out."""
        locale, parts = self.locale, figure.parts
        if figure.is_sum:
            total = locale.number(figure.value)
            return locale.count(
                "{total}, the sum of {n} figure", "{total}, the sum of {n} figures", len(parts), total=total
            )
        if self.quotation.kind is QuoteKind.CHANGE and len(parts) > 1:
            return self._change(figure)
        number = self._number(figure)
        if figure.people:
            return locale.text(
                "{count} deaths, {people} people: {figure}",
                count=locale.number(parts[0].value),
                people=locale.number(figure.people),
                figure=number,
            )
        if parts:
            return locale.text("{count} deaths: {figure}", count=locale.number(parts[0].value), figure=number)
        return number

    def _number(self, figure: Figure) -> str:
        digits = max(decimals(round(figure.value, 1)), decimals(self.claim.value or 0.0))
        return self.locale.number(figure.value, digits)

    def _change(self, figure: Figure) -> str:
        later, earlier = figure.parts
        return self._change_between(later.value, earlier.value)

    def _change_between(self, later: float, earlier: float) -> str:
        """Write two counts and the change between them, in the unit and with the decimals of the quoted one."""
        locale, counts = self.locale, {"later": self.locale.number(later), "earlier": self.locale.number(earlier)}
        if self.quotation.unit == "deaths":
            return locale.text("{later} − {earlier} = {change}", **counts, change=locale.number(later - earlier))
        digits = decimals(self.claim.value or 0.0)
        change = locale.change(later / earlier - 1, digits)
        return locale.text("{later} / {earlier} = {change}", **counts, change=change)

    def _day(self, day: date) -> str:
        return release_dates.write_day(self.basis.get(day), self.locale, day)
