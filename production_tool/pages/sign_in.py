"""Signing in."""

import reflex as rx

from production_tool.components import ui
from production_tool.components.fields import native_form, text_field
from production_tool.state.door import Door


@rx.page(route="/sign-in", title="Sign in · Production Tool", on_load=Door.arrive)
def sign_in() -> rx.Component:
    return rx.el.main(
        native_form(
            rx.el.span("P", class_name="mark", aria_hidden="true"),
            rx.el.h1("Sign in"),
            rx.cond(
                Door.problem != "", rx.el.p(Door.problem, class_name="notice bad", role="alert")
            ),
            rx.el.input(type="hidden", name="next", value=Door.onward, read_only=True),
            text_field(
                "Email",
                "email",
                default_value=Door.email,
                type="email",
                auto_complete="username",
                auto_capitalize="none",
                required=True,
            ),
            text_field(
                "Password",
                "password",
                type="password",
                auto_complete="current-password",
                required=True,
                key=Door.email,  # a new field takes the keys, whenever the last try is told of
                auto_focus=Door.email != "",
            ),
            ui.button("Sign in", look="primary", type="submit", wide=True),
            action="/auth/sign-in",
            class_name="card stack",
        ),
        class_name="door",
    )
