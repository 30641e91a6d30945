"""What readers see of mistakes: pinned addresses show what they showed, and say what was wrong; the newest is right."""

import html
import io
import re
import shutil
from urllib.parse import urlencode

import duckdb
import pandas as pd
import pytest

from dashboard.app import create_app
from dashboard.config import Config
from dashboard.web.pages.data import _PANDAS_LOG
from etl.cli import main as cli
from tests.etl.cli.test_taking_back import AUGUST, LATER, SOURCE
from tests.etl.stores import FIRST, SECOND, TODAY, add, line, typed

MISTYPED = typed(line("2020-09", 127, "2020-11-30"))
SWAPPED = typed(line("2020-10", 160, "2020-12-21"), line("2020-11", 158, "2020-12-21"))
RIGHT = typed(
    line("2020-09", 172, "2020-11-30"), line("2020-10", 158, "2020-12-21"), line("2020-11", 160, "2020-12-21")
)
EDITION = 5
"""The last before the mistakes are mended."""
DAYS = ("2020-07-16", "2020-08-24", "2020-08-25", "2020-10-20", "2020-11-30", "2020-12-21")
CHARTS = ("trend", "vintages", "seasonal", "compare")
PINNED = [
    *(
        f"/chart/{slug}.{ending}?places=CA-BC&measure=unregulated-deaths-month&as_of={day}&edition={EDITION}"
        for slug in CHARTS
        for ending in ("csv", "svg", "json")
        for day in DAYS
    ),
    *(f"/data/{name}.csv?as_of=2020-12-21&edition={EDITION}" for name in ("observations", "vintages", "releases")),
    f"/data/observations.csv?as_of=2020-12-21&edition={EDITION}&shape=first",
    f"/diff.csv?from=2020-08-24&to=2020-12-21&from_edition={EDITION}&to_edition={EDITION}",
    f"/lineage.json?places=CA-BC&as_of=2020-12-21&edition={EDITION}&period=2020-06",
    f"/embed/trend?places=CA-BC&as_of=2020-12-21&edition={EDITION}",
]
MOVED = "entered under a wrong day; since edition 6, of 12 August 2026, it is the release of 24 August 2020."
TREND = "/chart/trend?places=CA-BC&measure=unregulated-deaths-month"


@pytest.fixture(scope="module")
def readers(tmp_path_factory):
    """A reader's client before the mistakes were mended, and one after."""
    root = tmp_path_factory.mktemp("mended") / "data"
    for document in (FIRST, SECOND, LATER, MISTYPED, SWAPPED):
        add(root, document)
    before = shutil.copytree(root, root.with_name("before"))
    (root.parent / "right.csv").write_bytes(RIGHT.content)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cli, "_today", lambda: TODAY)
        for command in (
            ("redate", AUGUST, "2020-08-24", "--why", "the day of the story"),
            ("void", f"{SOURCE}:2020-11-30", "--why", "127 for 172"),
            ("void", f"{SOURCE}:2020-12-21", "--why", "two months for each other"),
            ("add", SOURCE, str(root.parent / "right.csv")),
        ):
            assert cli.main([*command, "--data", str(root)]) == 0
    return tuple(create_app(Config(data=folder)).server.test_client() for folder in (before, root))


