"""Commentary and events on a chart: which belong to it, on which day each stands, and how far its axis goes."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.registry import default_params
from dashboard.dataset.annotations import (
    count_in_months,
    end_of_axis,
    entries_about,
    entry_day,
    month_discussed,
    note_id,
    places_by_note,
    select_annotations,
)
from dashboard.dataset.judged_claims import judge_claims
from dashboard.params.options import KINDS
from dashboard.web.pages.cards import build_cards
from etl.core.model import Period
from etl.reference.events import Event
from tests.dashboard import made
from tests.examples import examples

POST, STORY = "rr-harm-reduction-and-recovery-both", "cbc-2020-08-25-july"
FIRST, LAST = date(2012, 1, 1), date(2026, 6, 1)


def about(held, kinds=KINDS, place="CA-BC"):
    return entries_about(held.commentary, held.places, place, kinds)


def event(day):
    return Event(day, "day", "CA-BC", "legal", f"On {day}", "https://example.org/", "")


@pytest.mark.parametrize("kinds", [KINDS, ("blog",), ("event",), ("news", "statement"), ()], ids=str)
def test_every_entry_of_the_chosen_kinds_on_the_axis_is_there_once_on_its_own_day(held, kinds):
    found = select_annotations(about(held, kinds), FIRST, LAST)
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
        and entry_day(entry) >= FIRST
    ]
    assert sorted(map(note_id, found.entries)) == sorted(map(note_id, expected))
    assert [entry_day(entry) for entry in found.entries] == sorted(map(entry_day, expected))
    assert all(isinstance(entry, Event) for entry in found.events)
    assert bool(found) == bool(kinds)


@examples(200)
@given(st.lists(st.dates(date(2011, 1, 1), date(2030, 12, 31)), max_size=40), st.dates(date(2012, 2, 1), LAST))
def test_an_axis_ends_with_the_last_entry_on_it_and_little_later(days, last):
    found = select_annotations([event(day) for day in days], FIRST, last)
    end = end_of_axis(found, FIRST, last)
    assert max([last, *(entry.day for entry in found.events)]) == end
    assert (end - last).days <= max(100, 0.12 * (last - FIRST).days)
    left_out = {day for day in days if day >= FIRST} - {entry.day for entry in found.events}
    assert all(day > end for day in left_out)


def test_a_tick_is_as_high_as_its_month_has_many(held):
    story = held.commentary.by_id(STORY)
    days = [date(2020, 7, 3), date(2020, 8, 25), date(2020, 8, 27), date(2020, 8, 27), date(2021, 8, 1)]
    writings = [replace(story, published_on=day) for day in days]
    assert count_in_months(writings) == {days[0]: 1, days[1]: 3, days[2]: 3, days[4]: 1}
    assert count_in_months([]) == {}


def test_the_post_stands_after_the_story_it_quotes(site, usual):
    found = made.annotations_of(site, made.data_of(site, usual))
    ids = [article.id for article in found.writings]
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
    assert not made.annotations_of(site, made.data_of(site, replace(usual, notes=False)))
    assert not made.annotations_of(site, made.data_of(site, replace(usual, kinds=())))


def test_entries_keep_to_the_months_drawn(site):
    found = made.annotations_of(site, made.chart_data(site, start="2020-05-01", end="2020-09-01"))
    assert found.writings
    assert all(date(2020, 4, 15) <= entry_day(entry) <= date(2020, 12, 31) for entry in found.entries)


def test_a_picture_has_what_there_was_on_its_day(site):
    found = made.annotations_of(site, made.data_of(site, made.state(site))).until(date(2020, 8, 25))
    assert STORY in {article.id for article in found.writings}
    assert POST not in {article.id for article in found.writings}
    assert found.events[-1].day == date(2020, 8, 25)


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
    found = build_cards(site, state, made.annotations_of(site, made.data_of(site, state)))
    assert said in {quote.text for card in found for quote in card.quotes}


def test_annotations_are_the_same_whatever_the_day(site):
    assert made.annotations_of(site, made.chart_data(site, as_of="2020-08-25")) == made.annotations_of(
        site, made.chart_data(site)
    )


def test_every_entry_is_about_the_places_whose_charts_list_it(held):
    by_note = places_by_note(held.commentary, held.places)
    assert len(by_note) == len(held.commentary.articles) + len(held.commentary.events)
    for place in ("CA-BC", "CA-AB", "CA", "US-ME", "US-CA-SF", "US", "GB-SCT"):
        listed = {note_id(entry) for entry in about(held, place=place)}
        assert {note for note, codes in by_note.items() if place in codes} == listed


def test_a_chosen_entry_is_listed_whatever_kinds_and_months_are_chosen(site):
    months = {"start": date(2022, 1, 1), "end": date(2023, 6, 1)}
    state = made.state(site, kinds=("event",))
    plain = made.charts_of(site)(replace(state, **months))
    chosen = made.charts_of(site)(replace(state, note=POST, **months))
    assert [note_id(article) for article in chosen.listed_annotations.writings] == [POST]
    assert chosen.listed_annotations.events == chosen.annotations.events == plain.annotations.events
    assert chosen.annotations.writings == ()
    once = made.charts_of(site)(replace(state, note=POST))
    assert [note_id(article) for article in once.annotations.writings] == [POST]
    assert once.listed_annotations is once.annotations
