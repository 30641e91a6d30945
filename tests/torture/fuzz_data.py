"""Odd files of the data folder: read, or refused by a text that names the file."""

import csv
import gzip
import io
import json
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path
from random import Random

from etl import registry
from etl.claims.watching import feed_states
from etl.claims.watching.feed_states import FeedState
from etl.core import csv_io
from etl.core.columns import DTYPES
from etl.core.errors import EtlError, InvalidDocument
from etl.core.places import Places
from etl.fetch.exchange import Validators
from etl.ingest import fetch_state, pipeline, quarantine
from etl.reference import commentary, feeds, helplines, notes, places, terms, text_counts
from etl.store import editions, ledger
from etl.store.files import PROJECT_DATA_DIR, Store
from etl.store.row_checks import row_problems
from etl.store.schema import validate
from tests.etl.stores import FIRST, TODAY
from tests.torture.fuzz_documents import MAX_LINES, REFUSED, TAKEN, Target
from tests.torture.mutate import mutate
from tests.torture.report import check, new_folder

FEED_STATE = FeedState(Validators('"1"', "Wed, 16 Sep 2020 13:04:00 GMT"), TODAY, b"<rss></rss>")


def data_files() -> Iterator[Target]:
    """Yield a target for each file of a data folder."""
    all_places = places.read((PROJECT_DATA_DIR / places.FILE).read_bytes())
    for name, read in (
        (places.FILE, lambda content: places.read(content, ("en", "fr"))),
        (helplines.FILE_NAME, lambda content: helplines.read(content, all_places)),
        (notes.FILE, lambda content: notes.read(content, all_places, registry.MEASURES_BY_SOURCE)),
        *((name, partial(_read_commentary, name, all_places)) for name in commentary.FILES),
    ):
        yield Target(f"data/{name}", 22_000, partial(_read_file, name, read))
    for name in text_counts.FILES:
        yield Target(f"data/{name}", 8_000, partial(_read_file, name, partial(_read_term_counts, name)))
    yield Target("data/releases.csv", 6_000, partial(_read_file, "releases.csv", partial(_read_ledger, all_places)))
    yield Target("data/editions.csv", 9_000, partial(_read_file, "editions.csv", _read_editions))
    yield Target("data/vintages", 6_000, partial(_read_rows, all_places))
    yield Target("data/fetched.json", 15_000, _read_fetch_states)
    yield Target("data/quarantine", 9_000, _read_quarantined)
    yield Target("data/feeds.toml", 9_000, partial(_read_feeds, all_places))
    yield Target("data/watched.json", 9_000, _read_feed_states)


def _read_file(name: str, read: Callable[[bytes], object], rng: Random) -> str:
    content = mutate(rng, _excerpt(rng, name))
    try:
        read(content)
    except InvalidDocument as refusal:
        check(name.rpartition("/")[2] in str(refusal), refusal)
        return REFUSED
    return TAKEN


def _excerpt(rng: Random, name: str) -> bytes:
    """The header of a file that ships and some of its records; of the commentary, what belongs together."""
    if name in writings():
        return writings()[name]
    header, *records = _records(name)
    start = rng.randrange(len(records))
    return header + b"".join(records[start : start + rng.randint(1, MAX_LINES)])


@cache
def _records(name: str) -> list[bytes]:
    rows = csv.reader(io.StringIO((PROJECT_DATA_DIR / name).read_text(encoding="utf-8"), newline=""))
    texts = []
    for row in rows:
        text = io.StringIO(newline="")
        csv.writer(text, lineterminator="\n").writerow(row)
        texts.append(text.getvalue().encode())
    return texts


def _read_commentary(name: str, all_places: Places, content: bytes) -> object:
    """Read one odd file of the commentary beside two whole ones; the pages leave out what cannot be used."""
    contents = [content if name == file else writings()[file] for file in commentary.FILES]
    commentary.read_usable(*contents, all_places)
    return commentary.read(*contents, all_places)


def _read_term_counts(name: str, content: bytes) -> object:
    """Read odd terms, or odd counts of them, beside the other file whole."""
    contents = [content if name == file else (PROJECT_DATA_DIR / file).read_bytes() for file in text_counts.FILES]
    if name == terms.FILE:
        contents[1] = writings()[text_counts.FILE]
    return text_counts.read(*contents, _writing_ids())


@cache
def _writing_ids() -> frozenset[str]:
    return frozenset(
        row["id"] for row in csv.DictReader(io.StringIO(writings()["commentary.csv"].decode(), newline=""))
    )


@cache
def writings() -> dict[str, bytes]:
    """The first writings that cite no other, the values quoted in them, what was counted in them, and some events."""
    names = (*commentary.FILES, text_counts.FILE)
    files = {name: list(csv.DictReader(io.StringIO(b"".join(_records(name)).decode(), newline=""))) for name in names}
    writings = [row for row in files["commentary.csv"] if not row["cites"]][:MAX_LINES]
    ids = {row["id"] for row in writings}
    kept = {
        "commentary.csv": writings,
        "claims.csv": [row for row in files["claims.csv"] if row["item"] in ids],
        "events.csv": files["events.csv"][:MAX_LINES],
        text_counts.FILE: [row for row in files[text_counts.FILE] if row["item"] in ids],
    }
    return {name: _written(rows) for name, rows in kept.items()}


