"""What is asked of a publisher, and what may come back: an answer, or why there is none."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

ProgressCallback = Callable[[int, int | None], None]
"""Called with the bytes so far, and of how many where the publisher says so."""

TOKEN_HEADER = "X-App-Token"  # noqa: S105 - the name of a header


class FetchError(Exception):
    """A question without an answer. ``retryable``: asking again may help.

    ``retry_after_seconds`` is the wait that the publisher asked for, where it did; ``status`` is that of HTTP, where
    there was an answer.
    """

    def __init__(
        self,
        why: str,
        *,
        retryable: bool = False,
        retry_after_seconds: float | None = None,
        status: int | None = None,
    ) -> None:
        super().__init__(why)
        self.retryable, self.retry_after_seconds, self.status = retryable, retry_after_seconds, status


class NotModifiedError(Exception):
    """The answer 304 to a question that said what is known."""


class MovedError(Exception):
    """The answer that what was asked for lies at ``address``, to a question that does not follow there by itself."""

    def __init__(self, address: str) -> None:
        super().__init__(f"lies at {address}")
        self.address = address


@dataclass(frozen=True)
class Limits:
    """How long (in seconds) and how much (in bytes) a publisher may take.

    ``connect_seconds`` is for a connection, ``read_seconds`` for each silence, ``attempt_seconds`` for one whole
    answer. ``backoff_seconds`` is the shortest wait before the second of ``max_attempts``, and doubles; a publisher
    that asks for more than ``max_retry_after_seconds`` is left alone. ``max_bytes`` is that of a document,
    decompressed.
    """

    connect_seconds: float = 10
    read_seconds: float = 30
    attempt_seconds: float = 180
    max_attempts: int = 4
    backoff_seconds: float = 1
    max_retry_after_seconds: float = 120
    max_bytes: int = 64 * 2**20


@dataclass(frozen=True)
class Validators:
    """What a publisher calls one state of a file. Sent back, it asks for the file only if that state has passed."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True)
class FetchRequest:
    """An address, what is asked of it, the state of it that is known, and the app token, which nothing prints.

    ``accepts_page``: a web page is an answer; to one who asks for data it is the sign of a wrong address. So is a body
    with nothing in it, unless ``accepts_nothing``. Where it does not follow, a redirect raises ``MovedError``.
    """

    url: str
    query: Mapping[str, str] = field(default_factory=dict)
    validators: Validators = Validators()
    app_token: str | None = field(default=None, repr=False)
    accepts_page: bool = False
    accepts_nothing: bool = False
    follows: bool = True

    @property
    def headers(self) -> dict[str, str]:
        """The headers that say so."""
        sent = {
            "If-None-Match": self.validators.etag,
            "If-Modified-Since": self.validators.last_modified,
            TOKEN_HEADER: self.app_token,
        }
        return {name: value for name, value in sent.items() if value}


@dataclass(frozen=True)
class FetchResponse:
    """A body that is whole, decompressed, and no web page."""

    content: bytes
    validators: Validators
