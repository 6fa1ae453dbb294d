"""Fills the windows of the gallery with something to look at; nothing of it is anybody's data."""

from dataclasses import replace

import reflex as rx

from production_tool.domain.actor import Permission
from production_tool.domain.bookings import Status
from production_tool.state.board_stale import Both, Row
from production_tool.state.booking_panel import BookingPanel, Shown
from production_tool.state.deeds import Deeds
from production_tool.state.history_lines import Line
from production_tool.state.next_steps import steps_from
from production_tool.state.notices import Done, Notice, Offer
from production_tool.state.session import Session

_SHOWN = Shown(
    id="a-booking",
    version=1,
    status="hold",
    status_words="2nd hold",
    title="NOR100 Northlight",
    artist="Mara Lindt",
    when="Fri 14 \u2013 Wed 19 Mar 2031",
    hours="4 working days",
    queue="2nd on 14 and 17, 1st on the others",
    expires="in 2 days",
    notes="Bring the lamp.",
)
_PAST = [
    Line("Moved", "from Mon 10 \u2013 Fri 14 Mar", "Mo Keller", "12 Mar 2031, 10:40", "MK", 2),
    Line("Hold made", "", "Alice Hart", "3 Mar 2031, 09:15", "AH", 5),
]
_NOTICE = Notice(
    "Mara Lindt is on Northlight until Fri 13 Mar", "Nothing was changed. Free instead:"
)
_OFFERS = [
    Offer("Mara Lindt, Mon 16 \u2013 Fri 20 Mar", 0),
    Offer("Jonas Beck, Mon 9 \u2013 Fri 13 Mar", 1),
]
_ROWS = [
    Row("When", "Mon 10 \u2013 Fri 14 Mar", "Tue 11 \u2013 Sat 15 Mar", differs=True),
    Row("Artist", "Mara Lindt", "Mara Lindt", differs=False),
]


class Gallery(rx.State):
    """What the gallery shows in windows that a state opens."""

    @rx.event
    async def furnish(self):
        """Open the panel and the notices."""
        session = await self.get_state(Session)
        session.me = replace(session.me, plans=True, rights=[Permission.PLAN_BOOKINGS.value])
        panel, deeds = await self.get_state(BookingPanel), await self.get_state(Deeds)
        panel.selected, panel.shown = _SHOWN.id, _SHOWN
        panel.buttons, panel.history = steps_from(Status.HOLD), _PAST
        deeds.notice, deeds.offers = _NOTICE, _OFFERS
        deeds.done = Done("Mara Lindt was released.", "Undo", "gallery")

    @rx.event
    async def two_versions(self):
        """Open the window in which two changed the same."""
        deeds = await self.get_state(Deeds)
        keeps = "Keeping yours moves the booking back to Mon 10 Mar."
        deeds.both = Both("Alice Hart", "a minute ago", _ROWS, keeps, shown=True)
