"""Keeps what is computed from series, and lets go of all of it when the table that they are of is no longer used."""

from collections.abc import Callable
from functools import lru_cache
from typing import ParamSpec, TypeVar, cast

_P = ParamSpec("_P")
_R = TypeVar("_R")

_clear_functions: list[Callable[[], None]] = []


def cached_by_series(max_results: int) -> Callable[[Callable[_P, _R]], Callable[_P, _R]]:
    """Keep the results of a function of series, those asked for last.

    A cache of ``functools`` would hold on to the series of an edition for as long as the process lives.
    """

    def decorate(function: Callable[_P, _R]) -> Callable[_P, _R]:
        cached = lru_cache(max_results)(function)
        _clear_functions.append(cached.cache_clear)
        return cast("Callable[_P, _R]", cached)

    return decorate


def forget_series() -> None:
    """Let go of every series, and of all that was computed from one."""
    for clear in _clear_functions:
        clear()
