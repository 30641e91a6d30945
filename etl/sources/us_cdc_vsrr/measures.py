"""What the CDC's provisional table of drug overdose deaths states."""

from typing import Any

from etl.model import Measure, PeriodKind, Unit

_BY_OCCURRENCE = {
    "en": "By place of occurrence: the jurisdiction where the death took place, wherever the person lived. New York "
    "State leaves out New York City, which stands by itself.",
    "fr": "Selon le lieu du décès, quel que soit le lieu de résidence de la personne. L’État de New York exclut la "
    "ville de New York, présentée séparément.",
}
_NONE_WITHHELD = {"en": "Nothing is withheld.", "fr": "Toutes les valeurs sont diffusées."}
_OVERDOSES_WITHHELD = {
    "en": "Since the autumn of 2019, counts below 10 and counts of drugs of low data quality are withheld; before, "
    "jurisdictions that named drugs too rarely were left out.",
    "fr": "Depuis l’automne 2019, les nombres inférieurs à 10 et les nombres par drogue de faible qualité ne "
    "sont pas diffusés; auparavant, les administrations qui précisaient trop rarement la drogue étaient omises.",
}
_RECEIVED = {
    "en": "Death certificates as received; provisional until the year's data are final. Those whose cause is still "
    "pending are not counted yet.",
    "fr": "Certificats de décès reçus; données provisoires jusqu’à la clôture de l’année. Les certificats dont la "
    "cause est en attente ne sont pas encore comptés.",
}
_QUALITY_CERTAINTY = {
    "en": "A measure of the quality of the provisional counts; it changes with each release.",
    "fr": "Indicateur de la qualité des nombres provisoires; il change à chaque diffusion.",
}
_PROVISIONAL: Any = {"geography": _BY_OCCURRENCE, "suppression": _NONE_WITHHELD}

