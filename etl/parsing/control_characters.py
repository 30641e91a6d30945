"""Finds control characters in what should be text. No publisher writes them; a damaged disk or a broken program does.

XML cannot hold them, so a picture with one would not open, and pandas 3.1 compares texts only up to a NUL character.
"""

import re

_CHARACTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
"""All but the tab and the ends of lines."""


def control_problem(text: str) -> str:
    """Say on which line of a text the first control character stands, and which it is; empty where there is none."""
    match = _CHARACTER.search(text)
    if match is None:
        return ""
    line = 1 + text.count("\n", 0, match.start())
    return f"line {line}: found the control character U+{ord(match[0]):04X}; expected text"
