"""What the front page says of the place and the day chosen."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from dashboard.charts.registry import default_params
from dashboard.web.callbacks import Choice, update_page
from dashboard.web.pages import latest_changes as latest_changes_module
from dashboard.web.pages.headline import write_headline
from dashboard.web.pages.home import build_home, revision_example
from dashboard.web.pages.latest_changes import latest_changes
from etl.core.columns import SERIES_COLUMNS
from etl.store import differences
from tests.dashboard import made

OTHER_PLACES = re.compile("British Columbia|B\\.C\\.|Colombie-Britannique")
MONTH_WORDS = re.compile(r"in each month|monthly figures|\d earlier months|>Month<")


def own_words(client, address):
    """The front page without its navigation: headline, chart and background, up to what is for whom."""
    text = client.get(address).text
    text = re.sub(r"<(script|style|details|form)\b.*?</\1>", "", text, flags=re.DOTALL)
    return text[text.index("<main") : text.index("audience-columns")]


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize(
    ("places", "name"),
    [("US-OH", "Ohio"), ("US-ME", "Maine"), ("CA-QC", "Qu"), ("PT", "Portugal"), ("US-CA-SF", "San")],
)
def test_nothing_on_the_front_page_of_a_place_is_of_the_usual_one(client, places, name, lang):
    words = own_words(client, f"/?places={places}&lang={lang}")
    assert name in words[: words.index("</header>")]
    assert not OTHER_PLACES.search(words)


@pytest.mark.parametrize("places", ["US-OH", "CA-QC", "GB-SCT"])
def test_what_is_not_of_months_is_not_called_so(client, places):
    assert not MONTH_WORDS.search(own_words(client, f"/?places={places}"))


@pytest.mark.parametrize(
    ("address", "headline"),
    [
        ("/", "June 2026: 138 deaths, as first published on 11 August 2026"),
        ("/?places=US-OH", "May 2024 to April 2025: 2,830 deaths, published on or before 17 September 2025"),
        ("/?places=CA-QC", "July to September 2025: 148 deaths, published on or before 31 March 2026"),
        ("/?as_of=2020-08-25", "July 2020: 175 deaths, as first published on 25 August 2020"),
        (
            "/?places=US-OH&as_of=2018-01-01",
            "June 2016 to May 2017: 5,097 deaths, published on or before 16 December 2017",
        ),
        ("/?places=US-OH&as_of=2010-01-01", "This archive has nothing that was published by that day."),
        ("/?places=PT", "This archive has no figure for this choice."),
        ("/?unit=rate", "deaths per 100,000 people, computed from counts published up to 11 August 2026"),
    ],
)
def test_the_headline_is_the_newest_value_of_the_chart(client, address, headline):
    assert headline in re.search("<h1>(.*)</h1>", client.get(address).text)[1]


def test_a_sum_that_ends_before_the_newest_value_is_left_out(site, usual):
    then = write_headline(made.charts_of(site), replace(usual, as_of=date(2020, 8, 25)))
    assert then.now == "Newest in this archive: 186 (published 11 August 2026)."
    assert not any("12 months" in line for line in then.summary)
    assert write_headline(made.charts_of(site), usual).summary[0].startswith("In the 12 months to June 2026: 1,678")


def test_no_direction_is_named_where_earlier_values_do_not_show_it(site):
    for place in ("CA-QC", "CA", "GB-SCT", "US-ME"):
        lines = write_headline(made.charts_of(site), default_params(site.availability, place)).summary
        assert not any("usually rise" in line for line in lines), place


def test_the_range_in_which_a_fresh_figure_will_end_is_said_where_one_is_given(site, usual):
    assert write_headline(made.charts_of(site), usual).summary[-1] == (
        "June 2026: 138 so far; such months ended at 140 to 158."
    )
    assert not any("so far" in line for line in summary_of(site, "US-ME"))
    as_then = replace(usual, as_of=date(2020, 8, 25))  # when too few of such ranges could have been checked
    assert not any("so far" in line for line in write_headline(made.charts_of(site), as_then).summary)


def test_a_provisional_figure_is_called_so_with_what_became_of_earlier_ones(site):
    (*_, line, _) = write_headline(made.charts_of(site), default_params(site.availability, "US-OH")).summary
    assert line.startswith("The publisher calls this figure provisional. Recent figures usually rise, by +0.1%")
    assert "of 46 earlier figures, 29 had risen, 6 had fallen and 11 had not changed" in line


def test_the_direction_of_its_figures_is_that_of_the_place(site, usual):
    english, french = (
        write_headline(made.charts_of(site), replace(usual, lang=lang)).summary[0] for lang in ("en", "fr")
    )
    assert "usually rise" in english
    assert "earlier figures, 98 had risen, 5 had fallen and 2 had not changed" in english
    assert "98 étaient en hausse, 5 en baisse et 2 sans changement." in french


def test_a_value_is_first_published_only_where_no_release_before_it_can_be_missing():
    rows = [made.figure("2020-05", "2020-06-11", 170), made.figure("2020-06", "2020-07-16", 175, edition=2)]
    monthly = made.site(rows)
    assert "as first published on 16 July 2020" in write_headline(made.charts_of(monthly), made.state(monthly)).text
    with_gap = made.site([rows[0], made.figure("2020-06", "2021-07-16", 175, edition=2)])
    assert "as published on 16 July 2021" in write_headline(made.charts_of(with_gap), made.state(with_gap)).text


def test_nothing_later_than_the_day_stands_under_what_changed_and_was_written(site, usual):
    then = build_home(made.charts_of(site), replace(usual, as_of=date(2020, 8, 25)))
    assert "this release (25 August 2020) has 1 new, 3 changed" in then.latest_changes.text
    assert max(card.day for card in then.writings.cards) == date(2020, 8, 25)
    assert "as_of=2020-08-25" in then.revision_example.releases_url


def test_without_a_revised_value_there_is_no_example():
    unrevised = made.site(
        [made.figure("2020-05", "2020-06-11", 170), made.figure("2020-06", "2020-07-16", 175, edition=2)]
    )
    assert revision_example(made.charts_of(unrevised), made.state(unrevised)) is None


def test_a_choice_on_the_front_page_brings_what_it_says_of_it(site):
    parts = update_page(made.charts_of(site), Choice("trend", "places=US-OH", "places", is_home=True))["parts"]
    assert "Ohio" in parts["lead"]
    assert not OTHER_PLACES.search(parts["lead"] + parts["background"])
    assert "places=US-OH" in parts["readers_list"]
    assert "lead" not in update_page(made.charts_of(site), Choice("trend", "places=US-OH", "places"))["parts"]


def test_the_newest_changes_are_those_of_its_own_series(site, usual, monkeypatch):
    looked_through, changes = [], differences.changes_between

    def watched(rows, *days):
        looked_through.append(rows)
        return changes(rows, *days)

    monkeypatch.setattr(latest_changes_module.differences, "changes_between", watched)
    found = latest_changes(made.charts_of(site), usual)
    view, (rows,) = made.data_of(site, default_params(site.availability)).first_view, looked_through
    assert rows.groupby(SERIES_COLUMNS).ngroups == 1
    every = changes(site.snapshot.table, view.releases[-1] - timedelta(days=1), view.releases[-1])
    own = every[(every["measure"] == usual.measure) & (every["place"] == usual.place) & (every["group"] == "all")]
    assert len(found.rows) == min(
        own["change"].isin(["raised", "lowered"]).sum(), latest_changes_module.MAX_CHANGE_ROWS
    )
    assert f"{(own['change'] == 'new').sum()} new" in found.text
    assert found.release_url == f"/releases/{view.source.id}/{view.releases[-1]}"
    assert f"{(own['change'] == 'first_held').sum()} new to this archive" in found.text


def test_the_title_names_what_was_chosen(client):
    usual = "Unregulated drug deaths by month, British Columbia · Overdose statistics"
    assert f"<title>{usual}</title>" in client.get("/").text
    title = "Unregulated drug deaths by month, British Columbia · 25 August 2020 · Overdose statistics"
    assert f"<title>{title}</title>" in client.get("/?as_of=2020-08-25").text


@pytest.mark.parametrize(
    ("address", "chart"),
    [
        ("/?places=US-OH", "/chart/trend?places=US-OH"),
        ("/commentary?places=US-ME&kinds=news", "/chart/trend?places=US-ME"),
        ("/chart/compare?places=CA-AB,CA-ON", "/chart/trend?places=CA-AB"),
        ("/sources", "/chart/trend"),
    ],
)
def test_the_link_to_the_chart_keeps_the_place(client, address, chart):
    assert re.search(f'id="to-chart" href="{re.escape(chart)}[&"]', client.get(address).text)


def test_what_other_deaths_were_counted_as_is_no_earlier_value(site):
    """Of the fall of 2020 British Columbia counted all drugs until 2025, and opioids alone since: 497, and 445."""
    options = {"measure": "apparent-opioid-deaths-quarter", "as_of": "2026-06-30", "edition": 13}
    charts = made.charts_of(site)
    assert revision_example(charts, made.state(site, places=("CA-BC",), **options)) is None
    alberta = revision_example(charts, made.state(site, places=("CA-AB",), **options))
    assert alberta.text.startswith("October to December 2020: 331 deaths, published on or before 30 June 2021; 348")


# -- like for like -----------------------------------------------------------------------------------------------------


def summary_of(site, place, lang="en", measure="", **chosen):
    params = replace(default_params(site.availability, place, measure=measure), lang=lang, **chosen)
    return write_headline(made.charts_of(site), params).summary


@pytest.mark.parametrize(
    ("day", "line"),
    [
        (
            date(2024, 8, 30),
            (
                "These sums cannot be compared like for like; their newest part can. July 2024: 192; July 2023: 226 "
                "(−34, −15%). Like for like, as published 30 and 29 days after the ends of these periods: 192 and 198 "
                "(−6, −3%)."
            ),
        ),
        (
            date(2023, 11, 1),
            (
                "These sums cannot be compared like for like; their newest part can. September 2023: 175; "
                "September 2022: 194 (−19, −10%). Like for like, as published 32 and 38 days after the ends of these "
                "periods: 175 and 171 (+4, +2%). The direction differs."
            ),
        ),
        (
            date(2020, 11, 25),
            (
                "October 2020: 162; October 2019: 75 (+87, +116%). Like for like, as published 25 and 35 days after "
                "the ends of these periods: 162 and 69 (+93, +135%)."
            ),
        ),
    ],
)
def test_the_newest_month_is_also_compared_with_a_figure_of_its_age(site, day, line):
    assert line in summary_of(site, "CA-BC", as_of=day)


def test_a_change_that_cannot_be_formed_like_for_like_is_said_to_be(site):
    (*_, line) = (text for text in summary_of(site, "US-CA-SF") if "like for like" in text)
    assert line.startswith("This change cannot be formed like for like")
    (sums, refusal, *_) = summary_of(site, "CA-AB")
    assert "1,338 (−187, −14%)" in sums
    assert refusal == line


def test_nothing_of_it_is_said_of_a_settled_figure(site):
    assert not any("like for like" in line.lower() for line in summary_of(site, "US-OH"))


def test_a_year_between_first_figures_is_said_to_be_of_one_age(site):
    lines = summary_of(site, "US-ME")
    assert lines[0] == "2024: 490 deaths; difference: −100, −20%."
    assert lines[1] == (
        "Both figures are equally fresh: as published 55 and about 59 days after the ends of their periods."
    )


def test_a_year_to_date_is_compared_in_both_languages(site):
    chosen = {"measure": "me-drug-deaths-ytd"}
    assert summary_of(site, "US-ME", **chosen)[1].endswith(
        "about 61 and about 61 days after the ends of these periods: 292 and 372 (−80, −22%)."
    )
    assert summary_of(site, "US-ME", "fr", **chosen)[1].startswith(
        "À délai égal, tels que publiés environ 61 et environ 61"
    )


def test_across_a_break_nothing_is_compared(site):
    for lang in ("en", "fr"):
        (line,) = summary_of(site, "CA-QC", lang)
        assert "%" not in line


def test_of_a_past_day_the_front_page_says_that_newer_periods_were_published(client):
    page = client.get("/?places=US-OH&as_of=2020-08-25").text
    assert "Newer periods were published since: May 2024 to April 2025: 2,830" in page.replace("\u00a0", " ")
    assert "Newer periods were published since" not in client.get("/?places=US-OH").text


def test_what_is_counted_stands_under_the_headline_where_it_is_not_what_the_measure_says(client):
    page = client.get("/?places=CA-QC").text
    assert re.search(r'</h1>\s*<p class="counting">From 2024 on, deaths from all drugs are counted in Quebec', page)
    assert 'class="counting"' not in client.get("/?places=CA-ON").text
