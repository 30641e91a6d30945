"""The page of the commentary: every writing and event once, its figures in the words of the cards, and the choices."""

import re
from collections import Counter
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.app import create_app
from dashboard.charts.registry import default_params, parse_query
from dashboard.config import Config
from dashboard.dataset import annotations
from dashboard.dataset.annotations import note_id
from dashboard.dataset.dataset import Dataset
from dashboard.dataset.judged_claims import judge_claims
from dashboard.dataset.quoted_series import MAX_RELEASE_AGE_DAYS, find_quoted_series
from dashboard.i18n import get_locale, sort_key
from dashboard.params.options import KINDS
from dashboard.web.pages.cards import build_card
from dashboard.web.pages.commentary import build_commentary_list
from dashboard.web.pages.commentary_choice import CommentaryChoice
from etl.reference.commentary import Commentary
from etl.reference.events import Event
from tests.dashboard import made
from tests.dashboard.test_i18n import in_french
from tests.examples import examples

POST = "note-rr-harm-reduction-and-recovery-both"
STORY = "note-cbc-2020-08-25-july"
ENGLISH, FRENCH = get_locale("en"), get_locale("fr")
VOID = {"input", "link", "meta"}


class Page(HTMLParser):
    """What a page says, the same without what is marked as English, and what each article says, by its id."""

    def __init__(self, page):
        super().__init__()
        self.texts, self.own, self.articles, self.open = set(), set(), {}, []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            self.open.append((tag, dict(attrs)))
        if tag == "article":
            (name,) = (value for key, value in attrs if key == "id")
            assert name not in self.articles
            self.articles[name] = ""

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        self.texts.add(" ".join(data.split()))
        if not any(attrs.get("lang") == "en" for tag, attrs in self.open if tag != "html"):
            self.own.add(" ".join(data.split()))
        if inside := [attrs["id"] for tag, attrs in self.open if tag == "article"]:
            self.articles[inside[0]] += data


def entries(found):
    return [entry for year in found.years for entry in year.entries]


def by_id(found):
    return {entry.card.id: entry for entry in entries(found)}


def everything(held):
    return [*held.commentary.articles, *held.commentary.events]


def places_of(entry):
    return {entry.place} if isinstance(entry, Event) else {claim.place for claim in entry.claims}


@pytest.fixture(scope="module")
def whole(site):
    return build_commentary_list(site, ENGLISH)


@pytest.fixture(scope="module", params=["en", "fr"])
def lang(request):
    return request.param


# -- what is listed ----------------------------------------------------------------------------------------------------


def test_every_writing_and_event_is_on_the_page_once(client, held, lang):
    page = Page(client.get(f"/commentary?lang={lang}").text)
    said = list(page.articles.values())
    assert len(said) == len(everything(held))
    for entry in everything(held):
        title = get_locale(lang).localize(entry.titles) if isinstance(entry, Event) else entry.title
        assert any(title in text for text in said)
        if not isinstance(entry, Event):
            assert any(entry.publication in text and entry.author in text for text in said)
        names = [held.places[code].name[lang] for code in places_of(entry)]
        assert any(title in text and all(name in text for name in names) for text in said)


def test_the_newest_stands_first_each_in_its_year(whole):
    days = [entry.card.day for entry in entries(whole)]
    assert all(later >= earlier for later, earlier in pairwise(days))
    years = [int(year.name) for year in whole.years]
    assert years == sorted(set(years), reverse=True)
    assert all(entry.card.day.year == int(year.name) for year in whole.years for entry in year.entries)


def test_years_are_jumped_to(client, whole):
    page = client.get("/commentary").text
    jumps = re.search(r'<nav aria-label="Years">.*?</nav>', page)[0]
    assert re.findall(r'href="#([^"]+)"', jumps) == [year.id for year in whole.years]
    for year in whole.years:
        assert page.count(f'<h2 id="{year.id}">{year.name}</h2>') == 1


def test_an_event_known_by_its_month_says_no_day(whole, held):
    event = next(event for event in held.commentary.events if event.precision == "month")
    (entry,) = (entry for entry in entries(whole) if entry.card.title == event.title)
    assert (entry.card.byline, entry.card.kind, entry.card.chart_url) == (ENGLISH.month(event.day), "event", "")


# -- the figures -------------------------------------------------------------------------------------------------------


