"""Odd drafts: every figure in them is read or left out, in less than a second a draft; of some each is judged."""

import json
import time
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache, partial
from random import Random

from etl.claims.check import check_draft
from etl.claims.drafts import find_quotations
from etl.claims.holdings import Holdings
from etl.claims.newest_months import newest_months
from etl.cli.check import as_record
from etl.store.files import Store, StoreSnapshot
from tests.etl.claims.drafts.test_any_text import PIECES_OF_TEXT
from tests.torture.fuzz_documents import Target
from tests.torture.mutate import mutate_text
from tests.torture.report import check

MAX_SECONDS = 1.0
MAX_PIECES, MAX_CHARS = 200, 20_000
JUDGED_SHARE = 0.02
"""To judge what is read takes twenty times as long."""
FIRST_DAY, DAYS = date(2012, 1, 1), 5_400
STORY = (
    "British Columbia lost 192 people to toxic drugs in July 2024, 15 per cent fewer than in July 2023 (226). It was "
    "the fifth month in a row below 200. The rate was 41 deaths per 100,000 people, or 6.2 a day. Ontario counted "
    "2,231 opioid deaths in 2024; in Maine, 490 people died last year, the lowest since 2019. En juin, 185 morts "
    "ont été recensées, 11 % de moins qu'un an plus tôt.\n\n"
)
PLACES = ("", "CA-BC", "CA-ON", "US", "US-ME", "US-OH", "GB-SCT")


def drafts() -> Iterator[Target]:
    """Yield the one target: any text, of any day, about any place."""
    yield Target("drafts/text", 4_000, _read_draft)


def _read_draft(rng: Random) -> str:
    text, published, place = _text(rng)[:MAX_CHARS], FIRST_DAY + timedelta(rng.randrange(DAYS)), rng.choice(PLACES)
    snapshot, holdings = _everything()
    newest = _newest(published.year, published.month).get
    begun = time.process_time()
    quoted = find_quotations(text, published, place, places=snapshot.places, newest=newest)
    seconds = time.process_time() - begun
    check(seconds < MAX_SECONDS, f"{seconds:.2f} s for {len(text):,} characters")
    for figure in quoted:
        check(text[figure.start :].startswith(figure.words), "words that do not stand there")
    if rng.random() < JUDGED_SHARE:
        for item in check_draft(text, published, place, places=snapshot.places, newest=newest, holdings=holdings):
            json.dumps(as_record(item), allow_nan=False)
    return "with figures" if quoted else "without figures"


def _text(rng: Random) -> str:
    """A story that was changed, or pieces of texts in any order; most of them short, some of a thousand words."""
    pieces = partial(rng.choices, PIECES_OF_TEXT)
    count = rng.randint(1, rng.choice((10, 40, MAX_PIECES)))
    match rng.randrange(4):
        case 0:
            return mutate_text(rng, STORY * rng.randint(1, 5))
        case 1:
            return mutate_text(rng, " ".join(pieces(k=count)))
        case 2:
            return " ".join(pieces(k=count))
        case _:
            return "".join(pieces(k=count))


@cache
def _everything() -> tuple[StoreSnapshot, Holdings]:
    snapshot = Store().load()
    return snapshot, Holdings.of_snapshot(snapshot)


@cache
def _newest(year: int, month: int):
    return newest_months(_everything()[0].table, date(year, month, 1))
