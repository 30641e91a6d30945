"""An update ends right or refuses right, whatever a publisher does, and the table stays intact."""

import os
import re
import threading
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest

from etl import registry
from etl.core.columns import KEY_COLUMNS
from etl.core.errors import EtlError, NotFound
from etl.core.model import VintageBasis
from etl.core.source import Document, Download
from etl.ingest import attempts, fetch_state, pipeline, quarantine, update
from etl.ingest.update import Outcome
from etl.store import table
from etl.store.files import Store
from tests.etl import publishers
from tests.etl.live import BY_ID, LATER, LIMITS, LIVE, TODAY, client, watch, whole_cdc
from tests.etl.publishers import Table, ok, publisher, status
from tests.etl.stores import tree

MUCH_LATER = date(2026, 12, 15)
SF, PHAC = BY_ID["us-ca-sf-ocme"], BY_ID["ca-phac"]
every_source = pytest.mark.parametrize("live", LIVE, ids=lambda live: live.source_id)


@pytest.fixture(autouse=True)
def direct(monkeypatch):
    """No proxy of the machine's stands between."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture
def server():
    with publisher() as running:
        yield running


def run(root, *sources, today=TODAY, client=client, **options):
    reports = update.update(Store(root), sources, today=today, client=client, watch=watch, **options)
    return reports if len(sources) > 1 else reports[0]


def state(root):
    """What was learned, without what is only remembered of addresses."""
    return {name: content for name, content in tree(root).items() if name not in {"fetched.json", attempts.FILE_NAME}}


def figures_as_of(root, day=TODAY):
    """``{key: value}`` as of a day, -1 where there is none."""
    seen = table.as_of(Store(root).load().table, day)
    return dict(zip(seen[KEY_COLUMNS].itertuples(index=False, name=None), seen["value"].fillna(-1), strict=True))


def test_every_fetched_source_is_tried_here():
    assert {live.source_id for live in LIVE} == {source.id for source in registry.SOURCES.values() if source.download}


@every_source
def test_what_the_publisher_shows_is_taken(live, server, tmp_path):
    address = server.serve("/data", live.serving())
    report = run(tmp_path, live.source_at(address))
    assert (report.outcome, report.reasons) == (Outcome.NEW, ())
    snapshot = Store(tmp_path).load()
    document = Document("x", live.body(), no_later_than=TODAY)
    parsed = pipeline.parse_document(registry.source(live.source_id), document, TODAY, snapshot.places)
    assert sum(len(release.rows) for release in parsed) == len(snapshot.table)
    (entry,) = snapshot.ledger.to_dict("records")
    assert (entry["url"], entry["document"], entry["learned_on"].date()) == (address, "data", TODAY)
    assert {asked.headers["User-Agent"].partition("/")[0] for asked in server.asked} == {
        "overdose-statistics-dashboard"
    }


@every_source
def test_what_is_known_is_not_sent_again(live, server, tmp_path):
    source = live.source_at(server.serve("/data", live.serving()))
    run(tmp_path, source)
    before = state(tmp_path)
    server.asked.clear()
    report = run(tmp_path, source, today=LATER)
    assert (report.outcome, report.results) == (Outcome.UNCHANGED, ())
    assert server.asked[-1].headers["If-None-Match"]
    assert state(tmp_path) == before
    (remembered,) = fetch_state.load(Store(tmp_path)).values()
    assert (remembered.checked_on, remembered.newest_release_id) == (
        LATER,
        Store(tmp_path).load().ledger["id"].iloc[-1],
    )


@every_source
def test_what_is_sent_again_and_says_nothing_new_is_not_taken_again(live, server, tmp_path):
    source = live.source_at(server.serve("/data", live.serving()))
    run(tmp_path, source)
    before = state(tmp_path)
    (tmp_path / "fetched.json").unlink()
    assert run(tmp_path, source, today=LATER).outcome is Outcome.UNCHANGED
    assert state(tmp_path) == before
    assert fetch_state.load(Store(tmp_path)).keys() == set(source.download.urls)


@every_source
def test_a_silent_replacement_is_dated_by_the_fetch(live, server, tmp_path):
    served = live.serving()
    source = live.source_at(server.serve("/data", served))
    run(tmp_path, source)
    before, first = figures_as_of(tmp_path, LATER), Store(tmp_path).load()
    server.serve("/data", live.serving(live.revised))
    report = run(tmp_path, source, today=LATER)
    assert report.outcome is Outcome.NEW
    (taken,) = report.results
    assert (taken.release.vintage, taken.rows_written > 0) == (LATER, True)
    snapshot = Store(tmp_path).load()
    assert snapshot.edition == first.edition + 1
    assert figures_as_of(tmp_path, TODAY) == before
    after = figures_as_of(tmp_path, LATER)
    assert 1 <= sum(after[key] != value for key, value in before.items()) <= 2
    newest = snapshot.ledger.iloc[-1]
    assert (newest["known"], newest["learned_on"].date()) == (("upper bound" if live.states_no_day else "fetch", LATER))
    assert ("first found so on 2026-11-30" in newest["note"]) == (newest["known"] == "fetch")


def client_for(fault, **limits):
    """A client that waits for whatever comes; what never comes it soon gives up, within other limits."""
    return partial(client, read_seconds=0.2, **limits) if fault in {"stalled", "no answer"} else client


AT_FIRST = {
    "too many requests": status(429, Retry_After=2),
    "not available": status(503),
    "cut short": publishers.cut(b"a,b\n1,2\n"),
    "broken chunks": publishers.broken_chunks(b"a,b\n1,2\n"),
    "stalled": publishers.silence(b"a,b\n"),
    "no answer": publishers.silence(),
    "hung up": publishers.hang_up(),
}
FOR_GOOD = AT_FIRST | {
    "wrong length": publishers.overfull(b"a,b\n1,2\n", declared=4),
    "a web page": publishers.web_page(),
    "not found": status(404),
    "nothing": ok(b""),
    "too much": publishers.bomb(LIMITS.max_bytes + 1),
    "sent elsewhere": publishers.redirect("http://192.0.2.1/data"),
    "come back tomorrow": status(429, Retry_After=86_400),
    "something else": ok(b"a,b\n1,2\n"),
}


@pytest.mark.slow
@every_source
def test_a_passing_fault_is_got_over(live, server, tmp_path):
    run(tmp_path / "good", live.source_at(server.serve("/good", live.serving())))
    expected = figures_as_of(tmp_path / "good")
    for fault, behaviour in AT_FIRST.items():
        address = server.serve("/data", behaviour, live.serving())
        # Often enough for a machine on which a good answer once may come late.
        report = run(tmp_path / fault, live.source_at(address), client=client_for(fault, max_attempts=10))
        assert report.outcome is Outcome.NEW, fault
        assert figures_as_of(tmp_path / fault) == expected, fault


@pytest.mark.slow
@every_source
def test_a_lasting_fault_leaves_everything_as_it_was(live, server, tmp_path):
    source = live.source_at(server.serve("/data", live.serving()))
    run(tmp_path, source)
    before = state(tmp_path)
    for fault, behaviour in FOR_GOOD.items():
        server.serve("/data", behaviour)
        report = run(tmp_path, source, today=LATER, client=client_for(fault))
        assert (report.outcome, report.results) == (Outcome.FAILED, ()), fault
        (reason,) = report.reasons
        assert "unexpected" not in reason, fault
        assert source.download.urls[0] in reason or "data: refused" in reason, fault
        assert state(tmp_path) == before, fault
    server.serve("/data", live.serving(live.revised))
    assert run(tmp_path, source, today=LATER).outcome is Outcome.NEW


@every_source
def test_a_changed_column_is_refused_by_name(live, server, tmp_path):
    address = server.serve("/data", live.serving(live.column))
    source = live.source_at(address)
    report = run(tmp_path, source)
    assert report.outcome is Outcome.FAILED
    assert ("asked for the columns" if source.download.columns else "refused") in report.reasons[0]
    assert re.sub("[^a-z]", "", live.column[0].lower()) in re.sub("[^a-z]", "", report.reasons[0].lower())
    assert state(tmp_path) == {}


def test_one_source_failing_harms_no_other(server, tmp_path):
    good = SF.source_at(server.serve("/good", SF.serving()))
    gone = replace(PHAC.source_at(server.serve("/gone", status(404))), id="ca-phac")
    faulty = replace(BY_ID["us-cdc-vsrr"].source_at(server.serve("/faulty", SF.serving())), parse=lambda _: 1 / 0)
    unfetched = registry.source("ca-bc-coroners")
    reports = {report.source: report for report in run(tmp_path, gone, faulty, unfetched, good)}
    assert {name: report.outcome for name, report in reports.items()} == {
        good.id: Outcome.NEW,
        gone.id: Outcome.FAILED,
        faulty.id: Outcome.FAILED,
        unfetched.id: Outcome.FAILED,
    }
    assert "404" in reports[gone.id].reasons[0]
    assert reports[faulty.id].reasons == ("unexpected ZeroDivisionError: division by zero",)
    assert "python -m etl add ca-bc-coroners" in reports[unfetched.id].reasons[0]
    assert set(Store(tmp_path).load().table["source"]) == {good.id}


def test_a_write_that_fails_harms_no_other(server, tmp_path, monkeypatch):
    sources = [live.source_at(server.serve(f"/{live.source_id}", live.serving())) for live in (SF, PHAC)]
    commit = Store.commit

    def failing(store, snapshot, source):
        if source == SF.source_id:
            raise OSError(28, "No space left on device")
        commit(store, snapshot, source)

    monkeypatch.setattr(Store, "commit", failing)
    outcomes = {report.source: (report.outcome, report.reasons) for report in run(tmp_path, *sources)}
    assert outcomes == {
        SF.source_id: (Outcome.FAILED, ("[Errno 28] No space left on device",)),
        PHAC.source_id: (Outcome.NEW, ()),
    }
    assert set(Store(tmp_path).load().table["source"]) == {PHAC.source_id}
    assert len(fetch_state.load(Store(tmp_path))) == 1  # so that the other is fetched again


def test_sources_are_fetched_side_by_side(server, tmp_path):
    together = threading.Barrier(len(LIVE))

    def meeting(behaviour):
        def behave(handler):
            together.wait(timeout=60)
            behaviour(handler)

        return behave

    sources = [
        live.source_at(server.serve(f"/{live.source_id}", meeting(live.serving()), live.serving())) for live in LIVE
    ]
    assert {report.outcome for report in run(tmp_path, *sources)} == {Outcome.NEW}


def test_progress_is_told(server, tmp_path):
    heard = {}
    sources = [live.source_at(server.serve(f"/{live.source_id}", live.serving())) for live in (SF, PHAC)]
    update.update(
        Store(tmp_path),
        sources,
        today=TODAY,
        client=client,
        watch=lambda name: lambda done, total: heard.setdefault(name, []).append((done, total)),
    )
    assert heard[PHAC.source_id][-1] == (len(PHAC.body()), len(PHAC.body()))
    done = [done for done, _ in heard[SF.source_id]]
    assert done == sorted(done)
    assert done[-1] > 0


def test_a_dry_run_writes_nothing(server, tmp_path):
    source = SF.source_at(server.serve("/data", SF.serving()))
    report = run(tmp_path, source, dry_run=True)
    assert (report.outcome, [item.rows_written for item in report.results]) == (Outcome.NEW, [3])
    assert tree(tmp_path) == {}
    run(tmp_path, source)
    before = tree(tmp_path)
    server.serve("/data", SF.serving((",38,", ",390,")))
    report = run(tmp_path, source, today=LATER, dry_run=True)
    assert (report.outcome, report.quarantine_name) == (Outcome.QUARANTINED, "")
    assert tree(tmp_path) == before


@pytest.fixture
def doubted(server, tmp_path):
    """A store that holds San Francisco's months, whose publisher then shows a doubtful release; the report on it."""
    source = SF.source_at(server.serve("/data", SF.serving()))
    run(tmp_path, source)
    server.serve("/data", SF.serving((",38,", ",390,")))
    return source, run(tmp_path, source, today=LATER)


