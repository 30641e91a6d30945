"""What a request can get wrong, with the HTTP status that says so."""

from collections.abc import Iterable
from http import HTTPStatus


class RequestError(Exception):
    """A request that cannot be answered; ``message`` is written for the person who made it."""

    status = HTTPStatus.BAD_REQUEST

    def __init__(self, message: str) -> None:
        self.message = message
        super().__init__(message)


class InvalidParameter(RequestError):
    """An option of the address that is unknown, repeated, or has a value it cannot have.

    Of one that is good by itself ``beside`` names the other option that it does not go with.
    """

    beside = ""

    def __init__(self, option: str, value: str, expected: str, near: Iterable[str] = ()) -> None:
        self.option = option
        hint = f" Did you mean {' or '.join(near)}?" if near else ""
        super().__init__(f"{option}={value}: expected {expected}.{hint}")


class InvalidRange(InvalidParameter):
    """A last month before the first one."""

    beside = "start"


class NotFound(RequestError):
    """An address that leads nowhere."""

    status = HTTPStatus.NOT_FOUND
