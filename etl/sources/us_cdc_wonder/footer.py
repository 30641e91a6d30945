"""Reads the text under the rows of an export, which says what was asked for and when."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from etl.sources.us_cdc_wonder.measures import MCD, UCD

RULE = "---"
SUPPRESSED_ROWS, ZERO_ROWS = "suppressed", "zero"

_CAUSES = {
    "MCD - Drug/Alcohol Induced Causes": MCD,
    "UCD - Drug/Alcohol Induced Causes": UCD,
}
_POISONINGS = {"X40-X44", "X60-X64", "X85", "Y10-Y14"}
_GROUPS = {"month", "year", "state", "residence state"}
# What changes the look of an export and not what is counted.
_HARMLESS = {
    *("title", "calculate rates per", "rate options", "standard population"),
    *("show totals", "show zero values", "show suppressed"),
}
_PARAMETER = re.compile(r"([A-Z][^:]{0,80}): ?(.*)")
_QUERY_DATE = re.compile(r"Query Date: ?([A-Z][a-z]{2})[a-z]*\.? (\d{1,2}), (\d{4})")
_FINAL = re.compile(r"(?:final )?Multiple Cause of Death Files, (\d{4})-(\d{4})")
_STAMP = re.compile(r"Deaths occurring through [^.]+\.")


@dataclass(frozen=True)
class Footer:
    """The query and the day of an export. ``hidden`` holds the kinds of rows it leaves out: ``suppressed``, ``zero``.

    ``by_state``: it asks for months by state, else for those of the nation. ``years`` are those asked for, ``final``
    those of the final files; ``stamp`` says how far deaths were known.
    """

    dataset: str
    measure: str
    by_state: bool
    queried: date | None
    hidden: frozenset[str]
    years: range | None
    final: range
    stamp: str


def read(lines: Sequence[str], problems: list[str]) -> Footer | None:
    """Return the footer, or None with what is wrong with it added to ``problems``."""
    text = " ".join(lines)
    parameters = dict(_parameters(lines))
    before = len(problems)
    if sum(line.startswith("Query Parameters:") for line in lines) > 1:
        problems.append("the footer: found Query Parameters more than once; expected one export in a file")
    dataset = next((line.removeprefix("Dataset: ") for line in lines if line.startswith("Dataset: ")), "")
    if not dataset or not parameters or RULE not in lines:
        problems.append("the footer: found no Dataset and Query Parameters; expected the whole export of WONDER")
        return None
    measure = _measure(parameters, problems)
    problems += _limits(parameters)
    if len(problems) > before or measure is None:
        return None
    final = _FINAL.search(text)
    stamp = _STAMP.search(text)
    return Footer(
        dataset=dataset,
        measure=measure,
        by_state="state" in parameters["group by"].lower(),
        queried=_queried(text),
        hidden=frozenset(
            kind
            for kind, name in ((SUPPRESSED_ROWS, "show suppressed"), (ZERO_ROWS, "show zero values"))
            if parameters.get(name, "").lower() != "true"
        ),
        years=_years(parameters.get("year/month", "")),
        final=range(int(final[1]), int(final[2]) + 1) if final else range(0),
        stamp=stamp.group() if stamp else "",
    )


def _parameters(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the query parameters by name in lower case (those of causes as they stand); long values run over lines."""
    start = next((index for index, line in enumerate(lines) if line.startswith("Query Parameters:")), len(lines))
    name, value = "", ""
    for line in [*lines[start + 1 :], RULE]:
        match = _PARAMETER.fullmatch(line)
        if match or line == RULE:
            if name:
                yield name if name in _CAUSES else name.lower(), value.strip()
            if match is None:
                return
            name, value = match[1], match[2]
        else:
            value += " " + line


def _measure(parameters: dict[str, str], problems: list[str]) -> str | None:
    causes = [name for name in parameters if name in _CAUSES]
    if len(causes) != 1:
        names = " and ".join(causes) or "neither"
        problems.append(
            f"the footer, query parameters: found {names}; expected one of {' or '.join(_CAUSES)}, which tells the "
            "multiple-cause query from the underlying-cause query"
        )
        return None
    codes = set(re.findall(r"\(([A-Z]\d\d(?:-[A-Z]\d\d)?)\)", parameters[causes[0]]))
    if codes != _POISONINGS:
        expected = f"all drug poisonings: {', '.join(sorted(_POISONINGS))}"
        problems.append(f"the footer, {causes[0]}: found {', '.join(sorted(codes)) or 'no codes'}; expected {expected}")
    return _CAUSES[causes[0]]


def _limits(parameters: dict[str, str]) -> Iterator[str]:
    """Yield whatever makes it an export of other deaths than all drug overdoses by month and state."""
    for name, value in parameters.items():
        if name == "group by":
            groups = {group.strip().lower() for group in value.split(";")}
            if not {"month"} <= groups <= _GROUPS:
                yield f"the footer, Group By: found {value!r}; expected Month, perhaps with State or Residence State"
        elif name not in _HARMLESS | {"year/month"} and name not in _CAUSES:
            parameter = f"{name!r} ({value[:80]})"
            yield f"the footer, query parameters: found {parameter}; expected a query of all overdose deaths"
    if "group by" not in parameters:
        yield "the footer, query parameters: found no Group By; expected Month, perhaps with State or Residence State"


def _queried(text: str) -> date | None:
    match = _QUERY_DATE.search(text)
    if not match:
        return None
    try:
        return datetime.strptime(f"{match[1]} {match[2]} {match[3]}", "%b %d %Y").date()  # noqa: DTZ007 - a day only
    except ValueError:
        return None


def _years(text: str) -> range | None:
    """Return the years asked for, where they are named as such and follow each other."""
    if not re.fullmatch(r"\d{4}(?:[;,] ?\d{4})*", text):
        return None
    years = [int(year) for year in re.findall(r"\d{4}", text)]
    return range(min(years), max(years) + 1)
