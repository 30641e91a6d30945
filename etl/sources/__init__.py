"""Holds a folder per publisher: its words in ``source.toml``, SOURCE and parse(), with no network and no disk."""
