"""schemathesis asks what the description allows and what it does not: every answer is one that is described."""

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from schemathesis import openapi
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi import checks

from tests.examples import examples

CHECKS = [
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
]
PLAIN = {"Accept-Encoding": "identity"}
"""schemathesis reads the bodies of a WSGI app as they come."""
NO_SUCH_FORMAT = 501
"""What oEmbed 1.0 asks for."""
HEAVY = (".xlsx", ".png")
"""Endings of what takes a second to write: left to the longer test."""


@pytest.fixture(scope="module")
def described(app):
    return openapi.from_wsgi("/openapi.json", app.server)


@pytest.fixture(scope="module")
def operations(described):
    return [result.ok() for result in described.get_all_operations()]


def ask(case):
    answered = case.call(headers=PLAIN)
    assert answered.status_code < 500 or answered.status_code == NO_SUCH_FORMAT
    case.validate_response(answered, checks=CHECKS)


def modes(operation):
    """Requests as described, and others where there is an option that can be given wrongly."""
    return GenerationMode if operation.query.items else [GenerationMode.POSITIVE]


@pytest.mark.slow
def test_a_share_of_all_requests_is_answered_as_described(operations):
    light = [operation for operation in operations if not operation.path.endswith(HEAVY)]

    @settings(examples(60), derandomize=True, database=None)
    @given(
        st.sampled_from(light)
        .flatmap(lambda operation: st.tuples(st.just(operation), st.sampled_from(list(modes(operation)))))
        .flatmap(lambda pair: pair[0].as_strategy(generation_mode=pair[1]))
    )
    def asked(case):
        ask(case)

    asked()


@pytest.mark.torture
def test_every_address_answers_as_described(operations):
    for operation in operations:
        for mode in modes(operation):
            settled = settings(examples(1), derandomize=True, database=None, phases=[Phase.generate])
            settled(given(operation.as_strategy(generation_mode=mode))(ask))()
