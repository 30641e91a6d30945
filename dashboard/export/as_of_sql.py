"""``as_of`` as SQL: what a reader saw on a day, asked of the change log wherever that is loaded."""

QUERY = """\
SELECT source, measure, place, "group", period_start, period_end, vintage, value, status, release, edition
FROM (
  SELECT *, row_number() OVER (
    PARTITION BY source, measure, place, "group", period_start, period_end
    ORDER BY vintage DESC, edition DESC, release DESC
  ) AS recency
  FROM (
    SELECT *, max(CASE WHEN status = 'void' THEN edition END) OVER (
      PARTITION BY source, measure, place, "group", period_start, period_end, release
    ) AS void_from
    FROM vintages
    WHERE vintage <= on_day AND (in_edition IS NULL OR edition <= in_edition)
  ) AS stated
  WHERE void_from IS NULL OR void_from < edition
) AS seen
WHERE recency = 1"""
"""In SQL of the standard: ``on_day`` is the day asked about, ``in_edition`` an edition or NULL.

A row of status ``void`` takes back the row of the same key, vintage and release, from its edition on. It is found by a
window and not by a second look at the table, so that an engine reads no other places than those asked for.
"""
_FILE = """\
-- Every figure as a reader saw it on a day, the last that was public then, in DuckDB:
--
--   FROM as_of('2020-08-25');                    by all that is known now
--   FROM as_of('2020-08-25', in_edition := 5);   by what this project had learned in edition 5: never changes
--
-- In another engine load vintages.csv as a table `vintages`, and put a day for on_day and NULL, or an edition, for
-- in_edition in the SELECT.

CREATE OR REPLACE VIEW vintages AS SELECT * FROM read_parquet('{address}');

CREATE OR REPLACE MACRO as_of(on_day, in_edition := NULL) AS TABLE
{query};
"""


def to_sql(address: str) -> str:
    """Write the macro, over the change log at an address, which may also be the name of a file."""
    return _FILE.format(address=address.replace("'", "''"), query=QUERY)
