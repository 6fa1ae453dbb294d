"""What the board's keys do, in words: told once, for the list of keys and for the palette."""

from collections.abc import Mapping

# By the verb that a key asks for (components/board/rules.py), in the order of the list.
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
        "say:redo": "Redo what was undone",
        "say:free": "Who is free?",
        "say:print": "Print what is in view",
        "say:palette": "Find, go to or do anything",
        "say:help": "Show all keys",
    },
}


def said(verb: str) -> str:
    """What a verb does."""
    return next(verbs[verb] for verbs in ABOUT.values() if verb in verbs)