def test_a_doubtful_release_waits(doubted, tmp_path):
    source, report = doubted
    assert report.outcome is Outcome.QUARANTINED
    assert report.reasons == (
        "sf-overdose-deaths-month of US-CA-SF, all: 489 where 137 were held for the same periods",
    )
    assert quarantine.list_names(Store(tmp_path)) == [report.quarantine_name]
    waiting = quarantine.get(Store(tmp_path), report.quarantine_name)
    assert (waiting.release.source, waiting.since, waiting.reasons) == (source.id, LATER, report.reasons)
    assert 390 in set(waiting.release.rows["value"])
    assert figures_as_of(tmp_path, LATER) == figures_as_of(tmp_path, TODAY)
    again = run(tmp_path, source, today=LATER)  # it is asked for again, and waits as it did
    assert (again.outcome, again.quarantine_name) == (Outcome.QUARANTINED, report.quarantine_name)
    assert quarantine.list_names(Store(tmp_path)) == [report.quarantine_name]


def test_the_same_figures_in_other_bytes_wait_once(doubted, server, tmp_path):
    source, report = doubted
    server.serve("/data", SF.serving((",38,", ",390,"), ("09:12:44", "10:00:00")))
    assert run(tmp_path, source, today=LATER).quarantine_name == report.quarantine_name
    assert quarantine.list_names(Store(tmp_path)) == [report.quarantine_name]


