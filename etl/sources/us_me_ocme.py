"""Maine: monthly overdose reports by the Attorney General and the Office of Chief Medical Examiner, transcribed.

Four series that must not be mixed: the monthly reports count confirmed and suspected deaths together, the same reports
give the parts and, for the year before, confirmed deaths only; the quarterly and annual reports are a series of their
own. Few reports state their day; where it was assumed from the month reported on, the file says so.
"""

from etl import transcribed
from etl.definitions import Definition
from etl.model import Document, PeriodKind, Release, Source

SOURCE_ID = "us-me-ocme"
PLACE = "US-ME"

_DRUG_DEATH = {
    "en": "Drug deaths, in which one or more drugs are named on the death certificate as a cause or a significant "
    "contributing factor",
    "fr": "Décès liés à la drogue, pour lesquels une ou plusieurs drogues figurent sur le certificat de décès comme "
    "cause ou comme facteur contributif important",
}
_TOGETHER = Definition(
    title={
        "en": "Fatal overdoses (confirmed and suspected)",
        "fr": "Surdoses mortelles (confirmées et présumées)",
    },
    definition={
        "en": f"{_DRUG_DEATH['en']}: confirmed and suspected deaths together.",
        "fr": f"{_DRUG_DEATH['fr']} : décès confirmés et présumés réunis.",
    },
    certainty={
        "en": "Confirmed and suspected; a figure falls when a suspected death is ruled out.",
        "fr": "Confirmés et présumés; un nombre diminue lorsqu’un décès présumé est écarté.",
    },
)
_CONFIRMED = Definition(
    title={"en": "Fatal overdoses (confirmed only)", "fr": "Surdoses mortelles (confirmées seulement)"},
    definition={
        "en": f"{_DRUG_DEATH['en']}: confirmed deaths only, to which the monthly reports compare the year under way.",
        "fr": f"{_DRUG_DEATH['fr']} : décès confirmés seulement, auxquels les rapports mensuels comparent l’année en "
        "cours.",
    },
    certainty={"en": "Confirmed.", "fr": "Confirmés."},
)
_SUSPECTED = Definition(
    title={"en": "Fatal overdoses (suspected only)", "fr": "Surdoses mortelles (présumées seulement)"},
    definition={
        "en": "Deaths suspected to be drug deaths and not yet confirmed as such on the day of the report.",
        "fr": "Décès que l’on présume liés à la drogue et qui n’étaient pas encore confirmés le jour du rapport.",
    },
    certainty={
        "en": "Suspected; each is later confirmed or ruled out.",
        "fr": "Présumés; chacun est confirmé ou écarté par la suite.",
    },
)
_REPORTED = Definition(
    title={
        "en": "Drug deaths of the quarterly and annual reports",
        "fr": "Décès liés à la drogue selon les rapports trimestriels et annuels",
    },
    definition={
        "en": f"{_DRUG_DEATH['en']}, as the quarterly and annual reports count them.",
        "fr": f"{_DRUG_DEATH['fr']}, tels que les comptent les rapports trimestriels et annuels.",
    },
    certainty={
        "en": "Not stated in the copies read; one total (2020, first given as 503) was called an estimate.",
        "fr": "Non précisé dans les copies consultées; un total (2020, d’abord 503) était qualifié d’estimation.",
    },
)
MEASURES = (
    *_TOGETHER.over(
        "me-drug-deaths", PeriodKind.MONTH, PeriodKind.YEAR, PeriodKind.YEAR_TO_DATE, PeriodKind.SEVERAL_MONTHS
    ),
    *_CONFIRMED.over("me-confirmed-drug-deaths", PeriodKind.MONTH, PeriodKind.YEAR, PeriodKind.YEAR_TO_DATE),
    *_SUSPECTED.over("me-suspected-drug-deaths", PeriodKind.MONTH),
    *_REPORTED.over("me-report-drug-deaths", PeriodKind.QUARTER, PeriodKind.YEAR, PeriodKind.YEAR_TO_DATE),
)


def parse(document: Document) -> tuple[Release, ...]:
    """The releases of a transcribed file."""
    return transcribed.parse(document, SOURCE_ID, PLACE, MEASURES)


SOURCE = Source(
    id=SOURCE_ID,
    place=PLACE,
    publisher={
        "en": "Maine Office of the Attorney General and Office of Chief Medical Examiner",
        "fr": "Bureau du procureur général et Bureau du médecin légiste en chef du Maine",
    },
    url="https://mainedrugdata.org",
    terms={
        "en": "No licence was seen on the Maine Drug Data Hub; the archived reports are marked “In Copyright – "
        "Educational Use Permitted”. Figures are cited with their source, the reports are not redistributed.",
        "fr": "Aucune licence n’a été trouvée sur le Maine Drug Data Hub; les rapports archivés portent la mention « "
        "In Copyright – Educational Use Permitted ». Les chiffres sont cités avec leur source, les rapports ne sont "
        "pas redistribués.",
    },
    cadence={
        "en": "Monthly since January 2021, one to two months after the month, with gaps (January to May 2022 came as "
        "one report); before, quarterly reports two to four months after the quarter, and an annual report.",
        "fr": "Mensuelle depuis janvier 2021, un à deux mois après le mois, avec des lacunes (un seul rapport pour "
        "janvier à mai 2022); auparavant, rapports trimestriels de deux à quatre mois après le trimestre et rapport "
        "annuel.",
    },
    citation={
        "en": "Sorg, Soucier and Wang, Margaret Chase Smith Policy Center, University of Maine, for the Office of the "
        "Attorney General and the Office of Chief Medical Examiner. Maine monthly overdose report.",
        "fr": "Sorg, Soucier et Wang, Margaret Chase Smith Policy Center, Université du Maine, pour l’Office of the "
        "Attorney General et l’Office of Chief Medical Examiner. Maine monthly overdose report.",
    },
    measures=MEASURES,
    parse=parse,
)
