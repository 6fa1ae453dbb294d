"""The keys of the board, listed from what the board itself obeys."""

from collections.abc import Mapping

import reflex as rx

from production_tool.components import dialogs
from production_tool.components.board.rules import KEYS
from production_tool.state.board_commands import Commands

# What each verb of the keys does, in the order of the list. Keys of one verb share a line.
ABOUT: Mapping[str, Mapping[str, str]] = {
    "The booking in focus": {
        "open": "Open its panel",
        "act:hold": "Make it a hold",
        "act:pencil": "Make it a pencil",
        "act:confirm": "Confirm it",
        "act:challenge": "Challenge the hold ahead of it",
        "act:end": "Release or cancel it",
        "say:move": "Move it, or all selected: artist, from, until",
        "say:edit": "Change what it says",
        "shift:-1:0": "Move it earlier",
        "shift:1:0": "Move it later",
        "shift:0:-1": "Give it to the person above",
        "shift:0:1": "Give it to the person below",
        "stretch:-1": "End it earlier",
        "stretch:1": "End it later",
        "copy": "Copy it",
        "paste": "Put the copy where the focus is",
        "pick": "Select it as well",
        "menu": "Everything that can be done with it",
    },
    "On the board": {
        "go:-1:0": "To the booking before",
        "go:1:0": "To the booking after",
        "go:0:-1": "To the row above",
        "go:0:1": "To the row below",
        "new": "Book the row in focus",
        "zoom:in": "Closer",
        "zoom:out": "Further",
        "today": "To today",
        "back": "Earlier",
        "on": "Later",
        "leave": "Let go, or close",
    },
    "Anywhere": {
        "say:undo": "Undo your own last change",
        "say:redo": "Do it again",
        "say:free": "Who is free?",
        "say:print": "Print what is in view",
        "say:help": "This list",
    },
}
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
