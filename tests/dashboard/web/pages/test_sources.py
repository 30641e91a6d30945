"""The page of the sources: every definition of the registry, and what is held of each source."""

import re
from html import unescape
from html.parser import HTMLParser

import pytest

from dashboard.app import create_app
from dashboard.config import Config
from dashboard.i18n import get_locale
from dashboard.web.pages.sources import build_sections
from etl import registry
from etl.store import release_gaps, summary
from etl.store.files import PROJECT_DATA_DIR
from tests.dashboard.chart_json import read_rows

BC = "ca-bc-coroners"
HOST = "https://example.org"
UNTRIED = "What reads its files was made from programs that read them, and has not yet been tried on a real file."


class Text(HTMLParser):
    """What a page says, and the cells of its table by row."""

    def __init__(self, page):
        super().__init__()
        self.said, self.cells, self.open = [], [], False
        self.feed(page)
        self.text = " ".join(" ".join(self.said).split())

    def handle_starttag(self, tag, _attrs):
        if tag == "tr":
            self.cells.append([])
        if tag in {"th", "td"}:
            self.open = True
            self.cells[-1].append("")

    def handle_endtag(self, tag):
        if tag in {"th", "td"}:
            self.open = False

    def handle_data(self, data):
        self.said.append(data)
        if self.open:
            self.cells[-1][-1] += data


@pytest.fixture(scope="module", params=["en", "fr"])
def lang(request):
    return request.param


@pytest.fixture
def page(client, lang):
    return client.get(f"/sources?lang={lang}").text


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    return create_app(Config(data=tmp_path_factory.mktemp("empty"))).server.test_client()


def found(site, lang="en"):
    return {section.id: section for section in build_sections(site, get_locale(lang), HOST)}


def test_every_source_has_its_section_with_all_its_words(page, lang):
    text = Text(page).text
    for source in registry.SOURCES.values():
        assert f'<section class="source" id="{source.id}"' in page
        for said in (source.publisher, source.cadence, source.terms, source.citation):
            assert " ".join(said[lang].split()) in text
        for measure in source.measures:
            assert f"<code>{measure.id}</code>" in page
            for said in (measure.definition, measure.certainty, measure.geography, measure.suppression):
                assert " ".join(said[lang].split()) in text


def test_the_comparison_has_a_row_for_each_definition_of_deaths(page, lang):
    rows = [row for row in Text(page).cells if len(row) != 4]
    titles = [row[-5].strip() for row in rows[1:]]
    of_deaths = [
        one.title[lang]
        for source in registry.SOURCES.values()
        for one in summary.measure_families(source)
        if one.representative.counts_deaths
    ]
    assert sorted(titles) == sorted(of_deaths)
    assert {len(row) for row in rows} <= {5, 7}


def test_places_that_two_publishers_count_stand_with_both_definitions(page, lang):
    rows = [row for row in Text(page).cells if len(row) == 4][1:]
    locale = get_locale(lang)
    bc, agency = registry.source(BC).publisher[lang], registry.source("ca-phac").publisher[lang]
    (columbia,) = [cells for cells in rows if bc in cells[1] and agency in cells[2]]
    assert registry.measure("unregulated-deaths-year").geography[lang].split(";")[0].rstrip(".") in columbia[1]
    first, second = (
        float(re.match(r"[\d\s,]+", cell)[0].translate({ord(c): "" for c in " ,\u202f\u00a0"}))
        for cell in columbia[1:3]
    )
    assert columbia[3] == locale.change(second / first - 1)
    assert len(rows) >= 8


def test_british_columbia_stands_first_then_countries_before_their_parts(site):
    first, *others = found(site)
    assert first == BC
    places = [registry.source(source_id).place for source_id in others]
    assert places == sorted(places)
    assert sorted([first, *others]) == sorted(registry.SOURCES)


def test_what_all_definitions_of_a_source_say_alike_is_said_once(site):
    section = found(site)["ca-phac"]
    measure = registry.source("ca-phac").measures[0]
    assert section.shared_terms == (
        ("How certain it is", measure.certainty["en"]),
        ("Where", measure.geography["en"]),
    )
    assert {tuple(term for term, _ in one.terms) for one in section.definitions} == {
        ("What is counted", "What is withheld")
    }


def test_what_is_held_is_that_of_the_store(site, held):
    section = found(site)[BC]
    holding = summary.summarize(registry.source(BC), held.table, held.ledger)
    said = dict(section.holdings)
    assert section.silence.last_release == holding.last_release
    assert said["Release days"] == str(holding.release_days)
    assert said["Latest"] == get_locale("en").day(holding.last_release)
    gap = said["Usual gap between releases in this archive"]
    assert gap == f"{holding.median_gap_days} days"
    assert said["Rows in the data"] == get_locale("en").number(holding.row_count)
    assert said["Newest period"] == get_locale("en").period(holding.newest_period)


def test_few_releases_have_no_usual_gap(site):
    held = {source_id: dict(section.holdings) for source_id, section in found(site).items() if section.holdings}
    few = {name for name, said in held.items() if int(said["Release days"]) < release_gaps.MIN_RELEASE_DAYS}
    assert "us-ct-ocme" in few
    assert {
        source_id for source_id, said in held.items() if "Usual gap between releases in this archive" not in said
    } == few


