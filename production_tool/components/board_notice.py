"""What the board answers to a wish it cannot grant."""

import reflex as rx

from production_tool.components import ui
from production_tool.state.deeds import Deeds, Offer


def board_notice() -> rx.Component:
    """A refusal: who, what, until when; and what is free instead, as buttons that do it."""
    return rx.cond(
        Deeds.notice.message != "",
        rx.el.div(
            rx.el.div(
                rx.el.strong(Deeds.notice.message),
                ui.icon_button("x", "Dismiss", on_click=Deeds.dismiss),
                class_name="line",
            ),
            rx.el.p(Deeds.notice.advice, class_name="muted"),
            rx.el.div(rx.foreach(Deeds.offers, _offer), class_name="line"),
            class_name="refusal",
            role="alert",
        ),
    )


def _offer(offer: Offer) -> rx.Component:
    return ui.button(offer.label, on_click=Deeds.take(offer.key))
