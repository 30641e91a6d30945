"""What a request got wrong, in the language of its page."""

from dashboard.errors import InvalidParameter, Message, RequestError
from dashboard.i18n import Locale
from dashboard.i18n import gettext_noop as _
from etl.core.languages import SOURCE

NO_PAGE = _("There is no page {path}.")
_("one of {names}")  # dashboard.errors.ONE_OF, which stands below the catalogues


def error_sentence(error: RequestError, locale: Locale) -> tuple[str, str]:
    """Return the message of an error and the language that it is in: English where it has no other words."""
    if locale.code == SOURCE:
        return error.message, SOURCE
    if isinstance(error, InvalidParameter):
        given = {"option": error.option, "value": error.value, "expected": _say(error.expected, locale)}
        sentence = locale.text("{option}={value}: expected {expected}.", **given)
        hint = locale.text("Did you mean {near}?", near=", ".join(error.near)) if error.near else ""
        return f"{sentence} {hint}".strip(), locale.code
    return _say(error.message, locale), locale.code if isinstance(error.message, Message) else SOURCE


def _say(text: str, locale: Locale) -> str:
    return locale.text(text.message, **text.values) if isinstance(text, Message) else text
