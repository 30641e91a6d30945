"""Reads one document of a source: the release that it is, or what is wrong with it."""

import pytest

from etl.core.errors import InvalidDocument
from etl.core.source import Document


def reader(source, name, usual_day):
    """Two functions of a text, and of the day given with it: its release, and the problems for which it is refused."""

    def parse(text, published=usual_day, no_later_than=None):
        document = Document(name, text.encode(), published_on=published, no_later_than=no_later_than)
        (release,) = source.parse(document)
        return release

    def problems(text, published=usual_day):
        with pytest.raises(InvalidDocument) as refused:
            parse(text, published)
        assert str(refused.value).startswith(f"{name}: refused\n")
        return list(refused.value.problems)

    return parse, problems
