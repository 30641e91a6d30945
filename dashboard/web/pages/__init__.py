"""The pages: each has a module for its words, a template of its name, and a line in the registry."""
