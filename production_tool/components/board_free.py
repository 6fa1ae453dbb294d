"""The bar that asks who is free, and its answer as a list to choose from."""

from typing import Any, Literal, cast

import reflex as rx

from production_tool.components import ui
from production_tool.components.fields import choices, select
from production_tool.state.board import Board
from production_tool.state.board_free import Match, WhoIsFree
from production_tool.state.board_past import Past
from production_tool.state.booking_form import BookingForm

LENGTHS = [
    ("", "all of it"),
    ("2h", "2 hours"),
    ("4h", "4 hours"),
    *[(f"{n}d", f"{n} day{'s' if n > 1 else ''}") for n in (1, 2, 3, 5, 10, 15, 20)],
]


def free_button() -> rx.Component:
    """Asks, and stops asking; the key F does the same."""
    return rx.el.button(
        ui.icon("user_search"),
        rx.el.span("Who is free?", class_name="wide-only"),
        class_name="button",
        type="button",
        title="Who is free? (F)",
        aria_label="Who is free?",
        aria_pressed=WhoIsFree.asking,
        disabled=Past.at != "",
        on_click=WhoIsFree.turn,
    )


def free_bar() -> rx.Component:
    """The question, its count, and the best matches; nothing while nobody asks."""
    return rx.cond(
        WhoIsFree.asking & (Past.at == ""),  # nobody is booked in the past
        rx.el.section(
            rx.el.div(
                _skills(),
                _edge("From", "first", "start"),
                _edge("to", "last", "end"),
                _length(),
                rx.el.span(class_name="grow"),
                ui.icon_button("x", "Stop asking", on_click=WhoIsFree.turn),
                class_name="free-question",
            ),
            _answer(),
            class_name="free-bar",
            aria_label="Who is free?",
        ),
    )


def _skills() -> rx.Component:
    chosen = rx.cond(_chosen().length() > 0, _chosen().join(", "), "Any skill")
    return rx.fragment(
        rx.el.button(
            rx.el.span(chosen),
            class_name="button free-pick",
            type="button",
            custom_attrs={"popoverTarget": "free-skills"},
        ),
        rx.el.div(
            rx.foreach(Board.skills, _skill),
            id="free-skills",
            class_name="menu drop free-skills",
            custom_attrs={"popover": "auto"},
        ),
    )


def _chosen() -> "rx.vars.ArrayVar[list[str]]":
    return cast("rx.vars.ArrayVar[list[str]]", WhoIsFree.asked.skills)


def _skill(skill: rx.Var[str]) -> rx.Component:
    return rx.el.label(
        rx.el.input(
            type="checkbox",
            checked=_chosen().contains(skill),
            on_change=cast("Any", WhoIsFree.want(skill)),
        ),
        rx.el.span(skill),
        class_name="check",
    )


def _edge(label: str, day: str, time: str) -> rx.Component:
    """A day, and a time of it for who needs a part of a day."""
    return rx.el.div(
        rx.el.span(label, class_name="muted"),
        _control(day, "date", f"{label} day".capitalize()),
        _control(time, "time", f"{label} time, optional".capitalize()),
        class_name="line",
    )


def _control(name: str, kind: Literal["date", "time"], label: str) -> rx.Component:
    return rx.el.input(
        type=kind,
        class_name="input short",
        value=getattr(WhoIsFree.asked, name),
        on_change=WhoIsFree.change(name),
        aria_label=label,
    )


def _length() -> rx.Component:
    return rx.el.div(
        rx.el.span("for", class_name="muted"),
        select(
            choices(LENGTHS),
            value=WhoIsFree.asked.lasting,
            on_change=WhoIsFree.change("lasting"),
            class_name="short",
            aria_label="For how long",
        ),
        class_name="line",
    )


def _answer() -> rx.Component:
    count = WhoIsFree.count
    told = rx.cond(count == 1, "1 person is free", rx.fragment(count, " people are free"))
    return rx.el.div(
        rx.el.strong(
            rx.cond(WhoIsFree.fault != "", WhoIsFree.fault, told),
            role="status",
            class_name="numbers",
        ),
        rx.cond(
            WhoIsFree.taken != "",
            rx.el.span("No longer free: ", WhoIsFree.taken, role="status", class_name="free-taken"),
        ),
        rx.el.ul(rx.foreach(WhoIsFree.matches, _match), class_name="free-matches"),
        rx.cond(
            (count == 0) & (WhoIsFree.fault == ""),
            rx.el.span("Ask for fewer skills, other days or a shorter time.", class_name="muted"),
        ),
        class_name="free-answer",
    )


def _match(match: Match) -> rx.Component:
    gap = {"artistId": match.id, "start": match.start, "end": match.end}
    return rx.el.li(
        rx.el.button(
            rx.el.span(match.name, class_name="strong"),
            rx.el.span(match.about, class_name="muted small"),
            rx.cond(match.when != "", rx.el.span(match.when, class_name="small")),
            type="button",
            title="Book",
            on_click=BookingForm.draw(rx.Var.create(gap)),
        ),
        key=match.id,
    )
