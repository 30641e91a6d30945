"""A shipped view by the name of what is chosen."""

import pytest

from tests.dashboard import made
from tests.dashboard.text.views import CHOSEN


@pytest.fixture
def view(site):
    return lambda name: made.view(site, **CHOSEN[name])
