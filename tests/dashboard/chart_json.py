"""The JSON of a chart, read back as rows."""

from collections import defaultdict


def read_rows(answer):
    """The rows of all series, as the CSV has them: what names a series stands once in it, the rest in lists.

    A column in which a series has nothing is left out there; the rows here have None in its place.
    """
    return [row for series in answer["series"] for row in _rows(series)]


def _rows(series):
    count = len(series["period"])
    columns = {name: cells if isinstance(cells, list) else [cells] * count for name, cells in series.items()}
    return [defaultdict(lambda: None, zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
