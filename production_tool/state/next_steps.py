"""What may be done with a booking next, as buttons and menus offer it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from production_tool.domain.bookings import LIVE, STEPS, Status
from production_tool.domain.roles import RoleStatus
from production_tool.services.queries.bookings import BookingView
from production_tool.services.queries.challenges import challenges_of
from production_tool.services.work import Work

# What a step is called and which key asks for it, by the status it leads to.
_LEADS = {
    Status.CONFIRMED: ("confirm", "Confirm", "C"),
    Status.PENCIL: ("pencil", "To pencil", "P"),
    Status.HOLD: ("hold", "To hold", "H"),
    Status.DECLINED: ("decline", "Artist declined", ""),
    Status.RELEASED: ("end", "Release", "Del"),
    Status.CANCELLED: ("end", "Cancel booking", "Del"),
}
_LOOKS = {Status.CONFIRMED: "confirm", Status.RELEASED: "danger", Status.CANCELLED: "danger"}


@dataclass(frozen=True)
class Button:
    """Something one can do with a booking, or on an empty place; ``group`` parts a menu."""

    action: str
    label: str
    key: str
    look: str
    group: int = 0


def steps_from(status: Status) -> list[Button]:
    """The steps from a status, the best first and the ends last."""
    able = STEPS.get(status, frozenset())
    return [
        Button(action, label, key, _LOOKS.get(to, ""))
        for to, (action, label, key) in _LEADS.items()
        if to in able
    ]


def steps_in_queue(rank: int, *, challenges: bool) -> list[Button]:
    """What a hold can do about those ahead; ``challenges``: whether it waits for an answer."""
    if challenges:
        return [Button("withdraw", "Withdraw challenge", "", "")]
    return [Button("challenge", "Challenge", "X", "")] if rank > 1 else []


def steps_about_others(work: Work, booking: BookingView) -> list[Button]:
    """What a booking, as it is, can do about those ahead of it."""
    waits = any(each.challenger_id == booking.id for each in challenges_of(work, booking))
    return steps_in_queue(booking.rank, challenges=waits)


def whole_menu(status: Status, in_queue: Iterable[Button] = ()) -> list[Button]:
    """Everything that can be done with a booking: steps, places, words, its end."""
    steps, live = steps_from(status), status in LIVE
    return [
        *(replace(one, look="", group=1) for one in [*steps, *in_queue] if one.action != "end"),
        Button("open", "Open", "Enter", "", 2),
        *(PLACES if live else PLACES[1:]),
        *([EDIT] if live else []),
        HISTORY,
        *(replace(one, group=3) for one in steps if one.action == "end"),
    ]


def menu_of_all(statuses: Iterable[Status | RoleStatus]) -> list[Button]:
    """What can be done with all of several bars at once: places, and the steps each of them has."""
    offered = [_steps_of(status) for status in statuses]
    live = all(offered)  # what has ended has no step left
    same = set.intersection(*({button.action for button in steps} for steps in offered))
    ends = {button.label for steps in offered for button in steps if button.action == "end"}
    steps = [button for button in offered[0] if button.action in same]
    return [
        *(replace(button, look="", group=1) for button in steps if button.action != "end"),
        *(PLACES if live else PLACES[1:]),
        *(
            replace(button, label=button.label if len(ends) == 1 else "End", group=3)
            for button in steps
            if button.action == "end"
        ),
    ]


def _steps_of(status: Status | RoleStatus) -> list[Button]:
    if isinstance(status, Status):
        return steps_from(status)
    return [WITHDRAW] if status is RoleStatus.OPEN else []


PLACES = [Button("move", "Move…", "M", "", 2), Button("copy", "Copy…", "", "", 2)]
EDIT, HISTORY = Button("edit", "Edit…", "E", "", 2), Button("history", "History", "", "", 2)
WITHDRAW = Button("end", "Withdraw", "Del", "danger", 3)
ROLE = [
    Button("open", "Open, and who is free", "Enter", "", 1),
    *PLACES,
    EDIT,
    HISTORY,
    WITHDRAW,
]
EMPTY_PLACE = [
    Button("book", "Book here…", "N", "", 1),
    Button("role", "New role here…", "", "", 1),
    Button("free", "Who is free then?", "F", "", 2),
]
