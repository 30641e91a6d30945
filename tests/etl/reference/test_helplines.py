"""Help lines: reading the file, the lines of a place and its parents, and what ships."""

import csv
import io
import re
from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.core.errors import InvalidDocument, NotFound
from etl.reference import places
from etl.reference.helplines import HelpLine, columns, for_place, read
from etl.store.files import PROJECT_DATA_DIR, Store

PLACES = places.read(
    """code,name_en,name_fr,parent
CA,Canada,Canada,
CA-BC,British Columbia,Colombie-Britannique,CA
CA-BC-fraser,Fraser,Fraser,CA-BC
CA-QC,Quebec,Québec,CA
PT,Portugal,Portugal,
"""
)
LINE = {
    "place": "CA",
    "name_en": "A line",
    "name_fr": "Une ligne",
    "number": "9-8-8",
    "url": "https://line.example/",
    "offers_en": "someone who listens",
    "offers_fr": "une écoute",
    "source": "https://www.health.example/card?page=1",
    "read_on": "2026-11-24",
    "seen": "a card, 2023",
}


def as_csv(*rows):
    text = io.StringIO()
    writer = csv.DictWriter(text, list(columns(PLACES.languages)), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def problems(*rows):
    with pytest.raises(InvalidDocument) as refusal:
        read(as_csv(*rows), PLACES)
    return refusal.value.problems


# -- reading -----------------------------------------------------------------------------------------------------------


def test_every_cell_is_typed():
    (line,) = read(as_csv(LINE).encode(), PLACES)
    assert line == HelpLine(
        place="CA",
        name={"en": "A line", "fr": "Une ligne"},
        number="9-8-8",
        url="https://line.example/",
        offers={"en": "someone who listens", "fr": "une écoute"},
        source="https://www.health.example/card?page=1",
        read_on=date(2026, 11, 24),
        seen="a card, 2023",
    )


@pytest.mark.parametrize(
    ("number", "digits"), [("9-8-8", "988"), ("988", "988"), ("116 123", "116123"), ("1-888-688-6677", "18886886677")]
)
def test_a_telephone_takes_digits_only(number, digits):
    (line,) = read(as_csv(LINE | {"number": number}), PLACES)
    assert (line.number, line.digits) == (number, digits)


def test_the_host_is_that_of_the_source():
    (line,) = read(as_csv(LINE), PLACES)
    assert line.host == "health.example"


def test_a_service_may_have_no_page_of_its_own():
    (line,) = read(as_csv(LINE | {"url": ""}), PLACES)
    assert line.url == ""


def test_a_file_without_lines_is_a_file():
    assert read(as_csv(), PLACES) == ()


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"place": "CA-XX"}, "column place: found 'CA-XX', expected the code of a place in places.csv"),
        ({"place": ""}, "column place: found '', expected a text"),
        ({"name_fr": " "}, "column name_fr: found ' ', expected a text"),
        ({"offers_en": ""}, "column offers_en: found '', expected a text"),
        ({"number": "1-800-662-HELP"}, "column number: found '1-800-662-HELP', expected a number as dialled"),
        ({"number": "988 "}, "column number: found '988 '"),
        ({"number": "9--8"}, "column number: found '9--8'"),
        ({"number": ""}, "column number: found ''"),
        ({"number": "٩٨٨"}, "column number: found '٩٨٨'"),
        ({"url": "988.ca"}, "column url: found '988.ca', expected an address that begins with http:// or https://, or"),
        ({"source": ""}, "column source: found '', expected an address that begins"),
        ({"source": "javascript:alert(1)"}, "column source: found 'javascript:alert(1)'"),
        ({"read_on": "2026-11"}, "column read_on: found '2026-11', expected a day"),
        ({"seen": ""}, "column seen: found '', expected a text"),
    ],
)
def test_a_bad_cell_is_named(change, problem):
    (message,) = problems(LINE | change)
    assert message.startswith(f"helplines.csv line 2, {problem}")


def test_every_problem_is_listed_at_once():
    listed = problems(
        LINE | {"place": "XX"}, LINE, LINE | {"number": "call us", "source": ""}, LINE | {"seen": "again"}
    )
    assert [re.match(r"helplines.csv line (\d), column (\w+)", problem).groups() for problem in listed] == [
        ("4", "number"),
        ("4", "source"),
        ("2", "place"),
        ("5", "number"),
    ]
    assert listed[-1].endswith("expected a number that the place has once; line 3 has it already")


def test_two_places_may_have_the_same_number():
    assert len(read(as_csv(LINE, LINE | {"place": "CA-QC"}), PLACES)) == 2


def test_other_columns_are_refused():
    with pytest.raises(InvalidDocument, match="line 1: found the columns place, number; expected place, name_en"):
        read("place,number\n", PLACES)


