"""Shows what was published, as published then and as newest held."""
