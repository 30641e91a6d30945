"""Holds the readers that sources and reference files share: bytes to checked rows."""
