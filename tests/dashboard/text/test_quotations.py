"""What a writing quotes of a chart, in words: beside it, in the legend, in the table, in both languages."""

from tests.dashboard import made

POST = "rr-harm-reduction-and-recovery-both"
TITLE = "Harm reduction AND recovery. We need both."


def chart(site, **chosen):
    return made.charts_of(site)(made.state(site, **({"note": POST, "as_of": "2020-09-21"} | chosen)))


def test_the_sentence_says_what_is_quoted_and_what_is_held_now(site):
    first = chart(site).text.sentences[0]
    assert first == (
        f"“{TITLE}” (21 September 2020) quotes: May 2020: 174 (newest in this archive: 175); June 2020: 177, 175 "
        "(newest in this archive: 189); July 2020: 175 (newest in this archive: 186)."
    )
    assert first in chart(site).text.alt_text
    assert chart(site, lang="fr").text.sentences[0] == (
        f"«\u00a0{TITLE}\u00a0» (21 septembre 2020) cite\u00a0: mai 2020\u00a0: 174 (dernier chiffre recueilli\u00a0: "
        "175); juin 2020\u00a0: 177, 175 (dernier chiffre recueilli\u00a0: 189); juillet 2020\u00a0: 175 (dernier "
        "chiffre recueilli\u00a0: 186)."
    )


def test_a_rounded_value_stands_beside_the_one_published(site):
    rounded = made.charts_of(site)(
        made.state(site, measure=made.YEAR_TO_DATE, note="interiornews-2020-09-16-nurses", as_of="2020-09-16")
    )
    stated = "January to July 2020: 900 (as published then: 909; no later figure in this archive)."
    assert stated in rounded.text.sentences[0]


def test_the_sentence_says_what_is_quoted_where_none_of_it_is_drawn(site):
    assert chart(site, unit="rate").text.sentences[0] == (
        f"“{TITLE}” (21 September 2020) quotes no figure that is drawn here: 175 deaths in July 2020; 177 deaths in "
        "June 2020; 175 deaths in June 2020, as first reported; 174 deaths in May 2020; July 2020: near the highest; "
        "3 in a row above 170, up to July 2020; 5 in a row above 100, up to July 2020."
    )


def test_the_legend_names_the_writing_where_it_has_rings(site):
    legend = {item.css_class: item.label for item in chart(site).text.legend}
    assert legend["ring"] == f"Quoted in “{TITLE}”"
    assert "ring" not in {item.css_class for item in chart(site, unit="rate").text.legend}
    assert "ring" not in {item.css_class for item in chart(site, note="").text.legend}


def test_the_table_remarks_what_is_quoted(site):
    remarks = {row[0]: row[4] for row in chart(site).table.rows if "quoted" in row[4]}
    assert remarks == {
        "July 2020": f"preliminary; quoted in “{TITLE}”: 175",
        "June 2020": f"preliminary; quoted in “{TITLE}”: 177, 175",
        "May 2020": f"preliminary; quoted in “{TITLE}”: 174",
    }
    assert not any("quoted" in row[4] for row in chart(site, note="").table.rows)
