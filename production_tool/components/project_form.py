"""The form of one project: what, for whom, when, for how much."""

from typing import Any

import reflex as rx

from production_tool.components import theme
from production_tool.components.fields import choices, select_field, suggestions, text_field
from production_tool.components.listing import side_form
from production_tool.state.project_form import ProjectForm
from production_tool.state.projects import Projects

STATUSES = [("bidding", "Bidding"), ("active", "Active"), ("paused", "Paused"), ("done", "Done")]


def project_form() -> rx.Component:
    draft = ProjectForm.draft
    return side_form(
        rx.cond(draft.id == "", "New project", draft.title),
        ProjectForm,
        _what(),
        _when(),
        _colour(),
        archiving=(
            "Archive this project?",
            "It leaves the lists; its bookings stay in history, and it can come back.",
        ),
    )


def _text(label: str, name: str, start: Any, **props: Any) -> rx.Component:
    fault = ProjectForm.faults.get(name, "")
    return text_field(label, name, fault=fault, default_value=start, **props)


def _what() -> rx.Component:
    draft = ProjectForm.draft
    return rx.el.div(
        _text("Title", "title", draft.title, auto_focus=draft.id == ""),
        rx.el.div(
            _text("Client", "client", draft.client, list="clients"),
            _text("Code", "code", draft.code, placeholder="AUR200", auto_complete="off"),
            class_name="pair",
        ),
        suggestions("clients", Projects.clients),
        class_name="stack",
    )


def _when() -> rx.Component:
    draft = ProjectForm.draft
    return rx.el.div(
        rx.el.div(
            _text("First day", "startsOn", draft.starts_on, type="date"),
            _text("Last day", "endsOn", draft.ends_on, type="date"),
            class_name="pair",
        ),
        rx.el.div(
            _text("Budget", "budget", draft.budget, input_mode="decimal"),
            _text("Currency", "currency", draft.currency, max_length=3),
            class_name="pair",
        ),
        select_field("Status", "status", choices(STATUSES), default_value=draft.status),
        class_name="stack",
    )


def _colour() -> rx.Component:
    return rx.el.fieldset(
        rx.el.h3("Colour"),
        rx.el.div(*[_swatch(*each) for each in theme.project_colours()], class_name="swatches"),
        class_name="group stack tight",
        aria_label="Colour",
    )


def _swatch(name: str, value: str) -> rx.Component:
    return rx.el.input(
        type="radio",
        name="colour",
        value=value,
        default_checked=ProjectForm.draft.colour == value,
        aria_label=name,
        class_name="swatch",
        custom_attrs={"style": {"background": value}},
    )
