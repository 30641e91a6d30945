"""A term in writings beside the deaths: what is selected, drawn, said and written."""

import csv
import io
from dataclasses import replace
from datetime import date

import pytest

from dashboard.charts.registry import get_chart
from dashboard.charts.words import text
from dashboard.charts.words.figure import height_px
from dashboard.charts.words.select import tally
from dashboard.dataset.dataset import Dataset
from dashboard.errors import InvalidParameter
from dashboard.export import tables
from dashboard.i18n import get_locale
from dashboard.params.chart_params import parse_query
from dashboard.plotting.theme import FigureOptions
from dashboard.text.chart_text import Table
from etl.core.model import Period
from etl.core.quotation import Quotation, QuoteKind
from etl.reference.claim_rows import Claim
from etl.reference.commentary import Article, Commentary
from etl.reference.kinds import Kind
from etl.reference.terms import Term, WordCounts
from etl.reference.text_counts import Scope, TermCounts, TextCounts
from tests.dashboard import made
from tests.dashboard.chart_json import read_rows
from tests.dashboard.made import figure

COUNTED = "Counted: the texts or excerpts of 2, only the titles of 1."
ENGLISH, FRENCH = get_locale("en"), get_locale("fr")
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
TERMS = (
    Term("treatment", {"en": "treatment", "fr": "traitement"}, {"en": (("treatment",),), "fr": (("traitement",),)}),
    Term("recovery", {"en": "recovery", "fr": "rétablissement"}, {"en": (("recovery",),), "fr": (("recovery",),)}),
)
DEATHS = [figure(f"2020-{month:02}", "2020-12-01", 100 + month) for month in range(1, 10)]
JULY, AUGUST = Period.parse("2020-07"), Period.parse("2020-08")


def writing(item, published, month, kind="news", place="CA-BC"):
    discussed = Period.parse(month)
    claim = Claim(Quotation(QuoteKind.REFERENCE, place, discussed), "", "high", discussed)
    day = date.fromisoformat(published)
    url = f"https://news.example/{item}"
    return Article(item, Kind(kind), f"Title of {item}", "A", "News", day, url, (), "", "high", (claim,))


def counts(item, scope="whole", words=100, **by_term):
    return TextCounts(item, Scope(scope), date(2026, 11, 30), WordCounts(words, by_term, "0" * 64))


WRITINGS = (
    writing("a", "2020-08-25", "2020-07"),
    writing("b", "2020-08-26", "2020-07", kind="blog"),
    writing("c", "2020-09-30", "2020-07"),
    writing("d", "2020-09-30", "2020-08"),
    writing("e", "2020-09-30", "2016-08"),
    writing("f", "2020-09-30", "2020-08", place="CA-AB"),
)
TEXTS = (
    counts("a", treatment=0, recovery=2),
    counts("a", "title", 5, treatment=1, recovery=0),
    counts("b", "excerpt", treatment=3),
    counts("c", "title", 6, treatment=0, recovery=1),
)


def site_of(articles=WRITINGS, texts=TEXTS, deaths=DEATHS):
    snapshot = replace(
        made.holdings(deaths), commentary=Commentary(tuple(articles), ()), term_counts=TermCounts(TERMS, tuple(texts))
    )
    return Dataset(snapshot)


@pytest.fixture(scope="module")
def over():
    return site_of()


def words_data(over, **chosen):
    return made.chart(over, "words", "CA-BC", **chosen)


def rows_of(data):
    rows = csv.DictReader(io.StringIO(tables.to_csv(tables.to_frame(data, ENGLISH))))
    return {row["period"]: row for row in rows}


def bars(data, name):
    """The periods of the bars of a kind, with their ends."""
    (trace,) = [trace for trace in get_chart("words").figure(data, ENGLISH)["data"] if trace["name"] == name]
    return {x[:7]: y for x, y in zip(trace["x"][1::3], trace["y"][1::3], strict=True)}


def test_each_writing_stands_at_the_last_month_that_it_discusses_with_the_most_that_was_counted(over):
    data = words_data(over)
    assert data.params.term == "treatment"
    july = {entry.article.id: (entry.text.scope, entry.count) for entry in data.by_period[JULY]}
    assert july == {"a": ("whole", 0), "b": ("excerpt", 3), "c": ("title", 0)}
    (august,) = data.by_period[AUGUST]
    assert (august.article.id, august.text) == ("d", None)
    assert data.outside == 1  # e is about 2016; f is about another place


