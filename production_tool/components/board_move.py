"""The window that moves or copies a booking, for keys and screen readers as well."""

import reflex as rx

from production_tool.components import dialogs, ui
from production_tool.components.board_notice import refusal
from production_tool.components.booking_form import span_fields
from production_tool.components.fields import options, select_field
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
                select_field(
                    "Artist",
                    "artistId",
                    options(MoveForm.artists),
                    fault=MoveForm.faults.get("artistId", ""),
                    default_value=draft.artist_id,
                    auto_focus=True,
                ),
                span_fields(draft.span, MoveForm.faults),
            ),
            refusal(MoveForm.taken),
            dialogs.foot(
                ui.button("Cancel", on_click=MoveForm.close),
                ui.button(verb, look="primary", type="submit"),
            ),
            on_submit=MoveForm.save,
            key=f"move-{draft.opening}",
        ),
        shown=MoveForm.shown,
        on_close=MoveForm.close,
    )
