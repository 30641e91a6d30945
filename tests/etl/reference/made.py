"""Rows of the files of commentary, whole: a test says only what differs."""

from etl.reference import claim_rows
from etl.reference.commentary import ARTICLE_COLUMNS

WRITING = dict.fromkeys(ARTICLE_COLUMNS, "") | {
    "id": "a-story",
    "kind": "news",
    "title": "Deaths in May",
    "publication": "A paper",
    "published_on": "2020-06-12",
    "url": "https://example.org/may",
    "confidence": "high",
}
CLAIM = dict.fromkeys(claim_rows.COLUMNS, "") | {
    "item": "a-story",
    "place": "CA-BC",
    "period": "2020-05",
    "kind": "value",
    "value": "170",
    "unit": "deaths",
    "confidence": "high",
    "discusses": "2020-05",
}
EVENT = {
    "date": "2020-05-16",
    "place": "CA-BC",
    "category": "supply",
    "title": "Nurses may prescribe",
    "title_fr": "Le personnel infirmier peut prescrire",
    "short_en": "Nurses",
    "short_fr": "Infirmières",
    "priority": "2",
    "url": "https://example.org/order",
    "note": "",
}
