"""What the front page says of the newest release."""

from dashboard.charts.registry import default_params
from dashboard.web.pages import home
from dashboard.web.pages.home import headline, latest_changes
from etl.core.columns import SERIES_COLUMNS
from etl.store import table
from tests.dashboard import made

MONTHS = [f"{2019 + at // 12}-{at % 12 + 1:02}" for at in range(25)]


def test_the_newest_changes_are_those_of_its_own_series(site, usual, monkeypatch):
    looked_through, changes = [], table.changes

    def watched(rows, *days):
        looked_through.append(rows)
        return changes(rows, *days)

    monkeypatch.setattr(home.table, "changes", watched)
    found = latest_changes(made.charts_of(site), usual)
    view, (rows,) = made.data_of(site, default_params(site.availability)).first_view, looked_through
    assert rows.groupby(SERIES_COLUMNS).ngroups == 1
    every = changes(site.snapshot.table, *view.releases[-2:])
    own = every[(every["measure"] == usual.measure) & (every["place"] == usual.place) & (every["group"] == "all")]
    assert len(found.rows) == min((own["change"] == "changed").sum(), home.MAX_CHANGE_ROWS)
    assert f"{(own['change'] == 'new').sum()} new" in found.text
    assert f"{(own['change'] == 'first held').sum()} held for the first time" in found.text


def test_the_direction_of_its_figures_is_that_of_the_place(site):
    english, french = (headline(made.charts_of(site), lang).summary[0] for lang in ("en", "fr"))
    assert "usually grow" in english
    assert "earlier figures, 98 had risen, 5 had fallen and 2 had not changed" in english
    assert "98 étaient en hausse, 5 en baisse et 2 sans changement." in french
    few = made.site([made.figure(month, "2021-03-01", 10) for month in MONTHS])
    assert "Too few earlier figures are held" in headline(made.charts_of(few), "en").summary[0]
