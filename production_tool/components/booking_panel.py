"""The panel of one booking: at the side of a desk, at the bottom of a phone."""

from typing import Any

import reflex as rx

from production_tool.components import ui
from production_tool.components.frame import if_may
from production_tool.domain.actor import Permission
from production_tool.state.board_menu import HISTORY
from production_tool.state.board_move import MoveForm
from production_tool.state.board_past import Past
from production_tool.state.booking_form import BookingForm
from production_tool.state.booking_panel import BookingPanel
from production_tool.state.history_lines import Line
from production_tool.state.next_steps import Button


def booking_panel() -> rx.Component:
    return rx.cond(BookingPanel.selected != "", _panel())


def _panel() -> rx.Component:
    shown = BookingPanel.shown
    return rx.el.aside(
        rx.el.div(
            ui.status_badge(shown.status, shown.status_words),
            rx.el.span(class_name="grow"),
            ui.icon_button("x", "Close", on_click=BookingPanel.select("")),
            class_name="line",
        ),
        rx.el.h2(shown.title),
        rx.el.p(shown.artist, class_name="muted"),
        rx.el.dl(
            _row(
                "When", rx.fragment(shown.when, rx.el.span(" · ", shown.hours, class_name="muted"))
            ),
            fact("Queue", shown.queue),
            fact("Challenge", shown.challenge),
            fact("Answer", shown.answer),
            fact("Expires", shown.expires),
            fact("Rate", shown.rate),
            fact("Notes", shown.notes),
            class_name="facts",
        ),
        if_may(Permission.PLAN_BOOKINGS, rx.cond(Past.at == "", _actions())),
        *history(BookingPanel.history),
        class_name="booking-panel",
        aria_label="Booking",
        custom_attrs={"data-panel": "booking"},
    )


def _actions() -> rx.Component:
    """The next steps, each with its key; then what else can be done, and last its end."""
    selected = BookingPanel.selected
    return rx.el.div(
        rx.cond(BookingPanel.shown.countered, _suggestion()),
        rx.foreach(BookingPanel.buttons, _button),
        rx.cond(
            BookingPanel.buttons.length() > 0,
            rx.fragment(
                with_key("Move", "M", MoveForm.move(selected)),
                with_key("Edit", "E", BookingForm.edit(selected)),
            ),
        ),
        with_key("Copy", "", MoveForm.copy(selected)),
        rx.foreach(BookingPanel.ends, _button),
        class_name="line actions",
    )


def _suggestion() -> rx.Component:
    """What can be done with what the artist suggests."""
    return rx.fragment(
        ui.button("Take the suggestion", look="primary", on_click=BookingPanel.settle("take")),
        ui.button("Drop it, ask again", on_click=BookingPanel.settle("drop")),
    )


def with_key(label: str, key: str, does: Any, **props: Any) -> rx.Component:
    """A button, with the key that does the same."""
    keys = [rx.el.kbd(key)] if key else []
    return ui.button(label, *keys, on_click=does, **props)


def _button(button: Button) -> rx.Component:
    return rx.el.button(
        button.label,
        rx.cond(button.key != "", rx.el.kbd(button.key)),
        type="button",
        class_name="button " + button.look,
        on_click=BookingPanel.step(button.action),
    )


def _row(name: str, value: Any) -> rx.Component:
    return rx.fragment(rx.el.dt(name), rx.el.dd(value))


def fact(name: str, value: Any) -> rx.Component:
    """One line of what is told of it; none where there is nothing to tell."""
    return rx.cond(value != "", _row(name, value))


def history(lines: Any) -> tuple[rx.Component, ...]:
    """What happened, the latest first, under a heading that a menu can lead to."""
    return (
        rx.el.h3("History", id=HISTORY),
        rx.el.ol(rx.foreach(lines, _line), class_name="past"),
    )


def _line(line: Line) -> rx.Component:
    return rx.el.li(
        ui.avatar(line.initials, line.colour),
        rx.el.div(
            line.what,
            rx.cond(line.detail != "", rx.el.div(line.detail, class_name="small")),
            rx.el.div(line.who, ", ", line.when, class_name="muted small"),
        ),
    )
