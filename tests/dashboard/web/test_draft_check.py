"""A pasted draft: each figure beside the published ones; the text is neither kept nor rendered."""

import html
import logging
import re
from pathlib import Path

import pytest

from dashboard.web.draft_check import MAX_BODY_BYTES
from dashboard.web.pages.check import MAX_DRAFT_CHARS

NGINX = Path(__file__).parents[3] / "deploy" / "nginx.conf"
DRAFT = (
    "In British Columbia 175 people died of toxic drugs in July. "
    "It was the fifth month in a row with more than 100 deaths."
)


def post(client, text=DRAFT, published="2020-08-25", **other):
    return client.post("/check", data={"text": text, "published": published, **other})


def report(answered):
    words = answered.text.partition('class="draft-figures"')[2].partition("</ol>")[0]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", words)).split())


def test_each_figure_stands_beside_the_published_ones(client):
    answered = post(client)
    assert answered.status_code == 200
    words = report(answered)
    assert "British Columbia: 175 deaths in July 2020" in words
    assert "agrees with the figure of its day" in words
    assert "newest in this archive: 186 (11 August 2026)" in words
    assert "5 in a row above 100" in words


def test_it_is_answered_in_french(client):
    answered = post(client, lang="fr")
    assert 'lang="fr"' in answered.text
    assert "conforme au chiffre d’alors" in report(answered)


def test_a_change_is_also_told_like_for_like(client):
    text = "B.C. lost 192 people in July 2024, 15 per cent fewer than in July 2023."
    words = report(post(client, text, "2024-09-30"))
    assert "as published 30 and 29 days after the ends of both periods, 192 / 198 = −3%" in words
    assert "the direction differs" not in words


def test_a_change_that_goes_the_other_way_like_for_like_is_told_so(client):
    text = "In September 2023, 175 people died in B.C., down 10 per cent on the year."
    words = report(post(client, text, "2023-11-15"))
    assert "32 and 38 days after the ends of both periods, 175 / 171 = +2%; the direction differs" in words
    assert "175 / 171 = +2 %; le sens diffère" in report(post(client, text, "2023-11-15", lang="fr")).replace(
        "\u00a0", " "
    )


def test_a_change_that_cannot_be_formed_like_for_like_is_told_so(client):
    text = "In July 2020, 175 people died in B.C., 136 per cent more than in July 2019."
    assert "like for like it cannot be formed" in report(post(client, text))


def test_markup_in_a_text_is_text(client):
    text = f'<script>alert(1)</script><img src=x onerror=alert(2)> "{DRAFT}"'
    page = post(client, text).text
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert html.escape(text, quote=True).replace("&quot;", "&#34;") in page


def test_the_text_is_in_no_address_cache_or_log(client, caplog):
    caplog.set_level(logging.DEBUG)
    first, second = post(client), post(client)
    assert first.headers["Cache-Control"] == second.headers["Cache-Control"] == "no-store"
    assert "ETag" not in first.headers
    assert "175 people" not in caplog.text
    assert client.get("/check?text=175").status_code == 400


@pytest.mark.parametrize(
    ("fields", "status", "words"),
    [
        ({"published": "yesterday"}, 400, "a day such as 2020-08-25"),
        ({"place": "CA-BX"}, 400, "unknown place"),
        ({"text": "a" * (MAX_DRAFT_CHARS + 1)}, 413, "up to 100,000 characters"),
        ({"text": "a" * 5_000_000}, 413, "up to 100,000 characters"),
    ],
)
def test_what_cannot_be_checked_is_refused_in_words(client, fields, status, words):
    answered = post(client, **fields)
    assert answered.status_code == status
    assert words in html.unescape(answered.text)


def test_a_text_without_figures_and_an_empty_one_are_answered(client):
    assert "0 figures were read" in post(client, "Nobody should die of this.").text
    assert "figures were read" not in post(client, "").text
    assert "figures were read" not in client.get("/check").text


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_day_of_no_figures_is_no_fault(client, day):
    assert post(client, published=day).status_code == 200


def test_the_longest_draft_passes_the_proxy_that_ships_and_the_server(client):
    text = "é" * MAX_DRAFT_CHARS
    assert post(client, text).status_code == 200
    (limit,) = re.findall(r"client_max_body_size (\d+)m;", NGINX.read_text())
    assert int(limit) * 2**20 >= MAX_BODY_BYTES
