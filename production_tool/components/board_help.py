"""The keys of the board, listed from what the board itself obeys."""

import reflex as rx

from production_tool.components import dialogs
from production_tool.components.board.rules import KEYS
from production_tool.state.board_commands import Commands
from production_tool.state.verbs import ABOUT

BY_HAND = [
    ("Drag empty space", "Book it"),
    ("Drag", "Move; the edges make it longer or shorter"),
    ("Alt + drag", "Copy"),
    ("Shift + click", "Select several"),
    ("Right click, or a long press", "Everything that can be done there"),
    ("Ctrl + wheel", "Closer or further"),
]
_NAMES = {
    "ctrl": "Ctrl",
    "alt": "Alt",
    "shift": "Shift",
    " ": "Space",
    "ArrowLeft": "←",
    "ArrowRight": "→",
    "ArrowUp": "↑",
    "ArrowDown": "↓",
    "PageUp": "Page up",
    "PageDown": "Page down",
    "Delete": "Del",
    "Escape": "Esc",
    "ContextMenu": "Menu",
}


def keys_of(verb: str) -> list[str]:
    """The keys that ask for a verb, as they stand on a keyboard."""
    return [
        key_text(key)
        for part in (KEYS["page"], KEYS["board"])
        for key, does in part.items()
        if does == verb
    ]


def key_text(key: str) -> str:
    parts = ["+"] if key == "+" else key.split("+")
    return " ".join(_NAMES.get(part, part.upper() if len(part) == 1 else part) for part in parts)


def board_help() -> rx.Component:
    """Keys of one verb share a line."""
    return dialogs.dialog(
        "Keys",
        dialogs.body(
            *[
                _part(title, [(" or ".join(keys_of(verb)), what) for verb, what in verbs.items()])
                for title, verbs in ABOUT.items()
            ],
            _part("By hand", BY_HAND),
        ),
        shown=Commands.help,
        on_close=Commands.turn_help(False),
    )


def _part(title: str, lines: list[tuple[str, str]]) -> rx.Component:
    pairs = [(rx.el.dt(rx.el.kbd(keys)), rx.el.dd(what)) for keys, what in lines if keys]
    return rx.el.section(
        rx.el.h3(title), rx.el.dl(*[each for pair in pairs for each in pair], class_name="keys")
    )