def settled_months(*, moved=0.0):
    """San Francisco's table with the 24 months of 2023 and 2024; those of 2024 moved by that part."""
    columns = ["Year", "Month", "Month Start Date", "Total Deaths", "Data as of"]
    months = [date(year, month, 1) for year in (2023, 2024) for month in range(1, 13)]
    rows = [
        [
            f"{month:%Y}",
            f"{month:%B}",
            f"{month:%Y/%m/%d}",
            str(round((50 + month.month) * (1 + moved * (month.year == 2024)))),
            "2026/11/20 12:00:00 AM",
        ]
        for month in months
    ]
    served = Table(columns, rows)
    if moved:
        served.change()
    return served


@pytest.mark.parametrize(("moved", "direction"), [(0.2, "rise"), (-0.2, "fall")])
def test_twelve_settled_months_that_move_one_way_by_a_fifth_wait(server, tmp_path, moved, direction):
    source = SF.source_at(server.serve("/data", settled_months()), page=50)
    assert run(tmp_path, source).outcome is Outcome.NEW
    server.serve("/data", settled_months(moved=moved))
    report = run(tmp_path, source, today=LATER)
    reason = report.reasons[0]
    assert report.outcome is Outcome.QUARANTINED
    assert reason.startswith("sf-overdose-deaths-month of US-CA-SF, all: the 12 values of 2024-01 to 2024-12 had ")
    assert f"settled and all {direction}, by 2" in reason
    assert reason.endswith("answer with a note of kind break in data/notes.csv if what is counted changed")
    assert figures_as_of(tmp_path, LATER) == figures_as_of(tmp_path, TODAY)


