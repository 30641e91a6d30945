"""Monitors learn whether the server is up, what it serves, and what is wrong with it."""

import shutil

import pytest

from dashboard.app import create_app
from dashboard.config import Config
from dashboard.web import health, live_data
from dashboard.web.pages.registry import PAGES
from etl.store.files import PROJECT_DATA_DIR
from tests.etl.stores import FIRST, SECOND, TODAY, add


@pytest.fixture
def server(tmp_path):
    add(tmp_path, FIRST)
    return create_app(Config(tmp_path)).server


def ready(server):
    return server.test_client().get("/readyz")


def test_readiness_tells_the_edition_and_its_age(server):
    answered = ready(server)
    assert (answered.status_code, answered.headers["Cache-Control"]) == (200, "no-store")
    assert answered.json["served_for_s"] in range(60)  # a busy machine takes its time to render what is checked
    assert answered.json | {"served_for_s": 0} == {
        "status": "ready",
        "edition": 1,
        "learned_on": TODAY.isoformat(),
        "served_for_s": 0,
        "reasons": [],
        "left_out": [],
    }


def test_rows_left_out_are_named_and_do_not_make_it_unready(tmp_path):
    add(tmp_path, FIRST)
    header, first, *_ = (PROJECT_DATA_DIR / "helplines.csv").read_text(encoding="utf-8").splitlines()
    (tmp_path / "helplines.csv").write_text(f"{header}\n{first}\nalone\n", encoding="utf-8")
    answered = ready(create_app(Config(tmp_path)).server)
    assert (answered.status_code, answered.json["status"]) == (200, "ready")
    assert "helplines.csv line 3" in answered.json["left_out"][0]


def test_a_server_that_holds_nothing_is_not_ready(tmp_path):
    answered = ready(create_app(Config(tmp_path)).server)
    assert (answered.status_code, answered.json["reasons"]) == (503, ["No release is held."])


def test_data_that_cannot_be_read_make_it_unready_but_not_unhealthy(server, tmp_path):
    shutil.rmtree(tmp_path / "vintages")
    server.extensions[live_data.EXTENSION].refresh()
    answered = ready(server)
    assert (answered.status_code, answered.json["edition"]) == (503, 1)
    assert "the file is missing" in answered.json["reasons"][0]
    assert server.test_client().get("/healthz").json == {"status": "ok", "edition": 1}
    assert server.test_client().get("/chart/trend.csv").status_code == 200


def test_an_answer_that_cannot_be_rendered_makes_it_unready_and_is_tried_again(server, monkeypatch):
    monkeypatch.setattr(health, "MAX_AGE_S", -1)
    with monkeypatch.context() as patch:
        patch.setattr(health.render, "render_page", lambda *_: {}["template"])
        answered = ready(server)
    assert answered.status_code == 503
    assert answered.json["reasons"] == ["An answer could not be rendered: KeyError: 'template'"]
    assert ready(server).status_code == 200


def test_asking_often_renders_once_for_each_edition(server, tmp_path, monkeypatch):
    rendered = []
    monkeypatch.setattr(health.render, "render_page", lambda page, _: rendered.append(page.name))
    for _ in range(3):
        assert ready(server).status_code == 200
    assert rendered == list(health.CHECKED_PAGES)
    add(tmp_path, SECOND)
    server.extensions[live_data.EXTENSION].refresh()
    rendered.clear()
    assert ready(server).json["edition"] == 2
    assert rendered == list(health.CHECKED_PAGES)


def test_the_pages_that_are_rendered_are_there():
    assert set(health.CHECKED_PAGES) <= {page.name for page in PAGES}


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_readiness_is_only_asked(server, method):
    assert server.test_client().open("/readyz", method=method).status_code == 405
