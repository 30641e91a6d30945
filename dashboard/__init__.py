"""Shows what was published, as published then and as published now."""
