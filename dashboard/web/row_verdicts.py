"""Judges the rows of a CSV file: one by one beside the table, or as a whole beside the chart that they are of."""

import csv
import io
from collections.abc import Iterable

import pandas as pd

from dashboard.charts.rendered import RenderedChart, RenderedCharts
from dashboard.dataset.row_check import KEY, RowCheck, check_rows, compare_rows, find_other_labels, select_keys
from dashboard.export.data_block import list_releases, rows_csv
from dashboard.export.row_words import add_labels
from dashboard.export.tables import to_frame
from dashboard.i18n import get_locale
from dashboard.web.verdict import Standing, Verdict


def judge_rows(charts: RenderedCharts, rows: list[dict[str, str]]) -> Verdict:
    """Judge rows one by one: each names its series, its period and the day from which its value stands."""
    snapshot = charts.dataset.snapshot
    table = select_keys(rows, snapshot.table)
    checked = check_rows(rows, table)
    keys = table.drop_duplicates(list(KEY))
    locales = [get_locale(code) for code in charts.dataset.availability.languages]
    labels = find_other_labels(rows, (add_labels(keys, snapshot.places, locale) for locale in locales))
    sentences = {locale.localize(note.sentence) for note in snapshot.notes for locale in locales}
    longest_first = sorted(sentences, key=len, reverse=True)
    if not all(_is_made_of(longest_first, text) for text in {row.get("note", "") for row in rows}):
        labels += ("note",)
    cells = pd.DataFrame(rows, columns=["source", "vintage", "release"])
    return Verdict(
        _standing_of_rows(checked, labels),
        differences=labels,
        rows=checked,
        releases=tuple(list_releases(cells, snapshot.ledger)),
    )


def _is_made_of(sentences: Iterable[str], text: str) -> bool:
    """Tell whether a text is some of the sentences, and nothing else: which ones stood there depends on its day."""
    for sentence in sentences:
        text = text.replace(sentence, "")
    return not text.strip()


def _standing_of_rows(checked: RowCheck, labels: tuple[str, ...]) -> Standing:
    if checked.other or "period" in labels:
        return Standing.ALTERED
    if checked.sums:
        return Standing.SUMS
    if labels:
        return Standing.WORDS_DIFFER
    return Standing.UNALTERED if checked.same else Standing.NO_DATA


def judge_rows_of_chart(rows: list[dict[str, str]], chart: RenderedChart) -> Verdict:
    """Judge a file as a whole, beside the rows of the chart that it is said to be of."""
    frame = to_frame(chart.data, chart.locale)
    own = csv.reader(io.StringIO(rows_csv(frame, chart.params.unit)))
    columns = next(own)
    checked = compare_rows((tuple(row.get(name, "") for name in columns) for row in rows), map(tuple, own))
    labels = find_other_labels(rows, (frame,))
    whole = Standing.TAKEN_BACK if checked.taken_back else Standing.WORDS_DIFFER if labels else Standing.UNALTERED
    return Verdict(Standing.ALTERED if checked.other else whole, chart, differences=labels, rows=checked)
