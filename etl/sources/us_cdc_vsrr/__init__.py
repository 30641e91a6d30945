"""The CDC's provisional table of drug overdose deaths (VSRR, xkb8-kh2a of data.cdc.gov): sums of 12 months ending.

The table is overwritten in place each month and states no day: its newest period tells which release it is. Years of
final data are marked ``**`` ("Numbers may differ from published reports using final data"): their reported values are
final and were the same in every later release held. Predicted values are estimates, and never final. Releases of which
no file is held were read in copies and transcribed: without their marks, so that none of those figures is final.
"""

from etl import transcribed
from etl.documents import text_of
from etl.model import Document, Feed, Release, Source
from etl.sources.us_cdc_vsrr import reader, statements
from etl.sources.us_cdc_vsrr.codes import SOURCE_ID
from etl.sources.us_cdc_vsrr.measures import MEASURES
from etl.sources.us_cdc_vsrr.release import release

PLACE = "US"


def parse(document: Document) -> tuple[Release, ...]:
    """The one release in the publisher's file, those of a transcribed file, or ``Refused``."""
    if transcribed.is_transcribed(text_of(document)):
        return transcribed.parse(document, SOURCE_ID, PLACE, MEASURES)
    sheet = statements.without_new_indicators(reader.read(document))
    return (release(document, sheet, statements.understand(sheet)),)


SOURCE = Source(
    id=SOURCE_ID,
    place=PLACE,
    publisher={
        "en": "National Center for Health Statistics, Centers for Disease Control and Prevention (CDC)",
        "fr": "National Center for Health Statistics, Centers for Disease Control and Prevention (CDC, États-Unis)",
    },
    url="https://data.cdc.gov/NCHS/VSRR-Provisional-Drug-Overdose-Death-Counts/xkb8-kh2a",
    terms={
        "en": "Work of the United States government, not under copyright there; to be cited. Counts below 10 stay "
        "withheld.",
        "fr": "Œuvre du gouvernement des États-Unis, non protégée par le droit d’auteur dans ce pays; à citer. Les "
        "nombres inférieurs à 10 restent non diffusés.",
    },
    cadence={
        "en": "Monthly, in the middle of the month; the newest 12 months end four to five months earlier (seven until "
        "2021). Every release restates all months.",
        "fr": "Chaque mois, vers le milieu du mois; les 12 mois les plus récents se terminent de quatre à cinq mois "
        "plus tôt (sept jusqu’en 2021). Chaque diffusion reprend tous les mois.",
    },
    citation={
        "en": "Ahmad FB, Cisewski JA, Rossen LM, Sutton P. Provisional drug overdose death counts. National Center for "
        "Health Statistics.",
        "fr": "Ahmad FB, Cisewski JA, Rossen LM, Sutton P. Provisional drug overdose death counts. National Center for "
        "Health Statistics.",
    },
    measures=MEASURES,
    parse=parse,
    feed=Feed(("https://data.cdc.gov/resource/xkb8-kh2a.csv",), page=50_000),
)
