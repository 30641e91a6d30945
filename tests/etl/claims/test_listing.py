"""Every quoted figure as a list: for a terminal and for programs, as of any day; how many there are of each status.

``UPDATE_GOLDEN=1 pytest tests/etl/claims/test_listing.py`` writes the table of ``data/README.md``.
"""

import json
import os
import re
from datetime import date
from pathlib import Path

import pytest

from etl.claims import listing
from etl.claims.holdings import Holdings
from etl.cli.main import main
from etl.reference import claim_rows
from tests.etl.claims.made import shipped, shipped_snapshot

CODEBOOK = Path(__file__).resolve().parents[3] / "data" / "README.md"
KEYS = ("item", "row", "kind", "place", "measure", "period", "then", "now", "status", "reason", "computed", "turned")


@pytest.fixture(scope="module")
def listed():
    return listing.list_claims(shipped_snapshot().commentary.articles, shipped())


def status_table(listed):
    counts = listing.count_by_status(listed)
    rows = [
        f"| `{status}` | {sum(reasons.values())} | "
        + ", ".join(f"`{reason}` {number}" for reason, number in sorted(reasons.items()))
        + " |"
        for status, reasons in counts.items()
    ]
    return "\n".join(["| status | claims | by reason |", "|---|---:|---|", *rows])


def columns_table():
    rows = [f"| `{name}` | {meaning} |" for name, meaning in claim_rows.COLUMN_MEANINGS.items()]
    return "\n".join(["| column | meaning |", "|---|---|", *rows])


@pytest.mark.parametrize("name", ["claims", "statuses"])
def test_the_codebook_has_the_columns_and_how_many_claims_there_are_of_each_status(listed, name):
    table = columns_table() if name == "claims" else status_table(listed)
    block = f"<!-- {name} -->\n{table}\n<!-- /{name} -->"
    if os.environ.get("UPDATE_GOLDEN"):
        place = re.compile(f"<!-- {name} -->.*?<!-- /{name} -->", re.DOTALL)
        CODEBOOK.write_text(place.sub(lambda _: block, CODEBOOK.read_text()))
    assert block in CODEBOOK.read_text(), f"data/README.md, {name}: UPDATE_GOLDEN=1 pytest {Path(__file__).name}"


def test_every_column_has_a_meaning():
    assert list(claim_rows.COLUMN_MEANINGS) == list(claim_rows.COLUMNS)


def test_the_rows_are_those_of_the_file(listed):
    assert [item.claim.row for item in listed] == list(range(1, len(listed) + 1))
    lines = (CODEBOOK.parent / "claims.csv").read_text().splitlines()[1:]
    assert [line.partition(",")[0] for line in lines] == [item.article.id for item in listed]


def test_every_record_says_what_was_found(listed):
    records = [listing.as_record(item) for item in listed]
    assert all(set(KEYS) <= set(record) for record in records)
    (july,) = (record for record in records if record["item"] == "cbc-2020-08-25-july" and record["row"] == 84)
    assert (july["then"]["value"], july["then"]["vintage"], july["now"]["value"]) == (175, "2020-08-25", 186)
    (total,) = (
        record
        for record in records
        if record["item"] == "cbc-2020-08-25-july"
        and record["period"] == "2020-01/2020-07"
        and record["kind"] == "value"
    )
    assert (total["now"]["value"], total["computed"], len(total["now"]["parts"])) == (959, True, 7)
    assert {record["turned"] for record in records} > {None, "2023-04-18"}
    assert json.loads(json.dumps(records)) == records


def test_what_is_not_comparable_names_a_figure_or_the_series_that_would_be(listed):
    for item in listed:
        if item.judgement.status == "not_comparable":
            assert item.judgement.measure or item.judgement.wanted


def test_as_of_a_day_nothing_later_counts():
    day = date(2020, 10, 1)
    then = listing.list_claims(
        shipped_snapshot().commentary.articles, Holdings.of_snapshot(shipped_snapshot(), now=day)
    )
    assert max(item.article.published_on for item in then) <= day
    figures = [figure for item in then for figure in (item.judgement.then, item.judgement.now) if figure]
    assert figures
    assert all(figure.newest_statement <= day for figure in figures)
    (june,) = (item for item in then if (item.article.id, item.claim.row) == ("cbc-2020-08-25-july", 85))
    assert june.judgement.now.value == 181


def test_the_command_prints_a_line_for_each_claim(capsys, listed):
    assert main(["claims"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(listed)
    assert (
        "cbc-2020-08-25-july 84; value CA-BC 2020-07; quoted 175 deaths; then 175 (2020-08-25); now 186 (2026-08-11); "
        "unregulated-deaths-month; matches_then (in_force)"
    ) in lines
    assert any(line.endswith("matches_then (in_force); turned 2023-04-18") for line in lines)
    assert any("would be: registered" in line for line in lines)


def test_the_command_speaks_json_as_of_a_day(capsys):
    assert main(["claims", "--json", "--as-of", "2020-09-30"]) == 0
    records = json.loads(capsys.readouterr().out)
    assert {record["written"] <= "2020-09-30" for record in records} == {True}


def test_a_day_that_is_none_is_refused(capsys):
    with pytest.raises(SystemExit):
        main(["claims", "--as-of", "yesterday"])
    assert "is not a day such as 2020-08-25" in capsys.readouterr().err
