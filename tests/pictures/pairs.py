"""The pictures of one chart before and now."""

from dataclasses import dataclass

FOLDERS = {
    "changed": ("before", "after", "marked"),
    "new": ("after",),
    "gone": ("before",),
    "unchanged": ("after",),
}
"""What can have become of a picture, in the order of the report, and the folders of what is shown of it."""


@dataclass(frozen=True)
class Pair:
    """A picture before and now. ``share`` is how much of it changed, from 0 to 1; it can grow by white alone."""

    name: str
    state: str
    share: float = 0.0

    @property
    def folders(self):
        """Where its pictures are."""
        return FOLDERS[self.state]


def pair(name, before, after, difference):
    """Return the pair of two SVGs, empty where there is none, and of what differs between them, None for nothing."""
    if before and after:
        return Pair(name, "changed", difference.share) if difference else Pair(name, "unchanged")
    return Pair(name, "new" if after else "gone")


def in_order(pairs):
    """Sort pairs by what became of them, the most changed first."""
    return sorted(pairs, key=lambda each: (list(FOLDERS).index(each.state), -each.share, each.name))
