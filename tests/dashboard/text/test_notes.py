"""A total that its own parts contradict is marked wherever its value stands, and nowhere before its day."""

import pytest

TOTALS = [
    ("places=US-CA-SF&measure=sf-overdose-deaths-ytd", "2023-08", "453", "471"),
    ("places=CA-AB&measure=ab-opioid-deaths-ytd", "2024-08", "431", "519"),
]


@pytest.mark.parametrize(("query", "month", "total", "parts"), TOTALS)
@pytest.mark.parametrize(("lang", "words"), [("en", "is doubted: "), ("fr", "est mis en doute\N{NO-BREAK SPACE}: ")])
def test_a_doubted_total_is_marked_in_words_table_picture_and_rows(client, query, month, total, parts, lang, words):
    address = f"?{query}&lang={lang}"
    page = client.get(f"/chart/trend{address}").text
    assert page.count(words) >= 2  # below the chart, and in the row of the table
    assert f"<td>{total}<" in page
    (row,) = [line for line in client.get(f"/chart/trend.csv{address}").text.splitlines() if words in line]
    assert f",{total},provisional," in row
    assert parts in row
    picture = client.get(f"/chart/trend.svg{address}").text
    assert words.split("\N{NO-BREAK SPACE}")[0].split(":")[0] in picture
    before = client.get(f"/chart/trend{address}&as_of={month}-10").text
    assert words not in before
