"""A name that does not exist, or a cell that cannot be read, is refused by the commands and never breaks a page."""

import csv
import io
import logging
from dataclasses import replace
from datetime import date

import pytest

from dashboard.app import create_app
from dashboard.charts.registry import CHARTS
from dashboard.config import Config
from etl.cli import main
from etl.core.errors import InvalidDocument
from etl.ingest import pipeline, quarantine, update
from etl.ingest.pipeline import Provenance
from etl.sources.ca_bc_coroners import SOURCE
from etl.store.files import PROJECT_DATA_DIR, Store
from tests.etl.reference.made import CLAIM, EVENT, WRITING
from tests.etl.stores import FIRST, HEADER, ROWS, TODAY, add, line, rewrite_rows, tree, typed

ADDRESSES = [
    *("/", "/commentary", "/claims", "/claims.csv", "/sources", "/data/observations.csv"),
    *(f"/chart/{slug}" for slug in CHARTS),
]
HELP_LINE = {
    "place": "CA",
    "name_en": "A line",
    "name_fr": "Une ligne",
    "number": "9-8-8",
    "url": "",
    "offers_en": "someone who listens",
    "offers_fr": "une écoute",
    "source": "https://health.example/card",
    "read_on": "2026-11-24",
    "seen": "a card, 2023",
}
NOTE = {
    "id": "a-break",
    "source": "ca-bc-coroners",
    "measure": "unregulated-deaths-month",
    "place": "CA-BC",
    "group": "all",
    "first": "2020-06",
    "last": "",
    "from_vintage": "",
    "to_vintage": "",
    "kind": "break",
    "differs": "from",
    "sentence_en": "Other deaths are counted.",
    "sentence_fr": "D’autres décès sont comptés.",
    "title": "A report",
    "url": "https://example.org/report",
    "read_on": "2026-11-29",
    "inferred": "no",
}
PLACE = {"code": "CA-BC-XY", "name_en": "Somewhere", "name_fr": "Quelque part", "parent": "CA-BC"}
FILES = {
    "commentary.csv": [WRITING, WRITING | {"id": "a-post", "kind": "blog", "title": "May again", "cites": "a-story"}],
    "claims.csv": [CLAIM, CLAIM | {"item": "a-post", "value": "171"}],
    "events.csv": [EVENT, EVENT | {"date": "2020-06", "title": "A change of rules"}],
    "helplines.csv": [HELP_LINE, HELP_LINE | {"number": "9-1-1", "name_en": "Emergency services"}],
}
BAD_ROWS = [
    ("commentary.csv", {"kind": "blogg"}, "column kind: found 'blogg'", "did you mean blog?"),
    ("commentary.csv", {"kind": "event"}, "column kind: found 'event'", "expected one of blog, news"),
    ("commentary.csv", {"published_on": "12/06/2020"}, "column published_on: found '12/06/2020'", "2020-09-21"),
    ("commentary.csv", {"title": ""}, "column title: found ''", "expected a text"),
    ("commentary.csv", {"title_basis": "slog"}, "column title_basis: found 'slog'", "did you mean slug?"),
    (
        "commentary.csv",
        {"read_as": "coppy", "read_at": "a.example"},
        "column read_as: found 'coppy'",
        "did you mean copy?",
    ),
    ("commentary.csv", {"read_as": "copy"}, "column read_at: found ''", "a site where read_as is filled"),
    ("commentary.csv", {"author_basis": "infered"}, "column author_basis: found 'infered'", "did you mean inferred?"),
    ("commentary.csv", {"url": "example.org"}, "column url: found 'example.org'", "https://"),
    ("commentary.csv", {"confidence": "hig"}, "column confidence: found 'hig'", "did you mean high?"),
    ("commentary.csv", {"cites": "a-stroy"}, "column cites: found 'a-stroy'", "did you mean a-story"),
    ("commentary.csv", {"id": "a-story"}, "column id: found 'a-story'", "line 2 has it already"),
    ("claims.csv", {"place": "CA-BX"}, "column place: found 'CA-BX'", "CA-BC"),
    ("claims.csv", {"place": "British Columbia"}, "column place: found 'British Columbia'", "did you mean CA-BC"),
    ("claims.csv", {"place": ""}, "column place: found ''", "expected a text"),
    ("claims.csv", {"kind": "valeu"}, "column kind: found 'valeu'", "did you mean value?"),
    ("claims.csv", {"kind": "hospitalizations_in_year"}, "column kind: found 'hosp", "expected one of"),
    (
        "claims.csv",
        {"kind": "reference", "unit": ""},
        "column value: found '171'",
        "nothing, since a reference quotes no number",
    ),
    ("claims.csv", {"value": ""}, "column value: found ''", "without one the kind is reference"),
    ("claims.csv", {"unit": "death"}, "column unit: found 'death'", "did you mean deaths?"),
    ("claims.csv", {"unit": "percent"}, "column unit: found 'percent'", "deaths for the kind value"),
    ("claims.csv", {"comparator": "more"}, "column comparator: found 'more'", "did you mean more_than?"),
    ("claims.csv", {"value_to": "180"}, "column value_to: found '180'", "where the comparator is between"),
    ("claims.csv", {"base_period": "2019-05"}, "column base_period: found '2019-05'", "only a change"),
    ("claims.csv", {"class_words": "opiod"}, "column class_words: found 'opiod'", "did you mean opioid"),
    (
        "claims.csv",
        {"measure": "unregulated-death-year"},
        "column measure: found",
        "did you mean unregulated-deaths-year",
    ),
    ("claims.csv", {"record": "higest"}, "column record: found 'higest'", "did you mean highest"),
    ("claims.csv", {"record": "highest"}, "column record: found 'highest'", "none where it is not"),
    ("claims.csv", {"kind": "rank", "unit": "rank"}, "column record: found ''", "words for a rank or a streak"),
    ("claims.csv", {"value": "1,70"}, "column value: found '1,70'", "a number such as 175"),
    ("claims.csv", {"period": "May 2020"}, "column period: found 'May 2020'", "2020-07"),
    ("claims.csv", {"discusses": "2020-13"}, "column discusses: found '2020-13'", "2020-07"),
    ("claims.csv", {"item": "a-storey"}, "column item: found 'a-storey'", "did you mean a-story"),
    ("claims.csv", {"confidence": ""}, "column confidence: found ''", "high, medium, low"),
    ("events.csv", {"place": "CA-BX"}, "column place: found 'CA-BX'", "CA-BC"),
    ("events.csv", {"date": "2020-5"}, "column date: found '2020-5'", "a month such as"),
    ("events.csv", {"category": "legla"}, "column category: found 'legla'", "did you mean legal?"),
    ("events.csv", {"title": " "}, "column title: found ' '", "expected a text"),
    ("helplines.csv", {"place": "C"}, "column place: found 'C'", "places.csv"),
    ("helplines.csv", {"number": "call us"}, "column number: found 'call us'", "9-8-8"),
    ("helplines.csv", {"number": "9-8-8"}, "column number: found '9-8-8'", "line 2 has it already"),
    ("helplines.csv", {"read_on": "2026"}, "column read_on: found '2026'", "a day such as"),
    ("helplines.csv", {"name_fr": ""}, "column name_fr: found ''", "expected a text"),
    ("claims.csv", CLAIM, "found the same row as in line 2", "expected each row once"),
    ("events.csv", EVENT, "found the same row as in line 2", "expected each row once"),
    *((name, None, "found 1 cells", "expected") for name in FILES),
]
BAD_NOTES = [
    ({"source": "ca-bc-coroner"}, "column source: found 'ca-bc-coroner'", "the id of a source"),
    ({"measure": "deaths"}, "column measure: found 'deaths'", "a measure of ca-bc-coroners"),
    ({"place": "CA-BX"}, "column place: found 'CA-BX'", "CA-BC"),
    ({"group": "sex:man"}, "column group: found 'sex:man'", "sex:male"),
    ({"first": "June 2020"}, "column first: found 'June 2020'", "2020-07"),
    ({"last": "2020-05"}, "column last: found '2020-05'", "not before 2020-06"),
    ({"from_vintage": "2020"}, "column from_vintage: found '2020'", "or nothing"),
    ({"kind": "brake"}, "column kind: found 'brake'", "did you mean break?"),
    ({"differs": ""}, "column differs: found ''", "before, from for a break"),
    ({"kind": "method"}, "column differs: found 'from'", "expected nothing"),
    ({"sentence_fr": ""}, "column sentence_fr: found ''", "expected a text"),
    ({"url": "report"}, "column url: found 'report'", "https://"),
    ({"title": ""}, "column title: found ''", "the text that it was read in"),
    ({"inferred": "maybe"}, "column inferred: found 'maybe'", "yes, no"),
    ({"id": "a-break"}, "column id: found 'a-break'", "line 2 has it already"),
    (None, "found 1 cells", "expected 17"),
]
BAD_PLACES = [
    ({"code": "CA-BC"}, "column code: found 'CA-BC'", "has it already"),
    ({"code": ""}, "column code: found ''", "a code such as CA-BC"),
    ({"name_fr": ""}, "column name_fr: found ''", "expected a text"),
    ({"parent": "CA-BX"}, "column parent: found 'CA-BX'", "or CA-BC?"),
    ({"parent": "CA-BC-XY"}, "column parent: found 'CA-BC-XY'", "a place that is not a part of this one"),
    (None, "found 1 cells", "expected 4"),
]


