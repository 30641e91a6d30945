"""Which writings are proposed: those that quote figures of drug deaths and are not entered yet."""

from dataclasses import replace

import pytest

from etl.claims.watching.proposals import MAX_TEXT_CHARS, Addresses, propose, without_repeats
from etl.reference.feeds import Feed, FeedKind
from tests.etl.feeds import STORY

FEED = Feed("A paper", "https://news.example/feed", place="CA-BC")
NONE = Addresses(frozenset())
FIGURE = object()


def proposed(*writings, feed=FEED, entered=NONE, asked=None):
    """What is proposed where each text has a figure; what was asked about is noted in ``asked``."""

    def check(text, published, place):
        if asked is not None:
            asked.append((text, published, place))
        return [FIGURE]

    return list(propose(feed, writings, entered, check))


def test_the_title_is_read_with_the_text_and_the_feed_says_of_which_place():
    asked = []
    (proposal,) = proposed(STORY, asked=asked)
    assert asked == [(f"{STORY.title}.\n\n{STORY.text}", STORY.published_on, "CA-BC")]
    assert (proposal.writing, proposal.published) == (replace(STORY, publication="A paper"), STORY.published_on)
    assert proposal.figures == (FIGURE,)


@pytest.mark.parametrize("lacking", [{"title": ""}, {"published_on": None}, {"url": ""}])
def test_what_could_not_be_entered_is_not_proposed(lacking):
    assert proposed(replace(STORY, **lacking)) == []


@pytest.mark.parametrize(
    ("text", "is_proposed"),
    [
        ("Three people died in crashes in B.C. in July.", False),
        ("Toxic drugs killed three people in B.C. in July.", True),
        ("Overdoses killed 175 people.", True),
        ("Opioid-related deaths fell.", True),
        ("Les surdoses ont tué 175 personnes.", True),
        ("Les drogues toxiques ont tué 175 personnes.", True),
        ("185 décès apparemment liés à une intoxication aux opioïdes", True),
        ("A drugstore burned down, and two people died.", False),
    ],
)
def test_deaths_of_other_causes_are_not_proposed(text, is_proposed):
    assert bool(proposed(replace(STORY, title="News", text=text))) is is_proposed


def test_a_text_without_a_figure_is_not_proposed():
    assert list(propose(FEED, [STORY], NONE, lambda *_: [])) == []


ADDRESS = "https://news.example/july"


@pytest.mark.parametrize(
    "spelled",
    [
        ADDRESS,
        f"{ADDRESS}/",
        "http://www.news.example/july",
        "https://NEWS.example/july#comments",
        f"{ADDRESS}?utm_source=rss&utm_medium=feed",
        f"{ADDRESS}?cmp=rss",
    ],
)
def test_an_address_is_one_however_it_is_spelled(spelled):
    entered = Addresses.of_articles([STORY])
    assert spelled in entered
    assert proposed(replace(STORY, url=spelled), entered=entered) == []


@pytest.mark.parametrize("other", [f"{ADDRESS}-2", f"{ADDRESS}?p=429", "https://other.example/july"])
def test_another_address_is_another_writing(other):
    assert other not in Addresses.of_articles([STORY])


def test_a_writing_that_several_feeds_list_is_proposed_once():
    first, second = proposed(STORY), proposed(replace(STORY, url=f"{STORY.url}?cmp=rss"), feed=replace(FEED, url="x"))
    assert without_repeats([*first, *second]) == first


@pytest.mark.parametrize(
    ("kind", "publication"),
    [(FeedKind.FEED, "A paper"), (FeedKind.WORDPRESS, "A paper"), (FeedKind.OPENALEX, "A Journal")],
)
def test_a_catalogue_names_the_publication_of_each_work(kind, publication):
    (proposal,) = proposed(replace(STORY, publication="A Journal"), feed=replace(FEED, kind=kind))
    assert proposal.writing.publication == publication


def test_of_a_text_without_end_the_beginning_is_read():
    asked = []
    proposed(replace(STORY, text=f"{STORY.text} " * 10_000), asked=asked)
    assert len(asked[0][0]) == MAX_TEXT_CHARS
