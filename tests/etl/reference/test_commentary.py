"""Commentary and events: reading the three files, and the links between items."""

import csv
import io
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from etl.core.errors import InvalidDocument, NotFound
from etl.core.model import Period
from etl.reference import places
from etl.reference.claim_rows import Claim
from etl.reference.commentary import Commentary, read
from etl.reference.events import LAST_PRIORITY
from etl.reference.kinds import Kind
from etl.store.files import Store
from tests.etl.claims.made import quote
from tests.etl.reference import made
from tests.etl.reference.made import WRITING

DATA = Path(__file__).resolve().parents[3] / "data"
PLACES = places.read((DATA / "places.csv").read_bytes())
SEED, STORY = "rr-harm-reduction-and-recovery-both", "cbc-2020-08-25-july"
PAPER, LINKED = "ijdp-2020-peer-work", "addiction-crisis"

ITEM = WRITING | {
    "id": "a-post",
    "kind": "blog",
    "title": 'Harm reduction, "and" recovery',
    "title_basis": "slug",
    "publication": "A blog",
    "read_as": "copy",
    "read_at": "blogs.example",
    "published_on": "2020-09-21",
    "url": "https://example.org/?p=429",
    "cites": "a-story",
    "note": "Two lines\nof note",
    "confidence": "medium",
}
STORY_ITEM = ITEM | {"id": "a-story", "kind": "news", "published_on": "2020-08-25", "cites": ""}
CLAIM = made.CLAIM | {"item": "a-post", "period": "2020-07", "value": "175", "discusses": "2020-05/2020-07"}
REFERENCE = {"kind": "reference", "value": "", "unit": ""}
EVENT = made.EVENT | {"date": "2020-09-16"}


