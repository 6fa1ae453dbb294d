"""Who belongs to the studio: inviting, roles, letting go."""

from typing import Any

import reflex as rx

from production_tool.components import dialogs, ui
from production_tool.components.fields import choices, select, select_field, text_field
from production_tool.components.settings import card, settings_frame, shown_once
from production_tool.state.members import Members
from production_tool.state.session import Session

ROLES = [("studio_owner", "Owner"), ("studio_manager", "Manager"), ("freelancer", "Freelancer")]


@rx.page(
    route="/settings/members",
    title="Members · Production Tool",
    on_load=[Session.enter, Members.load],
)
def settings_members() -> rx.Component:
    return settings_frame(
        "members",
        rx.cond(
            Members.problem != "",
            ui.failure(Members.problem, Members.load),
            rx.cond(Members.ready, rx.fragment(_members(), _invite(), _open()), ui.skeleton()),
        ),
        _question(),
    )


def _members() -> rx.Component:
    return card(
        "Members",
        rx.el.ul(rx.foreach(Members.lines, _member), class_name="divided"),
        advice="Owners may do everything; managers plan; freelancers see their own bookings.",
    )


def _member(member: Any) -> rx.Component:
    linked = rx.cond(member.artist != "", rx.el.span(" · artist ", member.artist))
    return rx.el.li(
        ui.avatar(member.initials, member.colour),
        rx.el.div(
            rx.el.div(member.name, class_name="strong"),
            rx.el.div(member.email, linked, class_name="muted small"),
            class_name="grow",
        ),
        select(
            choices(ROLES),
            value=member.role,
            on_change=Members.make(member.id, member.version),
            class_name="short",
            aria_label="Role of " + member.name,
        ),
        ui.icon_button(
            "user_minus",
            "Remove " + member.name,
            on_click=Members.ask(member.id),
            id="remove-" + member.id,
        ),
        class_name="line",
        key=member.id,
    )


def _invite() -> rx.Component:
    return card(
        "Invite somebody",
        rx.el.form(
            rx.el.div(
                text_field("Email", "email", fault=Members.faults.get("email", ""), type="email"),
                select_field("Role", "role", choices(ROLES), default_value="freelancer"),
                class_name="pair",
            ),
            rx.el.div(ui.button("Make an invitation", picture="user_plus", type="submit")),
            on_submit=Members.invite,
            class_name="stack",
            no_validate=True,
            id="invite",
        ),
        rx.cond(
            Members.link != "",
            shown_once(Members.link, "Send this link to ", Members.invited, "; it works once."),
        ),
        advice="You get a link to send; with it they choose a password and join.",
    )


def _open() -> rx.Component:
    return rx.cond(
        Members.invitations,
        card(
            "Open invitations",
            rx.el.ul(rx.foreach(Members.invitations, _one), class_name="divided"),
        ),
    )


def _one(invitation: Any) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.div(invitation.email, class_name="strong"),
            rx.el.div(invitation.role, ", until ", invitation.until, class_name="muted small"),
            class_name="grow",
        ),
        ui.button(
            "Take back",
            look="danger",
            on_click=Members.revoke(invitation.id),
            id="remove-" + invitation.id,
        ),
        class_name="line",
        key=invitation.id,
    )


def _question() -> rx.Component:
    return dialogs.question(
        f"Remove {Members.leaving.name}?",
        "Their sessions and tokens in this studio end at once; bookings and history stay.",
        yes="Remove",
        on_yes=Members.remove,
        shown=Members.leaving.id != "",
        on_close=Members.ask(""),
    )