def test_figures_have_the_words_of_the_cards(client, site, held, lang):
    said = {
        name: " ".join(text.split())
        for name, text in Page(client.get(f"/commentary?lang={lang}").text).articles.items()
    }
    compared = 0
    for item in held.commentary.articles:
        state = replace(default_params(site.availability, *(claim.place for claim in item.claims[:1])), lang=lang)
        card = build_card(site, state, item)
        for quote in card.quotes:
            words = " ".join(" ".join([quote.text, *quote.lines]).split())
            assert words in said[card.id]
            compared += bool(quote.lines)
        assert card.byline in said[card.id]
    assert compared > 100


def test_a_figure_is_marked_as_changed_where_a_later_release_says_another_number(site, whole, held):
    found = by_id(whole)
    followed = changed = 0
    for item in held.commentary.articles:
        read = judge_claims(site, item)
        (entry,) = (entry for entry in found.values() if (entry.card.url, entry.card.title) == (item.url, item.title))
        for judged, quote in zip(read, entry.card.quotes, strict=True):
            judgement = judged.judgement
            both = judgement.status != "not_comparable" and judgement.then is not None and judgement.now is not None
            later = both and (judgement.now.newest_statement > item.published_on or judgement.turned is not None)
            assert quote.has_comparison == later
            if judgement.record_then:
                assert quote.is_changed == (later and judgement.record_then.is_true != judgement.record_now.is_true)
            else:
                assert quote.is_changed == (later and judgement.then.value != judgement.now.value)
            followed, changed = followed + quote.has_comparison, changed + quote.is_changed
        here = sum(quote.is_changed for quote in entry.card.quotes)
        assert entry.change_note == (f"Figures changed since: {here}" if here else "")
    quoted = sum(len(entry.card.quotes) for entry in found.values())
    assert whole.values_note.startswith(f"Figures quoted: {quoted}. For {followed} of them,")
    assert f"for {changed} of these, the two differ." in whole.values_note
    assert 0 < changed < followed < quoted


def test_the_four_figures_of_the_post_have_changed_since(client, whole):
    entry = by_id(whole)[POST]
    assert entry.change_note == "Figures changed since: 4"
    first = entry.card.quotes[0]
    assert (first.text, first.lines[0]) == ("175 deaths in July 2020", "as published then: 175 (25 August 2020)")
    assert first.lines[1].startswith("newest in this archive: 186 (")
    article = client.get("/commentary").text.partition(f'<article id="{POST}">')[2].partition("</article>")[0]
    assert article.count('<li class="changed"><b>') == 4
    assert f'<li class="changed"><b>{first.text}</b> <span>{first.lines[0]}</span>' in article


@pytest.mark.parametrize(
    ("card_id", "quoted", "line"),
    [
        (
            "note-ap-2026-01-15-us",
            "92,000 deaths in the 12 months to August 2024",
            "as published then: 91,694 (on or before 17 September 2025), rounded in the text",
        ),
        (
            "note-oliver-2020-11-25-oct",
            "+116% in October 2020 compared with the same month a year before",
            "computed from the figures published then: 162 / 75 = +116% (25 November 2020)",
        ),
        (
            "note-interiornews-2020-09-16-nurses",
            "900 deaths from January to July 2020",
            "as published then: 909 (25 August 2020), rounded in the text",
        ),
        (
            "note-energeticcity-2020-05-27-april",
            "114 deaths in April 2020",
            "in no release in this archive. Its figure from the day of the article: 117 (27 May 2020)",
        ),
    ],
)
def test_what_is_held_is_said_of_rounded_and_computed_figures(whole, card_id, quoted, line):
    (quote,) = (quote for quote in by_id(whole)[card_id].card.quotes if quote.text == quoted)
    assert quote.lines[0] == line


def test_no_figure_of_the_day_of_a_writing_is_said_to_be_from_before_it(whole):
    from_before = [
        (entry, line)
        for entry in entries(whole)
        for quote in entry.card.quotes
        for line in quote.lines
        if "from before the article" in line
    ]
    assert from_before
    assert not [line for entry, line in from_before if f"({ENGLISH.day(entry.card.day)})" in line]


def test_a_figure_without_a_counterpart_stands_apart(client, whole):
    page = client.get("/commentary").text
    for entry in entries(whole):
        article = page.partition(f'<article id="{entry.card.id}">')[2].partition("</article>")[0]
        beside = [quote for quote in entry.card.quotes if quote.lines]
        assert article.count("<b>") == len(beside)
        assert ('<div class="others">' in article) == (len(beside) < len(entry.card.quotes))


# -- where it leads ----------------------------------------------------------------------------------------------------


