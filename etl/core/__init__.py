"""Holds what everything else speaks of, and reads no document: models, columns, places, groups, errors, CSV text."""
