"""A refusal names all that is wrong, as far as it can be read."""

from etl.core.errors import InvalidDocument


def test_all_that_is_wrong_is_said_at_once():
    refusal = InvalidDocument("a.csv", ["line 2: one", "line 3: two"])
    assert str(refusal) == "a.csv: refused\n  - line 2: one\n  - line 3: two"


def test_a_refusal_fits_in_a_terminal():
    refusal = InvalidDocument("a.csv", ["x" * 750_000, *(f"line {line}: wrong" for line in range(5_000))])
    text = str(refusal)
    assert len(text) < 10_000
    assert "x… and 749,000 characters more\n  - line 0: wrong" in text
    assert text.endswith("\n  - and 4,901 more")
    assert len(refusal.problems) == 5_001
