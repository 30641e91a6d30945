"""What a request got wrong, in the language of its page."""

from dashboard.errors import InvalidParameter, Message, RequestError
from dashboard.i18n import Locale
from dashboard.i18n import gettext_noop as _
from etl.core.languages import SOURCE

NO_PAGE = _("There is no page {path}.")
_("one of {names}")  # dashboard.errors.ONE_OF, which stands below the catalogues


def error_sentence(error: RequestError, locale: Locale) -> tuple[str, str]:
    """Return the message of an error and the language that it is in: English where it has no other words."""
    words = error.expected if isinstance(error, InvalidParameter) else error.message
    if locale.code == SOURCE or not isinstance(words, Message):
        return error.message, SOURCE
    if isinstance(error, InvalidParameter):
        given = {"option": error.option, "value": error.value, "expected": _say(words, locale)}
        sentence = locale.text("{option}={value}: expected {expected}.", **given)
        hint = locale.text("Did you mean {near}?", near=", ".join(error.near)) if error.near else ""
        return f"{sentence} {hint}".strip(), locale.code
    return _say(words, locale), locale.code


def _say(words: Message, locale: Locale) -> str:
    return locale.text(words.message, **words.values)
