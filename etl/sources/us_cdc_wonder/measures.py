"""What the exports of CDC WONDER count, and where."""

from typing import Any

from etl.model import Measure, PeriodKind, Unit

SOURCE_ID = "us-cdc-wonder"
NATION = "US"
STATES = {
    "01": ("Alabama", "AL"),
    "02": ("Alaska", "AK"),
    "04": ("Arizona", "AZ"),
    "05": ("Arkansas", "AR"),
    "06": ("California", "CA"),
    "08": ("Colorado", "CO"),
    "09": ("Connecticut", "CT"),
    "10": ("Delaware", "DE"),
    "11": ("District of Columbia", "DC"),
    "12": ("Florida", "FL"),
    "13": ("Georgia", "GA"),
    "15": ("Hawaii", "HI"),
    "16": ("Idaho", "ID"),
    "17": ("Illinois", "IL"),
    "18": ("Indiana", "IN"),
    "19": ("Iowa", "IA"),
    "20": ("Kansas", "KS"),
    "21": ("Kentucky", "KY"),
    "22": ("Louisiana", "LA"),
    "23": ("Maine", "ME"),
    "24": ("Maryland", "MD"),
    "25": ("Massachusetts", "MA"),
    "26": ("Michigan", "MI"),
    "27": ("Minnesota", "MN"),
    "28": ("Mississippi", "MS"),
    "29": ("Missouri", "MO"),
    "30": ("Montana", "MT"),
    "31": ("Nebraska", "NE"),
    "32": ("Nevada", "NV"),
    "33": ("New Hampshire", "NH"),
    "34": ("New Jersey", "NJ"),
    "35": ("New Mexico", "NM"),
    "36": ("New York", "NY"),
    "37": ("North Carolina", "NC"),
    "38": ("North Dakota", "ND"),
    "39": ("Ohio", "OH"),
    "40": ("Oklahoma", "OK"),
    "41": ("Oregon", "OR"),
    "42": ("Pennsylvania", "PA"),
    "44": ("Rhode Island", "RI"),
    "45": ("South Carolina", "SC"),
    "46": ("South Dakota", "SD"),
    "47": ("Tennessee", "TN"),
    "48": ("Texas", "TX"),
    "49": ("Utah", "UT"),
    "50": ("Vermont", "VT"),
    "51": ("Virginia", "VA"),
    "53": ("Washington", "WA"),
    "54": ("West Virginia", "WV"),
    "55": ("Wisconsin", "WI"),
    "56": ("Wyoming", "WY"),
}
PLACES = tuple(f"US-{letters}" for _, letters in STATES.values())

_CODES = "X40–X44, X60–X64, X85, Y10–Y14"
_COUNTED: Any = {
    "period": PeriodKind.MONTH,
    "unit": Unit.DEATHS,
    "certainty": {
        "en": "Certified causes of death. Years with a final file are final; later months are provisional, and the "
        "newest are incomplete.",
        "fr": "Causes de décès certifiées. Les années dont le fichier est définitif sont définitives; les mois "
        "suivants sont provisoires, et les plus récents sont incomplets.",
    },
    "geography": {
        "en": "By state of residence; by month of death. Residents of the 50 states and the District of Columbia.",
        "fr": "Selon l’État de résidence; selon le mois du décès. Résidents des 50 États et du district de Columbia.",
    },
    "suppression": {
        "en": "Counts of 9 or fewer are suppressed, and are never worked out from totals.",
        "fr": "Les nombres de 9 ou moins ne sont pas diffusés et ne sont jamais déduits des totaux.",
    },
}
MCD = Measure(
    id="overdose-deaths-month-mcd",
    title={
        "en": "Drug overdose deaths by month (any listed cause)",
        "fr": "Décès par surdose, par mois (toute cause inscrite)",
    },
    definition={
        "en": f"Deaths with drug poisoning ({_CODES}) among the causes listed on the death certificate, of any intent; "
        "at least as many as those with drug poisoning as the underlying cause.",
        "fr": f"Décès dont une des causes inscrites au certificat est une intoxication par drogues ({_CODES}), quelle "
        "qu’en soit l’intention; au moins aussi nombreux que ceux dont c’est la cause initiale.",
    },
    **_COUNTED,
)
UCD = Measure(
    id="overdose-deaths-month-ucd",
    title={
        "en": "Drug overdose deaths by month (underlying cause)",
        "fr": "Décès par surdose, par mois (cause initiale)",
    },
    definition={
        "en": f"Deaths with drug poisoning ({_CODES}) as the underlying cause, of any intent.",
        "fr": f"Décès dont la cause initiale est une intoxication par drogues ({_CODES}), quelle qu’en soit "
        "l’intention.",
    },
    **_COUNTED,
)
MEASURES = (MCD, UCD)
