"""The window that moves or copies several bars at once, for keys and screen readers as well."""

import reflex as rx

from production_tool.components import dialogs, ui
from production_tool.components.board_notice import refusal
from production_tool.components.fields import options, select_field, text_field
from production_tool.state.board_move_many import MoveMany
from production_tool.state.wishes_many import COPY


def board_move_many() -> rx.Component:
    draft = MoveMany.draft
    verb = rx.cond(draft.action == COPY, "Copy", "Move")
    return dialogs.dialog(
        rx.el.span(verb, " ", draft.number, " at once"),
        dialogs.form(
            dialogs.body(
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
            ),
            refusal(MoveMany.taken),
            dialogs.foot(
                ui.button("Cancel", on_click=MoveMany.close),
                ui.button(rx.el.span(verb, " all"), look="primary", type="submit"),
            ),
            on_submit=MoveMany.save,
            key=f"move-many-{draft.opening}",
        ),
        shown=MoveMany.shown,
        on_close=MoveMany.close,
    )


def _artist() -> rx.Component:
    each = options(MoveMany.artists, "Each stays where it is")
    return select_field("Artist", "artistId", each, fault=MoveMany.faults.get("artistId", ""))
