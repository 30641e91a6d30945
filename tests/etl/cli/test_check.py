"""``check``: a draft in, the figures that it quotes out."""

import io
import json
from types import SimpleNamespace

import pytest

from etl.cli.check import MAX_DRAFT_BYTES
from etl.cli.main import main

DRAFT = "B.C. lost 190 people in May. It was the third month in a row above 170, and the lowest since 2020."
LINES = """\
    10  190 people: value 190 deaths of British Columbia, 2023-05
        matches neither (other figure), then 176 (2023-06-30), now 200 (2026-08-11)
    40  third month in a row above 170: streak 3 months of British Columbia, 2023-05
        not comparable (stale), then 176 (2023-06-30), now 200 (2026-08-11)
    76  the lowest since 2020: rank of British Columbia, 2023-05
        not comparable (stale), then 176 (2023-06-30), now 200 (2026-08-11)
3 figures quoted
"""


@pytest.fixture
def check(capsys, monkeypatch):
    """Checks a draft that comes from standard input: the exit code, and what was printed on either stream."""

    def output(content, *arguments):
        standard_input = io.BytesIO(content.encode() if isinstance(content, str) else content)
        monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=standard_input))
        return main(["check", *arguments, "--published", "2023-07-01"]), *capsys.readouterr()

    return output


def test_the_figures_of_a_draft_are_listed_with_their_place_and_span(check, tmp_path):
    path = tmp_path / "draft.txt"
    path.write_text(DRAFT, encoding="utf-8")
    assert check("", str(path)) == (0, LINES, "")
    assert check(DRAFT, "-") == (0, LINES, "")


def test_for_programs_each_figure_has_the_fields_of_a_claim(check):
    _, out, _ = check(DRAFT, "-", "--json")
    value, streak, rank = json.loads(out)
    assert value == {
        "quote": "190 people",
        "start": 10,
        "value": 190,
        "value_to": None,
        "unit": "deaths",
        "comparator": "",
        "kind": "value",
        "place": "CA-BC",
        "period": "2023-05",
        "base_period": None,
        "class_words": [],
        "status": "matches_neither",
        "reason": "other_figure",
        "measure": "unregulated-deaths-month",
        "computed": False,
        "then": 176,
        "then_vintage": "2023-06-30",
        "now": 200,
        "now_vintage": "2026-08-11",
        "turned": None,
        "like_for_like": None,
    }
    assert (streak["value"], streak["unit"], streak["threshold"], streak["test"]) == (3, "months", 170, ">")
    assert (rank["value"], rank["rank"]) == (None, ["lowest_since", "2020"])


def test_a_change_has_the_span_that_it_is_measured_from(check):
    draft = "In May, 12 per cent fewer people died than in April. Deaths doubled in two years."
    _, out, _ = check(draft, "-", "--json", "--place", "CA-BC")
    fields = [(item["value"], item["unit"], item["period"], item["base_period"]) for item in json.loads(out)]
    assert fields == [(-12, "percent", "2023-05", "2023-04"), (100, "percent", "2023-05", "2021-05")]


def test_a_place_that_is_none_is_refused(check):
    code, out, err = check("175 people died in May.", "-", "--place", "CA-BX")
    assert (code, out) == (1, "")
    assert err.startswith("error: unknown place 'CA-BX'; did you mean")
    assert "CA-BC" in err


def test_a_draft_of_more_than_five_megabytes_is_refused(check):
    assert check(b" " * (MAX_DRAFT_BYTES + 1), "-") == (
        1,
        "",
        "error: -: found more than 5 MB; expected a draft of up to that\n",
    )


def test_a_draft_that_is_not_there_is_refused(check, tmp_path):
    code, _, err = check("", str(tmp_path / "draft.txt"))
    assert (code, "draft.txt" in err) == (1, True)


def test_bytes_that_are_no_text_do_not_hide_the_figures_around_them(check):
    _, out, _ = check(b"\xff\xfe B.C. lost 190 people in May. \x00\x80", "-")
    assert "190 people: value 190 deaths of British Columbia, 2023-05" in out
