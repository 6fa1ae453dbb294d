"""Where the keys go on: after a row is taken away, and when a form is empty again."""

import json
from collections.abc import Sequence
from typing import Any

import reflex as rx


def on(name: str) -> Any:
    """Put the focus on what has this id; a question that still closes gives it back to that."""
    return rx.call_script(
        "(to => { for (const it of document.querySelectorAll('[role=dialog]'))"
        " if (to && !it.contains(to)) it.cameFrom = to; to?.focus() })"
        f"(document.getElementById({json.dumps(name)}))"
    )


def after(gone: str, rows: Sequence[str], *, otherwise: str = "") -> Any:
    """Go on at the next row's button that removes it, or at the last one's.

    ``rows`` are the ids as they were, ``otherwise`` is the field to go to when none is left; a
    window keeps the focus by itself.
    """
    at = rows.index(gone) if gone in rows else 0
    left = [*rows[at + 1 :], *reversed(rows[:at])]
    return on(f"remove-{left[0]}" if left else otherwise)


def anew(form: str) -> Any:
    """Empty a form whose content was taken; whoever was in it stays in it."""
    return rx.call_script(f"document.getElementById({json.dumps(form)})?.reset()")
