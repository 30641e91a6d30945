"""Holds the commands: arguments, and what they print."""
