"""What the widget is told."""

from typing import Any, TypedDict

Format = dict[str, Any]  # options of the browser's Intl.DateTimeFormat


class Zoom(TypedDict):
    """How much is in view, what a hand snaps to, and the two lines of the head.

    ``top`` names each stretch (a month, a day), ``bottom`` each tick, with ``small`` before a
    day's number, the shortest last. ``ticks`` are distances in minutes: the first that leaves
    room is taken. ``hours`` shades the hours off work, not only the days.
    """

    name: str
    label: str
    days: int
    snap: int
    ticks: list[int]
    stretch: str
    top: Format
    bottom: Format
    small: list[Format]
    hours: bool


class Keys(TypedDict):
    """What a key does: everywhere on the page, or only with the focus on the board.

    ``act:`` asks for a step of the selected bars, ``say:`` is a command; the rest is the
    widget's own.
    """

    page: dict[str, str]
    board: dict[str, str]


class Level(TypedDict):
    """A status: in which shares it counts, and what may be done with it.

    What is ``booked`` is narrowed by the filter of statuses, and not meant to lie over leave;
    what ``waits`` may lie in the row of roles; what does not move is only taken.
    """

    counts: list[str]
    booked: bool
    moves: bool
    waits: bool


class Verdict(TypedDict):
    """The answer to a wish: ``id`` is a booking's, or "draft" for drawn space."""

    nonce: str
    id: str
    ok: bool


class Free(TypedDict, total=False):
    """Who is free from ``start`` to ``end`` (local ISO); nothing for any other time."""

    rows: list[str]
    start: str
    end: str