def test_what_an_entry_cites_is_a_jump_in_the_page(client, held):
    page = client.get("/commentary").text
    story = held.commentary.by_id("cbc-2020-08-25-july").title
    assert f'Reports on or quotes: <a href="#{STORY}"><q lang="en">{story}</q></a>' in unescape(page)
    assert f'Quoted in: <a href="#{POST}">' in page
    assert set(re.findall(r'href="#(note-[^"]+)"', page)) <= set(Page(page).articles)


def test_every_work_that_the_post_names_is_a_click_away(client):
    page = Page(client.get("/commentary").text)
    post = client.get("/commentary").text.partition(f'<article id="{POST}">')[2].partition("</article>")[0]
    reached = set(re.findall(r'href="#(note-[^"]+)"', post))
    assert {STORY, "note-ijdp-2020-peer-work", "note-addiction-crisis", "note-bdn-2020-09-09-harvey"} <= reached
    assert reached <= set(page.articles)
    assert "No public copy is known." in page.articles["note-addiction-crisis"]
    assert "No release" not in page.articles["note-addiction-crisis"]  # it is about no figures
    assert "21 September 2020 or earlier" in page.articles["note-addiction-crisis"]
    assert "International Journal of Drug Policy 85, 102922, 2020" in page.articles["note-ijdp-2020-peer-work"]


def test_what_is_cited_but_not_shown_is_on_the_page_of_all(client):
    page = client.get("/commentary?kinds=blog&lang=fr").text
    assert STORY not in Page(page).articles
    assert f'href="/commentary?lang=fr#{STORY}"' in page


def test_no_link_of_a_writing_opens_an_empty_chart(client, site, whole):
    links = [address for entry in entries(whole) if (address := entry.card.chart_url)]
    assert len(links) > 150
    empty = [address for address in links if not values_drawn(site, parsed(site, address))]
    assert empty == []
    for note in ("sunjournal-2021-10-20-harvey", "krdo-2024-03-21"):
        page = client.get(by_id(whole)[f"note-{note}"].card.chart_url).text
        assert "This archive has no figure for this choice" not in page


def values_drawn(site, params):
    return [each for view in site.series_views([params]) for each in view.observations if each.has_value]


def test_what_is_counted_by_two_measures_is_looked_for_in_both(whole):
    """The one was in Maine's yearly report only, the other in its year to date."""
    quotes = {quote.text: quote.lines for entry in entries(whole) for quote in entry.card.quotes}
    assert "631 (" in quotes["631 deaths in 2021"][0]
    assert quotes["631 deaths in 2021"][0].startswith("as published then")
    assert quotes["631 deaths in 2021"][1] == "newest in this archive: unchanged"
    assert quotes["258 deaths from January to June 2020"][0].startswith("as published then: 258 (")


def test_the_chart_of_a_writing_has_its_series_and_months_as_of_its_day(client, site, whole, held):
    assert by_id(whole)[POST].card.chart_url == (
        "/chart/trend?start=2018-07&end=2022-07&as_of=2020-09-21&note=rr-harm-reduction-and-recovery-both"
    )
    quarter = by_id(whole)["note-sunjournal-2020-07-17-q1"].card
    assert quarter.chart_url == (
        "/chart/trend?places=US-ME&start=2020-01&end=2020-09&as_of=2020-07-17&note=sunjournal-2020-07-17-q1"
    )
    first = {}
    for item in held.commentary.articles:
        (entry,) = (entry for entry in entries(whole) if (entry.card.url, entry.card.title) == (item.url, item.title))
        if entry.card.chart_url:
            first.setdefault(parsed(site, entry.card.chart_url).place, entry.card.chart_url)
    assert {"CA-AB", "CA-BC", "US", "US-CA-SF", "US-ME"} <= set(first)
    for address in first.values():
        answer = client.get(address)
        assert answer.status_code == 200
        assert "This archive has nothing that was published by that day" not in answer.text


def parsed(site, address):
    return parse_query(parse_qs(urlsplit(address).query), site.availability)


