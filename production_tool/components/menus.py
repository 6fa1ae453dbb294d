"""Menus that drop from a button: the browser opens, places and closes them by itself."""

from typing import Any

import reflex as rx

from production_tool.components import ui


def menu(
    name: str, *items: Any, picture: str, label: str, words: Any = "", **props: Any
) -> rx.Component:
    """A button and what it opens; ``words`` stand beside the picture where there is room."""
    shown = [rx.el.span(words, class_name="wide-only")] if words != "" else []
    return rx.fragment(
        rx.el.button(
            ui.icon(picture),
            *shown,
            class_name="button" if shown else "button icon",
            type="button",
            title=label,
            aria_label=label,
            custom_attrs={"popoverTarget": name},
            **props,
        ),
        rx.el.div(*items, id=name, class_name="menu drop", custom_attrs={"popover": "auto"}),
    )


def item(name: str, *content: Any, picture: str = "", **props: Any) -> rx.Component:
    """A line of a menu that does something and closes it."""
    return rx.el.button(
        *([ui.icon(picture)] if picture else []),
        *content,
        type="button",
        class_name="menu-item",
        custom_attrs={"popoverTarget": name, "popoverTargetAction": "hide"},
        **props,
    )


def line() -> rx.Component:
    return rx.el.hr(class_name="menu-line")
