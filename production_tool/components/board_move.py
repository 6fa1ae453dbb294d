"""The window that moves or copies a booking, for keys and screen readers as well."""

import reflex as rx

from production_tool.components import dialogs, ui
from production_tool.components.board_notice import refusal
from production_tool.components.booking_form import option, span_fields
from production_tool.components.fields import field
from production_tool.state.board_move import MoveForm


def board_move() -> rx.Component:
    draft = MoveForm.draft
    verb = rx.cond(draft.copies, "Copy", "Move")
    return dialogs.dialog(
        rx.cond(
            draft.waits,
            rx.cond(draft.copies, "Copy role", "Move role"),
            rx.cond(draft.copies, "Copy booking", "Move booking"),
        ),
        dialogs.form(
            dialogs.body(
                rx.el.p(draft.about, class_name="muted"),
                _artist(),
                span_fields(draft.span, MoveForm.faults),
            ),
            refusal(MoveForm.taken),
            dialogs.foot(
                ui.button("Cancel", on_click=MoveForm.close),
                rx.el.span(class_name="grow"),
                ui.button(verb, look="primary", type="submit"),
            ),
            on_submit=MoveForm.save,
            key=f"move-{draft.opening}",
        ),
        shown=MoveForm.shown,
        on_close=MoveForm.close,
    )


def _artist() -> rx.Component:
    control = rx.el.select(
        rx.foreach(MoveForm.artists, option),
        id="artistId",
        name="artistId",
        default_value=MoveForm.draft.artist_id,
        class_name="input",
        auto_focus=True,
    )
    return field("Artist", control, name="artistId", fault=MoveForm.faults.get("artistId", ""))
