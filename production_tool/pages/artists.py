"""The people who can be booked."""

from typing import Any

import reflex as rx

from production_tool.components import ui
from production_tool.components.artist_form import artist_form
from production_tool.components.fields import choices, search_field, select, words
from production_tool.components.frame import frame, if_may, spacer, topbar
from production_tool.domain.actor import Permission
from production_tool.state.artist_form import ArtistForm
from production_tool.state.artists import Artists
from production_tool.state.session import Session


@rx.page(route="/artists", title="Artists · Production Tool", on_load=[Session.enter, Artists.load])
def artists() -> rx.Component:
    return frame(
        "artists",
        topbar("Artists", *_tools(), spacer(), _new()),
        ui.listing(
            ready=Artists.ready,
            problem=Artists.problem,
            count=Artists.lines.length(),
            retry=Artists.load,
            blank=_blank(),
            rows=_table(),
        ),
        artist_form(),
    )


def _new() -> rx.Component:
    return if_may(
        Permission.EDIT_ARTISTS,
        ui.button("New artist", look="primary", picture="plus", on_click=ArtistForm.begin),
    )


def _tools() -> list[rx.Component]:
    kinds = [("", "Staff and freelance"), ("staff", "Staff"), ("freelance", "Freelance")]
    archived = [("", "Current"), ("yes", "Archived")]
    return [
        search_field("Search artists", value=Artists.wanted["q"], on_change=Artists.narrow("q")),
        rx.el.div(
            _filter("department", "Department", words("All departments", Artists.departments)),
            _filter("skill", "Skill", words("All skills", Artists.skills)),
            _filter("employment", "Employment", choices(kinds)),
            _filter("archived", "Archived or not", choices(archived)),
            class_name="filters",
        ),
    ]


def _filter(name: str, label: str, options: list[rx.Component]) -> rx.Component:
    return select(
        options,
        value=Artists.wanted[name],
        on_change=Artists.narrow(name),
        class_name="short",
        aria_label=label,
    )


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
    return rx.fragment(
        rx.el.table(
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
        ),
        ui.pager(Artists.page, Artists.pages, Artists.total, "artists", turn=Artists.turn),
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
