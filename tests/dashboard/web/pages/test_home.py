"""What the front page says of the newest release."""

from dashboard.charts.registry import default_params
from dashboard.web.pages import home
from dashboard.web.pages.home import latest_changes
from etl.core.columns import SERIES_COLUMNS
from etl.store import table
from tests.dashboard import made


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
