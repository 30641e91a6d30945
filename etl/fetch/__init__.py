"""Holds the only HTTP: a publisher's newest file, as bytes."""
