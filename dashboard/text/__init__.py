"""How it is said: sentences, labels, caveats and tables in every language."""
