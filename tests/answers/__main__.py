"""``python -m tests.answers record DIR`` before a change of the code, ``… compare DIR`` after it.

What is compared is all that is sent: status, headers and body. Of pages also a form without scripts, classes and the
fingerprints of files, so that what differs in those alone is told apart from what differs in anything that is read.
"""

import argparse
import hashlib
import json
import re
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path

from dashboard.app import create_app
from dashboard.config import Config
from tests.answers.addresses import addresses

BESIDE_THE_POINT = (
    (re.compile(r"<script\b[^>]*>.*?</script>", re.DOTALL), ""),
    (re.compile(r"<link\b[^>]*>"), ""),
    (re.compile(r'\s(?:class|id|for|aria-labelledby|aria-describedby|aria-controls)="[^"]*"'), ""),
    (re.compile(r"-[0-9a-f]{8}\.(?=[a-z0-9]+)"), "."),
    (re.compile(r"\s+"), " "),
    (re.compile(r" ?(</?[a-z][^>]*>) ?"), r"\1"),
)
CONTEXT = 120
HOST = "answers.example"


@cache
def _client():
    return create_app(Config(allowed_hosts=(HOST,))).server.test_client()


def answer(address):
    """Status, headers and body of an address."""
    response = _client().get(address, base_url=f"http://{HOST}")
    headers = {name: value for name, value in sorted(response.headers) if name != "Date"}
    return json.dumps([response.status_code, headers]).encode() + b"\n" + response.data


def _file(folder, address):
    return folder / hashlib.sha256(address.encode()).hexdigest()[:24]


def _record(work):
    folder, address = work
    _file(folder, address).write_bytes(answer(address))


def read_as_text(content):
    """What a reader gets of a page: without its scripts, classes, ids and the fingerprints of its files."""
    text = content.partition(b"\n")[2].decode()
    for pattern, replacement in BESIDE_THE_POINT:
        text = pattern.sub(replacement, text)
    return text


def _first_difference(before, after):
    at = next((at for at, (old, new) in enumerate(zip(before, after, strict=False)) if old != new), 0)
    start = max(at - CONTEXT, 0)
    return f"    before: …{before[start : at + CONTEXT]!r}\n    after:  …{after[start : at + CONTEXT]!r}"


def _compare(work):
    """``(verdict, first difference)`` of an address."""
    folder, address = work
    before, after = _file(folder, address).read_bytes(), answer(address)
    if before == after:
        return "identical", ""
    if b"text/html" in before.partition(b"\n")[0]:
        old, new = read_as_text(before), read_as_text(after)
        return ("read alike", "") if old == new else ("DIFFERENT", _first_difference(old, new))
    return "DIFFERENT", _first_difference(before, after)


def main():
    """Record or compare; the exit code of a comparison is 0 only where nothing that is read differs."""
    parser = argparse.ArgumentParser(prog="python -m tests.answers", description=__doc__)
    parser.add_argument("action", choices=("record", "compare"))
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="", help="addresses that contain this text")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    wanted = [address for address in addresses() if options.only in address]
    work = [(options.folder, address) for address in wanted]
    with ProcessPoolExecutor(2) as pool:
        if options.action == "record":
            list(pool.map(_record, work, chunksize=8))
            print(f"{len(work)} answers recorded in {options.folder}")
            return 0
        found = list(pool.map(_compare, work, chunksize=8))
    for address, (verdict, difference) in zip(wanted, found, strict=True):
        if verdict == "DIFFERENT":
            print(f"{verdict}  {address}\n{difference}")
    verdicts = [verdict for verdict, _ in found]
    print(", ".join(f"{verdicts.count(verdict)} {verdict}" for verdict in ("identical", "read alike", "DIFFERENT")))
    return int("DIFFERENT" in verdicts)


if __name__ == "__main__":
    sys.exit(main())
