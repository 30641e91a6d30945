"""An archived copy is had as it was captured, and is dated by the capture that was had."""

from datetime import date

import pytest

from etl.core.errors import EtlError
from etl.fetch.archives import fetch_capture
from etl.fetch.client import DownloadError
from tests.etl import publishers
from tests.etl.publishers import ok, redirect, status, web_page

ORIGINAL = "https://data.example/files/table.csv"
BODY = b"period,deaths\n2020-07,175\n"


@pytest.fixture(autouse=True)
def direct(monkeypatch):
    """No proxy of the machine's stands between."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")


@pytest.fixture
def archive():
    with publishers.publisher() as running:
        yield running


def path_of(moment):
    return f"/web/{moment}id_/{ORIGINAL}"


@pytest.mark.parametrize("mark", ["", "id_", "im_"])
def test_the_copy_is_asked_for_as_it_was_captured(archive, mark):
    archive.serve(path_of("20201001123000"), ok(BODY))
    document = fetch_capture(archive.address(f"/web/20201001123000{mark}/{ORIGINAL}"))
    assert (document.name, document.content, document.no_later_than) == ("table.csv", BODY, date(2020, 10, 1))
    assert document.url == archive.address(path_of("20201001123000"))
    assert document.published_on is None


def test_the_day_is_that_of_the_capture_that_was_had(archive):
    """The archive sends on to the nearest one, which may be later than what was asked for."""
    archive.serve(path_of("20201001123000"), redirect(archive.address(path_of("20210315000000"))))
    archive.serve(path_of("20210315000000"), ok(BODY))
    document = fetch_capture(archive.address(path_of("20201001123000")))
    assert document.no_later_than == date(2021, 3, 15)
    assert document.url == archive.address(path_of("20210315000000"))


@pytest.mark.parametrize(
    "address",
    [
        ORIGINAL,
        "https://a.example/web/2020/https://b.example/x.csv",
        "https://a.example/web/20201399123000/https://b.example/x",
    ],
)
def test_what_is_no_capture_is_refused(address):
    with pytest.raises(EtlError, match="expected"):
        fetch_capture(address)


def test_what_leads_away_from_the_archive_is_refused(archive):
    archive.serve(path_of("20201001123000"), redirect(archive.address("/files/table.csv")))
    with pytest.raises(EtlError, match="expected the address of a capture"):
        fetch_capture(archive.address(path_of("20201001123000")))


def test_a_loop_ends(archive):
    archive.serve(path_of("20201001123000"), redirect(archive.address(path_of("20201001123000"))))
    with pytest.raises(DownloadError, match="is sent on more than"):
        fetch_capture(archive.address(path_of("20201001123000")))


@pytest.mark.parametrize(("answer", "why"), [(status(404), "answered 404"), (web_page(), "a web page")])
def test_what_the_archive_does_not_have_is_said(archive, answer, why):
    archive.serve(path_of("20201001123000"), answer)
    with pytest.raises(DownloadError, match=why):
        fetch_capture(archive.address(path_of("20201001123000")))