def as_csv(*rows: dict[str, str]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def read_rows(items=(ITEM, STORY_ITEM), claims=(CLAIM,), events=(EVENT,)) -> Commentary:
    return read(as_csv(*items), as_csv(*claims), as_csv(*events), PLACES)


def problems(items=(ITEM, STORY_ITEM), claims=(CLAIM,), events=(EVENT,)) -> tuple[str, ...]:
    with pytest.raises(InvalidDocument) as refusal:
        read_rows(items, claims, events)
    return refusal.value.problems


@pytest.fixture(scope="module")
def shipped() -> Commentary:
    return read(*((DATA / name).read_bytes() for name in ("commentary.csv", "claims.csv", "events.csv")), PLACES)


class TestReading:
    def test_every_cell_is_typed(self):
        post = read_rows().by_id("a-post")
        assert (post.kind, post.published_on, post.cites) == (Kind.BLOG, date(2020, 9, 21), ("a-story",))
        assert (post.title_basis, post.author_basis) == ("slug", None)
        assert (post.read_as, post.read_at) == ("copy", "blogs.example")
        assert (post.title, post.note) == ('Harm reduction, "and" recovery', "Two lines\nof note")
        assert post.claims == (Claim(quote("2020-07", 175), "", "high", Period.parse("2020-05/2020-07")),)

    @pytest.mark.parametrize(("text", "value"), [("175", "175"), ("-5.1", "-5.1"), ("-36", "-36"), ("0", "0")])
    def test_a_number_is_kept_as_stated(self, text, value):
        change = {"kind": "change", "unit": "percent"}  # the only numbers that can be below nothing
        (claim,) = read_rows(claims=(CLAIM | change | {"value": text},)).by_id("a-post").claims
        assert str(claim.value) == value

    def test_a_reference_without_a_number_has_no_value(self):
        (claim,) = read_rows(claims=(CLAIM | REFERENCE,)).by_id("a-post").claims
        assert (claim.value, claim.is_figure) == (None, False)

    def test_items_stand_in_order_of_their_days(self):
        assert [item.id for item in read_rows().articles] == ["a-story", "a-post"]

    def test_an_event_known_by_its_month_is_drawn_on_the_first_day(self):
        december, day = read_rows(events=(EVENT, EVENT | {"date": "2017-12"})).events
        assert (december.day, december.precision) == (date(2017, 12, 1), "month")
        assert (day.day, day.precision, day.kind) == (date(2020, 9, 16), "day", Kind.EVENT)

    def test_an_event_has_its_few_words_by_language_or_none(self):
        brief, first, silent = read_rows(
            events=(EVENT, EVENT | {"short_fr": "", "priority": "1"}, EVENT | {"short_en": "", "priority": ""})
        ).events
        assert (brief.short, brief.priority) == ({"en": "Nurses", "fr": "Infirmières"}, 2)
        assert (first.short, first.priority) == ({"en": "Nurses"}, 1)
        assert (silent.short, silent.priority) == ({}, LAST_PRIORITY)

    def test_a_byte_order_mark_and_carriage_returns_are_no_matter(self):
        items = as_csv(ITEM, STORY_ITEM).replace("Two lines\nof note", "").replace("\n", "\r\n")
        assert len(read(b"\xef\xbb\xbf" + items.encode(), as_csv(CLAIM), as_csv(EVENT), PLACES).articles) == 2

    def test_about_a_place(self):
        elsewhere = read_rows(claims=(CLAIM | {"place": "US-ME"},))
        assert elsewhere.for_places("CA-BC").articles == ()
        assert len(elsewhere.for_places("CA-BC").events) == 1
        assert [item.id for item in elsewhere.for_places("CA", "US-ME").articles] == ["a-post"]

    def test_an_unknown_id_has_near_matches(self):
        with pytest.raises(NotFound, match="did you mean a-post"):
            read_rows().by_id("a-pots")


class TestRefusing:
    @pytest.mark.parametrize(
        ("change", "problem"),
        [
            (
                {"kind": "podcast"},
                "line 2, column kind: found 'podcast', expected one of blog, news, statement, policy, research",
            ),
            ({"kind": "event"}, "line 2, column kind: found 'event', expected one of blog"),
            ({"published_on": "21/09/2020"}, "column published_on: found '21/09/2020', expected a day such as"),
            ({"published_on": "2020-02-30"}, "column published_on: found '2020-02-30'"),
            ({"published_on": "20200921"}, "column published_on: found '20200921'"),
            ({"published_on": "../2020"}, "column published_on: found '../2020'"),
            ({"url": ""}, "column url: found '', expected one, or in known_through"),
            ({"publication": ""}, "column publication: found '', expected one, or in known_through"),
            ({"known_through": "a-pots"}, "column known_through: found 'a-pots', expected the id of an item"),
            (
                {"url": "javascript:alert(1)"},
                "column url: found 'javascript:alert(1)', expected an address that begins",
            ),
            ({"url": "https://"}, "column url: found 'https://'"),
            ({"url": "http://[::1"}, "column url: found 'http://[::1'"),
            ({"title": " "}, "column title: found ' ', expected a text"),
            ({"id": "A post"}, "column id: found 'A post', expected lower-case words"),
            ({"cites": "a-story nowhere"}, "column cites: found 'nowhere', expected the id of an item"),
            ({"confidence": "sure"}, "column confidence: found 'sure', expected one of high, medium, low"),
        ],
    )
    def test_a_bad_item(self, change, problem):
        messages = problems(items=(ITEM | change, STORY_ITEM))
        assert problem in messages[0]
        assert messages[0].startswith("commentary.csv line 2, column")

    @pytest.mark.parametrize(
        ("change", "problem"),
        [
            ({"item": "nobody"}, "claims.csv line 2, column item: found 'nobody', expected the id of an item"),
            ({"period": "July 2020"}, "claims.csv line 2, column period: found 'July 2020', expected a period such as"),
            ({"discusses": "2020-13"}, "claims.csv line 2, column discusses: found '2020-13', expected a period"),
            ({"period": "2020-07/2020-05"}, "claims.csv line 2, column period: found '2020-07/2020-05'"),
            ({"value": "1,202"}, "claims.csv line 2, column value: found '1,202', expected a number such as 175"),
            ({"value": "nan"}, "claims.csv line 2, column value: found 'nan'"),
            ({"value": ""}, "claims.csv line 2, column value: found '', expected a number; without one the kind is"),
        ],
    )
    def test_a_bad_claim(self, change, problem):
        assert any(message.startswith(problem) for message in problems(claims=(CLAIM | change,)))

    @pytest.mark.parametrize(
        ("day", "near"),
        [("2020", ""), ("2020-9-16", "; did you mean 2020-09-16?"), ("Sept 2020", ""), ("2020-13", "")],
    )
    def test_a_bad_event(self, day, near):
        (problem,) = problems(events=(EVENT | {"date": day},))
        assert problem == (
            f"events.csv line 2, column date: found '{day}', "
            f"expected a day such as 2020-09-16, or a month such as 2017-12{near}"
        )

    def test_a_repeated_id_names_the_first_line(self):
        (problem,) = problems(items=(STORY_ITEM | {"note": "one line"}, ITEM, STORY_ITEM))
        assert problem == (
            "commentary.csv line 5, column id: found 'a-story', "
            "expected one that no other line has; line 2 has it already; did you mean a-story-2?"
        )

    def test_everything_is_said_at_once(self):
        messages = problems(
            items=(ITEM | {"kind": "podcast", "url": "ftp://x"}, STORY_ITEM),
            claims=(CLAIM | {"item": "nobody", "period": "then"},),
            events=(EVENT | {"date": "soon"},),
        )
        columns = [problem.split(":")[0] for problem in messages]
        assert columns == [
            "commentary.csv line 2, column kind",
            "commentary.csv line 2, column url",
            "claims.csv line 2, column period",
            "events.csv line 2, column date",
            "claims.csv line 2, column item",
        ]

    def test_wrong_columns_are_reported_once_and_not_for_every_claim(self):
        with pytest.raises(InvalidDocument) as refusal:
            read("id,kind\na-post,blog\n", as_csv(CLAIM), as_csv(EVENT), PLACES)
        (problem,) = refusal.value.problems
        assert problem.startswith("commentary.csv line 1: found the columns id, kind; expected id, kind, title")

    @pytest.mark.parametrize(
        ("content", "problem"),
        [
            (b"", "line 1: found the columns ; expected date"),
            (as_csv(EVENT).encode() + b"2020-01-01,CA\n", "line 3: found 2 cells; expected 10, as in the header"),
            (as_csv(EVENT).encode() + b"caf\xe9\n", "line 3: found bytes that are not UTF-8"),
            (as_csv(EVENT).encode() + b'"2020', "line 3: not well-formed CSV"),
        ],
    )
    def test_a_file_that_is_no_table(self, content, problem):
        with pytest.raises(InvalidDocument, match=r"^commentary: refused\n  - events\.csv") as refusal:
            read(as_csv(ITEM, STORY_ITEM), as_csv(CLAIM), content, PLACES)
        assert problem in refusal.value.problems[0]


class TestShippedFiles:
    def test_all_is_there(self, shipped):
        assert len(shipped.articles) == 177
        assert sum(len(item.claims) for item in shipped.articles) == 418
        assert len(shipped.events) == 43
        assert [item.id for item in shipped.articles if not item.claims] == ["addiction-crisis"]

    def test_references_without_a_number(self, shipped):
        claims = [claim for item in shipped.articles for claim in item.claims]
        assert sum(not claim.is_figure for claim in claims) == 35

    def test_kinds(self, shipped):
        kinds = Counter(item.kind for item in shipped.articles)
        assert set(kinds) == {Kind.BLOG, Kind.NEWS, Kind.STATEMENT, Kind.POLICY, Kind.RESEARCH}

    def test_two_events_have_only_a_month(self, shipped):
        assert [event.day for event in shipped.events if event.precision == "month"] == [
            date(2017, 12, 1),
            date(2023, 5, 1),
        ]

    @pytest.mark.parametrize("name", ["commentary.csv", "claims.csv", "events.csv"])
    def test_the_files_end_their_lines_with_line_feeds(self, name):
        content = (DATA / name).read_bytes()
        assert b"\r" not in content
        assert content.endswith(b"\n")

    def test_the_post_and_the_story_it_quotes(self, shipped):
        post, story = shipped.by_id(SEED), shipped.by_id(STORY)
        assert (post.title, post.published_on) == ("Harm reduction AND recovery. We need both.", date(2020, 9, 21))
        assert (story.publication, story.published_on) == ("CBC News", date(2020, 8, 25))
        assert post.cites == (STORY, PAPER, LINKED)
        assert shipped.articles_citing(STORY) == (post,)
        assert (post.author, post.author_basis) == ("Jason Schwartz", "inferred")

    @pytest.mark.parametrize("item_id", [SEED, STORY])
    def test_the_four_figures(self, shipped, item_id):
        figures = [(claim.value, claim.period.label, claim.kind) for claim in shipped.by_id(item_id).claims]
        assert figures[:4] == [
            (175, "2020-07", "value"),
            (177, "2020-06", "value"),
            (175, "2020-06", "initial"),
            (174, "2020-05", "value"),
        ]
        assert {kind for _, _, kind in figures[4:]} >= {"rank", "streak"}

    def test_a_study_and_what_was_written_about_it(self, shipped):
        assert [item.id for item in shipped.articles_citing("nguyen-jamahf-2025")] == [
            "chatnews-cp-2025-03-25",
            "infotel-cp-2025-03-25",
            "nanaimo-2025-03-26-lapointe",
        ]

    def test_nothing_cites_what_came_after_it(self, shipped):
        for item in shipped.articles:
            cited = [shipped.by_id(other) for other in item.cites]
            assert all(other.published_on <= item.published_on for other in cited if other.precision != "year")

    def test_works_whose_day_or_address_is_not_known(self, shipped):
        paper, linked = shipped.by_id(PAPER), shipped.by_id(LINKED)
        assert (paper.published_on, paper.precision) == (date(2020, 12, 31), "year")
        assert paper.url == "https://doi.org/10.1016/j.drugpo.2020.102922"
        assert (linked.published_on, linked.precision) == (date(2020, 9, 21), "until")
        assert (linked.url, linked.known_through) == ("", SEED)
        assert {shipped.by_id(other).claims[0].place for other in shipped.by_id(SEED).see_also} == {"US-ME"}

    def test_british_columbia(self, shipped):
        about = shipped.for_places("CA-BC")
        assert {SEED, STORY} <= {item.id for item in about.articles}
        assert all(event.place == "CA-BC" for event in about.events)


def test_how_a_title_or_an_author_is_known_is_not_said_inside_them():
    commentary = Store(DATA).load().commentary
    remark = re.compile(r"\((?:title|author|inferred|from)\b|\binferred\)|slug", re.IGNORECASE)
    texts = [text for item in commentary.articles for text in (item.title, item.author, item.publication)]
    assert [text for text in texts if remark.search(text)] == []
    assert {item.title_basis for item in commentary.articles} == {None, "slug"}
    assert {item.author_basis for item in commentary.articles} == {None, "inferred"}
    assert not [
        item.publication for item in commentary.articles if re.search(r"copy|excerpt|aggregat", item.publication)
    ]
