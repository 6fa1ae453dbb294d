"""Bars in each status and state, with the marks the widget gives them."""

from typing import Any, NamedTuple

import reflex as rx

from production_tool.components.gallery.layout import row, section, specimen

# Paler than can be read well, for the moment in which they cannot be used.
_AWAY = {"pending", "lifted"}


class Bar(NamedTuple):
    """How the widget draws one: its name here, its classes, its badge, who holds it."""

    name: str
    classes: str
    badge: str = ""
    holder: str = ""


BARS = [
    Bar("Hold, first", "hold", "1st"),
    Bar("Hold, behind another", "hold", "2nd"),
    Bar("Pencil", "pencil"),
    Bar("Confirmed", "confirmed"),
    Bar("Not answered yet", "pencil asks-pending"),
    Bar("Something else suggested", "confirmed asks-countered"),
    Bar("Role without a person", "role"),
    Bar("Free time offered", "free"),
    Bar("Hold, selected", "hold sel", "1st"),
    Bar("Pencil, one of several", "pencil picked"),
    Bar("Confirmed, selected", "confirmed sel"),
    Bar("Pending", "confirmed pending"),
    Bar("Lifted", "pencil lifted"),
    Bar("Refused or over leave", "confirmed ring"),
    Bar("That and selected", "pencil ring sel"),
    Bar("In somebody's hand", "confirmed held", "", "Mo Keller"),
]


def bars() -> rx.Component:
    return section(
        "Bars",
        row(*[_shown(each) for each in BARS]),
        row(specimen("Three lanes", _lanes()), specimen("Narrow", _stage(BARS[0], 20), "60px")),
    )


def _shown(bar: Bar) -> rx.Component:
    return specimen(bar.name, _stage(bar), "200px")


def _stage(bar: Bar, width: int = 200) -> rx.Component:
    return rx.el.div(_drawn(bar, width), style={"position": "relative", "height": "34px"})


def _drawn(bar: Bar, width: int = 200, top: int = 4, label: str = "Northlight") -> rx.Component:
    place: dict[str, Any] = {"width": f"{width}px", "transform": f"translateY({top}px)"}
    if bar.holder:
        place["--by"] = "var(--person-2)"
    return rx.el.div(
        rx.el.i(bar.badge),
        rx.el.span(label),
        class_name=f"pb-bar {bar.classes}",
        style=place,
        aria_disabled=bool(_AWAY & set(bar.classes.split())),
        custom_attrs={"data-holder": bar.holder},
    )


def _lanes() -> rx.Component:
    stacked = [(BARS[3], "Tidewater"), (BARS[0], "Kestrel"), (BARS[1], "Northlight")]
    drawn = [_drawn(bar, 220, 30 * lane, label) for lane, (bar, label) in enumerate(stacked)]
    size = {"position": "relative", "height": "92px", "width": "230px"}
    return rx.el.div(*drawn, style=size)
