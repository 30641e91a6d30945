"""What the words of the pages mean here, in plain sentences. The meanings say what the software does, and no more."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.i18n import gettext_noop as _


@dataclass(frozen=True)
class Term:
    """A word as the pages write it, and what it means: one or two sentences. Both are messages of the catalogues."""

    id: str
    word: str
    meaning: str


TERMS: Mapping[str, Term] = {
    term.id: term
    for term in (
        Term(
            "as-published",
            _("as published"),
            _(
                "As its publisher had stated it by the day named, also where the publisher says otherwise today. The "
                "day on which a figure became public is its “vintage” in the data."
            ),
        ),
        Term(
            "newest-held",
            _("newest in this archive"),
            _(
                "As given by the last release in this archive. The publisher may have published newer figures "
                "since; how old the release is stands beside each chart."
            ),
        ),
        Term(
            "release",
            _("release"),
            _(
                "A report of a publisher, or its table or dashboard as it stood on one day. A release often states "
                "earlier months again, some of them with other figures."
            ),
        ),
        Term(
            "edition",
            _("edition"),
            _(
                "The number of a state of this site’s data, which grows whenever a release or a correction is taken "
                "in. A day together with an edition always gives the same figures."
            ),
        ),
        Term(
            "revised",
            _("revised"),
            _(
                "Stated with another value in a later release, as when an investigation has ended. The earlier "
                "figure was what was known at the time, and both are kept."
            ),
        ),
        Term(
            "preliminary",
            _("preliminary"),
            _(
                "Recent, and subject to change: its period ended less than a year before the newest release, and "
                "earlier figures of that age changed later or are too few to tell. This is worked out here, from "
                "the releases in this archive."
            ),
        ),
        Term(
            "expected-range",
            _("expected end"),
            _(
                "Where earlier figures that were as fresh stood a year or more after their period, those of the place "
                "itself counting most: 80 of 100 within the light bar, 50 within the dark one. It is worked out here, "
                "and is no published figure."
            ),
        ),
        Term(
            "provisional",
            _("provisional"),
            _(
                "Not called final by its publisher. Some publishers never call a figure final, so that all of theirs "
                "are provisional."
            ),
        ),
        Term(
            "suppressed",
            _("suppressed"),
            _(
                "Kept back by the publisher, which says so in its place; most often because the count is small or "
                "the quality of the data is low."
            ),
        ),
        Term(
            "withheld",
            _("withheld or not available"),
            _(
                "Without a figure from the publisher: suppressed, marked as not available, or withdrawn after it was "
                "published. It is not a zero; charts mark it with a cross (×)."
            ),
        ),
        Term(
            "not-held",
            _("not in this archive"),
            _(
                "Public by the day named, but in none of the releases of that time in this archive. Nothing is put "
                "in its place; a hollow grey point shows the earliest later figure, where there is one."
            ),
        ),
        Term(
            "rate",
            _("rate per 100,000 people"),
            _(
                "Deaths divided by the population and multiplied by 100,000: a crude rate, not adjusted for age. The "
                "rate of a month is that of the month alone, not annualised."
            ),
        ),
        Term(
            "twelve-months",
            _("12 months ending, sums of twelve months"),
            _(
                "Deaths in twelve months in a row, named by the last of them. Figures that follow each other share "
                "most of their months and are never added up."
            ),
        ),
        Term(
            "small-count",
            _("small count"),
            _(
                "So few deaths that one more or one fewer changes a rate or a percentage noticeably. Counts that "
                "publishers withhold for being small are never worked out here from totals."
            ),
        ),
        Term(
            "like-for-like",
            _("like for like"),
            _(
                "Between figures published equally long after the ends of their periods, give or take two weeks. A "
                "new figure beside one that was revised for a year compares a fresh figure with a settled one."
            ),
        ),
        Term(
            "unregulated",
            _("unregulated drug death"),
            _(
                "British Columbia’s term, since 2023, for an unintentional death from street drugs or from "
                "medications not prescribed to the person, also together with prescribed ones. It earlier said "
                "illicit drug overdose death, then illicit drug toxicity death."
            ),
        ),
        Term(
            "toxicity",
            _("drug toxicity"),
            _(
                "Poisoning by drugs. Publishers also say “overdose” or “poisoning”; each counts by its own "
                "definition, given on the Sources page."
            ),
        ),
        Term(
            "underlying",
            _("underlying cause, any listed cause"),
            _(
                "A death certificate has one underlying cause, the one that led to the death, and may list others. "
                "Deaths by any listed cause are at least as many as those by underlying cause."
            ),
        ),
        Term(
            "predicted",
            _("reported, predicted"),
            _(
                "Reported deaths are those of the certificates that the CDC in the United States had received. "
                "Predicted deaths are its estimate, with an allowance for certificates not yet received or complete."
            ),
        ),
    )
}
"""By id, in the order in which a reader is told of them: time, what is missing, what is computed, what is counted."""
