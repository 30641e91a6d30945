"""A view's figures as rows: exactly what the chart shows, and where each figure comes from."""

from collections.abc import Mapping

import pandas as pd

from dashboard import caveats, words
from dashboard.language import Language
from dashboard.views import Point, View
from etl import groups, registry, rfc4180
from etl.model import Period
from etl.places import Place
from etl.table import COLUMNS

EXTRA = {
    "period": "label of the period: 2020-07, 2020-Q3, 2020, 2018-08/2019-07",
    "place_name": "the place in words",
    "group_name": "the group in words",
    "measure_title": "the measure in words",
    "unit": "what is counted",
    "window": "months summed in a figure: 12, or 1 where it is as published",
    "now_value": "as of a past day: the figure as published now, where a later release published one",
    "now_vintage": "the day from which that one stands",
    "first_value": "the earliest figure held for the period",
    "first_vintage": "the day that one was published",
    "earliest_held_value": "beside `not_held`: the first figure held after the day asked about",
    "earliest_held_vintage": "the day that one was published",
    "preliminary": "`yes` where figures of this age have changed later, or too few are held to tell",
}
RATES = {
    "rate": "crude deaths per 100,000 people; of a month, not annualised",
    "population": "people, of the population series named beside",
    "population_period": "the quarter or year that the population stands for",
    "population_vintage": "the day that population series was published",
    "population_title": "the population series",
}


def frame(view: View, language: Language, place: Place) -> pd.DataFrame:
    """One row per period of the view; statuses and codes are the same in every language, labels are not."""
    columns = [*COLUMNS, *EXTRA, *(RATES if view.state.unit == "rate" else {})]
    rows = pd.DataFrame([_row(view, language, place, point) for point in view.points], columns=columns)
    whole = ["value", "now_value", "first_value", "earliest_held_value"]
    return rows.astype(dict.fromkeys(whole, "Float64") | {"edition": "Int64"})


def labelled(rows: pd.DataFrame, places: Mapping[str, Place], language: Language) -> pd.DataFrame:
    """Rows of the table with the labels of a view: period, place, measure and unit in words."""
    periods = zip(rows["period_start"].dt.date, rows["period_end"].dt.date, strict=True)
    measures = [registry.measure(measure) for measure in rows["measure"]]
    return rows.assign(
        period=[Period(start, end).label for start, end in periods],
        place_name=[places[code].name[language.code] for code in rows["place"]],
        group_name=[groups.name(code)[language.code] for code in rows["group"]],
        measure_title=[measure.title[language.code] for measure in measures],
        unit=[measure.unit[language.code] for measure in measures],
    )


def csv(rows: pd.DataFrame) -> str:
    """The rows as RFC 4180 has them."""
    return rfc4180.to_csv(rows, line_end="\r\n")


def _row(view: View, language: Language, place: Place, point: Point) -> Mapping[str, object]:
    series = {"source": view.source.id, "measure": view.measure.id, "place": place.code, "group": view.state.group}
    labels = {
        "place_name": place.name[language.code],
        "group_name": groups.name(view.state.group)[language.code],
        "measure_title": view.measure.title[language.code],
        "unit": view.measure.unit[language.code],
    }
    today = view.today(point)
    now = {
        "window": view.state.window,
        "now_value": today.value if today else None,
        "now_vintage": today.vintage if today else None,
    }
    return series | _told(point) | labels | now | (_rate(view, point) if view.state.unit == "rate" else {})


def _told(point: Point) -> dict[str, object]:
    return {
        "period_start": point.period.start,
        "period_end": point.period.end,
        "period": point.period.label,
        "vintage": point.vintage,
        "value": point.value,
        "status": point.status,
        "release": point.release,
        "edition": point.edition,
        "window": "months summed in a figure: 12, or 1 where it is as published",
        "now_value": "as of a past day: the figure as published now, where a later release published one",
        "now_vintage": "the day from which that one stands",
        "first_value": point.first.value if point.first else None,
        "first_vintage": point.first.vintage if point.first else None,
        "earliest_held_value": point.earliest_held.value if point.earliest_held else None,
        "earliest_held_vintage": point.earliest_held.vintage if point.earliest_held else None,
        "preliminary": "yes" if point.preliminary else "no",
    }


def _rate(view: View, point: Point) -> dict[str, object]:
    people, rate = point.population, view.shown(point)
    return {
        "rate": None if rate is None else round(rate, 2),
        "population": people.people if people else None,
        "population_period": people.period.label if people else None,
        "population_vintage": people.vintage if people else None,
        "population_title": people.title if people else None,
    }


def json(view: View, language: Language, place: Place, address: str) -> str:
    """The same rows as JSON, with the words that belong to them."""
    rows = frame(view, language, place)
    return rfc4180.to_json(
        {
            "title": words.title(view, language, place.name[language.code]),
            "unit": words.unit(view, language),
            "as_published": view.state.as_of.isoformat() if view.state.as_of else "now",
            "newest_release": view.newest_release.isoformat() if view.newest_release else None,
            "edition": view.edition,
            "source": view.source.publisher[language.code],
            "terms": view.source.terms[language.code],
            "address": address,
            "finding": words.finding(view, language),
            "preliminary": caveats.preliminary(view, language),
            "not_held": caveats.not_held(view, language),
            "rows": rfc4180.records(rows),
        }
    )
