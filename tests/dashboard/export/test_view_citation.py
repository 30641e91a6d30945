"""A citation of a chart says the same in words, BibTeX, RIS and CSL-JSON."""

import json
import re
from dataclasses import replace
from datetime import date

from dashboard.export.view_citation import ViewCitation

URL = "https://example.org/chart/trend?measure=a_b&as_of=2020-08-25&edition=13"
CITATION = ViewCitation(
    publishers=("BC Coroners Service", "Tax & Co. 100%"),
    title="Drug deaths, British Columbia #1_{x}",
    day=date(2020, 8, 25),
    note="As published 25 August 2020, as known in edition 13",
    site="Overdose statistics",
    url=URL,
)


def test_in_words():
    assert CITATION.to_text() == (
        "BC Coroners Service; Tax & Co. 100%. Drug deaths, British Columbia #1_{x}. As published 25 August 2020, as "
        f"known in edition 13. Overdose statistics. {URL}"
    )


def test_bibtex_escapes_what_tex_would_read_and_keeps_the_address():
    entry = CITATION.to_bibtex()
    assert entry.startswith(f"@misc{{{CITATION.key},\n")
    assert r"author = {{BC Coroners Service} and {Tax \& Co. 100\%}}" in entry
    assert r"title = {{Drug deaths, British Columbia \#1\_\{x\}}}" in entry
    assert f"url = {{{URL}}}" in entry
    assert len(re.findall(r"(?<!\\)\{", entry)) == len(re.findall(r"(?<!\\)\}", entry))


def test_ris_has_a_tag_a_line():
    lines = CITATION.to_ris().split("\r\n")
    assert [line[:6] for line in lines[:-1]] == [
        f"{tag}  - " for tag in ("TY", "AU", "AU", "TI", "PY", "N1", "PB", "UR", "ER")
    ]
    assert "PY  - 2020/08/25/" in lines


def test_csl_is_one_dataset():
    (item,) = json.loads(CITATION.to_csl())
    assert item["type"] == "dataset"
    assert item["issued"] == {"date-parts": [[2020, 8, 25]]}
    assert [author["literal"] for author in item["author"]] == list(CITATION.publishers)
    assert item["URL"] == URL


def test_two_charts_of_one_day_have_two_keys():
    assert CITATION.key.startswith("overdose-2020-08-25-")
    assert replace(CITATION, url=URL + "&places=US-ME").key != CITATION.key
