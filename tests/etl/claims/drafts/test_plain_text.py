"""The plain words of a draft, and where they stand in it."""

import pytest

from etl.claims.drafts.plain_text import MAX_SENTENCE_CHARS, plain_text, sentences


def cut(text):
    return [sentence.text.strip() for sentence in sentences(text)]


@pytest.mark.parametrize(
    ("draft", "words"),
    [
        ("13&nbsp;per&nbsp;cent", "13 per cent"),
        ("B.C.&rsquo;s toll", "B.C.'s toll"),
        ("<b>1</b>75 <!-- 99 --> people", "175  people"),
        ("1\u202f202\u200b d’abord", "1 202 d'abord"),
        ("5 < 6 and 7 > 3", "5 < 6 and 7 > 3"),
        ("\u202e175\u202c", "175"),
    ],
)
def test_tags_are_no_words_and_signs_of_a_kind_are_alike(draft, words):
    assert plain_text(draft).text == words


def test_a_block_of_a_page_is_a_paragraph():
    assert cut(plain_text("<p>In May 5</p><p>In June 6</p>").text) == ["In May 5", "In June 6"]


def test_a_place_in_the_plain_words_is_traced_back():
    draft = "<p>a&nbsp;b&mdash;c</p>"
    plain = plain_text(draft)
    assert [draft[plain.offset(plain.text.index(letter))] for letter in "abc"] == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He was 28. In May 5 died.", ["He was 28.", "In May 5 died."]),
        ("B.C. Coroners said so.", ["B.C. Coroners said so."]),
        ("It happened in B.C. The coroner spoke.", ["It happened in B.C.", "The coroner spoke."]),
        ("At 7 p.m. Dr. Roy spoke. She left.", ["At 7 p.m. Dr. Roy spoke.", "She left."]),
        ("A title\n\nA text", ["A title", "A text"]),
        ("one\ntwo", ["one\ntwo"]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text, expected):
    assert cut(text) == expected


def test_a_sentence_without_end_is_cut():
    parts = [sentence.text for sentence in sentences("word " * 1000)]
    assert "".join(parts) == "word " * 1000
    assert max(map(len, parts)) <= MAX_SENTENCE_CHARS
