"""A file that is put in at /verify: answered in words and as JSON, whatever it is, and kept nowhere."""

import html
import logging
import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.formats import FORMATS
from dashboard.export.picture_files import read_picture
from dashboard.web.file_check import MAX_FORM_BYTES
from dashboard.web.pages.verify import MAX_FILE_BYTES
from tests.dashboard.pictures import with_block
from tests.examples import examples

NGINX = Path(__file__).parents[3] / "deploy" / "nginx.conf"
JULY = "/chart/trend.svg?as_of=2020-08-25&edition=13"
CODE = "C7BP-0DYK-N3TF"


@pytest.fixture(scope="module")
def picture(app):
    """July 2020 as published then."""
    return app.server.test_client().get(JULY).data


def post(client, content=None, path="/verify", **fields):
    parts = [f'name="{name}"'.encode() + b"\r\n\r\n" + text.encode() for name, text in fields.items()]
    parts += [] if content is None else [b'name="file"; filename="picture"\r\n\r\n' + content]
    body = b"".join(b"--edge\r\nContent-Disposition: form-data; " + part + b"\r\n" for part in parts) + b"--edge--\r\n"
    return client.post(path, data=body, content_type="multipart/form-data; boundary=edge")


def verdict(answer):
    words = answer.text.partition('<section class="verdict"')[2].partition("</section>")[0]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", words)).split())


def altered(picture, old, new):
    """The picture with another text once in its block."""
    block = read_picture(picture).block
    assert old in block
    return with_block(picture, block.replace(old, new, 1))


def test_a_picture_is_said_to_be_made_here_and_what_was_revised_since(client, picture):
    answer = post(client, picture)
    assert answer.status_code == 200
    words = verdict(answer)
    assert "Made here, and unaltered" in words
    assert "As published 25 August 2020" in words
    assert "to the last byte" in words
    assert "July 2020 was 175; now 186." in words
    assert "ca-bc-coroners:2020-08-25" in words
    shown = html.unescape(re.search(r'<img src="([^"]+)"', answer.text)[1])
    assert shown == JULY.replace(".svg?", ".png?measure=unregulated-deaths-month&")


def test_an_altered_a_stripped_and_a_foreign_one_are_said_to_be_that(client, picture):
    assert "Altered: it is not as it was made here" in verdict(post(client, altered(picture, ",175,", ",275,")))
    assert "the picture is not the one that is drawn here" in verdict(post(client, picture.replace(b">175<", b">275<")))
    stripped = re.sub(rb"<metadata.*?</metadata>", b"", picture)
    assert "Nothing in this file says that it was made here" in verdict(post(client, stripped))
    assert "stands a short code, which still works" in verdict(post(client, stripped))
    assert "the picture is unaltered" in verdict(post(client, stripped, code=CODE))
    assert "Nothing in this file says that it was made here" in verdict(post(client, b"\xff\xd8\xff\xe0"))
    assert "workbooks, packed files and CSV for Excel cannot" in verdict(post(client, b"PK\3\4"))
    damaged = "Ne correspond pas à ce qui est écrit ici : ses lignes."
    assert damaged in verdict(post(client, altered(picture, ",175,", ",275,"), lang="fr")).replace("\xa0", " ")


def test_the_help_lines_are_those_of_the_place_that_is_asked_about(client):
    pages = [
        client.get(path).text for path in ("/verify?code=/chart/trend%3Fplaces=US-OH", "/chart/trend?places=US-OH")
    ]
    own, of_chart = (page.partition("<footer")[2].partition("</footer>")[0] for page in pages)
    assert own == of_chart


def test_a_code_is_answered_without_a_script(client):
    answer = client.get("/verify?code=c7bp+odyk+n3tf")
    assert "As published 25 August 2020" in verdict(answer)
    assert 'method="get"' in answer.text
    assert "This is no code or address" in verdict(client.get("/verify?code=C7BP-0DYK-N3TG"))
    assert 'class="verdict"' not in client.get("/verify").text
    assert "Aucun des chiffres montrés n’a été révisé depuis" in client.get("/verify?code=/chart/trend&lang=fr").text


