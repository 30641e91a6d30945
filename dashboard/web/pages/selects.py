"""Choices of a form that lists something: each a name in the address, its label, and values with their words."""

from collections.abc import Iterable
from dataclasses import dataclass

SelectOptions = tuple[tuple[str, str], ...]
"""What a form offers: values and their words. The empty value stands for all."""


@dataclass(frozen=True)
class Select:
    """One choice of the form: its name in the address, its label, what is chosen, and the values with their words."""

    name: str
    label: str
    value: str
    options: SelectOptions


def select_or_all(name: str, label: str, value: str, options: Iterable[tuple[str, str]], everything: str) -> Select:
    """Return a choice whose first value is empty: it stands for ``everything``.

    A value of the address that is not among the options, such as several codes, is offered as it is.
    """
    offered = tuple(options)
    own = ((value, value),) if value and value not in dict(offered) else ()
    return Select(name, label, value, (("", everything), *own, *offered))
