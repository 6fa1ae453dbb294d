"""What keys on the board ask for besides steps: each word is one event of another room."""

from typing import Any

import reflex as rx

from production_tool.state.asked import Command, understood
from production_tool.state.board_export import BoardExport
from production_tool.state.board_free import WhoIsFree
from production_tool.state.board_move import MoveForm
from production_tool.state.booking_form import BookingForm
from production_tool.state.booking_panel import BookingPanel
from production_tool.state.deeds import Deeds
from production_tool.state.role_form import RoleForm
from production_tool.state.roles import RolePanel
from production_tool.state.session import answering


class Commands(rx.State):
    """The dispatch of commands, and whether the list of keys is open."""

    help: bool = False

    @rx.event
    @answering
    async def run(self, sent: dict[str, Any]):
        """Do what a key said, for the booking in focus or the one in the panel."""
        asked = understood(Command, sent)
        panel = await self.get_state(BookingPanel)
        roles = await self.get_state(RolePanel)
        booking_id = f"{asked.booking_id}" or roles.selected or panel.selected
        match asked.action:
            case "undo":
                return Deeds.undo
            case "redo":
                return Deeds.redo
            case "free":
                return WhoIsFree.turn
            case "print":
                return BoardExport.print_it
            case "edit" if roles.selected and roles.selected == booking_id:
                return RoleForm.edit(booking_id)
            case "help":
                self.help = True
            case "move" | "edit" if booking_id:
                return (MoveForm.move if asked.action == "move" else BookingForm.edit)(booking_id)
        return None

    @rx.event
    def turn_help(self, shown: bool):
        """Open or close the list of keys."""
        self.help = shown
