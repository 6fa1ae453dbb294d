"""Work that nobody asks for: every process does its rounds, and none is in another's way."""
