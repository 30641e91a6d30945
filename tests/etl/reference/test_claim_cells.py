"""A claim is written as the row from which it was read."""

import csv

from etl.reference import claim_rows
from etl.store.files import PROJECT_DATA_DIR, Store


def test_every_claim_that_ships_is_written_as_it_stands():
    with (PROJECT_DATA_DIR / claim_rows.FILE).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    claims = {claim.row: claim for article in Store().load().commentary.articles for claim in article.claims}
    assert len(claims) == len(rows)
    for number, row in enumerate(rows, start=1):
        claim = claims[number]
        cells = claim_rows.to_cells(
            claim.quotation, item=row["item"], note=claim.note, confidence=claim.confidence, discusses=claim.discusses
        )
        if claim.quotation.rank and not row["value"]:
            cells["value"] = ""  # a rank without a number is the first
        assert cells == row | {"class_words": " ".join(sorted(row["class_words"].split()))}, number
