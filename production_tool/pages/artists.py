"""The people who can be booked."""

from typing import Any

import reflex as rx

from production_tool.components import ui
from production_tool.components.artist_form import artist_form
from production_tool.components.fields import choices, words
from production_tool.components.frame import if_may
from production_tool.components.listing import list_screen, new_button
from production_tool.domain.actor import Permission
from production_tool.state.artist_form import ArtistForm
from production_tool.state.artists import Artists
from production_tool.state.session import Session


@rx.page(route="/artists", title="Artists · Production Tool", on_load=[Session.enter, Artists.load])
def artists() -> rx.Component:
    return list_screen(
        "artists",
        Artists,
        narrowed_by=_filters(),
        new=_new(),
        blank=_blank(),
        rows=_table(),
        form=artist_form(),
    )


def _new() -> rx.Component:
    return new_button("New artist", Permission.EDIT_ARTISTS, ArtistForm.begin)


def _filters() -> list[tuple[str, str, list[rx.Component]]]:
    kinds = choices([("", "Staff and freelance"), ("staff", "Staff"), ("freelance", "Freelance")])
    return [
        ("department", "Department", words("All departments", Artists.departments)),
        ("skill", "Skill", words("All skills", Artists.skills)),
        ("employment", "Employment", kinds),
        ("archived", "Archived or not", choices([("", "Current"), ("yes", "Archived")])),
    ]


def _blank() -> rx.Component:
    nobody = ui.empty(
        "users",
        "No artists yet",
        "Add the people you book, or import them from a table in Settings.",
        _new(),
    )
    nothing = ui.empty(
        "search_x",
        "Nobody fits",
        "No artist matches the search and filters.",
        ui.button("Show all artists", on_click=Artists.clear),
    )
    return rx.cond(Artists.filtered, nothing, nobody)


def _table() -> rx.Component:
    heads = [("Artist", ""), ("Department", "wide-only"), ("Skills", "wide-only"), ("Kind", "")]
    return rx.el.table(
        rx.el.thead(
            rx.el.tr(
                *[rx.el.th(head, class_name=where, scope="col") for head, where in heads],
                if_may(
                    Permission.SEE_RATES,
                    rx.el.th("Day rate", class_name="amount wide-only", scope="col"),
                ),
            )
        ),
        rx.el.tbody(rx.foreach(Artists.lines, _line)),
        class_name="rows",
    )


def _line(artist: Any) -> rx.Component:
    edit = ArtistForm.edit(artist.id)
    return rx.el.tr(
        rx.el.td(
            rx.el.button(
                ui.avatar(artist.initials, artist.colour),
                rx.el.span(
                    rx.el.span(artist.name, class_name="strong"),
                    rx.el.span(artist.title, class_name="muted small"),
                ),
                class_name="who",
                type="button",
            )
        ),
        rx.el.td(artist.department, class_name="wide-only"),
        rx.el.td(
            rx.el.div(
                rx.foreach(artist.skills, lambda skill: ui.badge(skill)),
                rx.el.span(artist.more, class_name="muted small"),
                class_name="line",
            ),
            class_name="wide-only",
        ),
        rx.el.td(artist.employment.capitalize(), class_name="muted"),
        if_may(Permission.SEE_RATES, rx.el.td(artist.rate, class_name="amount wide-only")),
        on_click=edit,
        class_name="open",
        key=artist.id,
    )
