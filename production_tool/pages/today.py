"""What a freelancer opens the program for: where am I booked, now and next."""

from typing import Any

import reflex as rx

from production_tool.components import ui
from production_tool.components.frame import frame
from production_tool.components.replies import answer_buttons, answer_windows, second_thoughts
from production_tool.state.session import Session
from production_tool.state.today import Today


@rx.page(route="/today", title="Today · Production Tool", on_load=[Session.enter, Today.load])
def today() -> rx.Component:
    days = rx.fragment(
        rx.el.header(
            rx.el.h1(Today.heading),
            rx.cond(Today.summary != "", rx.el.p(Today.summary, class_name="muted")),
            class_name="lead",
        ),
        rx.cond(Today.asking, _asking()),
        rx.foreach(Today.now, _now),
        rx.cond(Today.later, _later()),
        rx.cond(Today.asking | Today.now | Today.later, rx.fragment(), _nothing()),
        answer_windows(),
    )
    return frame(
        "today",
        rx.el.div(
            rx.cond(
                Today.problem != "",
                ui.failure(Today.problem, Today.load),
                rx.cond(Today.ready, days, ui.skeleton()),
            ),
            class_name="page narrow stack",
        ),
    )


def _asking() -> rx.Component:
    """What waits for a word, before anything else."""
    return rx.el.section(
        rx.el.h2("Please answer", class_name="muted small"),
        rx.foreach(Today.asking, lambda booking: _card(booking, answer_buttons(booking))),
        class_name="stack tight",
        aria_label="Please answer",
    )


def _now(booking: Any) -> rx.Component:
    return _card(booking, second_thoughts(booking))


def _card(booking: Any, answers: rx.Component) -> rx.Component:
    return rx.el.article(
        rx.el.div(
            rx.el.span(booking.dates, class_name="muted small"),
            ui.status_badge(booking.status, booking.label),
            class_name="line between",
        ),
        rx.el.h2(booking.name, id=f"name-{booking.id}"),
        rx.el.p(booking.place, rx.cond(booking.rate != "", rx.fragment(" · ", booking.rate))),
        rx.cond(booking.notes != "", rx.el.p(booking.notes, class_name="muted lines")),
        rx.cond(booking.told != "", rx.el.p(booking.told, class_name="muted")),
        rx.cond(booking.answered != "", rx.el.p(booking.answered, class_name="muted")),
        answers,
        class_name="card stack tight",
        key=booking.id,
    )


def _later() -> rx.Component:
    return rx.el.section(
        rx.el.h2("Next", class_name="muted small"),
        rx.el.ul(rx.foreach(Today.later, _next), class_name="divided"),
        class_name="card",
        aria_label="Next",
    )


def _next(booking: Any) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.div(booking.name, class_name="strong", id=f"name-{booking.id}"),
            rx.el.div(booking.dates, class_name="muted"),
            rx.cond(booking.told != "", rx.el.div(booking.told, class_name="muted small")),
            rx.cond(booking.answered != "", rx.el.div(booking.answered, class_name="muted small")),
            second_thoughts(booking),
            class_name="grow",
        ),
        ui.status_badge(booking.status, booking.label),
        class_name="line whole",
        key=booking.id,
    )


def _nothing() -> rx.Component:
    free = ui.empty(
        "calendar_check",
        "Nothing booked",
        "As soon as the studio holds or books you, it stands here.",
    )
    return rx.cond(Today.linked, free, rx.cond(Session.me.plans, _planner(), _stranger()))


def _planner() -> rx.Component:
    """Who plans is seldom booked, and can see to it without asking anybody."""
    return ui.empty(
        "user_round_x",
        "Your own bookings would stand here",
        "You are not linked to an artist. To be booked, choose your login in an artist's form.",
        rx.el.div(
            ui.link("To the board", href="/", class_name="button primary"),
            ui.link("To the artists", href="/artists", class_name="button"),
            class_name="line",
        ),
    )


def _stranger() -> rx.Component:
    return ui.empty(
        "user_round_x",
        "You are not linked to an artist yet",
        "Ask the studio to link your login to your entry under Artists.",
    )
