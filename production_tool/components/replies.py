"""What an artist is asked, as cards with the answers on them, and the windows around those."""

from typing import Any

import reflex as rx

from production_tool.components import dialogs, ui
from production_tool.components.booking_form import span_fields
from production_tool.components.fields import area_field, text_field
from production_tool.domain.answers import LONGEST_WORDS, Answer
from production_tool.state.replies import Replies


def answer_buttons(booking: Any) -> rx.Component:
    """Yes, something else, no."""
    yes = _button("Accept", "primary", booking, "check", _accept(booking))
    return rx.el.div(
        rx.cond(booking.answer == Answer.ACCEPTED.value, None, yes),
        _button("Suggest", "", booking, "calendar_clock", _suggest(booking)),
        _button("Decline", "danger", booking, "x", _decline(booking)),
        class_name="line answers",
    )


def second_thoughts(booking: Any) -> rx.Component:
    """The same for whoever has answered; nothing where nothing was asked."""
    anew = rx.el.details(
        rx.el.summary("Change my answer"), answer_buttons(booking), class_name="rethink"
    )
    return rx.cond(booking.answer != "", anew)


def answer_windows() -> rx.Component:
    return rx.fragment(_suggestion(), _question())


def _button(label: str, look: Any, booking: Any, picture: str, does: Any) -> rx.Component:
    return ui.button(
        label, look=look, picture=picture, on_click=does, aria_describedby=f"name-{booking.id}"
    )


def _accept(booking: Any) -> Any:
    return Replies.accept(booking.id, booking.version)


def _suggest(booking: Any) -> Any:
    return Replies.ask_suggest(booking.id)


def _decline(booking: Any) -> Any:
    return Replies.ask_decline(booking.id)


def _question() -> rx.Component:
    return dialogs.question(
        "Decline this booking?",
        f"{Replies.asked.about}. It ends, and somebody else may be booked. "
        "To take it back you would have to call the studio.",
        yes="Decline",
        on_yes=Replies.decline,
        shown=Replies.declines,
        on_close=Replies.close,
    )


def _suggestion() -> rx.Component:
    asked, faults = Replies.asked, Replies.faults
    return dialogs.form_window(
        "Suggest something else",
        rx.el.p(asked.about, class_name="muted"),
        span_fields(asked.span, faults),
        text_field(
            "Rate a day",
            "dayRate",
            fault=faults.get("dayRate", ""),
            hint="Leave it empty to keep the rate.",
            default_value=asked.rate,
            input_mode="decimal",
        ),
        area_field(
            "A word to the studio",
            "words",
            fault=faults.get("words", ""),
            default_value=asked.words,
            max_length=LONGEST_WORDS,
        ),
        does="Send",
        on_submit=Replies.suggest,
        shown=Replies.shown,
        on_close=Replies.close,
        opening=f"suggestion-{asked.opening}",
        refusal=rx.cond(
            Replies.refused != "",
            rx.el.p(Replies.refused, class_name="refusal", role="alert"),
        ),
    )
