"""Holdings made by hand: a few figures, releases and populations, for what the shipped ones do not have."""

from dataclasses import replace
from datetime import date
from functools import cache

import pandas as pd

from dashboard.charts.registry import default_params
from dashboard.charts.rendered import PICTURE_SIZE, RenderedCharts
from dashboard.dataset.dataset import Dataset
from etl.core.columns import COLUMNS, DTYPES
from etl.core.model import Period, VintageBasis
from etl.store import ledger, table
from etl.store.files import Store

SOURCE, MONTH = "ca-bc-coroners", "unregulated-deaths-month"
STATCAN, POPULATION = "ca-statcan", "ca-population-quarter"
YEAR, YEAR_TO_DATE = "unregulated-deaths-year", "unregulated-deaths-ytd"


def figure(period, vintage, value, **stated):
    """One row of the table: ``figure("2020-07", "2020-08-25", 175)``."""
    covered = Period.parse(period)
    return {
        "source": SOURCE,
        "measure": MONTH,
        "place": "CA-BC",
        "group": "all",
        "period_start": pd.Timestamp(covered.start),
        "period_end": pd.Timestamp(covered.end),
        "vintage": pd.Timestamp(vintage),
        "value": value,
        "status": "provisional" if value is not None else "suppressed",
        "release": f"r:{vintage}:{stated.get('edition', 1)}",
        "edition": 1,
        **stated,
    }


def population(period, people, vintage="2019-01-01", edition=1, **stated):
    """One row of the table that states a population."""
    told = {"source": STATCAN, "measure": POPULATION, "edition": edition}
    return figure(period, vintage, people, **(told | stated))


@cache
def shipped():
    """What is shipped, read once: nothing changes it in place."""
    return Store().load()


def holdings(figures, populations=(), known=VintageBasis.PUBLISHER):
    """Holdings with these figures and populations, their days known so; places and commentary are the shipped ones."""
    rows = table.validate(pd.DataFrame([*figures, *populations], columns=COLUMNS).astype(DTYPES))
    releases = rows[["source", "release", "vintage", "edition"]].drop_duplicates().sort_values("edition")
    told = pd.DataFrame(
        [
            {name: 0 if dtype == "int64" else "" for name, dtype in ledger.DTYPES.items()}
            | row
            | {
                "id": row["release"],
                "known": known.value,
                "title": f"Estimates of {row['vintage']:%Y-%m-%d}",
                "learned_on": pd.NaT,
            }
            for row in releases.to_dict("records")
        ],
        columns=ledger.COLUMNS,
    ).astype(ledger.DTYPES)
    return replace(shipped(), table=rows, ledger=told, notes=())


@cache
def charts_of(over):
    """The charts of a dataset, kept as the app keeps them."""
    return RenderedCharts(over)


def data_of(over, params):
    """What a chart of a dataset selects."""
    return charts_of(over)(params).data


def text_of(over, params):
    """What is said of a chart of a dataset."""
    return charts_of(over)(params).text


def annotations_of(over, data):
    """The writings and events on a chart."""
    return charts_of(over)(data.params).annotations


def picture_of(over, params, address, size=PICTURE_SIZE):
    """A chart of a dataset as a picture."""
    return charts_of(over)(params).picture(address, size)


def site(figures, populations=(), known=VintageBasis.PUBLISHER):
    """A site over such holdings."""
    return Dataset(holdings(figures, populations, known))


def state(over, *, slug="trend", **chosen):
    """The usual view of a chart with some things chosen otherwise; days may be text."""
    return replace(
        default_params(over.availability, slug=slug),
        **{
            option: date.fromisoformat(value) if option in {"as_of", "start", "end"} else value
            for option, value in chosen.items()
        },
    )


def chart_data(over, **chosen):
    """What a chart of a site shows."""
    return data_of(over, state(over, **chosen))


def chart(over, slug, *places, **chosen):
    """What a chart of a site shows of some places; what is usual follows the measure and the group."""
    follows = {option: chosen[option] for option in ("measure", "group") if option in chosen and slug != "trend"}
    usual = default_params(over.availability, *places, slug=slug, **follows)
    days = {option: date.fromisoformat(chosen[option]) for option in ("as_of", "start", "end") if option in chosen}
    return data_of(over, replace(usual, **(chosen | days)))


def view(over, **chosen):
    """The trend of a site."""
    return data_of(over, state(over, **chosen)).first_view


def values(points):
    """``{label: value, or the status that says why there is none}``."""
    return {point.period.label: point.status if point.value is None else point.value for point in points}