def as_csv(rows):
    """Rows as the text of a file; None is a row of one cell."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(rows[0])
    writer.writerows(row.values() if row else ["alone"] for row in rows)
    return text.getvalue()


@pytest.fixture
def root(tmp_path):
    """A data folder with a few figures, two rows in each file kept by hand, and the places of the project."""
    add(tmp_path, FIRST)
    for name, rows in FILES.items():
        (tmp_path / name).write_text(as_csv(rows), encoding="utf-8")
    return tmp_path


def status(root, capsys):
    """The exit code of a command over the folder, and what it said went wrong."""
    return main.main(["status", "--data", str(root)]), capsys.readouterr().err


def answers(root):
    """What every address answers over the folder."""
    client = create_app(Config(data=root)).server.test_client()
    return {address: client.get(address) for address in [*ADDRESSES, "/healthz"]}


def codes(answered):
    return {address: answer.status_code for address, answer in answered.items()}


ALL_WELL = dict.fromkeys([*ADDRESSES, "/healthz"], 200)


def test_a_folder_in_which_all_is_well(root, capsys, caplog):
    assert status(root, capsys) == (0, "")
    answered = answers(root)
    assert codes(answered) == ALL_WELL
    assert answered["/healthz"].json == {"status": "ok", "edition": 1}
    assert caplog.messages == []


@pytest.mark.slow
@pytest.mark.parametrize(("name", "change", "found", "expected"), BAD_ROWS)
def test_a_bad_row_is_refused_by_commands_and_left_out_by_the_server(
    root, capsys, caplog, name, change, found, expected
):
    good, other = FILES[name]
    rows = [good, other | change if change else None]
    (root / name).write_text(as_csv(rows), encoding="utf-8")
    code, said = status(root, capsys)
    assert code == 1
    assert f"{name} line 3" in said
    assert found in said
    assert expected in said
    with caplog.at_level(logging.WARNING):
        answered = answers(root)
    assert codes(answered) == ALL_WELL
    assert answered["/healthz"].json == {"status": "ok", "edition": 1, "left_out": said.count("\n  - ")}
    assert f"{name} line 3" in "".join(caplog.messages)
    kept = answered["/"] if name == "helplines.csv" else answered["/commentary"]
    assert {"helplines.csv": "A line", "events.csv": "Nurses may prescribe"}.get(name, "Deaths in May") in kept.text


def test_all_bad_rows_are_said_at_once(root, capsys):
    for name, change in {"claims.csv": {"place": "CA-BX"}, "events.csv": {"category": "x"}}.items():
        (root / name).write_text(as_csv([FILES[name][0] | change]), encoding="utf-8")
    (root / "helplines.csv").write_text(as_csv([HELP_LINE | {"place": "XX"}]), encoding="utf-8")
    code, said = status(root, capsys)
    assert code == 1
    assert all(f"{name} line 2, column" in said for name in ("claims.csv", "events.csv", "helplines.csv"))


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_cannot_be_read_as_rows_is_refused_at_the_start(root, capsys, name):
    (root / name).write_text("nothing,of,this\n", encoding="utf-8")
    assert f"{name} line 1: found the columns nothing, of, this" in status(root, capsys)[1]
    with pytest.raises(InvalidDocument, match=f"{name} line 1: found the columns"):
        create_app(Config(data=root))


@pytest.mark.parametrize(("change", "found", "expected"), BAD_NOTES)
def test_a_bad_note_is_refused_by_commands_and_by_the_server(root, capsys, change, found, expected):
    """None is left out: a value formed across a break would be a wrong one."""
    bad = NOTE | {"id": "another"} | change if change else None
    (root / "notes.csv").write_text(as_csv([NOTE, bad]), encoding="utf-8")
    code, said = status(root, capsys)
    assert code == 1
    assert "notes.csv line 3" in said
    assert found in said
    assert expected in said
    with pytest.raises(InvalidDocument, match=r"notes\.csv line 3"):
        create_app(Config(data=root))


@pytest.mark.parametrize(("change", "found", "expected"), BAD_PLACES)
def test_a_bad_place_is_refused_by_commands_and_by_the_server(root, capsys, change, found, expected):
    shipped = (PROJECT_DATA_DIR / "places.csv").read_text(encoding="utf-8")
    added = ",".join((PLACE | change).values()) if change else "alone"
    (root / "places.csv").write_text(f"{shipped}{added}\n", encoding="utf-8")
    code, said = status(root, capsys)
    assert code == 1
    assert f"places.csv line {len(shipped.splitlines()) + 1}" in said
    assert found in said
    assert expected in said
    with pytest.raises(InvalidDocument, match=r"places\.csv line"):
        create_app(Config(data=root))


def without_place(root, code):
    shipped = (PROJECT_DATA_DIR / "places.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (root / "places.csv").write_text("".join(row for row in shipped if not row.startswith(f"{code},")), "utf-8")


def test_a_source_whose_place_was_lost_is_named(root):
    without_place(root, "GB-SCT")
    for load in (Store(root).load, lambda: create_app(Config(data=root))):
        with pytest.raises(InvalidDocument, match="no row for GB-SCT, the place of gb-sct-police"):
            load()


def test_lent_writings_are_those_about_places_of_the_folder(root):
    for name in FILES:
        (root / name).unlink()
    without_place(root, "PT")
    answered = answers(root)
    assert codes(answered) == ALL_WELL
    assert "left_out" not in answered["/healthz"].json
    held = Store(root).load().commentary
    assert {claim.place for item in held.articles for claim in item.claims} >= {"CA-BC", "US"}
    assert all(claim.place != "PT" for item in held.articles for claim in item.claims)


# -- rows of figures ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "found", "expected"),
    [
        ({"measure": "unregulated-death-month"}, "unregulated-death-month", "unregulated-deaths-month"),
        ({"place": "CA-BC-frazer"}, "column place: found 'CA-BC-frazer'", "did you mean CA-BC-fraser"),
        ({"group": "sex:nonbinary"}, "column group: found 'sex:nonbinary'", "etl/core/groups.py"),
        ({"period": "2020-13"}, "line 2, column period: found '2020-13'", "YYYY-MM"),
        ({"deaths": "1O0"}, "line 2, column deaths: found '1O0'", "a whole number"),
        ({"published_on": ""}, "line 2, column published_on: found ''", "YYYY-MM-DD"),
        ({"title": ""}, "line 2, column source_title: found ''", "the title"),
        (None, "line 2: found 1 cells", "expected"),
    ],
)
def test_a_document_with_a_bad_row_is_not_taken(root, tmp_path, capsys, change, found, expected):
    cells = {"place": "", "group": "", "period": "2020-06", "deaths": 9, "published_on": "2020-08-25"} | (change or {})
    where = f"{cells.pop('place')},{cells.pop('group')},"
    content = f"place,group,{HEADER}" + (where + line(**cells) if change else "alone\n")
    path = tmp_path / "new.csv"
    path.write_text(content, encoding="utf-8")
    before = tree(root)
    assert main.main(["add", SOURCE.id, str(path), "--data", str(root)]) == 1
    said = capsys.readouterr().err
    assert "new.csv" in said
    assert found in said
    assert expected in said
    assert tree(root) == before
    assert codes(answers(root)) == ALL_WELL


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        (
            b",CA-BC,",
            b",CA-BX,",
            r"line 2, column place: found 'CA-BX'.*did you mean.*CA-BC.*add it to data/places.csv",
        ),
        (b",all,", b",age:0-17,", r"line 2, column group: found 'age:0-17'.*did you mean age:0-18"),
        (b"unregulated-deaths-month", b"unregulated-month", r"line 2, column measure: found 'unregulated-month'"),
    ],
)
def test_a_stored_row_with_an_unknown_name_is_refused_at_the_start(root, capsys, old, new, found):
    rewrite_rows(root, 1, lambda content: content.replace(old, new, 1))
    for load in (Store(root).load, lambda: create_app(Config(data=root))):
        with pytest.raises(InvalidDocument, match=found) as refusal:
            load()
        assert ROWS.format(1) in str(refusal.value)
    assert status(root, capsys)[0] == 1


@pytest.mark.parametrize(("column", "value"), [("source", "ca-bc-coroner"), ("known", "hearsay"), ("restates", "all")])
def test_a_ledger_row_that_cannot_be_is_refused_by_its_id(root, column, value):
    held = Store(root).load()
    Store(root).commit(replace(held, ledger=held.ledger.assign(**{column: value})), SOURCE.id)
    with pytest.raises(
        InvalidDocument,
        match=rf"releases.csv: refused\n  - line 2, ca-bc-coroners:.*, column {column}: found '{value}'",
    ):
        create_app(Config(data=root))


def strange(column, value):
    """A release that was read, with an unknown name in its rows."""
    (release, *_) = SOURCE.parse(typed(line("2020-07", 175, "2020-08-25")))
    return replace(release, rows=release.rows.assign(**{column: value}))


@pytest.mark.parametrize(
    ("column", "value"), [("measure", "deaths"), ("place", "CA-BC-nowhere"), ("group", "age:18-29")]
)
def test_no_way_into_the_table_is_open_to_an_unknown_name(root, column, value):
    """Every command ends in ``learn``: adding, updating, and accepting what waited, perhaps since before the check."""
    origin, release, store = Provenance("report.pdf", "0", 1), strange(column, value), Store(root)
    with pytest.raises(InvalidDocument, match=rf"report.pdf: refused\n.*column {column}: found '{value}'"):
        pipeline.ingest(store.load(), SOURCE, [(origin, [release])], today=TODAY)
    name = quarantine.add(store, origin, release, since=date(2020, 8, 26), reasons=["looked odd"])
    before = tree(root)
    with pytest.raises(InvalidDocument, match=f"column {column}: found '{value}'"):
        update.accept(store, name, SOURCE, today=TODAY)
    assert tree(root) == before