def test_twelve_settled_months_that_move_by_a_little_are_taken(server, tmp_path):
    source = SF.source_at(server.serve("/data", settled_months()), page=50)
    run(tmp_path, source)
    server.serve("/data", settled_months(moved=0.08))
    assert run(tmp_path, source, today=LATER).outcome is Outcome.NEW


def test_no_document_is_kept_in_quarantine(server, tmp_path):
    """Connecticut's is about single deaths."""
    case = BY_ID["us-ct-ocme"]
    source = case.source_at(server.serve("/data", case.serving()))
    run(tmp_path, source)
    server.serve("/data", case.serving(("05/29/2012", "06/29/2012")))
    assert run(tmp_path, source, today=LATER).outcome is Outcome.QUARANTINED
    kept = [content for name, content in tree(tmp_path).items() if name.startswith("quarantine/")]
    assert len(kept) == 2
    assert not [content for content in kept if b"Somewhere" in content or b"Male" in content]


def test_a_doubtful_release_is_accepted_by_name(doubted, tmp_path):
    source, report = doubted
    before = figures_as_of(tmp_path, TODAY)
    (taken,) = update.accept(Store(tmp_path), report.quarantine_name, source, today=MUCH_LATER)
    assert (taken.release.vintage, taken.rows_written > 0) == (LATER, True)
    assert not list((tmp_path / "quarantine").iterdir())
    assert figures_as_of(tmp_path, TODAY) == before
    assert 390 in figures_as_of(tmp_path, LATER).values()
    entry = Store(tmp_path).load().ledger.iloc[-1]
    assert entry["note"].endswith("taken by a person's decision, though: " + "; ".join(report.reasons))
    assert entry["learned_on"].date() == MUCH_LATER
    assert run(tmp_path, source, today=MUCH_LATER).outcome is Outcome.UNCHANGED


