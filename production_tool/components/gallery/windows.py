"""What opens over or beside the board: panel, notices, menu, the window of two versions."""

import reflex as rx

from production_tool.components import menus, ui
from production_tool.components.board_notice import board_notice
from production_tool.components.board_stale import board_stale
from production_tool.components.booking_panel import booking_panel
from production_tool.components.gallery.layout import row, section, specimen
from production_tool.state.gallery import Gallery


def windows() -> rx.Component:
    stage = rx.el.div(
        booking_panel(),
        board_notice(),
        class_name="board-stage",
        style={"position": "relative", "height": "820px"},
    )
    return section(
        "Windows",
        row(
            specimen("Menu", _menu()),
            specimen("Two versions", ui.button("Open", on_click=Gallery.two_versions)),
        ),
        specimen("Panel of a booking; refused, with what is free instead; done", stage),
        board_stale(),
    )


def _menu() -> rx.Component:
    items = [
        menus.item("gallery-menu", "Save this view", picture="bookmark_plus"),
        menus.line(),
        menus.item("gallery-menu", "Rename, share, delete", picture="settings_2"),
    ]
    return menus.menu("gallery-menu", *items, picture="bookmark", label="Views", words="Views")
