"""Registers the sources by id. Adding one is one folder under ``etl/sources`` and one entry here.

Decision C3 in README.md.
"""

import difflib
from collections.abc import Collection

from etl.core.errors import NotFound
from etl.core.model import Measure
from etl.core.source import Source
from etl.sources import (
    ca_ab_asuss,
    ca_bc_coroners,
    ca_ns_mes,
    ca_phac,
    ca_sk_coroners,
    ca_statcan,
    gb_sct_police,
    us_az_pima,
    us_ca_sf_ocme,
    us_cdc_county,
    us_cdc_monthly,
    us_cdc_vsrr,
    us_cdc_wonder,
    us_census,
    us_ct_ocme,
    us_il_cook_meo,
    us_me_ocme,
    us_nh_ocme,
    us_oh_cuyahoga,
    us_pa_allegheny_ome,
    us_vt_health,
    us_wi_milwaukee,
)

_MODULES = (
    ca_bc_coroners,
    ca_ab_asuss,
    ca_ns_mes,
    ca_sk_coroners,
    ca_phac,
    gb_sct_police,
    us_ca_sf_ocme,
    us_cdc_vsrr,
    us_cdc_wonder,
    us_cdc_monthly,
    us_cdc_county,
    us_ct_ocme,
    us_il_cook_meo,
    us_me_ocme,
    us_nh_ocme,
    us_pa_allegheny_ome,
    us_vt_health,
    us_az_pima,
    us_oh_cuyahoga,
    us_wi_milwaukee,
    ca_statcan,
    us_census,
)

SOURCES: dict[str, Source] = {source.id: source for source in (module.SOURCE for module in _MODULES)}
MEASURES: dict[str, Measure] = {measure.id: measure for source in SOURCES.values() for measure in source.measures}
_SOURCE_IDS = {measure.id: source.id for source in SOURCES.values() for measure in source.measures}
MEASURES_BY_SOURCE = {source.id: source.measure_ids for source in SOURCES.values()}
"""The ids of the measures of each source."""
POPULATIONS = frozenset(measure.id for measure in MEASURES.values() if measure.is_population)
"""The measures that rates divide by."""


def source(source_id: str) -> Source:
    """Return the source of that id; ``NotFound`` with the near matches when there is none."""
    if source_id not in SOURCES:
        raise NotFound("source", source_id, difflib.get_close_matches(source_id, SOURCES) or list(SOURCES))
    return SOURCES[source_id]


def measure(measure_id: str) -> Measure:
    """Return the measure of that id; ``NotFound`` with the near matches when there is none."""
    if measure_id not in MEASURES:
        raise NotFound("measure", measure_id, difflib.get_close_matches(measure_id, MEASURES) or list(MEASURES))
    return MEASURES[measure_id]


def source_of(measure_id: str) -> Source:
    """Return the source that counts a measure; ``NotFound`` as ``measure``."""
    return SOURCES[_SOURCE_IDS[measure(measure_id).id]]


def without_place(places: Collection[str]) -> list[str]:
    """Say for each source whose place is not among the codes ``places`` what is missing."""
    expected = "expected the place of every source"
    return [
        f"no row for {source.place}, the place of {source.id}; {expected}"
        for source in SOURCES.values()
        if source.place not in places
    ]
