"""A picture, a file or a short code is put in, and the page says whether it was made here and is unaltered.

What is put in comes with a POST and goes with it: it is read, compared and forgotten. Decision P13 in README.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from dashboard.charts.rendered import RenderedChart
from dashboard.i18n import Locale, gettext_noop
from dashboard.text.drift import drift_sentence
from dashboard.text.errata import error_sentences
from dashboard.web.pages.base import Page, PageRequest
from dashboard.web.pages.navigation import help_lines
from dashboard.web.verdict import Drawing, Standing, Verdict
from dashboard.web.verification import MAX_CODE_CHARS, OTHER_FIELDS, TEXT_FIELD, verify

MAX_FILE_BYTES = 4 * 2**20
"""Bytes of a file: the largest picture has 1 MB."""
CODE_OPTION = "code"

HEADINGS: Mapping[Standing, str] = {
    Standing.UNALTERED: gettext_noop("Made here, and unaltered"),
    Standing.OTHER_SITE: gettext_noop("The figures in it are those in this archive; it names another site"),
    Standing.REDRAWN: gettext_noop("The data in it are unaltered, but the picture is not the one that is drawn here"),
    Standing.DATA_ONLY: gettext_noop("The data in it are unaltered, the picture was not compared"),
    Standing.WORDS_DIFFER: gettext_noop("The figures in it are unaltered, words beside them are not"),
    Standing.STRIPPED: gettext_noop("Made here: the data in it were taken out, the picture is unaltered"),
    Standing.TAKEN_BACK: gettext_noop("Made here, and some figures in it are not formed any more"),
    Standing.ALTERED: gettext_noop("Altered: it is not as it was made here"),
    Standing.NO_DATA: gettext_noop("Nothing in this file says that it was made here"),
    Standing.SUMS: gettext_noop("By itself not all of it can be checked"),
    Standing.LATER_EDITION: gettext_noop(
        "It names an edition later than the newest of this archive: it cannot be compared"
    ),
    Standing.CODE: gettext_noop("The code is of a chart of this site"),
    Standing.NO_CODE: gettext_noop("This is no code or address of a chart of this site"),
}
OF_NO_DRAWING = frozenset({Standing.ALTERED, Standing.DATA_ONLY})
"""Of which it is said otherwise, or does not matter any more, whether the picture is the one that is drawn here."""
ROWS_HEADING = gettext_noop("The values and statuses are those in this archive")
"""Of a CSV file: anyone could have written it, and its figures would be no worse."""
FIELDS: Mapping[str, str] = {
    "file": gettext_noop("the file, which is damaged"),
    "format": gettext_noop("the form of its data"),
    "title": gettext_noop("its title"),
    "address": gettext_noop("its address"),
    "code": gettext_noop("its short code"),
    "asked": gettext_noop("the day that was asked for"),
    "as_of": gettext_noop("the day of its figures"),
    "edition": gettext_noop("its edition"),
    "citation": gettext_noop("its citation"),
    "terms": gettext_noop("its terms"),
    "releases": gettext_noop("its releases"),
    "sha256": gettext_noop("the hash of its rows"),
    "csv": gettext_noop("its rows"),
    TEXT_FIELD: gettext_noop("the description in the file"),
    "period": gettext_noop("the period in words"),
    "place_name": gettext_noop("the place in words"),
    "group_name": gettext_noop("the group in words"),
    "measure_title": gettext_noop("the measure in words"),
    "unit": gettext_noop("its unit"),
    "note": gettext_noop("its note"),
    OTHER_FIELDS: gettext_noop("fields that are not of this site"),
}
"""What can differ, in words."""
WHAT_TO_DO: Mapping[Standing, str] = {
    Standing.NO_DATA: gettext_noop(
        "It was made elsewhere, or the data in it were taken out, as many sites do with pictures. At the foot of a "
        "picture made here stands a short code, which still works: put it in above. Only pictures (PNG, SVG) and plain "
        "CSV files can be checked: workbooks, packed files and CSV for Excel cannot."
    ),
    Standing.DATA_ONLY: gettext_noop(
        "It followed the newest figures, and this archive has newer ones since: see whether it says the same as the "
        "one below."
    ),
    Standing.NO_CODE: gettext_noop(
        "The signs of a code check each other, so that a misread one is noticed: see whether all are as in the picture."
    ),
}
DRAWING: Mapping[Drawing, str] = {
    Drawing.SAME: gettext_noop("What the picture shows is, to the last byte, what this site draws from these figures."),
    Drawing.OTHER: gettext_noop(
        "It was changed or saved anew, or charts are drawn otherwise since: see whether it says the same as the one "
        "below, which is drawn now."
    ),
    Drawing.NOT_COMPARED: gettext_noop(
        "What a picture shows was not compared: see whether it says the same as the one below."
    ),
}


@dataclass(frozen=True)
class Report:
    """A verdict in words. ``lines`` say what was compared and what came of it, ``links`` lead to what it is of."""

    verdict: Verdict
    heading: str
    lines: tuple[str, ...]
    title: str = ""
    url: str = ""
    picture_url: str = ""
    alt_text: str = ""

    @property
    def releases(self) -> tuple[dict[str, str], ...]:
        """The releases that the figures come from."""
        return self.verdict.releases

    def to_json(self) -> dict[str, Any]:
        """Return the same for programs."""
        verdict = self.verdict
        return {
            "standing": verdict.standing.value,
            "heading": self.heading,
            "lines": list(self.lines),
            "drawing": verdict.drawing.value,
            "differences": list(verdict.differences),
            "title": self.title,
            "address": self.url,
            "releases": list(verdict.releases),
        }


def build_report(request: PageRequest, verdict: Verdict) -> Report:
    """Put a verdict into words."""
    locale, chart = request.locale, verdict.chart
    lines = tuple(filter(None, _lines(request, verdict)))
    is_table = verdict.rows is not None and verdict.standing is Standing.UNALTERED
    report = Report(verdict, locale.text(ROWS_HEADING if is_table else HEADINGS[verdict.standing]), lines)
    if chart is None:
        return report
    urls = chart.dataset.urls
    return replace(
        report,
        title=f"{chart.text.title}. {chart.text.publication_note}",
        url=urls.chart(chart.params),
        picture_url="" if chart.is_empty else urls.local.chart_file("png", chart.params),
        alt_text=chart.text.alt_text,
    )


def _lines(request: PageRequest, verdict: Verdict) -> list[str]:
    locale, chart, text = request.locale, verdict.chart, request.locale.text
    has_advice = verdict.standing in WHAT_TO_DO and (chart is None or verdict.standing is Standing.DATA_ONLY)
    lines = [text(WHAT_TO_DO[verdict.standing])] if has_advice else []
    if verdict.differences:
        lines.append(
            text(
                "Not as it is written here: {names}.",
                names=", ".join(text(FIELDS[name]) for name in verdict.differences),
            )
        )
    if verdict.site:
        lines.append(text("Its address names another site: {site}", site=verdict.site))
    lines += _row_lines(locale, verdict)
    if chart and verdict.rows is None and verdict.standing not in OF_NO_DRAWING and not verdict.site:
        lines.append(text(DRAWING[verdict.drawing]))
    if chart and not chart.is_empty:
        lines += [*error_sentences(chart.dataset, chart.data, locale), _drift(request, chart)]
    return lines


def _row_lines(locale: Locale, verdict: Verdict) -> list[str]:
    rows = verdict.rows
    if rows is None:
        return []
    count = locale.count
    lines = [
        count(
            "{n} row gives a figure as it is in this archive.",
            "{n} rows give figures as they are in this archive.",
            rows.same,
        )
    ]
    if rows.other:
        lines.append(count("{n} row does not, or is missing.", "{n} rows do not, or are missing.", rows.other))
    if rows.mistaken:
        n = locale.number(rows.mistaken)
        lines.append(locale.text("Rows that stood here by a mistake of this archive, taken back since: {n}.", n=n))
    if rows.taken_back:
        lines.append(
            count(
                "{n} row has no figure any more: what is counted changed, as is known since.",
                "{n} rows have no figure any more: what is counted changed, as is known since.",
                rows.taken_back,
            )
        )
    if rows.sums:
        lines.append(
            count(
                "{n} row is a sum over twelve months, which no release states: put in the address of its chart too.",
                "{n} rows are sums over twelve months, which no release states: put in the address of their chart too.",
                rows.sums,
            )
        )
    if rows.revised:
        lines.append(
            count(
                "{n} of the figures shown has been revised since.",
                "{n} of the figures shown have been revised since.",
                rows.revised,
            )
        )
    return lines


def _drift(request: PageRequest, chart: RenderedChart) -> str:
    """Say what has been revised since of what a chart shows."""
    newest = request.charts(replace(chart.params, edition=None))
    return drift_sentence(newest.data, request.locale) or request.locale.text(
        "None of the figures shown has been revised since."
    )


def read_code_option(request: PageRequest) -> str:
    """Return the code or the address that is put in; what is longer than any of ours is cut."""
    return request.page_options.get(CODE_OPTION, "").strip()[:MAX_CODE_CHARS]


def check(request: PageRequest) -> Report:
    """Judge what is put in, and put that into words."""
    site = request.url_root + request.dataset.urls.base_url
    return build_report(request, verify(request.charts, request.file, read_code_option(request), site))


def _context(request: PageRequest) -> dict[str, Any]:
    code = read_code_option(request)
    report = check(request) if code or request.file else None
    chart = report.verdict.chart if report else None
    return {
        "lines": help_lines(request.dataset, (chart.params if chart else request.params).place),
        "canonical": _url(request),
        "form_action": f"{request.dataset.urls.path}{PAGE.path}",
        "code": code,
        "report": report,
        "max_megabytes": MAX_FILE_BYTES // 2**20,
    }


def _url(request: PageRequest) -> str:
    return request.dataset.urls.verify(request.params.lang)


PAGE = Page(
    name="verify",
    path="/verify",
    title=gettext_noop("Check a picture"),
    needs_server=True,
    options=(CODE_OPTION, "lang"),
    own_options=(CODE_OPTION,),
    url=_url,
    context=_context,
)
