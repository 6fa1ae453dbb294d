"""The frame around every signed-in screen: rail, account menu, tabs of a phone."""

from typing import Any, cast

import reflex as rx

from production_tool.components import ui
from production_tool.components.fields import native_form
from production_tool.components.palette import palette, palette_tab
from production_tool.domain.actor import Permission
from production_tool.state.places import FREELANCER_PLACES, PLANNER_PLACES, Place
from production_tool.state.session import Session


def frame(current: str, *content: Any) -> rx.Component:
    """A whole screen; ``current`` is the key of its place."""
    return rx.el.div(
        rx.el.a("Skip to the content", href="#main", class_name="skip"),
        _rail(current),
        rx.el.main(*content, id="main", class_name="main", tab_index=-1),
        rx.el.nav(_places(current), palette_tab(), class_name="tabs", aria_label="Main, phone"),
        class_name="frame",
    )


def topbar(title: Any, *tools: Any) -> rx.Component:
    """The bar on top of a screen: its name, then its tools."""
    return rx.el.header(rx.el.h1(title), *tools, class_name="topbar")


def if_may(right: Permission, *content: Any) -> rx.Component:
    """Shown to those whose role includes the right; the services check it again."""
    rights = cast("rx.vars.ArrayVar[list[str]]", Session.me.rights)
    return rx.cond(rights.contains(right.value), rx.fragment(*content), rx.fragment())


def spacer() -> rx.Component:
    return rx.el.span(class_name="grow")


def _rail(current: str) -> rx.Component:
    return rx.el.nav(
        ui.link("P", href="/", class_name="mark", aria_label="Production Tool, home"),
        palette(),
        _places(current),
        rx.el.button(
            ui.avatar(Session.me.initials, Session.me.colour),
            class_name="account",
            type="button",
            aria_label="Account",
            title=Session.me.name,
            custom_attrs={"popoverTarget": "account-menu"},
        ),
        _account_menu(),
        class_name="rail",
        aria_label="Main",
    )


def _places(current: str) -> rx.Component:
    return rx.cond(
        Session.me.plans,
        rx.fragment(*[_place(place, current) for place in PLANNER_PLACES]),
        rx.cond(
            Session.ready,
            rx.fragment(*[_place(place, current) for place in FREELANCER_PLACES]),
            rx.fragment(),
        ),
    )


def _place(place: Place, current: str) -> rx.Component:
    here = {"aria_current": "page"} if place.key == current else {}
    return ui.link(
        ui.icon(place.picture, 18), place.label, href=place.href, class_name="place", **here
    )


def _account_menu() -> rx.Component:
    return rx.el.div(
        rx.el.div(
            rx.el.div(Session.me.name, class_name="strong"),
            rx.el.div(Session.me.studio, class_name="muted small"),
            class_name="menu-note",
        ),
        rx.foreach(Session.me.others, _other_studio),
        ui.link(ui.icon("user_round"), "Your account", href="/settings", class_name="menu-item"),
        sign_out_button(class_name="menu-item"),
        id="account-menu",
        class_name="menu",
        custom_attrs={"popover": "auto"},
    )


def _other_studio(studio: Any) -> rx.Component:
    return rx.el.button(
        ui.icon("arrow_left_right"),
        studio.name,
        type="button",
        class_name="menu-item",
        on_click=Session.switch_studio(studio.slug),
    )


def sign_out_button(class_name: str = "button") -> rx.Component:
    """Signing out is a form the browser posts, so that the answer can clear the cookie."""
    return native_form(
        rx.el.button(ui.icon("log_out"), "Sign out", type="submit", class_name=class_name),
        action="/auth/sign-out",
    )