def test_one_accepted_late_does_not_stand_over_what_came_after_it(doubted, server, tmp_path):
    source, report = doubted
    server.serve("/data", SF.serving((",38,", ",40,")))
    assert run(tmp_path, source, today=MUCH_LATER).outcome is Outcome.NEW
    after = figures_as_of(tmp_path, MUCH_LATER)
    update.accept(Store(tmp_path), report.quarantine_name, source, today=MUCH_LATER + timedelta(days=3))
    assert 390 in figures_as_of(tmp_path, LATER).values()
    assert figures_as_of(tmp_path, MUCH_LATER + timedelta(days=9)) == after
    assert run(tmp_path, source, today=MUCH_LATER + timedelta(days=3)).outcome is Outcome.UNCHANGED


def test_going_back_to_what_was_before_an_accepted_release_is_seen(doubted, server, tmp_path):
    """The address shows its old state again, by its old name: a 304 would hide that another release is held now."""
    source, report = doubted
    update.accept(Store(tmp_path), report.quarantine_name, source, today=LATER)
    server.serve("/data", SF.serving())
    back = run(tmp_path, source, today=MUCH_LATER)
    assert back.outcome is Outcome.QUARANTINED  # a fall as large as the rise
    assert back.reasons[0] == "sf-overdose-deaths-month of US-CA-SF, all: 137 where 489 were held for the same periods"
    assert back.reasons[-1].startswith("the same bytes are held already as the release of 2020-04-17 (us-ca-sf-ocme:")


def test_an_older_copy_of_the_data_put_back_is_brought_up_to_date(server, tmp_path):
    source = SF.source_at(server.serve("/data", SF.serving()))
    run(tmp_path, source)
    older = (tmp_path / "releases.csv").read_bytes()
    server.serve("/data", SF.serving(SF.revised))
    run(tmp_path, source, today=LATER)
    newest = figures_as_of(tmp_path, LATER)
    (tmp_path / "releases.csv").write_bytes(older)
    assert figures_as_of(tmp_path, LATER) != newest
    assert run(tmp_path, source, today=LATER).outcome is Outcome.NEW
    assert figures_as_of(tmp_path, LATER) == newest


def test_a_name_that_does_not_wait_is_told_with_those_that_do(doubted, tmp_path):
    source, report = doubted
    with pytest.raises(NotFound, match=f"quarantined release 'zzz'; did you mean {report.quarantine_name}"):
        update.accept(Store(tmp_path), "zzz", source, today=LATER)