def text(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.get_data(as_text=True)


def errata(page):
    return [
        re.sub(r"<[^>]+>", "", found) for found in re.findall(r'<(?:p|span) class="erratum">(.+?)</(?:p|span)>', page)
    ]


def test_what_is_pinned_stays_to_the_byte(readers):
    before, after = readers
    for address in PINNED:
        assert before.get(address).data == after.get(address).data, address
    page = f"{TREND}&as_of=2020-12-21&edition={EDITION}&notes=0"
    parts = (
        r'<div class="chart-svg">.*?</svg></div></div>',
        r"<table\b.*?</table>",
        r'id="finding" class="finding">.*?</div>',
    )
    for part in parts:
        shown = [re.search(part, text(reader, page), re.DOTALL) for reader in readers]
        assert shown[0][0] == shown[1][0]


def test_a_pinned_page_says_what_was_wrong_in_both_languages_and_leads_to_the_newest(readers):
    before, after = readers
    page = f"{TREND}&as_of=2020-12-21&edition={EDITION}"
    assert errata(text(before, page)) == []
    assert errata(text(after, page)) == [
        f"This edition contained an error: BC Coroners Service, {day}: {what} The same view in the newest edition"
        for day, what in (
            ("25 August 2020", f"{MOVED} the day of the story"),
            ("30 November 2020", "entered by mistake; void since edition 7, of 12 August 2026. 127 for 172"),
            (
                "21 December 2020",
                "entered by mistake; void since edition 8, of 12 August 2026. two months for each other",
            ),
        )
    ]
    assert 'href="/chart/trend?as_of=2020-12-21">The same view' in text(after, page)
    french = errata(text(after, f"{page}&lang=fr"))
    assert french[0].startswith("Cette édition contenait une erreur\u00a0: Service des coroners")
    assert "nulle depuis l’édition 7, du 12 août 2026" in french[1]


@pytest.mark.parametrize(
    ("pin", "count"),
    [
        ("&as_of=2020-08-23&edition=5", 0),  # the day before all of them
        ("&as_of=2020-08-24&edition=5", 1),  # the release of that day stands on the next
        ("&as_of=2020-12-20&edition=5", 2),
        ("&as_of=2020-12-21&edition=4", 2),  # that edition did not know of December
        ("&as_of=2020-12-21&edition=6", 2),
        ("&as_of=2020-12-21&edition=9", 0),
        ("&as_of=2020-12-21", 0),
    ],
)
def test_only_what_the_edition_had_wrong_by_the_day_is_said(readers, pin, count):
    assert len(errata(text(readers[1], TREND + pin))) == count


def test_the_newest_edition_is_right_on_every_day(readers):
    _, after = readers

    def months(day):
        rows = text(after, f"/data/observations.csv?measure=unregulated-deaths-month&as_of={day}").splitlines()
        cells = [row.split(",") for row in rows]
        period, value, vintage = (cells[0].index(name) for name in ("period", "value", "vintage"))
        return {row[period]: (row[value], row[vintage]) for row in cells[1:]}

    assert months("2020-08-24")["2020-07"] == months("2020-08-25")["2020-07"] == ("175", "2020-08-24")
    assert months("2020-11-30")["2020-09"] == ("172", "2020-11-30")
    assert [months("2020-12-21")[month][0] for month in ("2020-10", "2020-11")] == ["158", "160"]
    changed = text(after, "/diff.csv?from=2020-11-29&to=2020-12-21").splitlines()[1:]
    assert [row.split(",")[6] for row in changed] == ["2020-11", "2020-10", "2020-09"]
    assert text(after, "/diff.csv?from=2020-08-24&to=2020-08-25").splitlines()[1:] == []


def test_the_file_of_the_log_answers_by_its_own_macro(readers, tmp_path):
    _, after = readers
    (tmp_path / "log.parquet").write_bytes(after.get("/data/vintages.parquet").data)
    sql = text(after, "/data/as_of.sql")
    duck = duckdb.connect()
    duck.execute(re.sub(r"read_parquet\('[^']+'\)", f"read_parquet('{tmp_path / 'log.parquet'}')", sql))
    for edition, day in ((EDITION, "2020-08-24"), (EDITION, "2020-12-21"), (6, "2020-12-21"), (9, "2020-12-21")):
        expected = text(after, f"/data/observations.csv?as_of={day}&edition={edition}").splitlines()
        release = expected[0].split(",").index("release")
        rows = duck.sql(f"FROM as_of('{day}', in_edition := {edition}) ORDER BY measure, period_start").fetchall()
        assert [row[9] for row in rows] == [row.split(",")[release] for row in expected[1:]]


def test_the_file_of_the_log_answers_by_the_lines_to_copy(readers):
    _, after = readers
    code = _PANDAS_LOG[_PANDAS_LOG.index("key = ") :]
    days = ["period_start", "period_end", "vintage"]
    names = {"log": pd.read_csv(io.BytesIO(after.get("/data/vintages.csv").data), parse_dates=days)}
    for day in ("2020-08-24", "2020-12-21"):
        exec(code.replace("2020-08-25", day), names | (found := {"log": names["log"]}), found)
        seen = pd.read_csv(io.BytesIO(after.get(f"/data/observations.csv?as_of={day}").data), parse_dates=days)
        assert found["then"]["release"].tolist() == seen["release"].tolist()


def test_frames_and_the_check_of_pictures_say_it_too(readers):
    _, after = readers
    pin = f"places=CA-BC&measure=unregulated-deaths-month&as_of=2020-12-20&edition={EDITION}"
    error = "This edition contained an error: BC Coroners Service, 30 November 2020: entered by mistake"
    assert error in after.get(f"/embed/trend.json?{pin}").json["sentence"]
    assert error in html.unescape(text(after, f"/verify?{urlencode({'code': f'/chart/trend?{pin}'})}"))


def test_a_file_of_the_edition_with_the_errors_is_unaltered_and_its_mistakes_are_not_called_revised(readers):
    pinned = readers[0].get(
        f"/data/observations.csv?measure=unregulated-deaths-month&as_of=2020-12-21&edition={EDITION}"
    )
    answers = [
        reader.post("/verify.json", data={"file": (io.BytesIO(pinned.data), "figures.csv")}).json for reader in readers
    ]
    assert [answer["standing"] for answer in answers] == ["unaltered", "unaltered"]
    assert "have been revised since" not in " ".join(answers[0]["lines"])
    assert "Rows that stood here by a mistake of this archive, taken back since: 5." in answers[1]["lines"]
    assert "have been revised since" not in " ".join(answers[1]["lines"])


def test_releases_lineage_and_feeds_say_what_is_void_and_why(readers):
    _, after = readers
    moved = f"BC Coroners Service, 25 August 2020: {MOVED}"
    listed = errata(text(after, "/releases"))
    assert listed[-1] == f"{moved} the day of the story"
    assert len(listed) == 3
    (old,) = errata(text(after, f"/releases/{SOURCE}/2020-08-25"))
    assert old.startswith(moved)
    assert f'href="/releases/{SOURCE}/2020-08-24">The release under its right day' in text(
        after, f"/releases/{SOURCE}/2020-08-25"
    )
    assert len(errata(text(after, f"/releases/{SOURCE}/2020-11-30"))) == 1
    assert "This release raised" not in text(after, f"/releases/{SOURCE}/2020-08-25")
    assert errata(text(after, "/lineage?places=CA-BC&period=2020-07"))[0].startswith(moved)
    assert errata(text(after, "/chart/vintages?places=CA-BC&end=2020-07"))[0].startswith(moved)
    assert errata(text(after, "/chart/vintages?places=CA-BC&end=2020-07&as_of=2020-07-16&edition=5")) == []
    feed = text(after, "/releases.atom")
    assert f"{moved}</title>" in feed
    assert "127 for 172" in feed
    rows = [row.split(",") for row in text(after, "/releases.csv").splitlines()]
    (void,) = [dict(zip(rows[0], row, strict=True)) for row in rows if row[1] == "2020-08-25"]
    assert (void["void"], void["moved_to"]) == ("the day of the story", "2020-08-24")
    lines = [row for row in text(after, "/data/releases.csv").splitlines() if row.startswith(f"{AUGUST}.void,")]
    assert [row.split(",")[3] for row in lines] == ["void"]
    assert "the day of the story" in lines[0]


def test_who_follows_a_place_or_a_measure_is_told_of_what_was_taken_back(readers):
    _, after = readers
    for choice in ("places=CA-BC", "measure=unregulated-deaths-month"):
        assert "2020-11-30" in text(after, f"/releases.atom?{choice}")
    assert "2020-11-30" not in text(after, "/releases.atom?measure=unregulated-deaths-year")
