"""One module or package per publisher: SOURCE and parse(), with no network and no disk."""
