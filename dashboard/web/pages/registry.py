"""The pages, each registered by one line."""

from dashboard.web.pages import (
    chart,
    check,
    claims,
    commentary,
    data,
    diff,
    home,
    lineage,
    release,
    releases,
    revisions,
    sources,
    use,
    verify,
)
from dashboard.web.pages.base import Page

PAGES: tuple[Page, ...] = (
    home.PAGE,
    chart.PAGE,
    use.PAGE,
    revisions.PAGE,
    lineage.PAGE,
    commentary.PAGE,
    claims.PAGE,
    releases.PAGE,
    release.PAGE,
    diff.PAGE,
    check.PAGE,
    verify.PAGE,
    sources.PAGE,
    data.PAGE,
)
"""In the order in which pages link to them."""
