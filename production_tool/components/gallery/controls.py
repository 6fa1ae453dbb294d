"""Buttons and fields, at rest, disabled, wrong."""

from typing import get_args

import reflex as rx

from production_tool.components import ui
from production_tool.components.fields import (
    area_field,
    check,
    choices,
    field,
    search_field,
    select_field,
    text_field,
)
from production_tool.components.gallery.layout import row, section, specimen

_SOME = [("", "Choose"), ("a", "Animation"), ("b", "Lighting")]


def buttons() -> rx.Component:
    looks: tuple[ui.Look, ...] = get_args(ui.Look)
    return section(
        "Buttons",
        row(*[specimen(look or "plain", ui.button("Save", look=look)) for look in looks]),
        row(*[specimen("disabled", ui.button("Save", look=look, disabled=True)) for look in looks]),
        row(
            specimen("with a picture", ui.button("New artist", look="primary", picture="plus")),
            specimen("with a key", ui.button("Confirm", rx.el.kbd("C"), look="confirm")),
            specimen("picture only", ui.icon_button("x", "Close")),
            specimen("picture only, disabled", ui.icon_button("x", "Close it", disabled=True)),
            specimen("segments", _segments()),
        ),
        specimen("wide", ui.button("Sign in", look="primary", wide=True), "300px"),
    )


def _segments() -> rx.Component:
    words = ["Day", "Week", "Month"]
    pressed = [rx.el.button(word, type="button", aria_pressed=word == "Week") for word in words]
    return rx.el.div(*pressed, class_name="segments", role="group", aria_label="Zoom")


def fields() -> rx.Component:
    return section(
        "Fields",
        rx.el.div(
            text_field("Title", "g-title", default_value="Kestrel trailer"),
            text_field("Empty", "g-empty", placeholder="What it is for"),
            text_field("With a hint", "g-hint", hint="Ten characters or more."),
            _wrong(),
            text_field("Disabled", "g-disabled", default_value="Alder", disabled=True),
            text_field("Read only", "g-fixed", default_value="mo@alder.example", read_only=True),
            text_field("Day", "g-day", type="date", default_value="2027-03-01"),
            select_field("Department", "g-department", choices(_SOME)),
            area_field("Notes", "g-notes", default_value="Bring the lamp."),
            search_field("Search artists"),
            check("Send a mail", "g-mail", default_checked=True),
            check("Keep it quiet", "g-quiet"),
            style={"display": "grid", "gap": "16px", "gridTemplateColumns": "repeat(3, 1fr)"},
        ),
    )


def _wrong() -> rx.Component:
    """A field as it stands when its fault is told; elsewhere the fault comes from a state."""
    control = rx.el.input(
        id="g-fault",
        class_name="input",
        default_value="whenever",
        aria_invalid=True,
        aria_describedby="g-fault-note",
    )
    told = "Monday should be like 9-13, 14-18"
    return rx.el.div(
        field("Wrong", control, name="g-fault"),
        rx.el.span(told, class_name="fault", id="g-fault-note"),
        class_name="field",
    )
