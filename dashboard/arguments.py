"""Values of the command line that are no texts, each read with a sentence on what is expected."""

import argparse

from dashboard.config import MAX_PORT


def parse_port(text: str) -> int:
    """Read the number of a port."""
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= MAX_PORT):
        raise argparse.ArgumentTypeError(f"{text!r} is not a port from 1 to {MAX_PORT}")
    return int(text)


def parse_count(text: str) -> int:
    """Read a number of processes, one at least."""
    if not (text.isascii() and text.isdigit() and int(text)):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of processes")
    return int(text)
