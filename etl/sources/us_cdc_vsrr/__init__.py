"""The CDC's provisional table of drug overdose deaths (VSRR, xkb8-kh2a of data.cdc.gov): sums of 12 months ending.

The table is overwritten in place each month and states no day: its newest period tells which release it is. Years of
final data are marked ``**`` ("Numbers may differ from published reports using final data"): their reported values are
final and were the same in every later release held. Predicted values are estimates, and never final. Releases of which
no file is held were read in copies and transcribed: without their marks, so that none of those values is final.
"""

from etl.core.model import Release
from etl.core.source import Document
from etl.parsing import transcribed
from etl.parsing.documents import decode
from etl.parsing.source_toml import load_source
from etl.sources.us_cdc_vsrr import reader, statements
from etl.sources.us_cdc_vsrr.release import build_release


def parse(document: Document) -> tuple[Release, ...]:
    """Return the one release in the publisher's file, or those of a transcribed file."""
    if transcribed.is_transcribed(decode(document)):
        return transcribed.parse(document, SOURCE)
    table = statements.without_new_indicators(reader.read(document))
    return (build_release(document, table, statements.parse(table)),)


SOURCE = load_source(__file__, parse)
