"""Files into the studio: choose them, look at what would happen, bring them in."""

from typing import Any

import reflex as rx

from production_tool.components import ui
from production_tool.components.fields import check, choices, native_form, select_field, words
from production_tool.components.settings import card
from production_tool.domain.imports.calendars import EventsAs
from production_tool.domain.imports.dates import Order
from production_tool.domain.imports.report import Outcome
from production_tool.state.imports import Imports

DATES = [
    ("", "As the columns show"),
    (Order.DMY.value, "Day / month / year"),
    (Order.MDY.value, "Month / day / year"),
    (Order.ISO.value, "Year-month-day only"),
]
EVENTS = [
    (EventsAs.UNAVAILABILITY.value, "Time the artist is away"),
    (EventsAs.BOOKINGS.value, "Bookings"),
]
_LOOKS = {
    Outcome.NEW: "confirmed",
    Outcome.CHANGED: "pencil",
    Outcome.REFUSED: "hold",
    Outcome.REMOVED: "hold",
}


def import_panel() -> rx.Component:
    """The whole of it, from the choice of files to the report."""
    report = rx.cond(Imports.sentence != "", _report())
    return rx.el.div(
        _files(),
        rx.cond(Imports.upload != "", _choices()),
        rx.cond(Imports.problem != "", _problem()),
        rx.cond(Imports.phase != "", _progress(), report),
        class_name="stack",
    )


def _files() -> rx.Component:
    chooser = rx.el.input(
        type="file",
        id="files",
        name="files",
        multiple=True,
        required=True,
        accept=".csv,.tsv,.txt,.xlsx,.ics,.toml,.json",
        class_name="input",
        aria_label="Files",
    )
    return card(
        "Import",
        native_form(
            chooser,
            ui.button("Check them", look="primary", picture="upload", type="submit"),
            action="/files/import",
            enc_type="multipart/form-data",
            class_name="line",
        ),
        advice="Artists, projects and bookings as CSV or Excel, calendars as .ics. "
        "Nothing is written before you have seen what would happen.",
    )


def _choices() -> rx.Component:
    return card(
        "How they are meant",
        rx.el.div(
            _choice("Dates like 03/04/2026", "dates", choices(DATES), Imports.chosen.dates),
            _choice(
                "Whose calendar",
                "artist",
                words("No calendar among them", Imports.artists),
                Imports.chosen.artist,
            ),
            _choice("Its events become", "events_as", choices(EVENTS), Imports.chosen.events_as),
            class_name="pair",
        ),
        check(
            "Make artists and projects that only bookings name",
            "create_missing",
            checked=Imports.chosen.create_missing,
            on_change=Imports.create_missing,
        ),
    )


def _choice(label: str, name: str, options: list[rx.Component], value: Any) -> rx.Component:
    return select_field(label, name, options, value=value, on_change=Imports.choose(name))


def _problem() -> rx.Component:
    return rx.el.p(Imports.problem, class_name="notice bad", role="alert")


def _progress() -> rx.Component:
    return rx.el.div(
        rx.el.span(Imports.phase.capitalize(), " …", class_name="strong"),
        rx.el.progress(value=Imports.done, max=rx.cond(Imports.total > 0, Imports.total, 1)),
        class_name="line",
        role="status",
    )


def _report() -> rx.Component:
    return card(
        "Report",
        rx.el.p(Imports.sentence, role="status"),
        rx.foreach(Imports.files, _understood),
        rx.el.div(_bring(), _save(), class_name="line"),
        rx.el.ul(rx.foreach(Imports.lines, _line), class_name="lines divided"),
        rx.cond(Imports.more > 0, rx.el.p("And ", Imports.more, " more.", class_name="muted")),
    )


def _bring() -> rx.Component:
    label = rx.cond(Imports.refused > 0, "Import the rest: ", "Import ")
    return rx.cond(
        Imports.ready > 0,
        ui.button(
            label, Imports.ready, " rows", look="primary", picture="check", on_click=Imports.bring
        ),
    )


def _save() -> rx.Component:
    return rx.cond(
        Imports.refused > 0,
        ui.button("Save the refused rows", picture="download", on_click=Imports.save_refused),
    )


def _understood(file: Any) -> rx.Component:
    return rx.el.div(
        rx.el.span(file.source, class_name="strong"),
        rx.el.span(": ", file.holds),
        rx.foreach(file.remarks, lambda remark: rx.el.div(remark, class_name="muted small")),
    )


def _line(line: Any) -> rx.Component:
    cases = [(o.value, ui.badge(o.value, look=look)) for o, look in _LOOKS.items()]
    why = rx.cond(line.reason != "", rx.el.div(line.reason))
    return rx.el.li(
        rx.el.div(
            rx.el.div(line.what, class_name="strong"),
            why,
            rx.el.div(line.place, class_name="muted small numbers"),
            class_name="grow told",
        ),
        rx.match(line.outcome, *cases, ui.badge(line.outcome)),
        class_name="line",
    )