def test_zero_and_not_counted_are_not_the_same(over):
    rows = rows_of(words_data(over, term="recovery"))
    columns = ("term", "writings", "texts_counted", "texts_with_term", "titles_counted", "titles_with_term", "mentions")
    assert [rows["2020-07"][name] for name in columns] == ["recovery", "3", "1", "1", "1", "1", "3"]
    assert [rows["2020-08"][name] for name in columns] == ["recovery", "1", "0", "0", "0", "0", ""]
    assert [rows["2020-06"][name] for name in columns] == ["recovery", "0", "0", "0", "0", "0", ""]
    assert (rows["2020-07"]["value"], rows["2020-07"]["vintage"]) == ("107", "2020-12-01")


def test_as_of_a_day_only_what_had_appeared_is_there(over):
    assert tally(words_data(over).writings).writings == 5
    deaths = [figure("2020-07", "2020-08-25", 175)]
    then = words_data(site_of(deaths=deaths), as_of="2020-08-25")
    assert [entry.article.id for entry in then.writings] == ["a"]


def test_only_the_kinds_chosen_are_counted_and_that_is_said(over):
    data = words_data(over, kinds=("news",))
    assert [entry.article.id for entry in data.writings] == ["a", "c", "d", "e"]
    assert "3 articles about British Columbia (news) are on the chart." in text.write_text(data, ENGLISH).sentences[0]


def test_bars_have_the_term_below_and_texts_before_titles(over):
    data = words_data(over)
    assert bars(data, "texts with the term") == {"2020-07": 1}
    assert bars(data, "texts without the term") == {"2020-07": 2}
    assert bars(data, "titles with the term") == {}
    assert bars(data, "titles without the term") == {"2020-07": 3}
    (hollow,) = [trace for trace in get_chart("words").figure(data, ENGLISH)["data"] if trace["name"] == "not counted"]
    assert (hollow["x"], hollow["y"]) == (["2020-08-01"], [0.5])


def test_both_panels_share_one_axis_of_days_and_none_has_two_of_amounts(over):
    layout = get_chart("words").figure(words_data(over), ENGLISH, FigureOptions(narrow=True))["layout"]
    assert layout["xaxis"]["anchor"] == "y3"
    assert layout["yaxis3"]["domain"][1] < layout["yaxis"]["domain"][0]
    assert "overlaying" not in layout["yaxis3"]
    assert layout["yaxis3"]["tickvals"] == [0, 2, 3]


def test_what_a_pointer_reads_says_in_how_many_of_which(over):
    figure_ = get_chart("words").figure(words_data(over), ENGLISH, FigureOptions(hover_labels=True))
    (labels,) = [trace for trace in figure_["data"] if trace["name"] == "labels" and trace.get("yaxis") == "y3"]
    assert [label.split("<br>") for label in labels["customdata"]] == [
        [
            "<b>July 2020</b>",
            "“treatment” stands in 1 of the 2 texts or excerpts counted.",
            "“treatment” stands in 0 of the 1 title counted.",
        ],
        ["<b>August 2020</b>", "In 1 article nothing was counted: that is not zero."],
    ]


def test_the_words_say_how_many_were_counted_of_how_many(over):
    words = text.write_text(words_data(over), ENGLISH)
    assert words.title == "Unregulated drug deaths by month, British Columbia, and “treatment” in articles"
    assert words.summary.startswith(
        "“treatment” stands in 1 of the 2 texts or excerpts counted. “treatment” stands in 0 of the 1"
    )
    assert words.sentences[:6] == (
        f"4 articles about British Columbia are on the chart. {COUNTED}",
        "Counted as “treatment”: treatment, traitement.",
        "Of each bar of articles the coloured part has it and the grey part has not; slim bars are of titles.",
        "A title or an excerpt says nothing of the rest of the text.",
        "In 1 article nothing was counted: that is not zero.",
        "1 more article discusses months that are not on the chart.",
    )
    assert all(
        sentence in words.alt_text for sentence in (*words.sentences, "“treatment” stands in 1 of the 2 texts or")
    )
    assert [(key.css_class, key.label) for key in words.legend][-5:] == [
        ("bar-with", "text or excerpt with “treatment”"),
        ("bar-without", "text or excerpt without it"),
        ("bar-with slim", "title with “treatment”"),
        ("bar-without slim", "title without it"),
        ("hollow", "article in which nothing was counted"),
    ]


def test_in_french_the_term_has_its_french_name(over):
    words = text.write_text(words_data(over, lang="fr"), FRENCH)
    assert words.title.endswith(f"et «{NO_BREAK_SPACE}traitement{NO_BREAK_SPACE}» dans les articles")
    assert words.sentences[0] == (
        f"Sur le graphique{NO_BREAK_SPACE}: 4 articles sur cette région (Colombie-Britannique). "
        f"Comptage{NO_BREAK_SPACE}: texte ou extrait de 2, titre seul de 1."
    )