def test_history_that_shrank_is_doubted_and_taken_away_when_accepted(server, tmp_path):
    source = SF.source_at(server.serve("/data", SF.serving()))
    run(tmp_path, source)
    march = next(line for line in SF.text().splitlines() if "March" in line)
    server.serve("/data", SF.serving((f"{march}\n", "")))
    report = run(tmp_path, source, today=LATER)
    assert report.outcome is Outcome.QUARANTINED
    reason, reach = report.reasons
    assert reason.startswith("sf-overdose-deaths-month of US-CA-SF, all: not all of 2020-01 to 2020-03 any more")
    assert reach.startswith("sf-overdose-deaths-month: ends in 2020-02, where values to 2020-03 are held")
    update.accept(Store(tmp_path), report.quarantine_name, source, today=LATER)
    months = {key[4].month: value for key, value in figures_as_of(tmp_path, LATER).items()}
    assert months == {1: 38, 2: 45, 3: -1}
    seen = table.as_of(Store(tmp_path).load().table, LATER)
    assert list(seen["status"]) == ["provisional", "provisional", "withdrawn"]
    assert run(tmp_path, source, today=MUCH_LATER).outcome is Outcome.UNCHANGED


def telling(source, day):
    """The source as one whose content tells that its release is of ``day``, and the day it was had by until then."""

    def parse(document):
        bound = document.no_later_than
        basis = VintageBasis.CONTENT if day <= bound else VintageBasis.UPPER_BOUND
        return tuple(replace(item, vintage=min(day, bound), vintage_basis=basis) for item in source.parse(document))

    return replace(source, parse=parse)


def test_a_replacement_after_the_end_of_its_month_is_of_the_day_it_was_found(server, tmp_path):
    source = telling(SF.source_at(server.serve("/data", SF.serving())), date(2026, 11, 30))
    run(tmp_path, source, today=date(2026, 11, 18))
    assert run(tmp_path, source, today=date(2026, 12, 4)).outcome is Outcome.UNCHANGED
    server.serve("/data", SF.serving(SF.revised))
    (taken,) = run(tmp_path, source, today=date(2026, 12, 5)).results
    assert (taken.release.vintage, taken.release.vintage_basis) == (date(2026, 12, 5), VintageBasis.FETCH)


def test_a_release_that_came_late_is_not_of_a_day_on_which_it_was_not_there(server, tmp_path):
    march = next(line for line in SF.text().splitlines() if "March" in line)
    source = SF.source_at(server.serve("/data", SF.serving((f"{march}\n", ""))))
    run(tmp_path, source, today=TODAY)
    server.serve("/data", SF.serving())
    (taken,) = run(tmp_path, telling(source, TODAY), today=LATER).results
    assert (taken.release.vintage, taken.release.vintage_basis) == (LATER, VintageBasis.FETCH)


def test_the_first_that_reaches_so_far_is_of_the_day_its_content_tells(server, tmp_path):
    source = telling(SF.source_at(server.serve("/data", SF.serving())), TODAY)
    (taken,) = run(tmp_path, source, today=LATER).results
    assert (taken.release.vintage, taken.release.vintage_basis) == (TODAY, VintageBasis.CONTENT)


def test_figures_from_the_press_do_not_date_a_release(server, tmp_path):
    """A story of a later day is held; the release is still of the day that its publisher gives it."""
    header = "measure,period,deaths,published_on,date_known,restates,source_title,source_url\n"
    story = "sf-overdose-deaths-month,2020-01,37,2020-06-01,press,partial,A story,https://example.org/story\n"
    source = SF.source_at(server.serve("/data", SF.serving()))
    pipeline.add(Store(tmp_path), source, [Document("story.csv", (header + story).encode())], today=TODAY)
    (taken,) = run(tmp_path, source).results
    assert (taken.release.vintage, taken.release.vintage_basis) == (date(2020, 4, 17), VintageBasis.PUBLISHER)


