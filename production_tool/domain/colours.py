"""Colours for people: everybody keeps the same one on every screen."""

PEOPLE_COLOURS = 6


def colour_of(name: str) -> int:
    """One of the colours for people (1 to 6), always the same for a name."""
    return sum(map(ord, name)) % PEOPLE_COLOURS + 1
