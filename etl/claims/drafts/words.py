"""Words about deaths and other things, and about numbers, English and French, as patterns."""

from etl.claims.drafts.calendar_words import compiled, word_set
from etl.core.quotation import Comparator

DEATH_NOUNS = word_set(
    "death deaths fatality fatalities lives life victims victim dead décès mort morts morte "
    "mortes vies victimes toll bilan "
    "overdoses surdoses poisonings"
)
PEOPLE = word_set(
    "people persons person men women residents albertans canadians americans mainers ohioans scots "
    "vermonters oregonians "
    "californians columbians males females personnes gens albertains canadiens britanno-colombiens américains "
    "ontariens québécois écossais hommes femmes habitants youth neighbours neighbors users"
)
ADJECTIVES = word_set(
    "accidental all apparent british b.c. bc confirmed drug drug-related drug-toxicity "
    "drug-poisoning fatal fentanyl final "
    "human illicit illicit-drug known misuse of-drug opioid opioid-related other overdose overdose-related poisoning "
    "predicted preliminary provisional registered related reported stimulant suspected synthetic their toxic "
    "toxic-drug "
    "toxicity total undetermined unintentional unregulated unregulated-drug young more additional further new"
)
"""Words that stand between a number and what it counts."""
LOOSE_VERBS = word_set(
    "recorded reported set died registered seen lost announced occurred happened did confirmed "
    "counted killed perished "
    "recensés enregistrés signalés rapportés recensées annoncés sont ont morts"
)
"""Words that may follow a number whose noun is left out: "177 recorded in June"."""
STOPS = word_set(
    "a of in for during between from to and or but than as at by on with was were is are had has "
    "have been that which who "
    "whom when while after before since until so per across over under this last next among each every more "
    "of de du des d' en pour à au aux dans par sur et ou mais que qui était étaient ont a avait avaient été comme "
    "contre "
    "entre depuis soit il elle on y le la les un une l' se s' parmi lors en- ne n' pas after although though compared "
    "through according up down nationwide selon according d'après there not only the those these his her our its"
)
DEATH_WORDS = compiled(
    r"\b(?:deaths?|died|die|dies|dying|dead|killed|kills|lost|lives|fatal(?:ity|ities|ly)?|tolls?|overdoses|"
    r"mortality|deadl\w+|"
    r"overdose deaths|décès|décéd\w+|mort|morts|morte|mortes|meurtri\w+|mortel\w*|tués?|tuées?|vies?|victimes?|"
    r"bilan|surdoses|"
    r"succomb\w+|perdu|mortalité|meurent|mourir|perished|casualties|emporté\w*|fauché\w*|péri|périss\w+|disparu\w*)\b"
)
OTHER_WORDS = compiled(
    r"\b(?:calls?|visits?|kits?|naloxone|beds?|arrests?|seizures?|prescri\w+|patients?|budgets?|funding|"
    r"populations?|hospital\w*|"
    r"ambulances?|surveys?|polls?|votes?|voters?|prices?|inflation|clients?|seats?|rooms?|homes?|homeless\w*|housing|"
    r"participants?|respondents?|students?|schools?|unemployment|wages?|grants?|revenues?|spending|taxes|tests?|doses|"
    r"paramedics|callers|nurses|doctors|officers|employees|volunteers|shelters?|sales|temperatures?|emissions|traffic|"
    r"appels?|trousses?|lits?|arrestations?|saisies?|ordonnances?|budget|financement|population|hôpita\w+|"
    r"hospitalis\w+|"
    r"ambulanciers|sondages?|prix|clients?|logements?|itinéran\w+|participants|répondants|élèves|écoles|chômage|"
    r"salaires|"
    r"dépenses|impôts|policiers|bénévoles|refuges?|ventes|reanim\w+|réanim\w+|reversals|reversed|infections|cases "
    r"of|crimes?|"
    r"suicides?|homicides?|traffic|collisions?|covid\w*|attended|attendance|marched|gathered|crosses|signatures|"
    r"members)\b"
)
COUNT_WORDS = compiled(r"\b(?:numbers?|counts?|figures?|totals?|tally|chiffres?|nombres?|décompte)\b")
CLAUSE_END = compiled(r"[,;]\s|\b(?:and|et)\b")
PLACE_BEFORE = compiled(
    r"\b(?:in|at|inside|outside|private|à l'|dans|en|d'un|their|social)(?: (?:a|an|the|un|une|des|les))? ?$"
)
DIED = compiled(
    r"\b(?:died|dead|dying|die|killed|lost their li\w+|lives (?:were )?lost|been lost|were lost|lost to|passed "
    r"away|perished|"
    r"succumbed|mort|morts|morte|mortes|décédée?s?|perdu la vie|perdent la vie|succombé|tuée?s?|péri|perdu leur "
    r"vie|meurent)\b"
)
KILLED = compiled(
    r"\b(?:killed|killing|kills|lost|loses|losing|claimed|claims|claiming|took|taken|cost|deaths? of|death toll "
    r"(?:of|to|at)|tués?|tuant|tue|perdu|perdait|"
    r"coûté la vie à|coûtant la vie à|emporté|emportant|fauché|fait|faisait|décès de|mort de|deuil de)\b[^.;0-9]{0,40}$"
)
NOT_DEAD = compiled(
    r"\b(?:treated|revived|survived|saved|hospitali[sz]ed|attended|gathered|marched|surveyed|took part|signed|arrested|"
    r"survécu|sauvé\w*|soigné\w*|traité\w*|ranimé\w*|participé|manifesté|arrêté\w*|hospitalisé\w*|receiv\w+|"
    r"waiting|reçu)\b"
)

