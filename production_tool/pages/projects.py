"""What artists are booked for."""

from typing import Any

import reflex as rx

from production_tool.components import ui
from production_tool.components.fields import choices, words
from production_tool.components.listing import list_screen, new_button
from production_tool.components.project_form import STATUSES, project_form
from production_tool.domain.actor import Permission
from production_tool.state.project_form import ProjectForm
from production_tool.state.projects import Projects
from production_tool.state.session import Session


@rx.page(
    route="/projects", title="Projects · Production Tool", on_load=[Session.enter, Projects.load]
)
def projects() -> rx.Component:
    return list_screen(
        "projects",
        Projects,
        narrowed_by=_filters(),
        new=_new(),
        blank=_blank(),
        rows=_table(),
        form=project_form(),
    )


def _new() -> rx.Component:
    return new_button("New project", Permission.EDIT_PROJECTS, ProjectForm.begin)


def _filters() -> list[tuple[str, str, list[rx.Component]]]:
    return [
        ("client", "Client", words("All clients", Projects.clients)),
        ("status", "Status", choices([("", "Every status"), *STATUSES])),
        ("archived", "Archived or not", choices([("", "Current"), ("yes", "Archived")])),
    ]


def _blank() -> rx.Component:
    none = ui.empty(
        "folder_kanban",
        "No projects yet",
        "Open one, and bookings can be made for it.",
        _new(),
    )
    nothing = ui.empty(
        "search_x",
        "No project fits",
        "None matches the search and filters.",
        ui.button("Show all projects", on_click=Projects.clear),
    )
    return rx.cond(Projects.filtered, nothing, none)


def _table() -> rx.Component:
    heads = [
        ("Project", ""),
        ("Client", "wide-only"),
        ("Code", "wide-only"),
        ("Dates", "wide-only"),
        ("Status", ""),
        ("Budget", "amount wide-only"),
    ]
    return rx.el.table(
        rx.el.thead(
            rx.el.tr(*[rx.el.th(head, class_name=where, scope="col") for head, where in heads])
        ),
        rx.el.tbody(rx.foreach(Projects.lines, _line)),
        class_name="rows",
    )


def _line(project: Any) -> rx.Component:
    colour = {"style": {"background": project.colour}}
    return rx.el.tr(
        rx.el.td(
            rx.el.button(
                rx.el.span(class_name="dot", custom_attrs=colour),
                rx.el.span(
                    rx.el.span(project.title, class_name="strong"),
                    rx.el.span(project.client, class_name="muted small phone-only"),
                ),
                class_name="who",
                type="button",
            )
        ),
        rx.el.td(project.client, class_name="wide-only"),
        rx.el.td(project.code, class_name="muted wide-only"),
        rx.el.td(project.dates, class_name="muted numbers wide-only"),
        rx.el.td(ui.badge(project.status.capitalize())),
        rx.el.td(project.budget, class_name="amount wide-only"),
        on_click=ProjectForm.edit(project.id),
        class_name="open",
        key=project.id,
    )
