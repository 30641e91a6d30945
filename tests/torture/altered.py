"""One damaged file of a data folder: reading it is refused by name, or gives what was there."""

import re
import shutil
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random

from etl.claims.watching import feed_states
from etl.core.errors import EtlError
from etl.ingest import fetch_state, quarantine
from etl.reference import commentary, feeds, helplines, notes, places, text_counts
from etl.store.files import PROJECT_DATA_DIR, Store, StoreSnapshot
from tests.torture import commands
from tests.torture.commands import prepared
from tests.torture.fuzz_data import FEED_STATE, writings
from tests.torture.mutate import cut, flip, other_lines
from tests.torture.report import check, new_folder

BY_HAND = (places.FILE, *commentary.FILES, *text_counts.FILES, helplines.FILE_NAME, notes.FILE, feeds.FILE)
"""Files that people write: nothing can vouch for their text, but damage stays in the lines where it is."""
MAX_RECORDS_CHANGED = 3


@cache
def whole() -> tuple[Path, list[str]]:
    """Make a folder that has a file of every kind; return it, and the names of its files."""
    root = new_folder() / "whole"
    shutil.copytree(prepared()[0] / "waiting", root)
    for command in ("add", "update"):
        commands.run(prepared()[1][command].arguments, root)
    for name in BY_HAND:
        shutil.copy(PROJECT_DATA_DIR / name, root)
    for name, content in writings().items():
        (root / name).write_bytes(content)
    feed_states.save(Store(root), {"https://news.example/feed": FEED_STATE})
    names = [str(path.relative_to(root)) for path in sorted(root.rglob("*")) if path.is_file()]
    return root, names


@cache
def _snapshot() -> StoreSnapshot:
    return Store(whole()[0]).load()


def alter_file(number: int) -> str:
    """Damage one file somewhere, read all, and judge what was read."""
    rng, (original, names) = Random(f"alter {number}"), whole()
    name = names[number % len(names)]
    root = new_folder() / "data"
    shutil.copytree(original, root)
    content = (root / name).read_bytes()
    damaged = rng.choice((cut, flip, flip, other_lines, other_lines, _empty, _zero))(rng, content)
    (root / name).write_bytes(damaged)
    try:
        outcome = _judge(name, root, is_same=damaged == content)
    except EtlError as refusal:
        check(Path(name).name in str(refusal) or Path(name).parent.name in str(refusal), f"{name}: {refusal}")
        outcome = "refused by name and line" if re.search(r"\bline \d", str(refusal)) else "refused by name"
    commands.drop(root)
    return outcome


def _empty(_rng: Random, _content: bytes) -> bytes:
    return b""


def _zero(rng: Random, content: bytes) -> bytes:
    """A block that was never written."""
    start = rng.randrange(len(content))
    return content[:start] + bytes(len(content[start : start + 512])) + content[start + 512 :]


def _judge(name: str, root: Path, *, is_same: bool) -> str:
    """Read all that is there. What is wrong and was not refused is a fault."""
    store = Store(root)
    snapshot, expected = store.load(), _snapshot()
    check(_waiting(store) == _waiting(Store(whole()[0])), f"{name}: another release waits")
    check(fetch_state.load(store) == fetch_state.load(Store(whole()[0])), f"{name}: other states of addresses")
    check(feed_states.load(root) == feed_states.load(whole()[0]), f"{name}: other states of feeds")
    if is_same:
        return "the same"
    if snapshot.edition == expected.edition - 1 and name == "releases.csv":
        ledger, table = expected.ledger, expected.table
        check(snapshot.ledger.equals(ledger[ledger["edition"] <= snapshot.edition]), f"{name}: another ledger")
        rows = table[table["edition"] <= snapshot.edition].reset_index(drop=True)
        check(snapshot.table.equals(rows), f"{name}: other rows")
        return "the edition before, whole"
    check(snapshot.ledger.equals(expected.ledger), f"{name}: another ledger")
    check(snapshot.table.equals(expected.table), f"{name}: other rows")
    now, before = _records(snapshot, root), _records(expected, whole()[0])
    new = now - before
    check(name in BY_HAND or now == before, f"{name}: {new}")
    check(not new.keys() & before.keys(), f"{name}: doubled {new}")
    check(new.total() <= MAX_RECORDS_CHANGED, f"{name}: {new.total()} records changed")
    return "read the same" if now == before else "taken: a text kept by hand, all other lines as before"


def _waiting(store: Store) -> list[str]:
    return [repr(quarantine.get(store, name)) for name in quarantine.list_names(store)]


def _records(snapshot: StoreSnapshot, root: Path) -> Counter[str]:
    articles, events = snapshot.commentary.articles, snapshot.commentary.events
    # The row of a claim is where it stands, and links to a lost item go with it: neither is what a line says.
    claims = [(article.id, replace(claim, row=0)) for article in articles for claim in article.claims]
    heads = [replace(article, claims=(), cites=(), see_also=()) for article in articles]
    listed = feeds.read(feeds.FILE, (root / feeds.FILE).read_bytes(), snapshot.places)
    texts = snapshot.term_counts.texts
    counts = [(text.item, text.scope, *pair) for text in texts for pair in text.word_counts.by_term.items()]
    by_hand = (*listed, *snapshot.helplines, *snapshot.notes, *snapshot.term_counts.terms)
    kept = (*snapshot.places.items(), *heads, *claims, *events, *counts, *by_hand)
    return Counter(map(repr, kept))
