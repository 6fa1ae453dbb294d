"""A list that is empty, on its way, broken, or filled."""

import reflex as rx

from production_tool.components import ui
from production_tool.components.gallery.layout import section, specimen

_PEOPLE = [("ML", "Mara Lindt", "Animation"), ("JB", "Jonas Beck", "Lighting")]


def lists() -> rx.Component:
    return section(
        "Lists",
        specimen("Empty", _empty()),
        specimen("On its way", ui.skeleton(4)),
        specimen("Not to be loaded", ui.failure("The database is away.", rx.noop())),
        specimen("Filled", _filled()),
        specimen("Nothing fits", _nothing()),
    )


def _empty() -> rx.Component:
    advice = "Add the people you book, or import them from a table in Settings."
    new = ui.button("New artist", look="primary", picture="plus")
    return ui.empty("users", "No artists yet", advice, new)


def _nothing() -> rx.Component:
    advice = "No artist matches the search and filters."
    return ui.empty("search_x", "Nobody fits", advice, ui.button("Show all artists"))


def _filled() -> rx.Component:
    heads = rx.el.tr(rx.el.th("Artist", scope="col"), rx.el.th("Department", scope="col"))
    rows = [
        rx.el.tr(
            rx.el.td(
                rx.el.button(
                    ui.avatar(initials, number),
                    rx.el.span(rx.el.span(name, class_name="strong")),
                    class_name="who",
                    type="button",
                )
            ),
            rx.el.td(department),
            class_name="open",
        )
        for number, (initials, name, department) in enumerate(_PEOPLE, 1)
    ]
    return rx.el.table(rx.el.thead(heads), rx.el.tbody(*rows), class_name="rows")
