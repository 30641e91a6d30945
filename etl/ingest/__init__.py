"""Takes releases into the store: parse, check, learn, commit; and what waits for a person."""
