"""Names what the Public Health Agency of Canada counts, and where, as its file and as this project name it."""

from typing import NamedTuple

from etl.core.model import PeriodKind


class Region(NamedTuple):
    """A region of the file: the number it gives beside the name, and the place code."""

    number: str
    place: str


REGIONS = {
    "Canada": Region("1", "CA"),
    "Newfoundland and Labrador": Region("10", "CA-NL"),
    "Prince Edward Island": Region("11", "CA-PE"),
    "Nova Scotia": Region("12", "CA-NS"),
    "New Brunswick": Region("13", "CA-NB"),
    "Quebec": Region("24", "CA-QC"),
    "Ontario": Region("35", "CA-ON"),
    "Manitoba": Region("46", "CA-MB"),
    "Saskatchewan": Region("47", "CA-SK"),
    "Alberta": Region("48", "CA-AB"),
    "British Columbia": Region("59", "CA-BC"),
    "Yukon": Region("60", "CA-YT"),
    "Northwest Territories": Region("61", "CA-NT"),
    "Nunavut": Region("62", "CA-NU"),
}

MEASURE_IDS = {
    ("Opioids", PeriodKind.QUARTER): "apparent-opioid-deaths-quarter",
    ("Opioids", PeriodKind.YEAR): "apparent-opioid-deaths-year",
    ("Opioids", PeriodKind.YEAR_TO_DATE): "apparent-opioid-deaths-ytd",
    ("Stimulants", PeriodKind.QUARTER): "apparent-stimulant-deaths-quarter",
    ("Stimulants", PeriodKind.YEAR): "apparent-stimulant-deaths-year",
    ("Stimulants", PeriodKind.YEAR_TO_DATE): "apparent-stimulant-deaths-ytd",
}
SUBSTANCES = ("Opioids", "Stimulants")