def test_a_publisher_with_a_bad_day_is_not_asked_for_its_old_file(server, tmp_path):
    source = PHAC.source_at(server.serve("/new", PHAC.serving()))
    server.serve("/old", PHAC.serving(PHAC.revised))
    both = replace(source, download=Download((server.address("/new"), server.address("/old"))))
    assert run(tmp_path, both).outcome is Outcome.NEW
    before = state(tmp_path)
    server.serve("/new", status(503))
    assert run(tmp_path, both, today=LATER).outcome is Outcome.FAILED
    assert state(tmp_path) == before
    server.serve("/new", status(404))  # moved away: then the other address counts
    assert run(tmp_path, both, today=LATER).outcome is Outcome.NEW


def test_a_fault_of_ours_while_learning_harms_no_other(server, tmp_path, monkeypatch):
    sources = [live.source_at(server.serve(f"/{live.source_id}", live.serving())) for live in (SF, PHAC)]
    learn = pipeline.ingest

    def faulty(snapshot, source, *rest, **options):
        return 1 / 0 if source.id == SF.source_id else learn(snapshot, source, *rest, **options)

    monkeypatch.setattr(pipeline, "ingest", faulty)
    outcomes = {report.source: (report.outcome, report.reasons) for report in run(tmp_path, *sources)}
    assert outcomes == {
        SF.source_id: (Outcome.FAILED, ("unexpected ZeroDivisionError: division by zero",)),
        PHAC.source_id: (Outcome.NEW, ()),
    }


@pytest.fixture
def cdc(server, tmp_path):
    """The CDC's source, of which a whole table is held."""
    source = BY_ID["us-cdc-vsrr"].source_at(server.serve("/data", whole_cdc()), page=5000)
    assert run(tmp_path, source).outcome is Outcome.NEW
    return source


@pytest.mark.parametrize("gone", ["OH", "Methadone (T40.3)"])
def test_a_jurisdiction_or_a_drug_that_is_gone_is_doubted(cdc, server, tmp_path, gone):
    before = state(tmp_path)
    server.serve("/data", whole_cdc(leave_out=[gone]))
    report = run(tmp_path, cdc, today=LATER)
    assert report.outcome is Outcome.QUARANTINED
    assert any("not all of 2025-02 to 2026-02 any more" in reason for reason in report.reasons)
    written = {name for name in state(tmp_path) if not name.startswith("quarantine/")} - set(before)
    assert {name.split("/")[0] for name in written} == {"documents"}  # what a person may accept can be read again


def test_a_new_drug_is_left_out_and_a_person_told(cdc, server, tmp_path):
    before = figures_as_of(tmp_path, LATER)
    server.serve("/data", whole_cdc(add=["Xylazine (T46.5)"]))
    assert run(tmp_path, cdc, today=LATER).outcome is Outcome.UNCHANGED  # nothing that is known here changed
    server.serve("/data", whole_cdc(add=["Xylazine (T46.5)"], leave_out=["Cocaine (T40.5)"]))
    report = run(tmp_path, cdc, today=LATER)
    assert "'Xylazine (T46.5)' is an indicator not known here, and was left out" in report.reasons
    assert figures_as_of(tmp_path, LATER) == before


def test_another_spelling_of_a_known_drug_is_refused(cdc, server, tmp_path):
    server.serve("/data", whole_cdc(add=["Opioids (T40.0-T40.4|T40.6)"]))
    report = run(tmp_path, cdc, today=LATER)
    assert (report.outcome, "found 'Opioids (T40.0-T40.4|T40.6)'" in report.reasons[0]) == (Outcome.FAILED, True)


@pytest.mark.parametrize("content", [b"{", b"[]", b'{"https://a.example": {"etagg": 1}}', b'{"a": 1}'])
def test_a_spoiled_memory_of_addresses_is_refused_by_name(server, tmp_path, content):
    (tmp_path / "fetched.json").write_bytes(content)
    with pytest.raises(EtlError, match="without the file everything is fetched anew") as refused:
        run(tmp_path, SF.source_at(server.serve("/data", SF.serving())))
    assert str(tmp_path / "fetched.json") in str(refused.value)


