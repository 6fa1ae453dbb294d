"""The window in which a booking is made or changed."""

from typing import Any

import reflex as rx

from production_tool.components import dialogs, ui
from production_tool.components.board_notice import refusal
from production_tool.components.fields import area_field, options, select_field, text_field
from production_tool.state.board_free import WhoIsFree
from production_tool.state.booking_form import BookingForm

KINDS = [("hold", "Hold"), ("pencil", "Pencil"), ("confirmed", "Confirmed")]


def booking_form() -> rx.Component:
    draft = BookingForm.draft
    return dialogs.form_window(
        rx.cond(draft.id == "", "New booking", "Change booking"),
        rx.cond(draft.id == "", _kinds()),
        _choice("Project", "projectId", BookingForm.projects, draft.project_id, "None"),
        _text("Title", "title", draft.title, placeholder="What it is for", auto_focus=True),
        _choice("Artist", "artistId", BookingForm.artists, draft.artist_id, "Choose"),
        span_fields(draft.span, BookingForm.faults),
        area_field("Notes", "notes", fault=_fault("notes"), default_value=draft.notes),
        does=rx.cond(draft.id == "", "Book", "Save"),
        on_submit=[BookingForm.save, WhoIsFree.again],
        opening=f"booking-{draft.opening}",
        refusal=refusal(BookingForm.taken),
        shown=BookingForm.shown,
        on_close=BookingForm.close,
    )


def span_fields(span: Any, faults: Any) -> rx.Component:
    """From when to when: days, and times where it is not whole days."""

    def of(label: str, name: str, start: Any, kind: str) -> rx.Component:
        return text_field(
            label, name, fault=faults.get(name, ""), default_value=start, type=kind, step=300
        )

    return rx.el.div(
        of("First day", "first", span.first, "date"),
        of("From", "starts", span.starts, "time"),
        of("Last day", "last", span.last, "date"),
        of("Until", "ends", span.ends, "time"),
        class_name="span-fields",
    )


def _kinds() -> rx.Component:
    """Hold, pencil or confirmed; a hold unless one says otherwise."""
    return rx.el.div(
        *[
            rx.el.label(
                rx.el.input(
                    type="radio", name="status", value=value, default_checked=value == "hold"
                ),
                rx.el.span(ui.icon(ui.STATUS_ICONS[value], 14), label),
            )
            for value, label in KINDS
        ],
        class_name="kinds",
        role="radiogroup",
        aria_label="Kind of booking",
    )


def _fault(name: str) -> Any:
    return BookingForm.faults.get(name, "")


def _text(label: str, name: str, start: Any, **props: Any) -> rx.Component:
    return text_field(label, name, fault=_fault(name), default_value=start, **props)


def _choice(label: str, name: str, among: Any, start: Any, nothing: str) -> rx.Component:
    each = options(among, nothing)
    return select_field(label, name, each, fault=_fault(name), default_value=start)
