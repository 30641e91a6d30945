"""What a reader asks for: the options of an address, what they may be, and the addresses."""
