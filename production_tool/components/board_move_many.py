"""The window that moves or copies several bars at once, for keys and screen readers as well."""

import reflex as rx

from production_tool.components import dialogs
from production_tool.components.board_notice import refusal
from production_tool.components.fields import options, select_field, text_field
from production_tool.state.board_move_many import MoveMany
from production_tool.state.wishes_many import COPY


def board_move_many() -> rx.Component:
    draft = MoveMany.draft
    verb = rx.cond(draft.action == COPY, "Copy", "Move")
    return dialogs.form_window(
        rx.el.span(verb, " ", draft.number, " at once"),
        rx.el.p(draft.about, class_name="muted"),
        text_field(
            "First day",
            "first",
            fault=MoveMany.faults.get("first", ""),
            default_value=draft.first,
            type="date",
            auto_focus=True,
        ),
        rx.el.p(
            draft.begins,
            rx.cond(draft.action == COPY, " All are copied", " All move"),
            " by as many days and keep their length.",
            class_name="muted small",
        ),
        _artist(),
        does=rx.el.span(verb, " all"),
        on_submit=MoveMany.save,
        opening=f"move-many-{draft.opening}",
        refusal=refusal(MoveMany.taken),
        shown=MoveMany.shown,
        on_close=MoveMany.close,
    )


def _artist() -> rx.Component:
    each = options(MoveMany.artists, "Each stays where it is")
    return select_field("Artist", "artistId", each, fault=MoveMany.faults.get("artistId", ""))