def test_every_link_opens_the_quoted_series_or_says_what_is_not_held(site, whole, held):
    """None leads to a release of long before its writing without a word of it."""
    cards = {(entry.card.url, entry.card.title): entry.card for entry in entries(whole)}
    told, silent, elsewhere = Counter(), [], []
    about_figures = [item for item in held.commentary.articles if item.claims]
    for item in about_figures:
        card, quoted = cards[item.url, item.title], find_quoted_series(site, item)
        told[re.sub(r": .*", "", card.chart_label)] += 1
        if not card.chart_url:
            assert card.chart_label == "This archive has no release of these figures from that day or before."
            assert quoted is None or quoted.release is None
            continue
        view = parsed(site, card.chart_url)
        assert (view.note, view.place in {claim.place for claim in item.claims}) == (note_id(item), True)
        series = site.index.find(measure=view.measure, place=view.place)
        newest = max(day for day in series.vintages() if day <= item.published_on)
        compared = [judged.judgement.measure for judged in judge_claims(site, item) if judged.judgement.then]
        if (view.as_of, view.measure) != (item.published_on, compared[0] if compared else quoted.measure):
            elsewhere.append(item.id)
        is_old = (item.published_on - newest).days > MAX_RELEASE_AGE_DAYS
        said = {
            f"Nearest release in this archive: {doubt}{ENGLISH.day(newest)}"
            for doubt in ("", "on or before ", "about ")
        }
        if is_old and card.chart_label not in said:
            silent.append(item.id)
    assert (silent, elsewhere) == ([], []), f"links by their words: {dict(told)}"
    assert sum(told.values()) == len(about_figures)
    others = [cards[item.url, item.title] for item in held.commentary.articles if not item.claims]
    assert {(card.chart_url, card.chart_label) for card in others} == {("", "")}
    assert min(told.values()) > 10, f"links by their words: {dict(told)}"


@pytest.mark.slow
def test_every_link_leads_to_a_page_with_its_writing_open(client, whole):
    addresses = {entry.card.id: entry.card.chart_url for entry in entries(whole) if entry.card.chart_url}
    assert len(addresses) > 150
    for card, address in addresses.items():
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert f'<details class="card marked" aria-current="true" open id="{card}">' in answer.text, address


def test_no_chart_is_offered_from_before_the_first_release(client, whole, held):
    oldest = by_id(whole)["note-rr-2006-08-18-rohr"]
    portugal = [entry for entry in entries(whole) if entry.places == held.places["PT"].name["en"]]
    assert portugal
    page = client.get("/commentary?lang=fr").text
    for entry in [oldest, *portugal]:
        assert entry.card.chart_url == ""
        article = page.partition(f'<article id="{entry.card.id}">')[2].partition("</article>")[0]
        assert "<span>Aucune publication de ces chiffres, à cette date ou avant, n’a été recueillie.</span>" in article


# -- the choices -------------------------------------------------------------------------------------------------------


@examples(20)
@given(st.sampled_from(["", "CA-BC", "CA-AB", "US", "US-ME", "CA-PE", "INT"]), st.sets(st.sampled_from(KINDS)))
def test_any_choice_shows_its_entries_and_says_how_many(place, kinds):
    site = made_site()
    chosen = tuple(kind for kind in KINDS if kind in kinds)
    found = build_commentary_list(site, ENGLISH, CommentaryChoice(place, chosen))
    commentary = site.snapshot.commentary
    expected = (
        annotations.entries_about(commentary, site.snapshot.places, place, chosen)
        if place
        else [entry for entry in everything(site.snapshot) if entry.kind in kinds]
    )
    shown = entries(found)
    assert sorted(entry.card.title for entry in shown) == sorted(entry.title for entry in expected)
    verb = "is" if len(shown) == 1 else "are"
    assert (
        found.count_note
        == f"{len(shown)} of {len(everything(site.snapshot))} articles and events {verb} shown, newest first."
    )
    assert bool(found.values_note) == any(entry.card.quotes for entry in shown)
    assert found.card_ids == {entry.card.id for entry in shown}
    assert (found.place, dict(found.kinds)[found.kind]) == (place, words(chosen))


def made_site():
    """What is shipped, with few figures to set the quoted ones beside."""
    return made.site([made.figure("2020-07", "2020-08-25", 175), made.figure("2020-07", "2021-01-01", 186)])


def words(chosen):
    return "all kinds" if chosen == KINDS else ", ".join(chosen) or "none"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("harm reduction AND recovery both", ["note-rr-harm-reduction-and-recovery-both"]),
        ("harm-reduction AND recovery both", ["note-rr-harm-reduction-and-recovery-both"]),
        ("cbc 177", ["note-cbc-2020-08-25-july"]),
        ("bonnie henry 2026 nowhere", []),
        ("no such word anywhere", []),
    ],
)
def test_words_are_found_in_titles_authors_publications_places_and_figures(site, query, expected):
    found = {entry.card.id for entry in entries(build_commentary_list(site, ENGLISH, CommentaryChoice(query=query)))}
    assert found >= set(expected)
    assert bool(found) == bool(expected)
    assert len(found) < 10


