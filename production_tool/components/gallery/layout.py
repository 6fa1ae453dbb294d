"""How specimens stand in the gallery: in sections, each with its name below it."""

from typing import Any

import reflex as rx


def section(title: str, *content: Any) -> rx.Component:
    return rx.el.section(
        rx.el.h2(title),
        *content,
        class_name="stack",
        style=_SECTION,
        aria_label=title,
        custom_attrs={"data-section": title.lower()},
    )


def row(*content: Any) -> rx.Component:
    return rx.el.div(*content, class_name="line", style=_WRAP)


def specimen(name: str, content: Any, width: str = "auto") -> rx.Component:
    """Something to look at, and what it is called."""
    return rx.el.figure(
        content,
        rx.el.figcaption(name, class_name="muted small"),
        style={"margin": 0, "width": width},
    )


# A look of its own: an example should not feel that it stands in a card.
_SECTION = {
    "padding": "16px",
    "border": "1px solid var(--line)",
    "borderRadius": "8px",
    "background": "var(--surface)",
}
_WRAP = {"flexWrap": "wrap", "alignItems": "flex-end", "gap": "16px"}
