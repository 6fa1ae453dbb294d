"""What is decided for the widget: zooms and snapping, keys, the order of bars, every word."""

from typing import Any

from production_tool.components.board.props import Format, Keys, Level, Zoom

HALF_HOUR, HOUR, DAY, WEEK = 30, 60, 1440, 7 * 1440
_MONTH: Format = {"month": "long", "year": "numeric"}
_DATE: Format = {"weekday": "short", "day": "numeric", "month": "short"}
_NUMBER: Format = {"day": "numeric"}
_LETTER: Format = {"weekday": "narrow"}
_SHORT: Format = {"weekday": "short"}


def _zoom(name: str, label: str, days: int, **other: Any) -> Zoom:
    usual: dict[str, Any] = {"snap": DAY, "ticks": [DAY, WEEK], "stretch": "month"}
    look: dict[str, Any] = {"top": _MONTH, "bottom": _NUMBER, "small": [_LETTER], "hours": False}
    return Zoom(name=name, label=label, days=days, **{**usual, **look, **other})


_HOURS: dict[str, Any] = {
    "snap": HALF_HOUR,
    "ticks": [HOUR, 2 * HOUR, 3 * HOUR, 6 * HOUR],
    "stretch": "day",
    "top": _DATE,
    "bottom": {"hour": "2-digit"},
    "hours": True,
}
ZOOMS: list[Zoom] = [
    _zoom("day", "Day", 1, **_HOURS),
    _zoom("week", "Week", 7, small=[_SHORT, _LETTER], hours=True),
    _zoom("fortnight", "2 weeks", 14, small=[_SHORT, _LETTER]),
    _zoom("month", "Month", 31),
    _zoom("quarter", "Quarter", 92, ticks=[WEEK]),
]

KEYS: Keys = {
    "page": {
        "h": "act:hold",
        "p": "act:pencil",
        "c": "act:confirm",
        "x": "act:challenge",
        "Delete": "act:end",
        "Backspace": "act:end",
        "ctrl+z": "say:undo",
        "ctrl+shift+z": "say:redo",
        "ctrl+y": "say:redo",
        "m": "say:move",
        "e": "say:edit",
        "?": "say:help",
        "f": "say:free",
        "ctrl+p": "say:print",
        "ctrl+k": "say:palette",
        "Escape": "leave",
    },
    "board": {
        "ArrowLeft": "go:-1:0",
        "ArrowRight": "go:1:0",
        "ArrowUp": "go:0:-1",
        "ArrowDown": "go:0:1",
        "alt+ArrowLeft": "shift:-1:0",
        "alt+ArrowRight": "shift:1:0",
        "alt+ArrowUp": "shift:0:-1",
        "alt+ArrowDown": "shift:0:1",
        "alt+shift+ArrowLeft": "stretch:-1",
        "alt+shift+ArrowRight": "stretch:1",
        "Enter": "open",
        " ": "open",
        "shift+ ": "pick",
        "n": "new",
        "ctrl+c": "copy",
        "ctrl+v": "paste",
        "ContextMenu": "menu",
        "shift+F10": "menu",
        "+": "zoom:in",
        "=": "zoom:in",
        "-": "zoom:out",
        "t": "today",
        "PageUp": "back",
        "PageDown": "on",
    },
}


def _booked(*counts: str) -> Level:
    return Level(counts=[*counts], booked=True, moves=True, waits=False)


LEVELS: dict[str, Level] = {
    "confirmed": _booked("firm", "expected", "worst"),
    "pencil": _booked("expected", "worst"),
    "hold": _booked("worst"),
    "role": Level(counts=[], booked=False, moves=True, waits=True),
    "free": Level(counts=[], booked=False, moves=False, waits=False),
}

WORDS: dict[str, Any] = {
    "board": "Booking board: arrows move, Enter opens, N books, Alt with arrows moves a booking",
    "paused": "Live updates paused",
    "failed": "The board could not be read; it tries again when you scroll.",
    "empty": "No artists here. Change the filters, or add people under Artists.",
    "rows": "Rows {} of {}, as they stood on the screen. All of them: Print under Export.",
    "nogroup": "No department",
    "count": ["{} artist", "{} artists"],
    "booked": "{} % booked",
    "usage": "{firm} % firm · {expected} % expected · {worst} % with all holds",
    "days": ["{} working day", "{} working days"],
    "hours": ["{} working hour", "{} working hours"],
    "confirmed": "confirmed",
    "pencil": "pencil",
    "hold": "hold",
    "role": "waits for a person",
    "free": "free",
    "ranks": ["", "1st", "2nd", "3rd"] + [f"{n}th" for n in range(4, 21)],  # by a bar's rank
    "answers": {"pending": "not answered yet", "countered": "something else is suggested"},
    "picked": "{} selected",
    "copied": "Copied: {}. Ctrl-V puts them on the row in focus",
    "held": "{} is holding it",
    "leave": "over leave",
    "clash": {"leave": True, "unavailable": True},
    # How moments are written, as options of the browser's Intl.DateTimeFormat.
    "formats": {
        "full": {"dateStyle": "full"},
        "day": {"weekday": "short", "day": "numeric", "month": "short"},
        "time": {"hour": "2-digit", "minute": "2-digit"},
        "moment": {"dateStyle": "medium", "timeStyle": "short"},
    },
}
