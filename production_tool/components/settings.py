"""What the settings screens share: their sections, and cards with a heading."""

from typing import Any

import reflex as rx

from production_tool.components import ui
from production_tool.components.frame import frame, if_may, topbar
from production_tool.domain.actor import Permission
from production_tool.state.places import SETTINGS


def settings_frame(current: str, *content: Any) -> rx.Component:
    """A settings screen; ``current`` is the key of its section."""
    return frame(
        "settings",
        topbar(
            "Settings", rx.el.nav(*_sections(current), class_name="sections", aria_label="Settings")
        ),
        rx.el.div(*content, class_name="page narrow stack"),
    )


def card(title: str, *content: Any, advice: str = "", action: Any = None) -> rx.Component:
    """A part of a settings screen: what it is, what it does, its fields."""
    told = [rx.el.p(advice, class_name="muted")] if advice else []
    head = rx.el.div(rx.el.h2(title), *told, class_name="grow")
    side = [action] if action is not None else []
    return rx.el.section(
        rx.el.div(head, *side, class_name="line between"),
        *content,
        class_name="card stack",
        aria_label=title,
    )


def _sections(current: str) -> list[rx.Component]:
    return [_section(*section, current=current) for section in SETTINGS]


def _section(
    key: str, label: str, href: str, right: Permission | None, *, current: str
) -> rx.Component:
    here = {"aria_current": "page"} if key == current else {}
    link = ui.link(label, href=href, class_name="section", **here)
    return if_may(right, link) if right else link


def shown_once(secret: Any, *told: Any) -> rx.Component:
    """Something that is never shown again, with a button that copies it."""
    return rx.el.div(
        rx.el.p(*told),
        rx.el.div(
            rx.el.input(
                value=secret, read_only=True, class_name="input grow", aria_label="To copy"
            ),
            ui.button(
                "Copy",
                picture="copy",
                on_click=[rx.set_clipboard(secret), rx.toast.success("Copied.")],
                auto_focus=True,
            ),
            class_name="line whole",
        ),
        class_name="notice stack tight",
        role="status",
        key=secret,  # the next one takes the focus as well
    )
