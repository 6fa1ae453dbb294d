"""What the board answers: done, and the way back; or not, and what is free instead."""

from typing import Any, cast

import reflex as rx

from production_tool.components import ui
from production_tool.state.board_move import MoveForm
from production_tool.state.board_move_many import MoveMany
from production_tool.state.booking_form import BookingForm
from production_tool.state.deeds import Deeds
from production_tool.state.notices import Offer


def board_notice() -> rx.Component:
    """What became of the last wish; a window that asked for it tells of a refusal itself."""
    asking = BookingForm.shown | MoveForm.shown | MoveMany.shown
    return rx.fragment(rx.cond(asking, None, refusal()), _done())


def refusal(*taken: Any) -> rx.Component:
    """A refusal: who, what, until when; and what is free instead, as buttons that do it.

    ``taken`` happens after what a button does.
    """
    notice = Deeds.notice

    def offer(one: Offer) -> rx.Component:
        return ui.button(one.label, on_click=[Deeds.take(one.key), *taken])

    lines = cast("rx.vars.ArrayVar[list[str]]", notice.lines)
    return rx.cond(
        notice.message != "",
        rx.el.div(
            rx.el.div(
                rx.el.strong(notice.message),
                ui.icon_button(
                    "x",
                    "Dismiss",
                    on_click=Deeds.dismiss,
                    custom_attrs={"data-board-away": ""},  # Esc on the board presses it
                ),
                class_name="line",
            ),
            rx.cond(
                lines.length() > 0,
                rx.el.ul(rx.foreach(lines, _reason), class_name="reasons"),
            ),
            rx.cond(notice.advice != "", rx.el.p(notice.advice, class_name="muted")),
            rx.cond(
                Deeds.offers.length() > 0,
                rx.el.div(rx.foreach(Deeds.offers, offer), class_name="line"),
            ),
            class_name="refusal",
            role="alert",
        ),
    )


def _done() -> rx.Component:
    """What was done, for a while; the pointer or the focus on it lets it stay."""
    done = Deeds.done
    return rx.el.div(
        rx.cond(
            done.message != "",
            rx.el.div(
                ui.icon("check", 14),
                rx.el.span(done.message),
                rx.cond(done.back != "", _way_back(done.back)),
                key=done.nonce,
                class_name="done-note",
            ),
        ),
        class_name="done-place",
        role="status",
    )


def _way_back(label: Any) -> rx.Component:
    return rx.el.button(
        label,
        type="button",
        class_name="button quiet",
        on_click=rx.cond(label == "Redo", Deeds.redo, Deeds.undo),
    )


def _reason(line: rx.Var[str]) -> rx.Component:
    return rx.el.li(line)
