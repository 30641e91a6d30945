"""The charts: each is one folder, which owns everything about it."""
