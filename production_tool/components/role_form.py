"""Open roles beside the board: the window they are made in, and the panel of one."""

from typing import Any

import reflex as rx

from production_tool.components import dialogs, ui
from production_tool.components.booking_form import span_fields
from production_tool.components.booking_panel import fact, history, with_key
from production_tool.components.fields import (
    area_field,
    options,
    select_field,
    suggestions,
    text_field,
)
from production_tool.components.frame import if_may
from production_tool.domain.actor import Permission
from production_tool.state.board_move import MoveForm
from production_tool.state.board_past import Past
from production_tool.state.role_form import RoleForm
from production_tool.state.roles import Person, RolePanel


def role_form() -> rx.Component:
    draft = RoleForm.draft
    return dialogs.form_window(
        rx.cond(draft.id == "", "New role", "Change role"),
        _text("Role", "title", draft.title, placeholder="Who is wanted", auto_focus=True),
        _text("Skill", "skill", draft.skill, list="role-skills"),
        suggestions("role-skills", RoleForm.skills),
        select_field(
            "Project",
            "projectId",
            options(RoleForm.projects, "None"),
            fault=_fault("projectId"),
            default_value=draft.project_id,
        ),
        span_fields(draft.span, RoleForm.faults),
        area_field("Notes", "notes", fault=_fault("notes"), default_value=draft.notes),
        does=rx.cond(draft.id == "", "Open role", "Save"),
        on_submit=RoleForm.save,
        opening=f"role-{draft.opening}",
        shown=RoleForm.shown,
        on_close=RoleForm.close,
    )


def role_panel() -> rx.Component:
    return rx.cond(RolePanel.selected != "", _panel())


def _panel() -> rx.Component:
    shown = RolePanel.shown
    return rx.el.aside(
        rx.el.div(
            ui.badge("Open role"),
            rx.el.span(class_name="grow"),
            ui.icon_button("x", "Close", on_click=RolePanel.close),
            class_name="line",
        ),
        rx.el.h2(shown.title),
        rx.el.p(shown.project, class_name="muted"),
        rx.el.dl(
            fact("When", shown.when),
            fact("Skill", shown.skill),
            fact("Opened", shown.opened),
            fact("Notes", shown.notes),
            class_name="facts",
        ),
        if_may(Permission.PLAN_BOOKINGS, rx.cond(Past.at == "", _actions())),
        rx.el.h3("Free for all of it"),
        rx.cond(
            RolePanel.people.length() > 0,
            rx.el.div(rx.foreach(RolePanel.people, _person), class_name="stack"),
            rx.el.p("Nobody with that skill; drop the role on anybody.", class_name="muted"),
        ),
        *history(RolePanel.history),
        class_name="booking-panel",
        aria_label="Open role",
        custom_attrs={"data-panel": "role"},
    )


def _actions() -> rx.Component:
    return rx.el.div(
        with_key("Move", "M", MoveForm.move(RolePanel.selected)),
        with_key("Edit", "E", RoleForm.edit(RolePanel.selected)),
        with_key("Copy", "", MoveForm.copy(RolePanel.selected)),
        with_key("Withdraw", "Del", RolePanel.withdraw, look="danger"),
        class_name="line actions",
    )


def _person(person: Person) -> rx.Component:
    return rx.el.div(
        ui.avatar(person.initials, person.colour),
        rx.el.span(person.name, class_name="grow"),
        if_may(
            Permission.PLAN_BOOKINGS,
            ui.button("Hold", on_click=RolePanel.give(person.id), aria_label="Hold " + person.name),
        ),
        class_name="line",
    )


def _fault(name: str) -> Any:
    return RoleForm.faults.get(name, "")


def _text(label: str, name: str, start: Any, **props: Any) -> rx.Component:
    return text_field(label, name, fault=_fault(name), default_value=start, **props)
