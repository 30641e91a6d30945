"""What a request can get wrong, with the HTTP status that says so."""

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Self

ONE_OF = "one of {names}"
"""The message of ``any_of`` in other languages."""


class Message(str):
    """A text in English that keeps the message of the catalogues it is, and what is filled in, for other languages."""

    message: str
    values: Mapping[str, object]

    def __new__(cls, message: str, /, **values: object) -> Self:
        """Fill in the message."""
        text = super().__new__(cls, message.format_map(values))
        text.message, text.values = message, values
        return text


def any_of(names: Iterable[object]) -> Message:
    """Name what an option may be: ``count or rate``."""
    listed = list(map(str, names))
    text = Message("{names}", names=" or ".join(listed))
    text.message, text.values = ONE_OF, {"names": ", ".join(listed)}
    return text


class RequestError(Exception):
    """A request that cannot be answered; ``message`` is written for the person who made it."""

    status = HTTPStatus.BAD_REQUEST

    def __init__(self, message: str, status: HTTPStatus | None = None) -> None:
        self.message, self.status = message, status or self.status
        super().__init__(message)


class InvalidParameter(RequestError):
    """An option of the address that is unknown, repeated, or has a value it cannot have.

    Of one that is good by itself ``beside`` names the other option that it does not go with.
    """

    beside = ""

    def __init__(self, option: str, value: str, expected: str, near: Iterable[str] = ()) -> None:
        self.option, self.value, self.expected, self.near = option, value, expected, tuple(near)
        hint = f" Did you mean {' or '.join(self.near)}?" if self.near else ""
        super().__init__(f"{option}={value}: expected {expected}.{hint}")


class InvalidRange(InvalidParameter):
    """A last month before the first one."""

    beside = "start"


class NotFound(RequestError):
    """An address that leads nowhere."""

    status = HTTPStatus.NOT_FOUND
