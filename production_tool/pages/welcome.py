"""Joining a studio by an invitation's link."""

import reflex as rx

from production_tool.components import ui
from production_tool.components.fields import native_form, text_field
from production_tool.state.welcome import Welcome


@rx.page(route="/welcome", title="Welcome · Production Tool", on_load=Welcome.arrive)
def welcome() -> rx.Component:
    return rx.el.main(
        rx.cond(
            Welcome.ready,
            rx.cond(Welcome.studio != "", _join(), _over()),
            ui.skeleton(4),
        ),
        class_name="door",
    )


def _join() -> rx.Component:
    return native_form(
        rx.el.span("P", class_name="mark", aria_hidden="true"),
        rx.el.h1("Join ", Welcome.studio),
        rx.el.p(
            Welcome.invited_by,
            " invited you as a ",
            Welcome.role,
            ".",
            class_name="muted",
        ),
        rx.cond(
            Welcome.problem != "",
            rx.el.p(Welcome.problem, class_name="notice bad", role="alert"),
        ),
        rx.el.input(type="hidden", name="token", value=Welcome.token, read_only=True),
        text_field(
            "Email",
            "email",
            type="email",
            auto_complete="username",
            value=Welcome.email,
            read_only=True,
        ),
        text_field("Your name", "name", auto_complete="name", required=True),
        text_field(
            "Password",
            "password",
            type="password",
            auto_complete="new-password",
            required=True,
            hint="Ten characters or more. If you have an account here already, its password.",
        ),
        ui.button("Join", look="primary", type="submit", wide=True),
        action="/auth/welcome",
        class_name="card stack",
    )


def _over() -> rx.Component:
    return rx.el.div(
        ui.icon("link_2_off", 32),
        rx.el.h1("This invitation is over"),
        rx.el.p(
            "Its link was used, taken back or is older than a week. Ask the studio for another.",
            class_name="muted",
        ),
        ui.link("Sign in", href="/sign-in", class_name="button"),
        class_name="empty",
    )
