"""Finds the places that a sentence names, by the names that the project has for them and by their other names."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from etl.core.places import Place

NOT_HELD = ""
"""Stands for a place of which no figure is held: what is said of it is said of no other."""

_ALSO_CALLED = {
    "CA": "Canadians|Canadian|canadien|canadienne|canadiens|canadiennes|Canadiens",
    "CA-AB": "Alta.|Albertan|Albertans|albertain|albertains|albertaine|Albertains",
    "CA-BC": (
        "B.C.|BC|C.-B.|British Columbian|British Columbians|Britanno-Colombiens|britanno-colombien|britanno-colombiens"
    ),
    "CA-BC-fraser": "Fraser Health|Fraser Health region",
    "CA-BC-interior": "Interior Health",
    "CA-BC-island": "Island Health",
    "CA-BC-northern": "Northern Health",
    "CA-BC-vancouver-coastal": "Vancouver Coastal Health|Vancouver Coastal",
    "CA-MB": "Manitobans|Manitoban|Manitobains",
    "CA-NB": "New Brunswickers|Néo-Brunswickois",
    "CA-NL": "Newfoundland|Newfoundlanders|Terre-Neuviens",
    "CA-NS": "Nova Scotians|Nova Scotian|Néo-Écossais",
    "CA-ON": "Ontarians|Ontariens|ontarien|ontariens",
    "CA-PE": "P.E.I.|PEI",
    "CA-QC": "Quebecers|Québécois|Quebecer|Québécoises",
    "CA-SK": "Saskatchewanians|Saskatchewanais",
    "CA-YT": "Yukoners",
    "GB": "U.K.|UK|Britain|Great Britain|Grande-Bretagne|British",
    "GB-SCT": "Scots|Scottish|Ecosse|écossais|écossaise|écossaises",
    "PT": "Portuguese|portugais",
    "US": (
        "U.S.|US|USA|U.S.A.|America|American|Americans|Etats-Unis|É.-U.|américain|"
        "américains|américaine|américaines|Américains"
    ),
    "US-AK": "Alaskans|Alaskan",
    "US-AL": "Alabamians|Alabamans",
    "US-AR": "Arkansans",
    "US-AZ": "Arizonans",
    "US-AZ-PIMA": "Pima County|comté de Pima",
    "US-CA": "Californians|Californian",
    "US-CA-SF": "San Franciscans",
    "US-CO": "Coloradans|Coloradoans",
    "US-CT": "Conn.|Connecticuters",
    "US-DC": "Washington, D.C.|Washington D.C.|D.C.",
    "US-DE": "Delawareans",
    "US-FL": "Floridians|Floridian",
    "US-GA": "Georgians",
    "US-IA": "Iowans",
    "US-ID": "Idahoans",
    "US-IL": "Illinoisans",
    "US-IL-COOK": "Cook County|comté de Cook",
    "US-IN": "Hoosiers|Indianans",
    "US-KS": "Kansans",
    "US-KY": "Kentuckians",
    "US-LA": "Louisianans|Louisianians",
    "US-MA": "Mass.|Bay Staters",
    "US-MD": "Marylanders",
    "US-ME": "Mainer|Mainers",
    "US-MI": "Michiganders|Michiganians",
    "US-MN": "Minnesotans",
    "US-MO": "Missourians",
    "US-MS": "Mississippians",
    "US-MT": "Montanans",
    "US-NC": "North Carolinians",
    "US-ND": "North Dakotans",
    "US-NE": "Nebraskans",
    "US-NH": "N.H.|Granite Staters",
    "US-NJ": "New Jerseyans",
    "US-NM": "New Mexicans",
    "US-NV": "Nevadans",
    "US-NY": "New York state|New York State|État de New York",
    "US-NY-NYC": "NYC|New York City|ville de New York",
    "US-OH": "Ohioan|Ohioans",
    "US-OH-CUYAHOGA": "Cuyahoga County|comté de Cuyahoga",
    "US-OK": "Oklahomans",
    "US-OR": "Oregonian|Oregonians",
    "US-PA": "Pennsylvanians",
    "US-PA-ALLEGHENY": "Allegheny County|comté d’Allegheny",
    "US-RI": "Rhode Islanders",
    "US-SC": "South Carolinians",
    "US-SD": "South Dakotans",
    "US-TN": "Tennesseans",
    "US-TX": "Texans|Texan",
    "US-TX-48113": "Dallas County|comté de Dallas",
    "US-UT": "Utahns|Utahans",
    "US-VA": "Virginians",
    "US-VT": "Vermonter|Vermonters",
    "US-WA": "Washington state|Washington State|État de Washington",
    "US-WI": "Wisconsinites",
    "US-WI-MILWAUKEE": "Milwaukee County|comté de Milwaukee",
    "US-WV": "West Virginians",
    "US-WY": "Wyomingites",
}
_OF_NO_PLACE = (
    "Washington Post|WASHINGTON (AP)|New York Times|Vancouver Sun|Georgia Straight|Strait of Georgia|Calgary "
    "Herald|Ottawa Citizen|"
    "University of British Columbia|Maine Med|Maine Medical Center|Portland Press Herald|San Francisco Chronicle|"
    "American Journal|British Medical Journal|British Journal|Canadian Press|Presse canadienne|Radio-Canada|"
    "Air Canada|British Columbia Street|Washington Street|California Street|New England|New Mexico Avenue|"
    "Native American|Native Americans|African American|African Americans|Latin America|South America|Central "
    "America|North America"
)
_OF_NO_FIGURE = (
    "Vancouver|Victoria|Surrey|Kelowna|Kamloops|Nanaimo|Prince George|Abbotsford|Calgary|Edmonton|Lethbridge|Red "
    "Deer|Toronto|"
    "Ottawa|Hamilton|London|Montréal|Montreal|Winnipeg|Regina|Saskatoon|Halifax|Whitehorse|Portland|Bangor|"
    "Lewiston|Augusta|"
    "Hartford|New Haven|Manchester|Nashua|Burlington|Cleveland|Columbus|Cincinnati|Dayton|Boston|Philadelphia|"
    "Pittsburgh|"
    "Baltimore|Chicago|Detroit|Seattle|Spokane|Los Angeles|San Diego|Oakland|Sacramento|Phoenix|Denver|Houston|"
    "Dallas|Miami|"
    "Minneapolis|Milwaukee|Las Vegas|Albuquerque|Glasgow|Edinburgh|Dundee|Aberdeen|England|Angleterre|Wales|Pays "
    "de Galles|"
    "Northern Ireland|Ireland|Irlande|Germany|Allemagne|France|Mexico|Mexique|Europe|Australia|Australie|Sweden|"
    "Suède|Norway|"
    "Cook County|King County|Multnomah County|Cumberland County|Downtown Eastside|Tenderloin"
)
_NO_AREA = "INT"
"""The code of writings about many countries: "International" is no place of any figure."""
_BEFORE_A_PLACE = re.compile(r"\b(?:in|for|across|at|à|en|dans) $", re.IGNORECASE)
_AFTER_A_PLACE = re.compile(
    r"'s\b| (?:city |county |region )?(?:had|has|saw|recorded|lost|reported|counted|a|"
    r"compte|compté)\b"
)


@dataclass(frozen=True)
class PlaceMention:
    """A place named from ``start`` to ``end`` of a sentence."""

    start: int
    end: int
    code: str


class PlaceNames:
    """All names of places as one pattern, the longest first: "West Virginia" is not Virginia."""

    def __init__(self, places: Mapping[str, Place]) -> None:
        areas = {code: place for code, place in places.items() if code != _NO_AREA}
        codes = {name: code for code, place in areas.items() for name in place.name.values()}
        codes |= {name: code for code, names in _ALSO_CALLED.items() if code in places for name in names.split("|")}
        codes |= {name.upper(): code for name, code in codes.items() if len(name) > 4}
        codes |= {name: NOT_HELD for name in _OF_NO_FIGURE.split("|") if name not in codes}
        self._codes = codes
        longest = sorted([*codes, *_OF_NO_PLACE.split("|")], key=len, reverse=True)
        self._pattern = re.compile(rf"(?<![\w.-])(?:{'|'.join(map(re.escape, longest))})(?!\w)")

    def find(self, text: str) -> list[PlaceMention]:
        """Return the places that a sentence names, in order; publications and institutions of their name are none."""
        return [
            PlaceMention(match.start(), match.end(), self._codes[match.group()])
            for match in self._pattern.finditer(text)
            if match.group() in self._codes and self._is_place(text, match)
        ]

    def _is_place(self, text: str, match: re.Match[str]) -> bool:
        """Whether it is spoken of as a place; a city of which nothing is held may be the name of a person too."""
        if self._codes[match.group()] != NOT_HELD:
            return True
        return bool(
            _BEFORE_A_PLACE.search(text, max(0, match.start() - 8), match.start())
            or _AFTER_A_PLACE.match(text, match.end())
        )
