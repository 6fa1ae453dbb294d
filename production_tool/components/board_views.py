"""The menu of saved views, and the windows to name and keep them in order."""

from typing import Any

import reflex as rx

from production_tool.components import dialogs, menus, ui
from production_tool.components.fields import check, choices, select_field, text_field
from production_tool.state.board_views import View, Views

MENU = "views-menu"


def views_menu() -> rx.Component:
    """Open a view, keep the present one, or put all of them in order."""
    return menus.menu(
        MENU,
        rx.cond(
            Views.lines,
            rx.fragment(rx.foreach(Views.lines, _choice), menus.line()),
            rx.el.div("A view keeps filters, zoom and day for next time.", class_name="menu-note"),
        ),
        menus.item(
            MENU,
            "Save this view",
            picture="bookmark_plus",
            on_click=Views.ask_name("", "", 0),
        ),
        rx.cond(
            Views.lines,
            menus.item(MENU, "Rename, share, delete", picture="settings_2", on_click=Views.manage),
        ),
        picture="bookmark",
        label="Views",
        words="Views",
        on_click=Views.read,
    )


def views_windows() -> rx.Component:
    """The windows that the menu opens."""
    return rx.fragment(_all_views(), _name())


def _choice(view: View) -> rx.Component:
    return menus.item(
        MENU,
        rx.el.span(view.name, class_name="grow"),
        rx.cond(view.opens_first, ui.icon("star", 13)),
        rx.cond(view.shared, ui.icon("users", 13)),
        on_click=Views.open(view.id),
    )


def _all_views() -> rx.Component:
    return dialogs.dialog(
        "Views",
        dialogs.body(
            rx.el.ul(rx.foreach(Views.lines, _row), class_name="view-list"),
            rx.cond(Views.lines, rx.fragment(), rx.el.p("No views are left.", class_name="muted")),
        ),
        shown=Views.shown & ~Views.naming,
        on_close=Views.close,
    )


def _row(view: Any) -> rx.Component:
    return rx.el.li(
        rx.el.button(
            rx.el.span(view.name, class_name="strong"),
            rx.el.span(view.about, class_name="muted small"),
            type="button",
            class_name="view-name",
            on_click=Views.open(view.id),
        ),
        ui.icon_button("link", "Copy link", on_click=Views.copy_link(view.id)),
        rx.cond(view.own, _own_actions(view)),
        key=view.id,
    )


def _own_actions(view: Any) -> rx.Component:
    return rx.fragment(
        _switch(
            view.opens_first,
            "star",
            ("Open the board with it", "Do not open with it"),
            Views.turn_first(view.id, view.version),
        ),
        _switch(
            view.shared,
            "users",
            ("Share with the studio", "Take it back from the studio"),
            Views.turn_shared(view.id, view.version),
        ),
        ui.icon_button(
            "pencil", "Rename", on_click=Views.ask_name(view.id, view.name, view.version)
        ),
        ui.icon_button(
            "trash_2",
            "Delete",
            on_click=Views.delete(view.id, view.version),
            id="remove-" + view.id,
        ),
    )


def _switch(on: Any, picture: str, labels: tuple[str, str], event: Any) -> rx.Component:
    label = rx.cond(on, labels[1], labels[0])
    return rx.el.button(
        ui.icon(picture),
        class_name="button icon quiet",
        type="button",
        title=label,
        aria_label=label,
        aria_pressed=on,
        on_click=event,
    )


def _name() -> rx.Component:
    new = Views.renamed.id == ""
    days = [
        ("relative", "the same distance from today"),
        ("fixed", "the day that is shown now"),
    ]
    more = rx.fragment(
        select_field("Opens at", "day", choices(days)),
        check("Share with the studio", "shared"),
    )
    return dialogs.form_window(
        rx.cond(new, "Save this view", "Rename the view"),
        text_field(
            "Name",
            "name",
            fault=Views.faults.get("name", ""),
            default_value=Views.renamed.name,
            auto_focus=True,
            max_length=60,
        ),
        rx.cond(new, more),
        does="Save",
        on_submit=Views.save,
        shown=Views.naming,
        on_close=Views.close,
    )
