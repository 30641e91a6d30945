"""Who arrives at the front page reads it in their own language; no other address depends on who asks."""

import pytest

ARRIVES = {"Sec-Fetch-Site": "none"}
FRENCH = {"Accept-Language": "fr-CA,fr;q=0.9,en;q=0.7"}


@pytest.mark.parametrize("site", ["none", "cross-site", "same-site"])
def test_a_reader_who_arrives_is_led_to_their_language(client, site):
    answer = client.get("/?places=CA-QC", headers=FRENCH | {"Sec-Fetch-Site": site})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/?places=CA-QC&lang=fr")
    assert {"Accept-Language", "Sec-Fetch-Site"} <= set(answer.vary)
    assert 'lang="fr"' in client.get(answer.headers["Location"], headers=FRENCH | ARRIVES).text[:200]


@pytest.mark.parametrize(
    ("address", "headers"),
    [
        ("/", {}),
        ("/", FRENCH),
        ("/", FRENCH | {"Sec-Fetch-Site": "same-origin"}),
        ("/", ARRIVES | {"Accept-Language": "en,fr;q=0.5"}),
        ("/", ARRIVES | {"Accept-Language": "de,nl;q=0.5"}),
        ("/", ARRIVES | {"Accept-Language": ";;q=,*/"}),
        ("/?lang=en", FRENCH | ARRIVES),
        ("/chart/trend", FRENCH | ARRIVES),
        ("/sources", FRENCH | ARRIVES),
    ],
)
def test_nobody_else_is_led_anywhere(client, address, headers):
    answer = client.get(address, headers=headers)
    assert answer.status_code == 200
    assert 'lang="en"' in answer.text[:200]
    assert ("Accept-Language" in answer.vary) == (address == "/")


def test_what_is_kept_for_one_reader_leads_the_next_where_that_one_wants(client):
    english, french = ARRIVES | {"Accept-Language": "en"}, ARRIVES | FRENCH
    codes = [client.get("/", headers=headers).status_code for headers in (english, french, english, french)]
    assert codes == [200, 302, 200, 302]
