"""What was written or happened: the kinds of what stands on a chart."""

from enum import StrEnum


class Kind(StrEnum):
    """What a mark on a chart stands for. ``EVENT`` belongs to events only; the others are kinds of writing."""

    BLOG = "blog"
    NEWS = "news"
    STATEMENT = "statement"
    POLICY = "policy"
    RESEARCH = "research"
    EVENT = "event"
