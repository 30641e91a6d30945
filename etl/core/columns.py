"""Names the columns of the table: their dtypes, their meanings, and which make a series, a key and the order."""

DATE_DTYPE = "datetime64[us]"
DTYPES = {
    "source": "str",
    "measure": "str",
    "place": "str",
    "group": "str",
    "period_start": DATE_DTYPE,
    "period_end": DATE_DTYPE,
    "vintage": DATE_DTYPE,
    "value": "Float64",
    "status": "str",
    "release": "str",
    "edition": "int64",
}
COLUMN_MEANINGS = {
    "source": "registry id of the publisher's series",
    "measure": "what is counted, over how long; title, unit and definition come from the registry",
    "place": "place code: ISO 3166-2 where one exists",
    "group": "`all`, or `dimension:level`",
    "period_start": "first day covered",
    "period_end": "last day covered",
    "vintage": "the day this value became public",
    "value": "exactly as published: no rounding, no filling, no interpolation",
    "status": (
        "`final`, `provisional`, `suppressed`, `not_available` or `withdrawn`; only the first two carry a value; "
        "`void` takes back the row of the same key, vintage and release"
    ),
    "release": "the ledger row it came from",
    "edition": "what this project had learned when it wrote the row; it only grows",
}
COLUMNS = list(DTYPES)
SERIES_COLUMNS = ["source", "measure", "place", "group"]
KEY_COLUMNS = [*SERIES_COLUMNS, "period_start", "period_end"]
RELEASE_ROW_COLUMNS = ["measure", "place", "group", "period_start", "period_end", "value", "status"]
SORT_COLUMNS = [*KEY_COLUMNS, "vintage", "edition", "release"]
