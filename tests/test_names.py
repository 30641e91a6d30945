"""Names say what a thing is: no participle stands for a noun, and no ``one`` for what is looped over."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("etl", "dashboard", "tests/etl")
REFUSED = {"one", "told", "said", "found", "held", "shown", "stated", "known", "named", "counted", "dated", "drawn"}


def names_in(tree):
    """Yield the line and the name of all that a module names: variables, parameters, functions, classes, attributes."""
    for node in ast.walk(tree):
        match node:
            case ast.Name(name, ast.Store()) | ast.Attribute(attr=name, ctx=ast.Store()) | ast.arg(name):
                yield node.lineno, name
            case ast.FunctionDef(name) | ast.AsyncFunctionDef(name) | ast.ClassDef(name):
                yield node.lineno, name
            case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
                yield node.lineno, name
            case ast.alias(asname=str(name)):
                yield node.lineno, name


def refused_names(text):
    """The lines of a module with a refused name, and the name."""
    return [(line, name) for line, name in names_in(ast.parse(text)) if name.strip("_") in REFUSED]


@pytest.mark.parametrize("path", [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")], ids=str)
def test_a_name_says_what_the_thing_is(path):
    places = [f"line {line}: {name}" for line, name in refused_names(path.read_text(encoding="utf-8"))]
    assert not places, f"{path}: {', '.join(places)} (CONTRIBUTING.md, Names)"


@pytest.mark.parametrize(
    "text",
    [
        "told = 1",
        "for one in rows: pass",
        "rows = [held for held in ()]",
        "if found := 1: pass",
        "def read(known): pass",
        "def _stated(): pass",
        "class Row:\n    shown: int",
        "self.drawn = 1",
        "a, (b, *named) = 1",
        "lambda said: 1",
        "try: pass\nexcept OSError as dated: pass",
        "import table as counted",
    ],
)
def test_a_refused_name_is_seen_wherever_it_is_given(text):
    assert len(refused_names(text)) == 1


@pytest.mark.parametrize("text", ["row['known']", "Status.NOT_HELD", "rows.told", "stated_values = 1"])
def test_a_contract_or_a_longer_name_is_none(text):
    assert refused_names(text) == []
