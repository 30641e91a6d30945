"""Every choice that the form of a chart offers is shown without a script: none is refused, none is lost."""

from html.parser import HTMLParser
from urllib.parse import urlencode

import pytest

from dashboard.charts.registry import CHARTS


class Form(HTMLParser):
    """The form of a chart as a browser without scripts has it: controls, where it is sent, and what its button adds.

    A control is its name, its value (None for a box that is not checked), and the values that can be chosen.
    """

    def __init__(self, page):
        super().__init__()
        self.controls, self.action, self.button = [], "", ""
        self._in_form = False
        self._select = None
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "form" and given.get("id") == "choices-form":
            self._in_form, self.action = True, given["action"]
        elif self._in_form and tag == "select":
            self._select = given["name"]
            self.controls.append([given["name"], None, []])
        elif self._select and tag == "option":
            self._add_option(given)
        elif self._in_form and tag == "input" and "name" in given:
            is_box = given.get("type") == "checkbox"
            self.controls.append([given["name"], given.get("value", ""), [None] if is_box else []])
        elif self._in_form and tag == "button" and given.get("name") == "form":
            self.button = given["value"]

    def _add_option(self, given):
        control = self.controls[-1]
        control[2].append(given["value"])
        if "selected" in given or control[1] is None:
            control[1] = given["value"]

    def handle_endtag(self, tag):
        if tag == "form":
            self._in_form = False
        elif tag == "select":
            self._select = None

    def choices(self, step=1):
        """Yield name and value of what can be chosen, and the address that the form is then sent to.

        Of lists longer than ``LONG`` only every ``step``-th option is taken.
        """
        for at, (name, _, values) in enumerate(self.controls):
            for value in values[:: step if len(values) > LONG else 1]:
                sent = [(other, value if at == index else kept) for index, (other, kept, _) in enumerate(self.controls)]
                entries = [(other, kept) for other, kept in sent if kept is not None]
                yield name, value, f"{self.action}?{urlencode([*entries, ('form', self.button)])}"

    def values_of(self, name):
        return [value for other, value, _ in self.controls if other == name]


LONG = 12
EVERYWHERE = ("", "?places=US-OH", "?places=US-ME", "?places=US", "?places=CA-QC&lang=fr", "?places=GB-SCT")
FEW = ("", 9)
"""Starts at what the chart shows by itself; of lists longer than ``LONG``, such as days, takes every ninth option."""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("start", "step"), [FEW, *(pytest.param(start, 1, marks=pytest.mark.torture) for start in EVERYWHERE)]
)
@pytest.mark.parametrize("slug", CHARTS)
def test_every_choice_of_every_form_is_shown(client, slug, start, step):
    page = client.get(f"/chart/{slug}{start}")
    assert page.status_code == 200
    choices = list(Form(page.text).choices(step))
    assert len(choices) > 10
    for name, value, address in choices:
        led = client.get(address)
        assert led.status_code == 303, address
        there = client.get(led.headers["Location"])
        assert there.status_code == 200, address
        if value:
            assert value in Form(there.text).values_of(name), address


def test_a_place_of_which_the_parts_are_not_held_is_shown_by_what_is(client):
    """British Columbia is broken down by its health authorities; of Alabama nothing is held by place."""
    form = Form(client.get("/chart/breakdown").text)
    (address,) = [address for name, value, address in form.choices() if (name, value) == ("places", "US-AL")]
    led = client.get(address)
    assert (led.status_code, led.headers["Location"]) == (303, "/chart/breakdown?places=US-AL")
    assert client.get("/chart/breakdown?places=US-AL&group=place").status_code == 400
