"""What may be done with a booking next, as buttons and menus offer it."""

from dataclasses import dataclass

from production_tool.domain.bookings import LIVE, STEPS, Status

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


def whole_menu(status: Status) -> list[Button]:
    """Everything that can be done with a booking: steps, places, words, its end."""
    steps = [button for button in steps_from(status) if button.look != "danger"]
    ends = [button for button in steps_from(status) if button.look == "danger"]
    live = status in LIVE
    others = [
        Button("open", "Open", "Enter", "", 2),
        *([Button("move", "Move…", "M", "", 2)] if live else []),
        Button("copy", "Copy…", "", "", 2),
        *([Button("edit", "Edit…", "E", "", 2)] if live else []),
        Button("history", "History", "", "", 2),
    ]
    last = [Button(one.action, one.label, one.key, one.look, 3) for one in ends]
    return [*(Button(one.action, one.label, one.key, "", 1) for one in steps), *others, *last]


ROLE = [
    Button("open", "Open, and who is free", "Enter", "", 1),
    Button("edit", "Edit…", "E", "", 1),
    Button("end", "Withdraw", "Del", "danger", 3),
]
EMPTY_PLACE = [
    Button("book", "Book here…", "N", "", 1),
    Button("role", "New role here…", "", "", 1),
    Button("free", "Who is free then?", "F", "", 2),
]