REPORTED = Measure(
    id="overdose-deaths-12m-reported",
    period=PeriodKind.TWELVE_MONTHS,
    title={
        "en": "Reported drug overdose deaths in 12 months",
        "fr": "Décès par surdose de drogue déclarés, total sur 12 mois",
    },
    unit=Unit.DEATHS,
    definition={
        "en": "Deaths with drug poisoning of any intent as the underlying cause (ICD-10 X40–X44, X60–X64, X85, "
        "Y10–Y14), in the 12 months ending with the month, as received by the National Center for Health Statistics; "
        "by drug, those whose certificate names it (ICD-10 T codes). A death with several drugs counts for each, so "
        "that drugs do not add up.",
        "fr": "Décès dont la cause initiale est une intoxication par drogue, quelle que soit l’intention (CIM-10 "
        "X40–X44, X60–X64, X85, Y10–Y14), au cours des 12 mois se terminant au mois indiqué, selon les certificats "
        "reçus par le National Center for Health Statistics; par drogue, les décès dont le certificat la mentionne "
        "(codes T de la CIM-10). Un décès mettant en cause plusieurs drogues est compté pour chacune : les nombres par "
        "drogue ne s’additionnent pas.",
    },
    certainty=_RECEIVED,
    geography=_BY_OCCURRENCE,
    suppression=_OVERDOSES_WITHHELD,
)
PREDICTED = Measure(
    id="overdose-deaths-12m-predicted",
    period=PeriodKind.TWELVE_MONTHS,
    title={
        "en": "Predicted drug overdose deaths in 12 months",
        "fr": "Décès par surdose de drogue prédits, total sur 12 mois",
    },
    unit=Unit.DEATHS,
    definition={
        "en": "The reported drug overdose deaths in the 12 months ending with the month, adjusted by the National "
        "Center for Health Statistics for certificates not yet received or complete: an estimate, not a count.",
        "fr": "Décès par surdose de drogue déclarés au cours des 12 mois se terminant au mois indiqué, ajustés par le "
        "National Center for Health Statistics en fonction des certificats non reçus ou incomplets : une estimation et "
        "non un dénombrement.",
    },
    certainty={
        "en": "An estimate, recalculated in each release, also for years whose reported counts are final.",
        "fr": "Estimation recalculée à chaque diffusion, y compris pour les années dont les nombres sont définitifs.",
    },
    geography=_BY_OCCURRENCE,
    suppression=_OVERDOSES_WITHHELD,
)
ALL_DEATHS = Measure(
    id="all-deaths-12m-reported",
    period=PeriodKind.TWELVE_MONTHS,
    title={
        "en": "Deaths from all causes in 12 months",
        "fr": "Décès toutes causes confondues, total sur 12 mois",
    },
    unit=Unit.DEATHS,
    definition={
        "en": "Deaths from all causes in the 12 months ending with the month, as received by the National Center for "
        "Health Statistics.",
        "fr": "Décès toutes causes confondues au cours des 12 mois se terminant au mois indiqué, selon les certificats "
        "reçus par le National Center for Health Statistics.",
    },
    certainty={
        "en": "Death certificates as received; provisional until the year's data are final.",
        "fr": "Certificats de décès reçus; données provisoires jusqu’à la clôture de l’année.",
    },
    **_PROVISIONAL,
)
SPECIFIED = Measure(
    id="drugs-specified-12m-percent",
    period=PeriodKind.TWELVE_MONTHS,
    title={
        "en": "Share of overdose deaths with a drug named in 12 months",
        "fr": "Part des décès par surdose dont la drogue est précisée, total sur 12 mois",
    },
    unit=Unit.PERCENT,
    definition={
        "en": "Percentage of the reported drug overdose deaths in the 12 months ending with the month whose "
        "certificate names at least one drug or class of drugs.",
        "fr": "Pourcentage des décès par surdose de drogue déclarés au cours des 12 mois se terminant au mois indiqué "
        "dont le certificat mentionne au moins une drogue ou une classe de drogues.",
    },
    certainty=_RECEIVED,
    geography=_BY_OCCURRENCE,
    suppression={
        "en": "Nothing is withheld; before the autumn of 2019, only jurisdictions that named drugs often enough were "
        "listed.",
        "fr": "Toutes les valeurs sont diffusées; avant l’automne 2019, seules les administrations qui précisaient "
        "assez souvent la drogue figuraient au tableau.",
    },
)
COMPLETE = Measure(
    id="overdose-deaths-12m-percent-complete",
    period=PeriodKind.TWELVE_MONTHS,
    title={
        "en": "Completeness of death reporting in 12 months",
        "fr": "Exhaustivité de la déclaration des décès, total sur 12 mois",
    },
    unit=Unit.PERCENT,
    definition={
        "en": "Percentage of the deaths from all causes expected in the 12 months ending with the month for which a "
        "certificate was received. It is printed beside every indicator and is the same for all of a jurisdiction and "
        "month; one printed as a bound, such as 99.5+, is no number and is left out.",
        "fr": "Pourcentage des décès toutes causes confondues attendus au cours des 12 mois se terminant au mois "
        "indiqué pour lesquels un certificat a été reçu. Il accompagne chaque indicateur et reste le même pour une "
        "administration et un mois; une borne telle que 99.5+ n’est pas un nombre et est omise.",
    },
    certainty=_QUALITY_CERTAINTY,
    **_PROVISIONAL,
)
PENDING = Measure(
    id="overdose-deaths-12m-percent-pending",
    period=PeriodKind.TWELVE_MONTHS,
    title={
        "en": "Share of deaths with the cause pending in 12 months",
        "fr": "Part des décès dont la cause est en attente, total sur 12 mois",
    },
    unit=Unit.PERCENT,
    definition={
        "en": "Percentage of the deaths from all causes received for the 12 months ending with the month whose cause "
        "is pending investigation. It is the same for all indicators of a jurisdiction and month.",
        "fr": "Pourcentage des décès toutes causes confondues reçus pour les 12 mois se terminant au mois indiqué dont "
        "la cause fait l’objet d’une enquête. Il est le même pour tous les indicateurs d’une administration et d’un "
        "mois.",
    },
    certainty=_QUALITY_CERTAINTY,
    **_PROVISIONAL,
)
MEASURES = (REPORTED, PREDICTED, ALL_DEATHS, SPECIFIED, COMPLETE, PENDING)
