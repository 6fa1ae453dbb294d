"""The booking board: who is on what, and who is free."""

from typing import Any

import reflex as rx

from production_tool.components import ui
from production_tool.components.board import ZOOMS, booking_board
from production_tool.components.board_empty import board_empty
from production_tool.components.board_export import export_menu, print_note
from production_tool.components.board_filters import board_filters
from production_tool.components.board_free import free_bar, free_button
from production_tool.components.board_help import board_help
from production_tool.components.board_menu import board_menu
from production_tool.components.board_move import board_move
from production_tool.components.board_move_many import board_move_many
from production_tool.components.board_notice import board_notice
from production_tool.components.board_past import past_bar, past_button
from production_tool.components.board_stale import board_stale
from production_tool.components.board_views import views_menu, views_windows
from production_tool.components.booking_form import booking_form
from production_tool.components.booking_panel import booking_panel
from production_tool.components.frame import frame, spacer, topbar
from production_tool.components.role_form import role_form, role_panel
from production_tool.state.board import Board
from production_tool.state.board_commands import Commands
from production_tool.state.board_free import WhoIsFree
from production_tool.state.board_menu import BoardMenu
from production_tool.state.board_past import Past
from production_tool.state.booking_form import BookingForm
from production_tool.state.booking_panel import BookingPanel
from production_tool.state.deeds import Deeds
from production_tool.state.palette import Palette
from production_tool.state.roles import RolePanel
from production_tool.state.session import Session


@rx.page(
    route="/",
    title="Board · Production Tool",
    on_load=[
        Session.enter,
        Board.load,
        Deeds.begin,
        Past.load,
        WhoIsFree.load,
        BookingPanel.restore,
    ],
)
def board() -> rx.Component:
    return frame(
        "board",
        topbar("Board", *_time(), *board_filters(), spacer(), _company(), *_tools()),
        free_bar(),
        past_bar(),
        rx.el.div(
            rx.cond(
                Board.problem != "",
                ui.failure(Board.problem, Board.load),
                rx.cond(
                    Session.me.plans & Board.ready & (Board.date != ""), _board(), ui.skeleton()
                ),
            ),
            board_empty(),
            booking_panel(),
            role_panel(),
            board_notice(),
            class_name="board-stage",
        ),
        print_note(),
        booking_form(),
        role_form(),
        views_windows(),
        board_move(),
        board_move_many(),
        board_stale(),
        board_menu(),
        board_help(),
    )


def _board() -> rx.Component:
    return booking_board(
        filters=Board.filters,
        date=Board.date,
        zoom=Board.zoom,
        at=Past.at,
        free=rx.cond(Past.at == "", WhoIsFree.answer, {}),
        editable=Session.me.plans & (Past.at == ""),
        selected=rx.cond(RolePanel.selected != "", RolePanel.selected, BookingPanel.selected),
        verdicts=Deeds.verdicts,
        refused=Deeds.ringed,
        on_change=Deeds.change,
        on_create=BookingForm.draw,
        on_act=Deeds.step,
        on_command=[Commands.run, Palette.mean],
        on_menu=BoardMenu.open,
        on_select=BookingPanel.select,
        key=Board.opening,
    )


def _time() -> list[rx.Component]:
    """Buttons that the widget itself obeys: no way to the server and back."""
    return [
        ui.icon_button("chevron_left", "Earlier", look="", **_says("back")),
        ui.button("Today", **_says("today")),
        ui.icon_button("chevron_right", "Later", look="", **_says("on")),
        rx.el.span(class_name="strong board-title", custom_attrs={"data-board-title": ""}),
        rx.el.div(
            *[ui.button(z["label"], look="quiet", **_says(f"zoom:{z['name']}")) for z in ZOOMS],
            class_name="segments",
            role="group",
            aria_label="Zoom",
        ),
    ]


def _company() -> rx.Component:
    """Who else is here: the widget hears it and draws their faces into this."""
    return rx.el.div(class_name="company", custom_attrs={"data-board-people": ""})


def _says(command: str) -> dict[str, Any]:
    return {"custom_attrs": {"data-board": command}}


def _tools() -> list[rx.Component]:
    """Other ways to look at the board."""
    return [free_button(), views_menu(), past_button(), export_menu()]
