"""What every test lives under: no connection leaves this machine."""

import gc
import ipaddress
import socket

import pytest
from hypothesis import settings

from etl.store.file_states import read_file_states
from etl.store.files import PROJECT_DATA_DIR, Store
from tests.examples import examples

settings.register_profile("project", examples(100))
settings.load_profile("project")
# The data that most tests share stay for the whole run: looking through them for garbage takes a tenth of its time.
gc.set_threshold(100_000, 50, 100)

NAME_LOOKUPS = ("getaddrinfo", "gethostbyaddr", "gethostbyname", "gethostbyname_ex")
CONNECTIONS = ("connect", "connect_ex", "sendto")


def is_local(host):
    """Whether a host is this machine; None and "" stand for it too."""
    if isinstance(host, bytes):
        host = host.decode()
    if host in {None, "", "localhost"}:
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def refuse(host):
    """Fail the test. This is no Exception, so that no code under test can mistake it for a network that is down."""
    pytest.fail(f"a test tried to reach {host!r}: tests stay on this machine", pytrace=True)


def guarded_lookup(original):
    def lookup(host, *args, **kwargs):
        return original(host, *args, **kwargs) if is_local(host) else refuse(host)

    return lookup


def guarded_connection(original):
    def connection(self, *args):
        address = args[-1]
        if self.family in {socket.AF_INET, socket.AF_INET6} and not is_local(address[0]):
            refuse(address[0])
        return original(self, *args)

    return connection


@pytest.fixture(scope="session", autouse=True)
def no_network():
    """Close the network to this process; a browser that it starts is watched by the ``page`` fixture instead."""
    with pytest.MonkeyPatch.context() as patch:
        for name in NAME_LOOKUPS:
            patch.setattr(socket, name, guarded_lookup(getattr(socket, name)))
        for name in CONNECTIONS:
            patch.setattr(socket.socket, name, guarded_connection(getattr(socket.socket, name)))
        yield


@pytest.fixture(scope="session", autouse=True)
def shipped_data_read_once():
    """Read what ships once for all tests of a process, as long as its files are as they were: it takes a second."""
    read, kept = Store.load_usable, {}

    def load_usable(store):
        if store.root != PROJECT_DATA_DIR:
            return read(store)
        states = read_file_states(store.root)
        if states not in kept:
            kept[states] = read(store)
        return kept[states]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Store, "load_usable", load_usable)
        yield