def test_a_failed_look_is_told_from_a_silent_publisher(server, tmp_path):
    source = SF.source_at(server.serve("/data", status(500)))
    tried = [run(tmp_path, source, today=day).outcome for day in (TODAY, LATER)]
    attempt = attempts.of_source(attempts.load(Store(tmp_path)), source)
    assert (tried, attempt.tried_on, attempt.failing_since) == ([Outcome.FAILED] * 2, LATER, TODAY)
    assert "500" in attempt.failure
    server.serve("/data", SF.serving())
    assert run(tmp_path, source, today=MUCH_LATER).outcome is Outcome.NEW
    assert attempts.of_source(attempts.load(Store(tmp_path)), source) == attempts.Attempt(MUCH_LATER)


def test_a_spoiled_memory_of_attempts_is_said_and_takes_nothing_back(server, tmp_path):
    (tmp_path / attempts.FILE_NAME).write_text("{")
    report = run(tmp_path, SF.source_at(server.serve("/data", SF.serving())))
    assert (report.outcome, attempts.FILE_NAME in report.reasons[0]) == (Outcome.FAILED, True)
    assert len(Store(tmp_path).load().ledger) == 1


@pytest.mark.parametrize("spoil", [lambda text: text[:-9], lambda text: text.replace('"reasons"', '"why"')])
def test_a_spoiled_entry_of_the_quarantine_is_refused_by_name(doubted, tmp_path, spoil):
    path = tmp_path / "quarantine" / doubted[1].quarantine_name / "entry.json"
    path.write_text(spoil(path.read_text()))
    with pytest.raises(EtlError, match="delete the folder") as refused:
        quarantine.get(Store(tmp_path), doubted[1].quarantine_name)
    assert str(path.parent) in str(refused.value)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("rows.csv", ",390,", ",290,"),
        ("entry.json", '"vintage": "2026-11-30"', '"vintage": "2026-11-20"'),
        ("entry.json", '"title": "', '"title": "No '),
    ],
)
def test_a_release_that_changed_while_it_waited_is_refused(doubted, tmp_path, file, old, new):
    path = tmp_path / "quarantine" / doubted[1].quarantine_name / file
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))
    with pytest.raises(EtlError, match=r"not readable .*found .*; delete the folder, the next update looks again"):
        quarantine.get(Store(tmp_path), doubted[1].quarantine_name)


def test_a_memory_of_addresses_that_was_changed_is_refused(server, tmp_path):
    source = SF.source_at(server.serve("/data", SF.serving()))
    run(tmp_path, source)
    path = tmp_path / "fetched.json"
    path.write_text(path.read_text().replace(str(TODAY), "2026-11-25"))
    with pytest.raises(EtlError, match=r"found other content than was written.*everything is fetched anew"):
        run(tmp_path, source)


@pytest.mark.parametrize(
    ("operation", "nth", "edition"),
    [("replace", 1, 1), ("replace", 2, 1), ("replace", 3, 1), ("unlink", 1, 2), ("rmdir", 1, 2)],
)
def test_an_accept_that_breaks_off_is_before_or_after_and_the_next_one_finishes(
    doubted, tmp_path, monkeypatch, operation, nth, edition
):
    name, original, calls = doubted[1].quarantine_name, getattr(os, operation), []

    def break_off(*arguments, **options):
        calls.append(arguments)
        if len(calls) == nth:
            raise KeyboardInterrupt
        return original(*arguments, **options)

    with monkeypatch.context() as patch:
        patch.setattr(os, operation, break_off)
        with pytest.raises(KeyboardInterrupt):
            update.accept(Store(tmp_path), name, doubted[0], today=LATER)
    assert Store(tmp_path).load().edition == edition
    if operation != "rmdir":  # the release waits no longer once its entry is gone
        update.accept(Store(tmp_path), name, doubted[0], today=LATER)
    with Store(tmp_path).lock():
        assert not [path for path in tree(tmp_path) if "quarantine" in path]
    assert Store(tmp_path).load().edition == 2