def test_a_line_is_in_every_language_of_the_places():
    spoken = places.read("code,name_en,name_fr,name_es,parent\nCA,Canada,Canada,Canadá,\n")
    with pytest.raises(InvalidDocument, match="expected place, name_en, name_fr, name_es, number"):
        read(as_csv(LINE), spoken)
    text = io.StringIO()
    writer = csv.DictWriter(text, list(columns(spoken.languages)), lineterminator="\n")
    writer.writeheader()
    writer.writerow(LINE | {"place": "CA", "name_es": "Una línea", "offers_es": "alguien que escucha"})
    (line,) = read(text.getvalue(), spoken)
    assert (line.name["es"], line.offers["es"]) == ("Una línea", "alguien que escucha")


# -- the lines of a place ----------------------------------------------------------------------------------------------


def lines_of(*codes):
    """A line for each code, with numbers in their order."""
    return read(as_csv(*(LINE | {"place": code, "number": str(index)} for index, code in enumerate(codes))), PLACES)


@pytest.mark.parametrize(
    ("code", "numbers"),
    [
        ("CA-BC-fraser", ["3", "1", "4", "0", "2"]),
        ("CA-BC", ["1", "4", "0", "2"]),
        ("CA-QC", ["0", "2"]),
        ("CA", ["0", "2"]),
        ("PT", []),
    ],
)
def test_a_place_has_its_own_lines_then_those_of_its_parents(code, numbers):
    lines = lines_of("CA", "CA-BC", "CA", "CA-BC-fraser", "CA-BC")
    assert [line.number for line in for_place(lines, PLACES, code)] == numbers


def test_an_unknown_place_has_near_matches():
    with pytest.raises(NotFound, match="did you mean CA-BC"):
        for_place(lines_of("CA"), PLACES, "CA-BD")


@given(st.lists(st.sampled_from(sorted(PLACES)), max_size=8), st.sampled_from(sorted(PLACES)))
def test_none_is_lost_or_comes_from_elsewhere(codes, code):
    lines = lines_of(*codes)
    place_lines = for_place(lines, PLACES, code)
    above = [
        place for place in PLACES if f"{code}-".startswith(f"{place}-")
    ]  # the code of a part begins with the whole's
    assert Counter(line.number for line in place_lines) == Counter(line.number for line in lines if line.place in above)
    assert [len(line.place) for line in place_lines] == sorted((len(line.place) for line in place_lines), reverse=True)


# -- what ships --------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def snapshot():
    return Store().load()


def test_every_shipped_line_can_be_dialled_and_checked_in_both_languages(snapshot):
    assert len(snapshot.helplines) >= 20
    for line in snapshot.helplines:
        assert re.fullmatch(r"[0-9][0-9 -]*[0-9]", line.number), line
        assert line.source.startswith("https://"), line
        assert line.url.startswith("https://") or not line.url, line
        assert line.name["en"], line
        assert line.name["fr"], line
        assert line.offers["en"] != line.offers["fr"], line


def test_a_place_has_three_lines_at_most_and_one_for_the_bereaved(snapshot):
    others = [line for line in snapshot.helplines if "bereave" not in line.offers["en"]]
    assert max(Counter(line.place for line in others).values()) <= 3
    assert max(Counter(line.place for line in snapshot.helplines).values()) <= 4


@pytest.mark.parametrize("code", ["CA", "CA-AB", "CA-BC", "CA-ON", "CA-QC", "GB-SCT", "US", "US-CT", "US-ME", "US-VT"])
def test_places_with_lines_of_their_own(snapshot, code):
    assert code in {line.place for line in snapshot.helplines}


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [("CA-BC-fraser", "8-1-1", "9-1-1"), ("US-CA-SF", "1-888-246-3333", "911"), ("GB-SCT", "0800 83 85 87", "999")],
)
def test_the_nearest_comes_first_and_the_number_for_emergencies_last(snapshot, code, first, last):
    numbers = [line.number for line in for_place(snapshot.helplines, snapshot.places, code)]
    assert (numbers[0], numbers[-1]) == (first, last)


def test_the_words_are_well_set_and_neutral(snapshot):
    """As in the catalogue: no-break spaces before a colon, none before a semicolon, typographic apostrophes."""
    for line in snapshot.helplines:
        french = line.offers["fr"] + line.name["fr"]
        assert not re.search(r"[^\u00a0]:| ;|« ", french), line
        for text in (french, line.offers["en"], line.name["en"], line.seen):
            assert "'" not in text, line
            assert not re.search(r"\b(addicts?|abuse|abusers?|victims?|toxicoman\w+|drogués?)\b", text, re.IGNORECASE)


def test_the_file_ends_its_lines_with_line_feeds():
    content = (PROJECT_DATA_DIR / "helplines.csv").read_bytes()
    assert b"\r" not in content
    assert content.endswith(b"\n")
