"""What keys on the board ask for besides steps: each word is one event of another room."""

from typing import Any

import reflex as rx

from production_tool.state.asked import Command, as_sent, understood
from production_tool.state.board_export import BoardExport
from production_tool.state.board_free import WhoIsFree
from production_tool.state.board_move import MoveForm
from production_tool.state.board_move_many import MoveMany
from production_tool.state.board_past import Past
from production_tool.state.booking_form import BookingForm
from production_tool.state.booking_panel import BookingPanel
from production_tool.state.deeds import Deeds
from production_tool.state.role_form import RoleForm
from production_tool.state.roles import RolePanel
from production_tool.state.session import answering

CHANGES = {"undo", "redo", "move", "edit", "free"}
OF_A_BOOKING = {"move", "edit"}
ALONE: dict[str, Any] = {
    "undo": Deeds.undo,
    "redo": Deeds.redo,
    "free": WhoIsFree.turn,
    "again": WhoIsFree.again,
    "print": BoardExport.print_it,
}


class Commands(rx.State):
    """The dispatch of commands, and whether the list of keys is open."""

    help: bool = False

    @rx.event
    @answering
    async def run(self, sent: dict[str, Any]):
        """Do what a key said, for the booking in focus or the one in the panel."""
        asked = understood(Command, sent)
        if asked.action in CHANGES and (await self.get_state(Past)).at:
            return rx.toast.info("The board shows the past; nothing can be changed in it.")
        if asked.action == "help":
            self.help = True
        elif asked.action in OF_A_BOOKING:
            return await self._of_booking(asked)
        return ALONE.get(asked.action)

    async def _of_booking(self, asked: Command) -> Any:
        number = len(asked.items)
        if number > 1 and asked.action == "move":
            return MoveMany.move(as_sent(asked.items))
        if number > 1:
            return rx.toast.info(
                f"{number} are selected, and the form is for one: choose the one to edit.",
                description="Esc lets go of all of them; M moves all at once.",
            )
        role = (await self.get_state(RolePanel)).selected
        id = f"{asked.booking_id}" or role or (await self.get_state(BookingPanel)).selected
        if not id:
            return None
        if asked.action == "move":
            return MoveForm.move(id)
        return (RoleForm if id == role else BookingForm).edit(id)

    @rx.event
    def turn_help(self, shown: bool):
        """Open or close the list of keys."""
        self.help = shown
