"""What a chart of changes shows: each place beside its own value of a year before, also like for like."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from dashboard.dataset.observations import Observation
from dashboard.dataset.same_age import LikeForLike, LikeForLikeNote
from dashboard.dataset.series_view import ChartData, SeriesView
from etl.store.same_age import MAX_AGE_DIFFERENCE

CHANGE_DIGITS = 4
"""Decimals of a change in files: hundredths of a per cent."""


@dataclass(frozen=True)
class ChangeData(ChartData):
    """Places in one period. ``like_for_like`` has those whose change can be told, by their codes."""

    extra_columns: ClassVar[Mapping[str, str]] = {
        "like_for_like": (
            "the same change between figures of one age: published equally long after the ends of their periods, "
            f"± {MAX_AGE_DIFFERENCE.days} days"
        ),
        "like_for_like_value": "the newer of both figures of one age",
        "like_for_like_days": "days from the end of its period to its publication; of a sum, of its newest part",
        "like_for_like_before_value": "the figure of the same period a year before of that age",
        "like_for_like_before_days": "days from the end of that period to its publication",
        "like_for_like_note": (
            f"`{LikeForLikeNote.DIRECTION_DIFFERS}` where one change is a rise and the other a fall; or why there is "
            f"none: `{LikeForLikeNote.NOT_HELD}`, `{LikeForLikeNote.BREAK}`"
        ),
    }

    like_for_like: Mapping[str, LikeForLike] = field(default_factory=dict)

    def of_place(self, view: SeriesView) -> LikeForLike | None:
        """Return the change of a place like for like; None where it has no change."""
        return self.like_for_like.get(view.place.code)

    def extra_cells(self, view: SeriesView, _observation: Observation) -> Mapping[str, object]:
        """Return the change of a place like for like, both values with their ages, or why there is none."""
        like = self.of_place(view)
        same_age = like.same_age if like else None
        return {
            "like_for_like": round(same_age.change, CHANGE_DIGITS) if same_age else None,
            "like_for_like_value": same_age.value if same_age else None,
            "like_for_like_days": same_age.newest.age.days if same_age else None,
            "like_for_like_before_value": same_age.base_value if same_age else None,
            "like_for_like_before_days": same_age.base_newest.age.days if same_age else None,
            "like_for_like_note": like.note if like else "",
        }