def test_how_the_days_are_known_is_said_in_words(site, lang):
    section = found(site, lang)["us-ct-ocme"]
    expected = {"en": "latest possible day: 5", "fr": "date la plus tardive possible\u00a0: 5"}
    assert section.vintage_basis == expected[lang]
    for section in (section for section in found(site, lang).values() if section.vintage_basis):
        counts = [int(number) for number in re.findall(r": (\d+)", section.vintage_basis.replace("\u00a0", ""))]
        days = next(said for term, said in section.holdings if term == get_locale(lang).text("Release days"))
        assert sum(counts) == int(days)


def test_how_the_days_are_known_is_on_the_page(client):
    assert "<dt>How the days are known</dt><dd>latest possible day: 5</dd>" in client.get("/sources").text


def test_a_citation_names_day_edition_and_address(client, site, held):
    cited = found(site)[BC].citation
    assert cited.startswith(registry.source(BC).citation["en"] + " Published ")
    assert f", as known in edition {held.edition}. {HOST}/chart/trend?" in cited
    address = cited.rpartition(" ")[2].removeprefix(HOST)
    assert f"edition={held.edition}" in address
    assert client.get(address).status_code == 200


def test_the_day_of_a_citation_is_that_of_the_series_at_its_address(client, site):
    for section in found(site).values():
        address = section.citation.rpartition(" ")[2].removeprefix(HOST)
        if not address.startswith("/chart/"):
            continue
        as_of = re.search(r"as_of=([\d-]+)", address)[1]
        newest = max(
            row["release"].split(":")[1][:10]
            for row in read_rows(client.get(address.replace("trend?", "trend.json?")).json)
            if row["release"]
        )
        assert newest == as_of, section.id


def test_a_citation_of_the_page_begins_where_the_page_was_asked_for():
    client = create_app(Config(PROJECT_DATA_DIR, allowed_hosts=("here.test",))).server.test_client()
    cited = re.search(rf'id="{BC}-cite">([^<]+)<', client.get("/sources", base_url="http://here.test").text)[1]
    assert " http://here.test/chart/trend?" in cited
    app = create_app(Config(PROJECT_DATA_DIR, base_url="https://example.org/overdoses"))
    page = app.server.test_client().get("/sources").text
    assert " https://example.org/overdoses/chart/trend?" in re.search(rf'id="{BC}-cite">([^<]+)<', page)[1]


def test_periods_lead_to_charts_only_where_figures_are_held(client, site):
    held = {measure for measures in site.availability.measures.values() for measure in measures}
    for section in found(site).values():
        for span in (span for definition in section.definitions for span in definition.spans):
            assert bool(span.href) == (span.measure in held)
            if span.href:
                assert registry.measure(span.measure).title["en"] in unescape(client.get(span.href).text)


def test_an_empty_store_lists_the_sources_without_a_release(empty, lang):
    page = empty.get(f"/sources?lang={lang}")
    assert page.status_code == 200
    said = get_locale(lang).text("This archive has no release yet.")
    assert Text(page.text).text.count(said) == len(registry.SOURCES)
    untried = get_locale(lang).text(UNTRIED)
    assert Text(page.text).text.count(untried) == sum(source.is_untried for source in registry.SOURCES.values())
    assert 'href="/chart/trend?' not in page.text.split("<main")[1]
    for source in registry.SOURCES.values():
        assert f'id="{source.id}-cite">{source.citation[lang]}<' in page.text


def test_populations_stand_apart(client, site):
    people = [section.id for section in found(site).values() if section.counts_people]
    assert people == [
        section.id
        for section in found(site).values()
        if any(measure.is_population for measure in registry.source(section.id).measures)
    ]
    page = client.get("/sources").text
    heading = page.find("Populations, by which rates are computed")
    for source_id in registry.SOURCES:
        assert (page.index(f'id="{source_id}"') > heading > 0) == (source_id in people)


def test_a_chart_leads_to_the_section_of_its_source(client):
    assert f'<a href="/sources#{BC}">Source: BC Coroners Service.</a>' in client.get("/chart/trend").text
    assert f'<a href="/sources?lang=fr#{BC}">' in client.get("/chart/trend?lang=fr").text


def test_the_navigation_leads_to_the_page_and_to_the_other_language(client):
    assert '<a href="/sources">Sources</a>' in client.get("/").text
    page = client.get("/sources").text
    assert '<a href="/sources" aria-current="page">Sources</a>' in page
    assert re.search(r'class="other-language" href="/sources\?lang=fr"', page)
    assert re.search(r'class="other-language" href="/sources"', client.get("/sources?lang=fr").text)


def test_the_page_is_the_same_on_every_day(client):
    """Days that have passed are counted in the reader's browser: the page itself may be kept."""
    page = client.get("/sources").text
    line = (
        r'<div hidden><dt>Days since the latest</dt><dd data-since="\d{4}-\d\d-\d\d" data-long="72"><span class="days">'
    )
    assert re.search(line + "</span>", page)
