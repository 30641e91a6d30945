"""Figures that writings quote: what they say, and how they stand to what was published then and is now."""
