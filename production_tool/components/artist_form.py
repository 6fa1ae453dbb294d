"""The form of one artist: who, what they can do, when they work."""

from typing import Any
from zoneinfo import available_timezones

import reflex as rx

from production_tool.components import ui
from production_tool.components.fields import choices, select, select_field, suggestions, text_field
from production_tool.components.frame import if_may
from production_tool.components.listing import side_form
from production_tool.domain.actor import Permission
from production_tool.state.artist_form import ArtistForm
from production_tool.state.artists import Artists
from production_tool.state.session import Session

LEVELS = [
    ("1", "1 learning"),
    ("2", "2 with help"),
    ("3", "3 alone"),
    ("4", "4 senior"),
    ("5", "5 lead"),
]
WEEK = [
    ("mon", "Monday"),
    ("tue", "Tuesday"),
    ("wed", "Wednesday"),
    ("thu", "Thursday"),
    ("fri", "Friday"),
    ("sat", "Saturday"),
    ("sun", "Sunday"),
]
ZONES = sorted(zone for zone in available_timezones() if "/" in zone and "Etc/" not in zone)


def artist_form() -> rx.Component:
    draft = ArtistForm.draft
    return side_form(
        rx.cond(draft.id == "", "New artist", draft.name),
        ArtistForm,
        _person(),
        _money(),
        _skills(),
        _hours(),
        _login(),
        archiving=(
            "Archive this artist?",
            "They leave the board and the lists; their history stays, and they can come back.",
        ),
    )


def _text(label: str, name: str, start: Any, **props: Any) -> rx.Component:
    fault = ArtistForm.faults.get(name, "")
    return text_field(label, name, fault=fault, default_value=start, **props)


def _person() -> rx.Component:
    draft = ArtistForm.draft
    kinds = choices([("staff", "Staff"), ("freelance", "Freelance")])
    return rx.el.div(
        _text("Name", "name", draft.name, auto_complete="off", auto_focus=draft.id == ""),
        rx.el.div(
            _text("Title", "title", draft.title, placeholder="Compositor"),
            _text("Department", "department", draft.department, list="departments"),
            class_name="pair",
        ),
        suggestions("departments", Artists.departments),
        rx.el.div(
            _text("Email", "email", draft.email, type="email", auto_complete="off"),
            select_field("Employment", "employment", kinds, default_value=draft.employment),
            class_name="pair",
        ),
        class_name="stack",
    )


def _money() -> rx.Component:
    draft = ArtistForm.draft
    rate = rx.el.div(
        _text("Day rate", "dayRate", draft.day_rate, input_mode="decimal"),
        _text("Currency", "currency", draft.currency, max_length=3),
        class_name="pair",
    )
    return if_may(Permission.SEE_RATES, rate)


def _skills() -> rx.Component:
    return rx.el.fieldset(
        rx.el.div(
            rx.el.h3("Skills"),
            ui.button(
                "Add skill",
                picture="plus",
                look="quiet",
                on_click=ArtistForm.add_skill,
                id="add-skill",
            ),
            class_name="line between",
        ),
        rx.el.ul(rx.foreach(ArtistForm.skills, _skill), class_name="stack tight"),
        rx.cond(
            ArtistForm.faults.get("skills", "") != "",
            rx.el.p("Skills ", ArtistForm.faults.get("skills", ""), class_name="fault"),
        ),
        suggestions("known-skills", Artists.skills),
        class_name="group stack tight",
        aria_label="Skills",
    )


def _skill(skill: Any) -> rx.Component:
    key = skill.key.to_string()
    return rx.el.li(
        rx.el.input(
            name="skill_" + key,
            default_value=skill.name,
            class_name="input grow",
            placeholder="Nuke",
            aria_label="Skill",
            list="known-skills",
            auto_focus=skill.name == "",
        ),
        select(
            choices(LEVELS),
            name="level_" + key,
            default_value=skill.level,
            class_name="short",
            aria_label="Level",
        ),
        ui.icon_button(
            "x", "Remove skill", on_click=ArtistForm.drop_skill(skill.key), id="remove-" + key
        ),
        class_name="line whole",
        key=key,
    )


def _hours() -> rx.Component:
    return rx.el.fieldset(
        rx.el.h3("Working hours"),
        rx.el.p("Such as 9-13, 14-18. A day off stays empty.", class_name="hint"),
        rx.el.div(*[_day(day, label) for day, label in WEEK], class_name="week"),
        _text(
            "Time zone",
            "zone",
            rx.cond(ArtistForm.draft.zone == "", Session.me.zone, ArtistForm.draft.zone),
            list="zones",
        ),
        suggestions("zones", ZONES),
        class_name="group stack tight",
        aria_label="Working hours",
    )


def _day(day: str, label: str) -> rx.Component:
    name = f"hours_{day}"
    return _text(label, name, ArtistForm.hours.get(day, ""), placeholder="off", auto_complete="off")


def _login() -> rx.Component:
    """Who the artist is when signed in; only those who may see members are asked."""
    nobody = rx.el.option("Nobody", value="")
    people = rx.foreach(ArtistForm.logins, lambda each: rx.el.option(each.name, value=each.id))
    return rx.cond(
        ArtistForm.logins,
        select_field(
            "Signs in as",
            "userId",
            [nobody, people],
            default_value=ArtistForm.draft.user_id,
            fault=ArtistForm.faults.get("userId", ""),
            hint="They then see their own bookings.",
        ),
    )
