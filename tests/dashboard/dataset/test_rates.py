"""Populations are looked up once, and those of one site are never another's."""

from etl.store import populations
from tests.dashboard import made
from tests.dashboard.made import figure, population

COUNT = [figure("2020-07", "2020-08-25", 100)]


def rate(over, **chosen):
    """The one rate of a site of one figure."""
    (point,) = made.view(over, unit="rate", **chosen).observations
    return made.view(over, unit="rate", **chosen).value_in_unit(point)


def test_two_sites_have_nothing_in_common():
    some, more = (made.site(COUNT, [population("2020-Q3", people)]) for people in (100_000, 200_000))
    assert [rate(over, as_of="2020-08-25") for over in (some, more, some)] == [100, 50, 100]
    assert [rate(over) for over in (more, some, more)] == [50, 100, 50]


def test_each_day_and_edition_has_its_own():
    told = [
        population("2020-Q3", 100_000, "2020-08-01"),
        population("2020-Q3", 200_000, "2020-09-01"),
        population("2020-Q3", 400_000, "2020-10-01", edition=2),
    ]
    over = made.site(COUNT, told)
    days = ("2020-08-25", "2020-09-25", "2020-10-25")
    assert [rate(over, as_of=day) for day in days] == [100, 50, 25]
    assert [rate(over, as_of=day, edition=1) for day in days] == [100, 50, 50]


def test_the_rows_of_a_place_are_looked_through_once_for_a_publication(monkeypatch):
    asked = []

    def watched(statements, among, *rest):
        asked.append(set(statements.rows["place"].iloc[among]))
        return in_force(statements, among, *rest)

    in_force = populations._Statements.in_force
    monkeypatch.setattr(populations._Statements, "in_force", watched)
    over = made.site(COUNT, [population("2020-Q3", 100_000, place=place) for place in ("CA-BC", "CA-AB", "CA")])
    assert {rate(over, as_of="2020-08-25", window=window) for window in (1, 1)} == {100}
    assert rate(over, as_of="2020-08-25", start="2020-01-01") == 100
    assert [one for one in asked if one != {"CA-BC"}] == []
    assert len(asked) == 1
