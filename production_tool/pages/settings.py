"""One's own account: password, look, where one is signed in."""

import reflex as rx
from reflex.style import color_mode, set_color_mode

from production_tool.components import dialogs, ui
from production_tool.components.fields import text_field
from production_tool.components.frame import sign_out_button
from production_tool.components.settings import card, settings_frame
from production_tool.state.account import LOOKS, Account
from production_tool.state.session import Session


@rx.page(route="/settings", title="Your account · Production Tool", on_load=Session.enter)
def settings() -> rx.Component:
    return settings_frame("account", _person(), _studios(), _look(), _password(), _everywhere())


def _person() -> rx.Component:
    me = Session.me
    return rx.el.section(
        ui.avatar(me.initials, me.colour),
        rx.el.div(
            rx.el.div(me.name, class_name="strong"),
            rx.el.div(me.email, " · ", me.role, " at ", me.studio, class_name="muted small"),
            class_name="grow",
        ),
        sign_out_button(),
        class_name="card line",
        aria_label="You",
    )


def _studios() -> rx.Component:
    others = rx.foreach(
        Session.me.others,
        lambda studio: ui.button(studio.name, on_click=Session.switch_studio(studio.slug)),
    )
    return rx.cond(
        Session.me.others,
        card(
            "Your other studios",
            rx.el.div(others, class_name="line"),
            advice="Go to one of them; you can come back the same way.",
        ),
    )


def _look() -> rx.Component:
    buttons = [
        rx.el.button(
            label,
            type="button",
            aria_pressed=color_mode == mode,
            on_click=set_color_mode(mode),
        )
        for mode, label in LOOKS
    ]
    return card(
        "Look",
        rx.el.div(*buttons, class_name="segments", role="group", aria_label="Look"),
        advice="Kept in this browser.",
    )


def _password() -> rx.Component:
    return card(
        "Password",
        rx.el.form(
            _secret("Current password", "current", "current-password"),
            _secret("New password", "password", "new-password"),
            rx.el.div(ui.button("Change password", type="submit")),
            on_submit=Account.change_password,
            class_name="stack slim",
            id="change-password",
        ),
        advice="At least ten characters. Changing it signs out every other browser.",
    )


def _secret(label: str, name: str, kind: str) -> rx.Component:
    fault = Account.faults.get(name, "")
    return text_field(label, name, fault=fault, type="password", auto_complete=kind)


def _everywhere() -> rx.Component:
    return card(
        "Signed-in browsers",
        dialogs.question(
            "Sign out everywhere?",
            "Every browser you are signed in with, this one too, will ask for your password.",
            yes="Sign out everywhere",
            no="Cancel",
            on_yes=Account.leave_everywhere,
            shown=Account.asking,
            on_close=Account.ask(False),
        ),
        advice="Lost a phone or used a foreign computer? End every session of yours.",
        action=ui.button("Sign out everywhere", look="danger", on_click=Account.ask(True)),
    )
