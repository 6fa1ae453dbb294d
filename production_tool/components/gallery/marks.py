"""Badges, people, and what the program tells."""

import reflex as rx

from production_tool.components import ui
from production_tool.components.gallery.layout import row, section, specimen

_ENDED = ["released", "declined", "cancelled", "expired"]


def marks() -> rx.Component:
    statuses = [
        specimen(name, ui.badge(ui.icon(picture, 12), name.capitalize(), look=name))
        for name, picture in ui.STATUS_ICONS.items()
    ]
    return section(
        "Marks",
        row(*statuses, *[specimen("ended", ui.badge(name.capitalize())) for name in _ENDED]),
        row(
            specimen("a word", ui.badge("maya")), specimen("accent", ui.badge("new", look="accent"))
        ),
        row(*[specimen(f"person {n}", ui.avatar("MK", n)) for n in range(1, 7)]),
    )


def notices() -> rx.Component:
    return section(
        "Notices",
        rx.el.p("The invitation was sent.", class_name="notice"),
        rx.el.p("That email or password is not right.", class_name="notice bad"),
    )
