"""Changes bytes as disks, editors, publishers and people with bad intent do. The same seed is the same change."""

import re
from collections.abc import Callable
from random import Random

TOKENS = tuple(
    text.encode("utf-8", "surrogatepass")
    for text in (
        *(
            "",
            " ",
            "\u00a0",
            "\t",
            "\r",
            "\n",
            "\r\n",
            "\0",
            "\ufeff",
            "\u202e",
            "\u2028",
            "\ud800",
            "\\ud800",
            "\U0001d7d9",
            "e\u0301",
        ),
        *(
            "0",
            "-0",
            "-1",
            "−5",
            "+5",
            "1.5",
            "1e3",
            "1e400",
            "-1e400",
            "NaN",
            "inf",
            "0x10",
            "1_000",
            "1,234",
            "1 234",
        ),
        *("１２", "٣", "²", "½", "9" * 30, "9" * 5000, "0.1" + "0" * 400, "10000000001", "4294967296"),
        *(
            "2020",
            "2020-07",
            "2020-13",
            "2020-02-30",
            "0000-00-00",
            "0001-01-01",
            "9999-12-31",
            "10000-01-01",
            "2020-Q5",
        ),
        *("2020-07/2019-01", "2018-08/2019-07", "July 2020", "07/2020", "20200825", "2020-08-25", "2020-08-25T00:00"),
        *(
            ",",
            ";",
            "; ",
            "/",
            "|",
            "*",
            "#",
            "-",
            "--",
            "..",
            "\\",
            "'",
            '"',
            '""',
            '",',
            '"\n',
            "&",
            "=",
            "%",
            "%00",
            "%ff",
            "+",
        ),
        *(
            "null",
            "None",
            "true",
            "[]",
            "{}",
            "[[[[",
            "{",
            "all",
            "sex:male",
            "sex:",
            ":",
            "drug:T40.4",
            "place",
            "US",
            "CA-BC",
        ),
        *(
            "final",
            "provisional",
            "suppressed",
            "not_held",
            "withdrawn",
            "<10",
            "< 5",
            "1-9",
            "Suppressed",
            "n/a",
            "...",
        ),
        *(
            "<script>alert(1)</script>",
            "</script>",
            "javascript:alert(1)",
            "=1+1",
            "@SUM(A1)",
            "<!doctype html>",
            "{{7*7}}",
        ),
        *("A" * 300, "é" * 70_000, "x," * 500, "../../etc/passwd", "evil.example", "\x1b[31m", "\x7f"),
        *("\\u0000", "\\ud800", "Infinity", "1" + "0" * 400),
    )
)
NUMBER = re.compile(rb"\d+")
CELL = re.compile(rb"[^,\t\n\r\"]+")

Change = Callable[[Random, bytes], bytes]


def _span(rng: Random, data: bytes, longest: int = 40) -> tuple[int, int]:
    start = rng.randrange(len(data) + 1)
    return start, min(len(data), start + rng.randint(1, longest))


def flip(rng: Random, data: bytes) -> bytes:
    """One bit of one byte."""
    if not data:
        return data
    place = rng.randrange(len(data))
    return data[:place] + bytes([data[place] ^ 1 << rng.randrange(8)]) + data[place + 1 :]


def other_byte(rng: Random, data: bytes) -> bytes:
    """One byte is another."""
    start, _ = _span(rng, data)
    return data[:start] + rng.randbytes(1) + data[start + 1 :]


def leave_out(rng: Random, data: bytes) -> bytes:
    """Some bytes are lost."""
    start, end = _span(rng, data)
    return data[:start] + data[end:]


def repeat(rng: Random, data: bytes) -> bytes:
    """Some bytes stand twice, or more often."""
    start, end = _span(rng, data)
    return data[:end] + data[start:end] * rng.choice((1, 1, 2, 50)) + data[end:]


def insert(rng: Random, data: bytes) -> bytes:
    """Something odd stands somewhere."""
    start, _ = _span(rng, data)
    return data[:start] + rng.choice(TOKENS) + data[start:]


def cut(rng: Random, data: bytes) -> bytes:
    """The rest is lost."""
    return data[: _span(rng, data)[0]]


def _replace_match(rng: Random, data: bytes, pattern: re.Pattern[bytes], by: bytes) -> bytes:
    start = rng.randrange(len(data) + 1)
    match = pattern.search(data, start) or pattern.search(data)
    return data[: match.start()] + by + data[match.end() :] if match else data


def other_number(rng: Random, data: bytes) -> bytes:
    """A number is something odd, or another number."""
    by = rng.choice(TOKENS) if rng.random() < 0.5 else str(rng.randrange(10 ** rng.randint(1, 7))).encode()
    return _replace_match(rng, data, NUMBER, by)


def other_cell(rng: Random, data: bytes) -> bytes:
    """A cell is something odd, or another cell."""
    start = rng.randrange(len(data) + 1)
    other = CELL.search(data, start)
    return _replace_match(rng, data, CELL, other[0] if other and rng.random() < 0.5 else rng.choice(TOKENS))


def other_lines(rng: Random, data: bytes) -> bytes:
    """A line is lost, doubled or moved, or all that follow come in another order."""
    lines = data.splitlines(keepends=True)
    if not lines:
        return data
    place, other = rng.randrange(len(lines)), rng.randrange(len(lines))
    match rng.randrange(4):
        case 0:
            del lines[place]
        case 1:
            lines.insert(other, lines[place])
        case 2:
            lines[place], lines[other] = lines[other], lines[place]
        case _:
            tail = lines[place:]
            rng.shuffle(tail)
            lines[place:] = tail
    return b"".join(lines)


def other_encoding(rng: Random, data: bytes) -> bytes:
    """Saved by another program."""
    text = data.decode("utf-8", "replace")
    match rng.randrange(5):
        case 0:
            return text.encode("utf-16")
        case 1:
            return text.encode("latin-1", "replace")
        case 2:
            return b"\xef\xbb\xbf" + data
        case 3:
            return text.replace("\n", "\r\n").encode()
        case _:
            return text.replace(",", rng.choice(";\t|")).encode()


CHANGES: tuple[Change, ...] = (
    *(flip, other_byte, leave_out, repeat, insert, insert, other_number, other_number),
    *(other_cell, other_cell, other_cell, other_lines, other_lines, cut, other_encoding),
)


def mutate(rng: Random, data: bytes) -> bytes:
    """Change something one to four times."""
    for _ in range(rng.choice((1, 1, 1, 2, 2, 4))):
        data = rng.choice(CHANGES)(rng, data)
    return data


def mutate_text(rng: Random, text: str) -> str:
    """Change a text; what is no UTF-8 any more becomes what a server makes of it."""
    return mutate(rng, text.encode()).decode("utf-8", "replace")
