"""TODOC."""
