"""The window that moves or copies a booking, for keys and screen readers as well."""

import reflex as rx

from production_tool.components import dialogs
from production_tool.components.board_notice import refusal
from production_tool.components.booking_form import span_fields
from production_tool.components.fields import options, select_field
from production_tool.state.board_move import MoveForm


def board_move() -> rx.Component:
    draft = MoveForm.draft
    verb = rx.cond(draft.copies, "Copy", "Move")
    return dialogs.form_window(
        rx.cond(
            draft.waits,
            rx.cond(draft.copies, "Copy role", "Move role"),
            rx.cond(draft.copies, "Copy booking", "Move booking"),
        ),
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
        does=verb,
        on_submit=MoveForm.save,
        opening=f"move-{draft.opening}",
        refusal=refusal(MoveForm.taken),
        shown=MoveForm.shown,
        on_close=MoveForm.close,
    )