def _written(rows: list[dict[str, str]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def _read_ledger(all_places: Places, content: bytes) -> None:
    rows = csv_io.read_csv("releases.csv", content, ledger.DTYPES)
    if problems := ledger.problems(rows, registry.SOURCES, all_places):
        raise InvalidDocument("releases.csv", problems)
    ledger.restated_spans(rows)


def _read_editions(content: bytes) -> None:
    if problems := editions.problems(csv_io.read_csv("editions.csv", content, editions.DTYPES)):
        raise InvalidDocument("editions.csv", problems)


def _read_rows(all_places: Places, rng: Random) -> str:
    """Read the rows of an edition as if they were vouched for: what they say is looked at all the same."""
    text, releases = _rows()
    lines = text.splitlines(keepends=True)
    start = rng.randrange(1, len(lines) - 1)
    content = mutate(rng, lines[0] + b"".join(lines[start : start + MAX_LINES]))
    try:
        rows = csv_io.read_csv("1.csv.gz", content, DTYPES)
        if problems := row_problems(rows, registry.source("ca-bc-coroners"), 1, releases, all_places):
            raise InvalidDocument("1.csv.gz", problems)
        validate(rows)
    except EtlError:
        return REFUSED
    return TAKEN


@cache
def _rows():
    rows = gzip.decompress((PROJECT_DATA_DIR / "vintages" / "ca-bc-coroners" / "1.csv.gz").read_bytes())
    return rows, csv_io.read_csv("releases.csv", (PROJECT_DATA_DIR / "releases.csv").read_bytes(), ledger.DTYPES)


def _read_fetch_states(rng: Random) -> str:
    entry = {
        "validators": {"etag": '"1"', "last_modified": "Wed, 16 Sep 2020 13:04:00 GMT"},
        "looked": "2026-11-24",
        "held": "a:b",
    }
    (_scratch() / "fetched.json").write_bytes(mutate(rng, json.dumps({"https://a.example/x.csv": entry}).encode()))
    try:
        fetch_state.load(Store(_scratch()))
    except InvalidDocument as refusal:
        check("fetched.json" in str(refusal), refusal)
        return REFUSED
    return TAKEN


def _read_feeds(all_places: Places, rng: Random) -> str:
    """Read a list of feeds after a change in it."""
    content = mutate(rng, (PROJECT_DATA_DIR / feeds.FILE).read_bytes())
    try:
        feeds.read(feeds.FILE, content, all_places)
    except InvalidDocument as refusal:
        check(str(refusal).startswith(f"{feeds.FILE}: refused"), refusal)
        return REFUSED
    return TAKEN


def _read_feed_states(rng: Random) -> str:
    """Read what each feed showed, of which one was changed: it is what was written, or it is refused."""
    root, whole = _feed_states()
    (root / feed_states.FILE).write_bytes(mutate(rng, whole))
    try:
        (state,) = feed_states.load(root).values() or [FEED_STATE]
    except InvalidDocument as refusal:
        check(feed_states.FILE in str(refusal), refusal)
        return REFUSED
    check(state == FEED_STATE, "another state")
    return TAKEN


@cache
def _feed_states() -> tuple[Path, bytes]:
    root = new_folder()
    feed_states.save(Store(root), {"https://news.example/feed": FEED_STATE})
    return root, (root / feed_states.FILE).read_bytes()


@cache
def _scratch() -> Path:
    return new_folder()


@cache
def _waiting() -> tuple[str, dict[str, bytes]]:
    store = Store(_scratch())
    (release, *_) = pipeline.parse_document(registry.source("ca-bc-coroners"), FIRST, TODAY, store.load_places())
    name = quarantine.add(store, pipeline.Provenance.from_document(FIRST), release, since=TODAY, reasons=["too high"])
    return name, {path.name: path.read_bytes() for path in (store.root / "quarantine" / name).iterdir()}


def _read_quarantined(rng: Random) -> str:
    """Read a release that waits after one of its files was changed: it is the one put by, or it is refused."""
    name, files = _waiting()
    changed = rng.choice(sorted(files))
    folder = _scratch() / "quarantine" / name
    for file, content in files.items():
        (folder / file).write_bytes(mutate(rng, content) if file == changed else content)
    try:
        item = quarantine.get(Store(_scratch()), name)
    except EtlError as refusal:
        check(name in str(refusal), refusal)
        return REFUSED
    whole = json.loads(files["entry.json"])
    assert str(item.release.vintage) == whole["vintage"], "another day"
    assert csv_io.to_csv(item.release.rows).encode() == files["rows.csv"], "other rows"
    return TAKEN
