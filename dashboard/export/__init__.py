"""A chart as a file: rows, CSV, JSON and pictures."""