def test_programs_get_the_same_as_json(client, picture):
    answer = post(client, picture, "/verify.json")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert (answer.json["standing"], answer.json["drawing"], answer.json["differences"]) == ("unaltered", "same", [])
    assert answer.json["lines"][-1] == "July 2020 was 175; now 186."
    assert client.get(f"/verify.json?code={CODE}").json["address"] == answer.json["address"]
    for refused in (client.get("/verify.json"), post(client, path="/verify.json"), client.get("/verify.json?x=1")):
        assert (refused.status_code, list(refused.json)) == (400, ["error", "status"])


def test_what_a_file_says_of_itself_never_fills_the_page(client, picture):
    long = "x" * 1_000_000
    for content in (altered(picture, '"title"', long), altered(picture, "/chart/trend?", f"/{long}")):
        answer = post(client, content)
        assert "Altered" in verdict(answer)
        assert len(answer.data) < 100_000
    assert len(post(client, picture, code="x" * 100_000).data) < 100_000


def test_a_csv_file_is_counted_by_its_rows(client):
    content = client.get(JULY.replace(".svg", ".csv")).data
    words = verdict(post(client, content))
    assert "The values and statuses are those in this archive" in words
    assert "47 rows give figures as they are in this archive. 46 of the figures shown have been revised since." in words
    assert "1 row does not, or is missing." in verdict(post(client, content.replace(b",175,", b",275,")))


def test_a_file_is_in_no_cache_log_or_folder(client, picture, caplog, monkeypatch):
    def refuse(*_, **__):
        raise AssertionError("a temporary file was made")

    monkeypatch.setattr(tempfile, "SpooledTemporaryFile", refuse)
    monkeypatch.setattr("werkzeug.formparser.SpooledTemporaryFile", refuse)
    caplog.set_level(logging.DEBUG)
    answers = [post(client, picture + b"<!--" + b"secret" * 200_000 + b"-->") for _ in range(2)]
    for answer in answers:
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == "no-store"
        assert "ETag" not in answer.headers
        assert b"secret" not in answer.data
    assert "secret" not in caplog.text


def test_what_is_too_large_is_refused_in_words_and_the_largest_passes_the_proxy_that_ships(client):
    answer = post(client, b"\0" * (MAX_FORM_BYTES + 1))
    assert (answer.status_code, "up to 4 MB can be checked" in answer.text) == (413, True)
    assert post(client, b"\0" * MAX_FILE_BYTES).status_code == 200
    assert post(client, b"", code="x" * 600_000).status_code == 413
    (limit,) = re.findall(r"client_max_body_size (\d+)m;", NGINX.read_text())
    assert int(limit) * 2**20 >= MAX_FORM_BYTES


STARTS = st.sampled_from([b"", b"\x89PNG\r\n\x1a\n", b"<svg ", b"source,measure,place,group,period_start,"])


@examples(60)
@given(STARTS, st.binary(max_size=400), st.data())
def test_no_file_is_a_fault_of_the_server(app, picture, start, rest, data):
    place = data.draw(st.integers(0, len(picture)))
    client = app.server.test_client()
    for content in (start + rest, picture[:place] + rest + picture[place + len(rest) :]):
        assert post(client, content, code=data.draw(st.sampled_from(["", CODE, "x"]))).status_code == 200


@examples(40)
@given(
    st.binary(max_size=300), st.sampled_from(["multipart/form-data; boundary=x", "multipart/form-data", "text/csv", ""])
)
def test_no_body_is_a_fault_of_the_server(app, body, media_type):
    answer = app.server.test_client().post("/verify", data=b"--x\r\n" + body, content_type=media_type)
    assert answer.status_code in {200, 400, 413}


@pytest.mark.parametrize("ending", [ending for ending, file in FORMATS.items() if file.is_picture])
def test_no_picture_names_this_machine(client, ending):
    for address in (f"/chart/trend.{ending}", "/card/trend.png"):
        content = client.get(address, base_url="http://127.0.0.1:8050").data
        assert b"127.0.0.1" not in content
        assert content == client.get(address, base_url="http://localhost").data
