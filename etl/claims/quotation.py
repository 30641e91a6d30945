"""One figure as a text quotes it: the words of the table of commentary (``etl.core.quotation``)."""

from etl.core.quotation import Comparator, Direction, Quotation, QuoteKind, Rank, Streak

__all__ = ["Comparator", "Direction", "Quotation", "QuoteKind", "Rank", "Streak"]
