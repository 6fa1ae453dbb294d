"""The board on the wire: short rows of values, since there are thousands of them.

Minutes are those of the studio's wall clock since 1970, so that every day has 24 hours.
"""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from production_tool.api.envelope import Wire
from production_tool.domain.bookings import Status

Row = Annotated[
    tuple[UUID | Literal["roles"], str, str, str, list[int], list[list[tuple[int, int]]]],
    Field(
        description=(
            "Artist's id, name, title, the head of the group, weekdays off (Monday is 0), and "
            "for each weekday the spans of work, in minutes of the day. The row `roles` comes "
            "first and is nobody's: its bars are roles that wait for a person."
        ),
        examples=[["0197…", "Mara Lindt", "Lead", "FX", [5, 6], [[[540, 1080]]]]],
    ),
]
Bar = Annotated[
    tuple[
        UUID,
        UUID | Literal["roles"],
        int,
        int,
        Status | Literal["role"],
        int,
        str,
        int,
        int | None,
        str | None,
        UUID | None,
        int,
        Literal["", "pending", "countered"],
    ],
    Field(
        description=(
            "Booking's (or role's) id, artist's id, start and end minute, status, rank (0 unless "
            "it is a hold), label, version, minute a hold expires, project's colour, project's "
            "id, the lane it lies in (0 is the row's first; the same in every window and under "
            "every filter), and what its artist still has to answer, or the studio to settle."
        ),
        examples=[
            [
                "0197…",
                "0197…",
                29812320,
                29815200,
                "hold",
                2,
                "KES100 Comp",
                1,
                29810000,
                "#0D9488",
                "0197…",
                1,
                "",
            ]
        ],
    ),
]
Shade = Annotated[
    tuple[UUID | Literal[""], int, int, Literal["leave", "unavailable", "holiday", "extra"], str],
    Field(
        description=(
            "Artist's id, start and end minute, kind, title. An empty id is everybody's: a public "
            "holiday of the studio."
        )
    ),
]
Exceptions = Annotated[
    dict[UUID | Literal[""], list[tuple[int, int, Literal[0, 1]]]],
    Field(
        description=(
            "When the hours of a row do not hold, by artist's id: start and end minute, and 1 if "
            "all of it is worked, 0 if nothing is. Holidays, extra hours and times off are "
            "resolved here. Whoever is not named has those of the empty id."
        )
    ),
]
Seq = Annotated[int, Field(description="The number of the studio's latest write in it.")]


class Board(Wire):
    """Rows, bars in queue order, and shades of a window, as they stood at ``seq``.

    ``at`` is the past instant that was asked for. ``holidays`` are the public ones as a head
    names them: those side by side together, and the end is how far the name may reach.
    """

    seq: Seq
    zone: str
    from_: date = Field(alias="from")
    to: date
    now: int
    at: int | None
    rows: list[Row]
    bars: list[Bar]
    shades: list[Shade]
    holidays: list[Shade]
    exceptions: Exceptions


class BarLabel(Wire):
    """What a bar is called, in whole."""

    label: str


class Changer(Wire):
    """Who made a change, and the number of their colour."""

    name: str
    colour: Annotated[int, Field(ge=1, le=6)]


class BoardPatch(Wire):
    """What takes a board from ``prev`` to ``seq``: bars and rows to put, ids to take away.

    ``by`` is who made the change, when it was one person. Rows stand under their department.
    """

    seq: Seq
    prev: int
    rows: list[Row]
    bars: list[Bar]
    gone: list[UUID]
    by: Changer | None


class BoardReset(Wire):
    """Too much changed: read the board anew."""

    seq: Seq
    reset: Literal[True]
