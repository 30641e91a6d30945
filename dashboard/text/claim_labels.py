"""What stands for a quoted figure's status and kind, in words that call nobody wrong."""

from dashboard.i18n import Locale
from etl.claims.judgement import ClaimStatus
from etl.core.quotation import QuoteKind


def status_label(locale: Locale, status: ClaimStatus) -> str:
    """Say with which published figure a quoted one agrees."""
    text = locale.text
    return {
        ClaimStatus.MATCHES_THEN: text("agrees with the figure of its day"),
        ClaimStatus.MATCHES_NOW: text("agrees with the newest figure in this archive"),
        ClaimStatus.MATCHES_BOTH: text("agrees with the figure of its day and the newest in this archive"),
        ClaimStatus.MATCHES_NEITHER: text("another figure was published"),
        ClaimStatus.SUPERSEDED_WHEN_WRITTEN: text("agrees with a figure published earlier"),
        ClaimStatus.NOT_COMPARABLE: text("cannot be judged from what this archive has"),
    }[status]


def quote_kind_label(locale: Locale, kind: QuoteKind) -> str:
    """Name what is quoted."""
    text = locale.text
    return {
        QuoteKind.VALUE: text("deaths in a period"),
        QuoteKind.INITIAL: text("what was first reported"),
        QuoteKind.CHANGE: text("change"),
        QuoteKind.RANK: text("record or rank"),
        QuoteKind.STREAK: text("periods in a row"),
        QuoteKind.RATE: text("rate"),
        QuoteKind.MEAN: text("deaths per day or month"),
        QuoteKind.CUMULATIVE: text("deaths since a day"),
        QuoteKind.SHARE: text("share"),
        QuoteKind.PROJECTION: text("projection"),
        QuoteKind.ESTIMATE: text("estimate"),
        QuoteKind.REFERENCE: text("no figure"),
    }[kind]
