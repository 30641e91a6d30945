"""Answers are counted over all workers, and only this machine is told."""

import subprocess
import sys

from prometheus_client.parser import text_string_to_metric_families

from dashboard.app import create_app
from dashboard.config import Config
from tests.dashboard.web.served import ROOT, serving
from tests.etl.stores import FIRST, add

ASKED = 24


def samples(text):
    families = text_string_to_metric_families(text)
    return [sample for family in families for sample in family.samples]


def test_answers_of_all_workers_are_counted(tmp_path):
    add(tmp_path / "data", FIRST)
    with serving("serve", tmp_path / "data", "--metrics", str(tmp_path / "counts")) as server:
        for number in range(ASKED):
            server.get(f"/chart/trend.csv?places=CA-BC&start=2020-{number % 12 + 1:02}")
        status, headers, body = server.get("/metrics")
        refused = server.get("/metrics", headers={"X-Forwarded-Proto": "https"})
        again = server.get("/metrics")[2].decode()
    assert (status, refused[0]) == (200, 404)
    assert headers["Content-Type"].startswith("text/plain")
    counted = samples(body.decode())
    of_files = [sample for sample in counted if ":ending" in sample.labels.get("kind", "")]
    answers = [sample.value for sample in of_files if sample.name == "dashboard_answers_total"]
    assert sum(answers) == ASKED
    assert {sample.value for sample in of_files if sample.name == "dashboard_answer_seconds_count"} == {ASKED}
    assert {sample.value for sample in counted if sample.name == "dashboard_edition"} == {1}
    assert not [sample for sample in counted if "CA-BC" in str(sample.labels)]
    assert sum(sample.value for sample in samples(again) if sample.labels.get("status") == "404") == 1


def test_there_is_none_unasked(tmp_path):
    add(tmp_path, FIRST)
    assert create_app(Config(tmp_path)).server.test_client().get("/metrics").status_code == 404


def test_a_method_that_is_made_up_has_no_row_of_its_own(tmp_path):
    add(tmp_path / "data", FIRST)
    program = """
import sys
from pathlib import Path
from dashboard.app import create_app
from dashboard.config import Config
client = create_app(Config(Path(sys.argv[1]), metrics=Path(sys.argv[2]))).server.test_client()
for number in range(30):
    client.open("/", method=f"ZZ{number}")
print(client.get("/metrics").text)
"""
    command = [sys.executable, "-c", program, str(tmp_path / "data"), str(tmp_path / "counts")]
    text = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    made_up = [sample for sample in samples(text) if sample.labels.get("method") == "other"]
    assert {sample.value for sample in made_up if sample.name == "dashboard_answers_total"} == {30}
    assert "ZZ1" not in text
