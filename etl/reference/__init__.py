"""Holds the files kept by hand under ``data/``: places, commentary with its claims, help lines."""
