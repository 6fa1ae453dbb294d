"""Both versions of a booking or role that two people changed at once, side by side."""

from typing import Any

import reflex as rx

from production_tool.components import dialogs, ui
from production_tool.state.board_stale import Row
from production_tool.state.deeds import Deeds


def board_stale() -> rx.Component:
    several: Any = Deeds.several
    both = Deeds.both
    many = several.pairs.length() > 0
    keeps = rx.cond(many, several.keeps, both.keeps)
    return dialogs.dialog(
        "Changed by somebody else meanwhile",
        dialogs.body(rx.cond(many, _several(), _versions(both))),
        dialogs.foot(
            ui.button("Take theirs", on_click=Deeds.take_theirs),
            rx.cond(keeps != "", ui.button("Keep mine", look="primary", on_click=Deeds.keep_mine)),
        ),
        shown=both.shown | many,
        on_close=Deeds.dismiss,
    )


def _several() -> rx.Component:
    several = Deeds.several
    return rx.fragment(
        rx.foreach(
            several.pairs,
            lambda both: rx.el.section(rx.el.h3(both.name), _versions(both), class_name="stack"),
        ),
        rx.el.p(several.keeps, rx.cond(several.keeps != "", rx.el.br()), several.leaves),
    )


def _versions(both: Any) -> rx.Component:
    """Who changed it, both versions, and whether they can both stand."""
    return rx.fragment(
        rx.el.p(
            rx.el.strong(both.who),
            " changed this ",
            both.what,
            " ",
            both.when,
            ". Nothing of yours was done yet.",
        ),
        rx.el.table(
            rx.el.thead(
                rx.el.tr(
                    rx.el.th(rx.el.span("What", class_name="unseen"), scope="col"),
                    rx.el.th("Yours", scope="col"),
                    rx.el.th("Theirs", scope="col"),
                )
            ),
            rx.el.tbody(rx.foreach(both.rows, _row)),
            class_name="versions",
        ),
        rx.el.p(
            rx.cond(both.keeps != "", both.keeps, "Yours cannot be done on top of theirs."),
            class_name="muted small",
        ),
    )


def _row(row: Row) -> rx.Component:
    mark: Any = rx.cond(row.differs, "differs", "")
    return rx.el.tr(
        rx.el.th(row.what, scope="row"),
        rx.el.td(_said(row.yours)),
        rx.el.td(_said(row.theirs)),
        class_name=mark,
    )


def _said(words: Any) -> rx.Component:
    return rx.cond(words == "", rx.el.span("none", class_name="muted"), rx.el.span(words))
