"""Tokens for other programs: made, shown once, revoked."""

from typing import Any

import reflex as rx

from production_tool.components import dialogs, ui
from production_tool.components.fields import choices, select_field, text_field
from production_tool.components.settings import card, settings_frame, shown_once
from production_tool.state.session import Session
from production_tool.state.tokens import Tokens

ROLES = [
    ("studio_manager", "As a manager"),
    ("freelancer", "As a freelancer"),
    ("studio_owner", "As an owner"),
]
LASTS = [("90", "90 days"), ("365", "A year"), ("0", "Until revoked")]


@rx.page(
    route="/settings/tokens",
    title="API tokens · Production Tool",
    on_load=[Session.enter, Tokens.load],
)
def settings_tokens() -> rx.Component:
    return settings_frame(
        "tokens",
        rx.cond(
            Tokens.problem != "",
            ui.failure(Tokens.problem, Tokens.load),
            rx.cond(Tokens.ready, rx.fragment(_make(), _tokens()), ui.skeleton()),
        ),
        dialogs.question(
            f"Revoke {Tokens.ending.name}?",
            "Whatever uses this token stops working at once.",
            yes="Revoke",
            on_yes=Tokens.revoke,
            shown=Tokens.ending.id != "",
            on_close=Tokens.ask(""),
        ),
    )


def _make() -> rx.Component:
    fault = Tokens.faults.get("name", "")
    return card(
        "New token",
        rx.el.form(
            text_field("Name", "name", fault=fault, placeholder="Nightly export"),
            rx.el.div(
                select_field("May act", "role", choices(ROLES), default_value="studio_manager"),
                select_field("Works for", "days", choices(LASTS), default_value="90"),
                class_name="pair",
            ),
            rx.el.div(ui.button("Make token", picture="key_round", type="submit")),
            on_submit=Tokens.make,
            class_name="stack",
            no_validate=True,
            id="new-token",
        ),
        rx.cond(
            Tokens.secret != "",
            shown_once(Tokens.secret, "Copy it now: it is never shown again."),
        ),
        advice="For programs that use the API in your name, never with more rights than yours.",
    )


def _tokens() -> rx.Component:
    none = rx.el.p("No token yet.", class_name="muted")
    rows = rx.el.ul(rx.foreach(Tokens.lines, _token), class_name="divided")
    return card("Tokens that work", rx.cond(Tokens.lines, rows, none))


def _token(token: Any) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.div(
                token.name,
                " ",
                rx.el.code(token.hint, "…", class_name="muted"),
                class_name="strong",
            ),
            rx.el.div(token.told, class_name="muted small"),
            class_name="grow",
        ),
        ui.button("Revoke", look="danger", on_click=Tokens.ask(token.id), id="remove-" + token.id),
        class_name="line",
        key=token.id,
    )
