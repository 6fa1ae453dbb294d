"""The menu that makes a file or pages of the visible board."""

import reflex as rx

from production_tool.components import menus
from production_tool.state.board_export import FILES, BoardExport

MENU = "export-menu"


def export_menu() -> rx.Component:
    """The rows, the range and the zoom that are on the screen, to keep or to print."""
    return menus.menu(
        MENU,
        *[
            menus.item(MENU, name, picture=picture, on_click=BoardExport.save(kind))
            for kind, name, picture in FILES
        ],
        menus.line(),
        menus.item(MENU, "Print", picture="printer", on_click=BoardExport.print_it),
        picture="download",
        label="Export",
    )


def print_note() -> rx.Component:
    """Which rows these are, when the browser's own menu prints the screen: the widget says it."""
    return rx.el.p(class_name="print-only muted small", custom_attrs={"data-board-rows": ""})
