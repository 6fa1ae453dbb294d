"""The way through the board's past: a slider over its history, steps by change, a way back."""

from typing import Any, cast

import reflex as rx

from production_tool.components import ui
from production_tool.state.board_past import Past


def past_button() -> rx.Component:
    """Looks back, and comes back."""
    return rx.el.button(
        ui.icon("history"),
        class_name="button icon",
        type="button",
        title="Look back",
        aria_label="Look back",
        aria_pressed=Past.at != "",
        on_click=Past.turn,
    )


def past_bar() -> rx.Component:
    """Says that the board is of the past, and lets one go through it; nothing for now."""
    return rx.cond(
        Past.at != "",
        rx.el.section(_banner(), _slider(), class_name="past-bar", aria_label="The board's past"),
    )


def _banner() -> rx.Component:
    return rx.el.div(
        ui.icon("history"),
        rx.el.strong("Board as of ", Past.shown.words, role="status"),
        rx.el.span("read only", class_name="badge"),
        rx.el.span(Past.shown.change, class_name="muted small past-change"),
        rx.el.span(class_name="grow"),
        ui.button("Back to now", look="primary", on_click=Past.back_to_now),
        class_name="line past-banner",
    )


def _slider() -> rx.Component:
    return rx.el.div(
        ui.icon_button("step_back", "Previous change", look="", on_click=Past.earlier),
        rx.el.div(
            rx.el.div(rx.foreach(Past.marks, _mark), class_name="past-marks", aria_hidden="true"),
            rx.el.input(
                type="range",
                min=Past.first,
                max=Past.last,
                value=Past.shown.minute,
                on_change=cast("Any", Past.slide),
                debounce_timeout=120,
                aria_label="Moment shown",
                aria_valuetext=Past.shown.words,
            ),
            class_name="past-slide",
        ),
        ui.icon_button("step_forward", "Next change", look="", on_click=Past.later),
        rx.el.input(
            type="datetime-local",
            class_name="input short",
            value=Past.shown.local,
            max=Past.newest,
            on_change=Past.choose,
            debounce_timeout=400,
            aria_label="Date and time shown",
        ),
        class_name="line",
    )


def _mark(height: rx.Var[int]) -> rx.Component:
    return rx.el.span(custom_attrs={"style": {"height": height.to_string() + "%"}})
