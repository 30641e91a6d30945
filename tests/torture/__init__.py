"""Breaks the project on purpose: kills, odd inputs, full disks, damaged files, crowds. ``python -m tests.torture``."""