def test_the_table_names_the_writings_that_have_it(over):
    table = text.build_table(words_data(over), ENGLISH)
    assert table.header[-3:] == ("Commentary", "Texts or excerpts with “treatment”", "Titles with “treatment”")
    row = next(row for row in table.rows if row[0] == "July 2020")
    assert (row[1], row[-3:]) == ("107", ("3", "1 of 2", "0 of 1"))
    assert "“Title of b” (News): 3" in row[3]
    assert next(row for row in table.rows if row[0] == "August 2020")[-3:] == ("1", "", "")


@pytest.mark.parametrize(
    ("articles", "texts", "chosen", "expected"),
    [
        ((), (), {}, "This archive has no article about British Columbia."),
        (WRITINGS, (), {"kinds": ("policy",)}, "This archive has no article about British Columbia (policy)."),
        (
            WRITINGS,
            TEXTS,
            {"as_of": "2020-08-24"},
            "This archive has no article about British Columbia that had appeared by 24 August 2020.",
        ),
        (WRITINGS[:1], (), {}, "Nothing was counted yet in the 1 article about British Columbia, so that nothing"),
        (WRITINGS[:2], (), {}, "Nothing was counted yet in the 2 articles about British Columbia, so that nothing"),
        (WRITINGS, TEXTS[2:3], {"term": "recovery"}, "Nothing was counted yet in the 5 articles"),
    ],
)
def test_where_nothing_was_counted_that_is_said_and_nothing_is_drawn(articles, texts, chosen, expected):
    deaths = [figure("2020-07", "2020-08-20", 175), *DEATHS]
    over = site_of(articles, texts, deaths)
    data = words_data(over, **chosen)
    assert data.is_empty
    assert text.write_text(data, ENGLISH).empty_message.startswith(expected)
    assert made.picture_of(over, data.params, "/") is None
    assert height_px(data, narrow=False) == 200


def test_nothing_held_has_neither_title_nor_rows():
    data = words_data(site_of(deaths=()))
    assert (
        text.write_text(data, ENGLISH).empty_message
        == "This archive has no monthly or quarterly count for this place yet."
    )
    assert text.build_table(data, ENGLISH) == Table((), ())


def test_a_term_that_is_not_counted_is_refused_by_name(over):
    with pytest.raises(InvalidParameter, match="recovery"):
        parse_query({"term": ["recovry"]}, over.availability, get_chart("words").options)
    with pytest.raises(InvalidParameter, match="term"):
        parse_query({"term": ["recovery"]}, over.availability, get_chart("trend").options)


def test_an_address_names_the_term_where_it_is_not_the_first_or_never_changes(over):
    data = words_data(over, term="recovery")
    assert over.urls.chart(data.params) == "/chart/words?term=recovery"
    assert over.urls.chart(words_data(over).params) == "/chart/words"
    assert "term=treatment" in over.pinned_url(words_data(over).params)


def test_what_is_counted_may_grow_so_that_no_answer_is_kept_for_ever(over, client):
    assert not words_data(over, as_of="2020-12-01", edition=1).params.is_immutable
    query = "measure=unregulated-deaths-month&as_of=2020-08-25&edition=1"
    kept = {
        slug: "immutable" in client.get(f"/chart/{slug}.csv?{query}&{more}").headers["Cache-Control"]
        for slug, more in (("trend", ""), ("words", "term=treatment"))
    }
    assert kept == {"trend": True, "words": False}


def test_a_month_lies_in_its_quarter(site):
    data = made.chart(site, "words", "CA-AB", measure="ab-opioid-deaths-quarter")
    assert data.by_period
    assert all(period.length_months == 3 for period in data.by_period)


def test_every_format_of_what_ships_has_the_term(client):
    address = "?term=overdose&as_of=2020-08-25"
    page = client.get(f"/chart/words{address}").text
    for words in ("“overdose” in articles", '<option value="overdose" selected', "title with “overdose”"):
        assert words in page
    assert read_rows(client.get(f"/chart/words.json{address}").json)[-1]["term"] == "overdose"
    assert client.get(f"/chart/words.png{address}").data.startswith(b"\x89PNG")
    picture = client.get(f"/chart/words.svg{address}").text
    assert "Counted as “overdose”" in picture
    assert "surdose" in client.get(f"/chart/words{address}&lang=fr").text
