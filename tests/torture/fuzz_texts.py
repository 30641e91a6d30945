"""Odd texts in every field that people write: titles, names of places, notes, help lines. Pages and pictures hold."""

import csv
import io
import json
import shutil
import unicodedata
from collections.abc import Iterator
from functools import cache
from random import Random
from xml.etree import ElementTree as ET

from dashboard.app import create_app
from dashboard.config import Config
from etl.core.errors import EtlError
from etl.reference import helplines, notes, places, terms
from etl.store.files import PROJECT_DATA_DIR
from tests.etl.stores import add, line, typed
from tests.torture.fuzz_data import writings
from tests.torture.fuzz_documents import REFUSED, Target
from tests.torture.mutate import TOKENS, mutate_text
from tests.torture.report import check, new_folder

TEXT_COLUMNS = {
    places.FILE: ("name_en", "name_fr"),
    helplines.FILE_NAME: ("name_en", "name_fr", "offers_en", "offers_fr", "seen"),
    notes.FILE: ("sentence_en", "sentence_fr", "title"),
    terms.FILE: ("name_en", "name_fr"),
    "commentary.csv": ("title", "author", "publication", "read_at", "note"),
    "claims.csv": ("note",),
    "events.csv": ("title", "note"),
}
ADDRESSES = (
    *("/", "/?lang=fr", "/commentary", "/sources", "/chart/trend", "/chart/vintages", "/chart/map?places=CA"),
    *("/chart/trend.svg", "/chart/vintages.svg", "/chart/trend.json", "/chart/trend.csv", "/data/releases.csv"),
    *("/chart/words", "/embed/trend", "/use/trend", "/use/words?lang=fr", "/oembed?url=http://localhost/chart/trend"),
)
MAX_TITLE_CHARS = 2_000
SCRIPT = "<script>alert(1)</script>"


def texts() -> Iterator[Target]:
    """Yield a target for all texts of a folder at once: about half of several hundred are odd in each case."""
    yield Target("texts/folder", 80, _render)


def _render(rng: Random) -> str:
    root = new_folder() / "data"
    title = _odd(rng, "A story").replace('"', "").replace(",", "")[:MAX_TITLE_CHARS]
    try:
        add(root, typed(line("2020-05", 170, "2020-06-11", title=title), line("2020-06", 175, "2020-07-16")))
        for name, columns in TEXT_COLUMNS.items():
            (root / name).write_bytes(_with_odd_texts(rng, name, columns))
        server = create_app(Config(root)).server
    except EtlError:
        return REFUSED
    finally:
        shutil.rmtree(root.parent)
    server.config["PROPAGATE_EXCEPTIONS"] = True
    client = server.test_client()
    for address in ADDRESSES:
        _judge(address, client.get(address))
    return "folders, their pages and pictures whole"


def _judge(address: str, response) -> None:
    check(response.status_code in (200, 400), f"{address}: {response.status}")
    body = response.get_data()
    if ".svg" in address:
        ET.fromstring(body)
    elif ".json" in address or address.startswith("/oembed"):
        json.loads(body)
    elif ".csv" not in address:
        check(SCRIPT.encode() not in body, f"{address}: a script of a text")


def _with_odd_texts(rng: Random, name: str, columns: tuple[str, ...]) -> bytes:
    """A file in which half of the texts are odd, all in cells that CSV can hold."""
    text = io.StringIO(newline="")
    rows = _rows(name)
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    for row in rows:
        odd = {column: _odd(rng, row[column]) for column in columns if row[column] and rng.random() < 0.5}
        writer.writerow({**row, **odd})
    return text.getvalue().encode("utf-8", "replace")


@cache
def _rows(name: str) -> list[dict[str, str]]:
    content = writings()[name] if name in writings() else (PROJECT_DATA_DIR / name).read_bytes()
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


def _odd(rng: Random, text: str) -> str:
    """An odd text that a person could have pasted, with marks that change its direction: no control character."""
    match rng.randrange(3):
        case 0:
            odd = SCRIPT + text
        case 1:
            odd = rng.choice(TOKENS).decode("utf-8", "replace")
        case _:
            odd = mutate_text(rng, text)
    return "".join(mark for mark in odd if unicodedata.category(mark) not in ("Cc", "Cs")).strip()[:5_000] or "x"
