"""What the words of the pages mean here, in plain sentences. The meanings say what the software does, and no more."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Term:
    """A word as the pages write it, and what it means: one or two sentences. Both by language."""

    id: str
    term: Mapping[str, str]
    meaning: Mapping[str, str]


TERMS: Mapping[str, Term] = {
    one.id: one
    for one in (
        Term(
            "as-published",
            {"en": "as published", "fr": "selon les données publiées"},
            {
                "en": "As its publisher had stated it by the day named, also where the publisher says otherwise today. "
                "The day on which a figure became public is its “vintage” in the data.",
                "fr": "Tel que l’organisme source l’avait publié au plus tard à la date indiquée, même s’il publie "
                "autre chose aujourd’hui. Le jour où un chiffre est devenu public est, dans les données, son "
                "« vintage ».",
            },
        ),
        Term(
            "release",
            {"en": "release", "fr": "publication"},
            {
                "en": "A report of a publisher, or its table or dashboard as it stood on one day. A release often "
                "states earlier months again, some of them with other figures.",
                "fr": "Un rapport d’un organisme source, ou son tableau ou tableau de bord tel qu’il était un jour "
                "donné. Une publication donne souvent de nouveau les mois antérieurs, dont certains avec d’autres "
                "chiffres.",
            },
        ),
        Term(
            "edition",
            {"en": "edition", "fr": "édition"},
            {
                "en": "The number of a state of this site’s data, which grows whenever a release or a correction is "
                "taken in. A day together with an edition always gives the same figures.",
                "fr": "Le numéro d’un état des données de ce site, qui augmente chaque fois qu’une publication ou une "
                "correction est recueillie. Une date et une édition donnent ensemble toujours les mêmes chiffres.",
            },
        ),
        Term(
            "revised",
            {"en": "revised", "fr": "révisé"},
            {
                "en": "Stated with another value in a later release, as when an investigation has ended. The earlier "
                "figure was what was known at the time, and both are kept.",
                "fr": "Indiqué avec une autre valeur dans une publication ultérieure, par exemple après la fin d’une "
                "enquête. Le chiffre antérieur était ce que l’on savait à l’époque; les deux sont conservés.",
            },
        ),
        Term(
            "preliminary",
            {"en": "preliminary", "fr": "données provisoires"},
            {
                "en": "Recent, and subject to change: its period ended less than a year before the newest release, and "
                "earlier figures of that age changed later or are too few to tell. This is worked out here, from the "
                "releases held.",
                "fr": "Récentes et susceptibles de changer : leur période a pris fin moins d’un an avant la dernière "
                "publication, et les chiffres antérieurs du même âge ont changé par la suite ou sont trop peu nombreux "
                "pour le dire. Ce site l’établit d’après les publications disponibles.",
            },
        ),
        Term(
            "provisional",
            {"en": "provisional", "fr": "provisoire, selon l’organisme source"},
            {
                "en": "Not called final by its publisher. Some publishers never call a figure final, so that all of "
                "theirs are provisional.",
                "fr": "Que l’organisme source ne qualifie pas de définitif. Certains organismes ne le font jamais : "
                "tous leurs chiffres sont donc provisoires.",
            },
        ),
        Term(
            "suppressed",
            {"en": "suppressed", "fr": "non diffusé par l’organisme source"},
            {
                "en": "Kept back by the publisher, which says so in its place; most often because the count is small "
                "or the quality of the data is low.",
                "fr": "Que l’organisme source ne donne pas et signale comme tel, le plus souvent parce que le nombre "
                "est petit ou que la qualité des données est faible.",
            },
        ),
        Term(
            "withheld",
            {"en": "withheld or not available", "fr": "chiffre non diffusé ou non disponible"},
            {
                "en": "Without a figure from the publisher: suppressed, marked as not available, or withdrawn after it "
                "was published. It is not a zero; charts mark it with a cross (×).",
                "fr": "Pour lequel l’organisme source ne donne pas de valeur : non diffusé, indiqué comme non "
                "disponible ou retiré après sa publication. Ce n’est pas un zéro; les graphiques l’indiquent par une "
                "croix (×).",
            },
        ),
        Term(
            "not-held",
            {"en": "not held", "fr": "non disponible ici"},
            {
                "en": "Public by the day named, but in none of the releases that this site holds of that time. Nothing "
                "is put in its place; a hollow grey point shows the earliest figure held since, where there is one.",
                "fr": "Public à la date indiquée, mais absent des publications de cette époque recueillies ici. Aucune "
                "valeur ne le remplace; un cercle gris vide indique le chiffre disponible le plus ancien, s’il y en a "
                "un.",
            },
        ),
        Term(
            "rate",
            {"en": "rate per 100,000 people", "fr": "taux pour 100 000 habitants"},
            {
                "en": "Deaths divided by the population and multiplied by 100,000: a crude rate, not adjusted for age. "
                "The rate of a month is that of the month alone, not annualised.",
                "fr": "Nombre de décès divisé par la population et multiplié par 100 000 : un taux brut, non ajusté "
                "selon l’âge. Le taux d’un mois est celui de ce seul mois; il n’est pas annualisé.",
            },
        ),
        Term(
            "twelve-months",
            {"en": "12 months ending, sums of twelve months", "fr": "total sur 12 mois, sommes de douze mois"},
            {
                "en": "Deaths in twelve months in a row, named by the last of them. Figures that follow each other "
                "share most of their months and are never added up.",
                "fr": "Décès de douze mois consécutifs, désignés par le dernier d’entre eux. Les chiffres qui se "
                "suivent ont la plupart de leurs mois en commun et ne sont jamais additionnés.",
            },
        ),
        Term(
            "small-count",
            {"en": "small count", "fr": "petit nombre"},
            {
                "en": "So few deaths that one more or one fewer changes a rate or a percentage noticeably. Counts that "
                "publishers withhold for being small are never worked out here from totals.",
                "fr": "Si peu de décès qu’un de plus ou de moins change nettement un taux ou un pourcentage. Les "
                "nombres que les organismes ne diffusent pas parce qu’ils sont petits ne sont jamais déduits ici des "
                "totaux.",
            },
        ),
        Term(
            "unregulated",
            {"en": "unregulated drug death", "fr": "décès attribuable aux drogues non réglementées"},
            {
                "en": "British Columbia’s term, since 2023, for an unintentional death from street drugs or from "
                "medications not prescribed to the person, also together with prescribed ones. It earlier said illicit "
                "drug overdose death, then illicit drug toxicity death.",
                "fr": "Terme de la Colombie-Britannique, depuis 2023, pour un décès non intentionnel attribuable à des "
                "drogues de rue ou à des médicaments non prescrits à la personne, même combinés à des médicaments "
                "prescrits. Elle parlait auparavant de surdose, puis d’intoxication, liée aux drogues illicites.",
            },
        ),
        Term(
            "toxicity",
            {"en": "drug toxicity", "fr": "intoxication aux drogues"},
            {
                "en": "Poisoning by drugs. Publishers also say “overdose” or “poisoning”; each counts by its own "
                "definition, given on the Sources page.",
                "fr": "Empoisonnement par des drogues. Les organismes parlent aussi de « surdose » ou de « toxicité »; "
                "chacun compte selon sa propre définition, présentée à la page Sources.",
            },
        ),
        Term(
            "underlying",
            {"en": "underlying cause, any listed cause", "fr": "cause initiale, toute cause inscrite"},
            {
                "en": "A death certificate has one underlying cause, the one that led to the death, and may list "
                "others. Deaths by any listed cause are at least as many as those by underlying cause.",
                "fr": "Un certificat de décès comporte une seule cause initiale, celle qui a conduit au décès, et peut "
                "en mentionner d’autres. Les décès selon toute cause inscrite sont au moins aussi nombreux que ceux "
                "selon la cause initiale.",
            },
        ),
        Term(
            "predicted",
            {"en": "reported, predicted", "fr": "déclarés, prédits"},
            {
                "en": "Reported deaths are those of the certificates that the CDC in the United States had received. "
                "Predicted deaths are its estimate, with an allowance for certificates not yet received or complete.",
                "fr": "Les décès déclarés sont ceux des certificats que les CDC des États-Unis avaient reçus. Les "
                "décès prédits sont leur estimation, qui tient compte des certificats non reçus ou incomplets.",
            },
        ),
    )
}
"""By id, in the order in which a reader is told of them: time, what is missing, what is computed, what is counted."""
