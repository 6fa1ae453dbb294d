"""A screen with a list: what narrows it on top, rows or none of them, a form at its side."""

from collections.abc import Sequence
from typing import Any

import reflex as rx

from production_tool.components import dialogs, ui
from production_tool.components.fields import search_field, select
from production_tool.components.frame import frame, if_may, spacer, topbar
from production_tool.domain.actor import Permission


def list_screen(
    what: str,
    state: Any,
    *,
    narrowed_by: Sequence[tuple[str, str, list[rx.Component]]],
    new: rx.Component,
    blank: rx.Component,
    rows: rx.Component,
    form: rx.Component,
) -> rx.Component:
    """A list kept by a Listing; ``narrowed_by`` are names of filters, labels and options."""
    search = search_field(f"Search {what}", value=state.wanted["q"], on_change=state.narrow("q"))
    filters = [_filter(state, *each) for each in narrowed_by]
    return frame(
        what,
        topbar(what.capitalize(), search, rx.el.div(*filters, class_name="filters"), spacer(), new),
        ui.listing(
            ready=state.ready,
            problem=state.problem,
            count=state.lines.length(),
            retry=state.load,
            blank=blank,
            rows=rx.fragment(
                rows, ui.pager(state.page, state.pages, state.total, what, turn=state.turn)
            ),
        ),
        form,
    )


def new_button(label: str, permission: Permission, on_click: Any) -> rx.Component:
    """Begins a new row; it has the focus after the last one was put away."""
    return if_may(
        permission,
        ui.button(label, look="primary", picture="plus", on_click=on_click, id="new-one"),
    )


def side_form(
    title: Any,
    state: Any,
    *content: rx.Component,
    archiving: tuple[str, str],
) -> rx.Component:
    """The form of one row, kept by a SideForm; ``archiving`` is what is asked before that."""
    question, advice = archiving
    draft = state.draft
    return rx.fragment(
        dialogs.sheet(
            title,
            dialogs.form(
                dialogs.body(*content),
                _foot(state),
                on_submit=state.save,
                key=draft.opening.to_string(),
            ),
            shown=state.shown,
            on_close=state.close,
        ),
        dialogs.question(
            question,
            advice,
            yes="Archive",
            on_yes=state.put_away,
            shown=state.asking,
            on_close=state.ask(False),
        ),
    )


def _filter(state: Any, name: str, label: str, options: list[rx.Component]) -> rx.Component:
    return select(
        options,
        value=state.wanted[name],
        on_change=state.narrow(name),
        class_name="short",
        aria_label=label,
    )


def _foot(state: Any) -> rx.Component:
    return dialogs.foot(
        rx.cond(
            state.draft.id != "",
            rx.cond(
                state.draft.archived,
                ui.button("Bring back", on_click=state.put_away),
                ui.button("Archive", look="danger", on_click=state.ask(True)),
            ),
        ),
        ui.button("Cancel", look="quiet", on_click=state.close),
        ui.button("Save", look="primary", type="submit"),
    )