def test_an_accent_or_a_case_finds_the_same(site):
    ids = [
        {entry.card.id for entry in entries(build_commentary_list(site, FRENCH, CommentaryChoice(query=query)))}
        for query in ("écosse", "ECOSSE", "  Ecosse ")
    ]
    assert ids[0] == ids[1] == ids[2] != set()


def test_the_most_changed_comes_first_and_what_quotes_nothing_last(site, client):
    found = build_commentary_list(site, ENGLISH, CommentaryChoice(sort="change"))
    changes = [entry.change for entry in entries(found)]
    assert changes == sorted(changes, reverse=True)
    assert (changes[0] > 0.1, changes[-1]) == (True, 0)
    assert len(found.years) == 1
    page = client.get("/commentary?sort=change&q=deaths").text
    assert "most changed first" in page
    assert '<nav aria-label="Years">' not in page
    assert 'rel="canonical" href="/commentary?q=deaths&amp;sort=change"' in page


@pytest.mark.parametrize(("option", "value"), [("sort", "newest"), ("q", "x" * 201), ("note", "nothing")])
def test_what_no_entry_has_is_refused_by_name(client, option, value):
    answer = client.get(f"/commentary?{option}={value}")
    assert (answer.status_code, option in answer.text) == (400, True)


def test_only_places_with_entries_are_offered(site, held, whole):
    expected = {code for entry in everything(held) for code in places_of(entry)}
    assert sorted(code for code, _ in whole.places) == ["", *sorted(expected)]
    assert dict(build_commentary_list(site, FRENCH).places)["GB-SCT"] == "Écosse"
    assert sorted(code for code, _ in build_commentary_list(site, ENGLISH, CommentaryChoice("CA-PE")).places) == [
        "",
        *sorted({*expected, "CA-PE"}),
    ]


def test_the_form_keeps_what_is_chosen(client):
    page = client.get("/commentary?places=US-ME&kinds=blog,news&lang=fr").text
    assert re.findall(r'<option value="([^"]*)" selected>', page) == ["US-ME", "blog,news", "day"]
    assert '<input type="hidden" name="lang" value="fr">' in page
    assert '<option value="blog,news" selected>blogue, article de presse</option>' in page
    assert re.findall(r'<option value="([^"]*)" selected>', client.get("/commentary").text) == ["", "", "day"]


def test_a_form_sent_with_nothing_chosen_shows_all(client, held):
    page = client.get("/commentary?places=&kinds=").text
    assert len(Page(page).articles) == len(everything(held))


def test_the_usual_place_can_be_chosen(client, held):
    page = client.get("/commentary?places=CA-BC").text
    titles = [entry.title for entry in annotations.entries_about(held.commentary, held.places, "CA-BC", KINDS)]
    assert len(Page(page).articles) == len(titles) < len(everything(held))
    assert re.search(r'<link rel="canonical" href="/commentary\?places=CA-BC">', page)
    assert '<a class="other-language" href="/commentary?places=CA-BC&amp;lang=fr"' in page


def test_an_empty_choice_says_so(client, lang):
    page = client.get(f"/commentary?kinds=none&lang={lang}").text
    assert get_locale(lang).text("No article or event is shown for this choice.") in page
    assert Page(page).articles == {}
    assert get_locale(lang).text("Years") not in page
    whole_page = "/commentary" if lang == "en" else "/commentary?lang=fr"
    assert f'<a href="{whole_page}">{get_locale(lang).text("Show all")}</a>' in page


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("places=CA-XX", "places"),
        ("places=CA-BC,US", "places"),
        ("kinds=poem", "kinds"),
        ("kinds=blog&kinds=news", "kinds"),
        ("unit=rate", "unit"),
        ("as_of=2020-08-25", "as_of"),
        ("lang=de", "lang"),
        ("note=a-b&note=c-d", "note"),
    ],
)
def test_a_bad_option_is_named(client, query, named):
    answer = client.get(f"/commentary?{query}")
    assert answer.status_code == 400
    assert f"{named}=" in answer.text


# -- one entry ---------------------------------------------------------------------------------------------------------


def marked(page):
    return re.findall(r'<article id="([^"]+)" class="marked" aria-current="true">', page)


