"""A menu at a point of the window: arrows walk it, Escape leaves it, edges keep it inside."""

from typing import Any

import reflex as rx

PACKAGE = "@radix-ui/react-dropdown-menu@2.2.1"


class _Part(rx.Component):
    library = PACKAGE


class _Root(_Part):
    tag = "Root"
    alias = "MenuRoot"

    open: rx.Var[bool]
    modal: rx.Var[bool]

    on_open_change: rx.EventHandler[rx.event.passthrough_event_spec(bool)]


class _Trigger(_Part):
    tag = "Trigger"
    alias = "MenuTrigger"

    as_child: rx.Var[bool]


class _Portal(_Part):
    tag = "Portal"
    alias = "MenuPortal"


class _Content(_Part):
    tag = "Content"
    alias = "MenuContent"

    side: rx.Var[str]
    align: rx.Var[str]
    side_offset: rx.Var[int]
    collision_padding: rx.Var[int]


class _Item(_Part):
    tag = "Item"
    alias = "MenuItem"

    on_select: rx.EventHandler[rx.event.no_args_event_spec]


class _Label(_Part):
    tag = "Label"
    alias = "MenuLabel"


def menu_at(
    x: Any, y: Any, *content: Any, label: Any, shown: Any, on_turn: Any, back_to: str
) -> rx.Component:
    """The entries at a point; when it closes, what the selector ``back_to`` names has the focus."""
    point = rx.el.span(
        class_name="menu-point",
        aria_hidden="true",
        style={"left": f"{x}px", "top": f"{y}px"},
    )
    leave = (
        f"(event) => {{ event.preventDefault(); document.querySelector('{back_to}')?.focus(); }}"
    )
    return _Root.create(
        _Trigger.create(point, as_child=True),
        _Portal.create(
            _Content.create(
                *content,
                side="bottom",
                align="start",
                side_offset=2,
                collision_padding=8,
                class_name="menu point-menu",
                aria_label=label,
                custom_attrs={"onCloseAutoFocus": rx.Var(leave)},
            )
        ),
        open=shown,
        modal=False,
        on_open_change=on_turn,
    )


def entry(*content: Any, on_select: Any, look: Any = "") -> rx.Component:
    return _Item.create(*content, class_name=f"menu-item {look}", on_select=on_select)


def note(words: Any) -> rx.Component:
    return _Label.create(words, class_name="menu-note")
