"""What the widget reports. Times are the studio's wall time, ISO without a zone."""

from typing import TypedDict


class Change(TypedDict):
    """A bar let go somewhere else, or a copy of it.

    A bar of the row "roles" let go on an artist's row is a role to be filled.
    """

    bookingId: str
    artistId: str
    start: str
    end: str
    version: int


class Changes(TypedDict):
    """Bars let go elsewhere at once; ``kind`` is move, resize or copy."""

    kind: str
    items: list[Change]


class Gap(TypedDict):
    """Empty space that somebody drew a booking into; ``artistId`` "roles" asks for a new role."""

    artistId: str
    start: str
    end: str


class Item(TypedDict):
    """A bar as it was seen."""

    bookingId: str
    version: int


class Act(TypedDict):
    """A key pressed on bars: hold, pencil, confirm or end."""

    action: str
    items: list[Item]


class Command(TypedDict):
    """A key for something else (undo, redo, move, help), with the bar in focus or "".

    ``items`` are the selected bars, when there are several. "again" is said by the board itself:
    there were changes while it shows who is free.
    """

    action: str
    bookingId: str
    items: list[Item]


class Menu(TypedDict):
    """A menu asked for: on a bar, or (``bookingId`` "") on a place; x and y in the window.

    ``items`` are the selected bars, when it is asked for on one of several.
    """

    bookingId: str
    artistId: str
    start: str
    x: int
    y: int
    items: list[Item]