def test_every_entry_has_an_address_that_marks_it(client, whole, held):
    page = client.get("/commentary").text
    assert marked(page) == []
    links = re.findall(r'<a class="permalink" href="([^"]+)" aria-describedby="([^"]+)-title">', page)
    assert len(dict(links)) == len(links) == len(everything(held))
    assert [card_id for _, card_id in links] == [entry.card.id for entry in entries(whole)]
    assert page.count('<span aria-hidden="true">#</span><span class="hidden">Link to this entry</span></a>') == len(
        links
    )
    for address, card_id in [*links[:2], *links[-2:]]:
        assert marked(client.get(address).text) == [card_id]


@pytest.mark.parametrize("query", ["", "&kinds=event", "&kinds=none", "&places=US-ME", "&places=GB-SCT&kinds=policy"])
def test_an_entry_is_shown_and_marked_whatever_is_chosen(client, lang, query):
    page = client.get(f"/commentary?note=cbc-2020-08-25-july{query}&lang={lang}").text
    assert marked(page) == [STORY]
    assert re.findall(r'<h3 id="([^"]+)-title" tabindex="-1" autofocus>', page) == [STORY]
    shown = Page(client.get(f"/commentary?lang={lang}{query}").text).articles
    assert set(Page(page).articles) == {*shown, STORY}


def test_an_event_has_an_address_too(client):
    event = "2016-04-14-public-health-emergency-declared-over-drug-overdo"
    assert marked(client.get(f"/commentary?note={event}").text) == [f"note-{event}"]


def test_the_address_of_an_entry_is_kept_in_the_other_language(client):
    page = client.get("/commentary?note=cbc-2020-08-25-july").text
    assert '<link rel="canonical" href="/commentary?note=cbc-2020-08-25-july">' in page
    assert '<a class="other-language" href="/commentary?note=cbc-2020-08-25-july&amp;lang=fr"' in page
    assert '<a href="/commentary" aria-current="page">' in page


def test_an_id_that_no_entry_has_is_refused_with_those_that_look_like_it(client):
    answer = client.get("/commentary?note=cbc-2020-08-25-juli")
    assert answer.status_code == 400
    assert "note=cbc-2020-08-25-juli: expected the id of an article or an event. Did you mean cbc-2020-08-25-july" in (
        unescape(answer.text)
    )
    assert client.get("/commentary?note=cbc-2020-08-25-july&note=cbc-2020-08-25-july").status_code == 400


# -- other holdings, and French ----------------------------------------------------------------------------------------


def test_a_writing_without_figures_or_places(held):
    item = replace(held.commentary.by_id("cbc-2020-08-25-july"), claims=(), cites=())
    alone = Dataset(replace(held, commentary=Commentary((item,), ())))
    found = build_commentary_list(alone, ENGLISH)
    (entry,) = entries(found)
    assert (entry.places, entry.change_note, entry.card.quotes, found.values_note) == ("", "", (), "")
    assert found.count_note == "1 of 1 articles and events is shown, newest first."
    assert found.places == (("", "all places"),)


def test_where_no_figure_is_held_nothing_has_changed(tmp_path, held):
    page = create_app(Config(data=tmp_path)).server.test_client().get("/commentary").text
    assert len(Page(page).articles) == len(everything(held))
    assert "this archive has no figure for this place and period" in page
    assert 'class="changed"' not in page
    assert "See the chart as of that day" not in page


@pytest.mark.parametrize("query", ["", "&kinds=none", "&places=US&kinds=research,policy"])
def test_a_french_page_says_nothing_of_ours_in_english(client, site, query):
    page = Page(re.sub(r"<script>.*?</script>", "", client.get(f"/commentary?lang=fr{query}").text, flags=re.DOTALL))
    ours = {english for english, french in in_french().items() if english != french}
    assert page.own & ours == set()
    assert "Articles et événements" in page.own
    names = {entry.card.byline for entry in entries(build_commentary_list(site, FRENCH))}
    english = re.compile(r"\b(?:deaths?|published|held|figures?|since|the|and|all|none|months?)\b")
    assert [text for text in page.own - names if english.search(text)] == []


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_places_are_listed_by_name(client, lang):
    page = client.get(f"/commentary?lang={lang}").text
    select = page[page.index('name="places"') :].partition("</select>")[0]
    names = [unescape(name) for name in re.findall(r"<option[^>]*>([^<]*)</option>", select)][1:]
    assert len(names) > 5
    assert names == sorted(names, key=sort_key)
