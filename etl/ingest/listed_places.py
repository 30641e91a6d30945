"""Leaves out what a release states of places that the project does not have: a file of counties names all 3,100.

Nothing of it is lost: the note of the release says how many were left out, and once a place stands in ``places.csv``,
its figures come with the next release, or when the same file is added again.
"""

from collections.abc import Collection
from dataclasses import replace

from etl.core.errors import InvalidDocument
from etl.core.model import Release


def keep_listed(release: Release, places: Collection[str], document_name: str) -> Release:
    """Return the release without the rows and spans of places that are not among the codes ``places``.

    ``InvalidDocument`` where it is about none of them.
    """
    codes = release.rows["place"].unique()
    others = sorted(code for code in codes if code not in places)
    if not others:
        return release
    some = f"{', '.join(others[:3])}{' …' if len(others) > 3 else ''}"
    if len(others) == len(codes):
        expected = "expected at least one; add the places that are wanted to data/places.csv"
        raise InvalidDocument(document_name, [f"the file: is about {some}, none of them in places.csv; {expected}"])
    count = f"{len(others):,} place{'s' * (len(others) > 1)} that places.csv does not have left out ({some})"
    return replace(
        release,
        rows=release.rows[~release.rows["place"].isin(others)].reset_index(drop=True),
        restates=tuple(span for span in release.restates if span.place == "*" or span.place in places),
        note="; ".join(filter(None, (release.note, count))),
    )
