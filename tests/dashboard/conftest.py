"""What is shipped, read once, and the server over it."""

import pytest

from dashboard.app import create_app
from dashboard.charts.registry import default_params
from dashboard.config import Config
from dashboard.dataset.dataset import Dataset
from etl.store.files import Store
from tests.dashboard.browser_modules import BrowserModules


@pytest.fixture(scope="session")
def held():
    """The holdings that are shipped."""
    return Store().load()


@pytest.fixture(scope="session")
def site(held):
    """The site over what is shipped."""
    return Dataset(held)


@pytest.fixture(scope="session")
def usual(site):
    """The view of the front page."""
    return default_params(site.availability)


@pytest.fixture(scope="session")
def app():
    """The app over what is shipped."""
    return create_app(Config())


@pytest.fixture(scope="session")
def browser_modules():
    """The functions of the browser's modules."""
    modules = BrowserModules()
    yield modules
    modules.close()


@pytest.fixture
def client(app):
    """A reader's client, with nothing kept from another one."""
    return app.server.test_client()