COMPARATORS = tuple(
    (comparator, compiled(rf"(?:^|(?<=[\W]))(?:{words})(?: (?:a|an|the|another|les|la|le|some|quelque))?[ ~]?$"))
    for comparator, words in (
        (Comparator.AT_LEAST, r"at least|no fewer than|no less than|a minimum of|au moins|pas moins de|au minimum"),
        (
            Comparator.MORE_THAN,
            (
                r"(?:slightly |well |far |a little |just )?(?:more than|over|above|upwards of)|exceed(?:ed|ing|s)?|"
                r"surpass(?:ed|ing|es)?|pass(?:ed|ing)|topp(?:ed|ing)|tops|"
                r"(?:bien |un peu |légèrement )?plus (?:de|d')|au-dessus de|dépass(?:é|ant|e|ait)|au-delà de"
            ),
        ),
        (
            Comparator.FEWER_THAN,
            (
                r"(?:slightly |well |far )?(?:fewer than|less than)|under|below|moins (?:de|d')|sous|en dessous de|"
                r"au-dessous de"
            ),
        ),
        (
            Comparator.NEARLY,
            (
                r"nearly|almost|just (?:shy of|short of|under|below)|close to|approaching|near|près (?:de|d')|presque|"
                r"pas loin de|quasi|tout juste sous"
            ),
        ),
        (
            Comparator.ABOUT,
            (
                r"about|around|roughly|some|approximately|approx\.?|circa|an estimated|environ|à peu près|quelque|"
                r"autour de|une (?=$)"
            ),
        ),
    )
)

CLASS_WORDS = tuple(
    (word, compiled(rf"\b(?:{pattern})"))
    for word, pattern in (
        ("opioid", r"opio[iï]d"),
        ("fentanyl", r"fentanyl"),
        ("synthetic", r"synth[eé]ti"),
        ("stimulant", r"stimulant"),
        ("cocaine", r"coca[iï]ne"),
        ("methamphetamine", r"(?:crystal )?m[eé]thamph[eé]tamine"),
        ("heroin", r"h[eé]ro[iï]ne?\b"),
        ("xylazine", r"xylazine"),
        ("alcohol", r"alco(?:hol|ol)"),
        ("accidental", r"accident(?:al|el)|unintentional|involontaire"),
        ("suspected", r"suspected|présumé|soupçonné"),
        ("registered", r"registered|enregistré(?=\w* (?:de|par les))"),
        ("confirmed", r"confirm(?:ed|é)"),
        ("predicted", r"predict(?:ed|s|ion|ions)|prédit|prédiction|estimations? prédi"),
        ("final", r"final (?:count|figure|number|data|toll|deaths)|définitif|définitive"),
        ("age_adjusted", r"age-adjusted|age-standardi[sz]ed|ajustée? selon l'âge|standardisé"),
    )
)
PARTS_OF_PEOPLE = (
    (
        "sex",
        compiled(r"\b(?:women|woman|men|man|males?|females?|boys?|girls?|hommes?|femmes?|garçons?|filles?)\b"),
    ),
    (
        "age",
        compiled(
            r"\b(?:(?:youths?|teens?|teenagers?|adolescents?|children|minors|seniors|jeunes|mineurs|enfants|aînés)\b|"
            r"(?:under|over|below|above|aged|ages|younger than|older than|âgée?s? de|moins de|plus de) (?:the age of )?"
            r"\d{1,2}(?: ans)?\b(?!,\d| deaths| people| per| %|%)|"
            r"\d{1,2}(?:-| to | à )\d{1,2}(?:[- ]years?[- ]olds?| ans))"
        ),
    ),
)
"""What makes a figure one of a part of the people: of most such figures no measure is held."""
REPORTED = compiled(
    r"\b(?:(?:had been|have been|has been|were|was|are) reported|reported (?:deaths|number|count|total|figure|"
    r"overdose)|déclarés)\b"
)
