"""Commentary and events on a chart: which belong to it, and that every one is in exactly one mark."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.registry import default_params
from dashboard.dataset import annotations
from dashboard.dataset.annotations import (
    MAX_ANNOTATIONS_ACROSS,
    entries_about,
    group_into_annotations,
    month_discussed,
    note_id,
    places_by_note,
)
from dashboard.dataset.judged_claims import judge_claims
from dashboard.params.options import KINDS
from dashboard.web.pages.cards import build_card_groups
from etl.core.model import Period
from etl.reference.commentary import Article, Event
from tests.dashboard import made
from tests.examples import examples

POST, STORY = "rr-harm-reduction-and-recovery-both", "cbc-2020-08-25-july"
FIRST, LAST = date(2012, 1, 1), date(2026, 6, 1)


def about(held, kinds=KINDS, place="CA-BC"):
    return entries_about(held.commentary, held.places, place, kinds)


def event(day):
    return Event(day, "day", "CA-BC", "legal", f"On {day}", "https://example.org/", "")


@pytest.mark.parametrize("kinds", [KINDS, ("blog",), ("event",), ("news", "statement"), ()], ids=str)
def test_every_entry_of_the_chosen_kinds_in_range_is_in_one_mark(held, kinds):
    shown = [
        entry for mark in group_into_annotations(about(held, kinds), "CA-BC", FIRST, LAST) for entry in mark.entries
    ]
    everything = [*held.commentary.articles, *held.commentary.events]
    expected = [
        entry
        for entry in everything
        if entry.kind in kinds
        and (
            entry.place in {"CA-BC", "CA", "INT"}
            if isinstance(entry, Event)
            else any(claim.place == "CA-BC" for claim in entry.claims)
        )
        and FIRST <= month_discussed(entry, "CA-BC") <= LAST
    ]
    assert len(shown) == len(expected)
    assert all(entry in shown for entry in expected)
    assert bool(shown) == bool(kinds)


def test_marks_are_numbered_from_left_to_right_and_do_not_crowd(held):
    found = group_into_annotations(about(held), "CA-BC", FIRST, LAST)
    assert [mark.number for mark in found] == list(range(1, len(found) + 1))
    assert 1 < len(found) <= MAX_ANNOTATIONS_ACROSS
    for left, right in pairwise(found):
        assert left.first <= left.last < right.first
        assert right.position - left.position >= (LAST - FIRST) / MAX_ANNOTATIONS_ACROSS
    for mark in found:
        days = [entry.day if isinstance(entry, Event) else entry.published_on for entry in mark.entries]
        assert days == sorted(days)
        assert all(mark.first <= month_discussed(entry, "CA-BC") <= mark.last for entry in mark.entries)


@examples(200)
@given(st.lists(st.dates(date(2011, 1, 1), date(2021, 12, 31)), max_size=40))
def test_any_events_are_gathered_so(days):
    first, last = date(2012, 1, 1), date(2020, 12, 1)
    found = group_into_annotations([event(day) for day in days], "CA-BC", first, last)
    inside = sorted(day for day in days if first <= day.replace(day=1) <= last)
    assert sorted(entry.day for mark in found for entry in mark.entries) == inside
    assert [mark.number for mark in found] == list(range(1, len(found) + 1))
    assert all(right.first - left.first >= (last - first) / MAX_ANNOTATIONS_ACROSS for left, right in pairwise(found))


def test_near_events_share_a_mark_and_far_ones_do_not():
    days = [date(2013, 1, 5), date(2013, 3, 9), date(2013, 12, 1), date(2018, 1, 1)]
    found = group_into_annotations([event(day) for day in days], "CA-BC", date(2012, 1, 1), date(2020, 12, 1))
    assert [[entry.day for entry in mark.entries] for mark in found] == [days[:2], days[2:3], days[3:]]
    assert (found[0].period, found[0].position) == (Period.months(2013, 1, 2013, 3), date(2013, 1, 1))


def test_the_post_and_the_story_it_quotes_are_in_the_mark_of_july_2020(site, usual):
    found = made.annotations_of(site, made.data_of(site, usual))
    (mark,) = [mark for mark in found if POST in {getattr(entry, "id", "") for entry in mark.entries}]
    assert mark.first <= date(2020, 7, 1) <= mark.last
    ids = [entry.id for entry in mark.entries if isinstance(entry, Article)]
    assert ids.index(STORY) < ids.index(POST)
    post, story = (site.snapshot.commentary.by_id(name) for name in (POST, STORY))
    assert (post.published_on, post.kind, story.published_on) == (date(2020, 9, 21), "blog", date(2020, 8, 25))
    assert post.cites[0] == STORY
    assert month_discussed(post, "CA-BC") == month_discussed(story, "CA-BC") == date(2020, 7, 1)


def test_what_happened_in_canada_and_everywhere_belongs_to_the_province(held):
    events = [entry for entry in about(held) if isinstance(entry, Event)]
    assert {entry.place for entry in events} == {"CA-BC", "CA", "INT"}
    assert {entry.place for entry in about(held, ("event",), "CA-AB")} >= {"CA-AB", "CA", "INT"}
    assert not {"CA-BC", "US"} & {entry.place for entry in about(held, ("event",), "CA-AB")}


def test_a_figure_of_a_span_that_is_not_over_stands_at_the_month_of_writing(held):
    story = held.commentary.by_id(STORY)
    whole = replace(story, claims=(replace(story.claims[0], discusses=Period.year(2020)),))
    assert month_discussed(whole, "CA-BC") == date(2020, 8, 1)
    elsewhere = replace(
        story.claims[0],
        quotation=replace(story.claims[0].quotation, place="CA-AB"),
        discusses=Period.month(2020, 8),
    )
    assert month_discussed(replace(story, claims=(*story.claims, elsewhere)), "CA-BC") == date(2020, 7, 1)
    assert month_discussed(event(date(2020, 7, 31)), "CA-BC") == date(2020, 7, 1)


def test_notes_can_be_switched_off(site, usual):
    assert made.annotations_of(site, made.data_of(site, usual))
    assert made.annotations_of(site, made.data_of(site, replace(usual, notes=False))) == ()
    assert made.annotations_of(site, made.data_of(site, replace(usual, kinds=()))) == ()


def test_marks_keep_to_the_months_drawn(site):
    found = made.annotations_of(site, made.chart_data(site, start="2020-05-01", end="2020-09-01"))
    assert found
    assert all(date(2020, 5, 1) <= mark.first <= mark.last <= date(2020, 9, 1) for mark in found)


def test_the_four_figures_of_the_post_then_and_now(site):
    post = site.snapshot.commentary.by_id(POST)
    read = {
        (judged.claim.kind, judged.claim.period.label): (judged.claim.value, judged.judgement)
        for judged in judge_claims(site, post)
        if judged.claim.kind in {"value", "initial"}
    }
    day, now = date(2020, 8, 25), date(2026, 8, 11)
    summaries = {
        key: (value, (found.then.value, found.then.vintage), found.now.value, str(found.status))
        for key, (value, found) in read.items()
    }
    assert summaries == {
        ("value", "2020-07"): (175, (175, day), 186, "matches_then"),
        ("value", "2020-06"): (177, (177, day), 189, "matches_then"),
        ("initial", "2020-06"): (175, (175, date(2020, 7, 16)), 189, "matches_then"),
        ("value", "2020-05"): (174, (174, day), 175, "matches_then"),
    }
    assert all(found.now.vintage <= now for _, found in read.values())


def test_a_reading_of_a_place_with_nothing_held_has_neither(site):
    post = site.snapshot.commentary.by_id(POST)
    elsewhere = [
        replace(claim, quotation=replace(claim.quotation, place="US-CA-SF", period=Period.month(2005, 1)))
        for claim in post.claims
    ]
    judged = judge_claims(site, replace(post, claims=tuple(elsewhere)))
    assert len(judged) == len(post.claims)
    assert {(each.judgement.then, each.judgement.now) for each in judged} == {(None, None)}


@pytest.mark.parametrize(
    ("place", "lang", "said"),
    [
        ("US", "en", "Maine: 605 deaths in 2023"),
        ("US", "fr", "Maine\u00a0: 605\u00a0décès en 2023"),
        ("US-ME", "en", "605 deaths in 2023"),
    ],
)
def test_a_figure_of_another_place_names_it(site, place, lang, said):
    state = replace(default_params(site.availability, place), lang=lang)
    found = build_card_groups(site, state, made.annotations_of(site, made.data_of(site, state)))
    assert said in {quote.text for group in found for card in group.cards for quote in card.quotes}


def test_marks_are_the_same_whatever_the_day(site):
    assert made.annotations_of(site, made.chart_data(site, as_of="2020-08-25")) == made.annotations_of(
        site, made.chart_data(site)
    )


def test_every_entry_is_about_the_places_whose_charts_list_it(held):
    by_note = places_by_note(held.commentary, held.places)
    assert len(by_note) == len(held.commentary.articles) + len(held.commentary.events)
    for place in ("CA-BC", "CA-AB", "CA", "US-ME", "US-CA-SF", "US", "GB-SCT"):
        listed = {note_id(entry) for entry in about(held, place=place)}
        assert {note for note, codes in by_note.items() if place in codes} == listed


def test_a_chosen_entry_has_a_mark_whatever_kinds_and_months_are_chosen(site):
    months = {"start": "2022-01-01", "end": "2023-06-01"}
    plain = made.annotations_of(site, made.chart_data(site, kinds=("event",), **months))
    found = made.annotations_of(site, made.chart_data(site, kinds=("event",), note=POST, **months))
    ids = [note_id(entry) for mark in found for entry in mark.entries]
    assert ids.count(POST) == 1
    assert sum(len(mark.entries) for mark in found) == sum(len(mark.entries) for mark in plain) + 1
    assert found[0].first == date(2022, 1, 1)  # its own month is July 2020
    once = made.annotations_of(site, made.chart_data(site, note=POST))
    assert [note_id(entry) for mark in once for entry in mark.entries].count(POST) == 1


def test_marks_of_nothing():
    assert group_into_annotations([], "CA-BC", FIRST, LAST) == ()
    one = annotations.group_into_annotations([event(FIRST)], "CA-BC", FIRST, FIRST)
    assert [(mark.number, mark.first) for mark in one] == [(1, FIRST)]
    assert annotations.group_into_annotations([event(FIRST - timedelta(days=1))], "CA-BC", FIRST, LAST) == ()
