"""What hands and keys do on the board: wishes granted, or refused with what is free instead."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

import reflex as rx

from production_tool.domain.bookings import Alternative, StaleBooking
from production_tool.domain.refusals import Kind, Refusal
from production_tool.domain.roles import StaleRole
from production_tool.domain.undoing import NothingToUndo
from production_tool.services.bookings import BulkRefused
from production_tool.services.queries.telling import Named, names_of
from production_tool.services.undo import next_to_turn
from production_tool.services.work import Work
from production_tool.state.asked import Act, Changes, understood
from production_tool.state.board_stale import Both, side_by_side
from production_tool.state.board_stale_many import Several, each_side_by_side, is_outdated
from production_tool.state.notices import (
    Done,
    Notice,
    Offer,
    offers,
    refused,
    way_back,
    ways_on,
)
from production_tool.state.session import act, act_and_look, answering, look, to_sign_in, zone_of
from production_tool.state.telling import reasons, refused_many, told, told_many
from production_tool.state.wish import Wish
from production_tool.state.wishes import Rows, carry_out
from production_tool.state.wishes_many import (
    WishForMany,
    carry_out_for_many,
    to_act,
    to_place,
)

VERDICTS_KEPT = 8


class Deeds(rx.State):
    """One tab's wishes on the board, and what became of the latest."""

    verdicts: rx.Field[list[dict[str, Any]]] = rx.field(default_factory=list)
    ringed: rx.Field[dict[str, str]] = rx.field(default_factory=dict)
    notice: Notice = Notice()
    offers: rx.Field[list[Offer]] = rx.field(default_factory=list)
    done: Done = Done()
    both: Both = Both()
    several: Several = Several()
    _nonce: int = 0
    _refused: Wish | None = None
    _again: Wish | WishForMany | None = None
    _leave: WishForMany | None = None
    _free: rx.Field[list[Alternative]] = rx.field(default_factory=list)
    _ways: rx.Field[list[WishForMany]] = rx.field(default_factory=list)
    _left: rx.Field[set[int]] = rx.field(default_factory=set)

    @rx.event
    def begin(self):
        """A board that is opened anew has refused nothing yet."""
        self.put_away()

    @rx.event
    @answering
    async def change(self, sent: dict[str, Any]):
        """Bars were let go elsewhere: moved, made longer or shorter, or to be there as well."""
        asked = understood(Changes, sent)
        if len(asked.items) > 1:
            return await self.try_for_many(to_place(asked))
        return await self.try_for(Wish(kind=asked.kind, **asked.items[0].model_dump()))

    @rx.event
    @answering
    async def step(self, sent: dict[str, Any]):
        """A key asked for the next status of one booking, or of several."""
        asked = understood(Act, sent)
        if len(asked.items) > 1:
            return await self.try_for_many(to_act(asked))
        item = asked.items[0]
        wish = Wish(kind="step", booking_id=item.booking_id, version=item.version)
        return await self.try_for(replace(wish, step=asked.action))

    @rx.event
    @answering
    async def undo(self):
        """Take back one's own last change."""
        return await self.try_for(Wish(kind="undo", leaving=frozenset(self._left)))

    @rx.event
    @answering
    async def redo(self):
        """Do again what was undone last."""
        return await self.try_for(Wish(kind="redo", leaving=frozenset(self._left)))

    @rx.event
    @answering
    async def take(self, key: int):
        """Do the alternative that a refusal offered."""
        if 0 <= key < len(self._ways):
            return await self.try_for_many(self._ways[key])
        if self._refused is None or not 0 <= key < len(self._free):
            return None
        return await self.try_for(self._refused.instead(self._free[key]))

    @rx.event
    @answering
    async def keep_mine(self):
        """Repeat the wish on top of what others made of the booking, or of several."""
        match self._again:
            case Wish() as again:
                return await self.try_for(again)
            case WishForMany() as again:
                return await self.try_for_many(again)
            case None:
                return None

    @rx.event
    @answering
    async def take_theirs(self):
        """Leave what others changed as it is; of several, do it for the rest."""
        if self._leave is not None:
            return await self.try_for_many(self._leave)
        return await self.dismiss()

    @rx.event
    @answering
    async def dismiss(self):
        """Put the refusal away; an undo then goes on with the change before that one."""
        refused = self._refused
        self.put_away()
        if refused is not None and refused.turns:
            again = refused.kind == "redo"
            self._left |= {await look(self, next_to_turn, again=again, leaving=refused.leaving)}

    async def try_for(self, wish: Wish) -> Any:
        """Grant a wish and say so, or say why not and what is free instead."""
        self.put_away()
        try:
            rows, names = await act_and_look(self, carry_out, _names, wish=wish)
        except Refusal as refusal:
            self.judge(wish.verdict_id, ok=False)
            return await self.refuse(wish, refusal)
        self.judge(wish.verdict_id, ok=True)
        await self.tell(wish, rows, names)
        return None

    async def tell(self, wish: Wish, rows: Rows, names: Mapping[UUID, Named]) -> None:
        """Say what a wish that came true did, with the way back."""
        self._say(
            told(wish, rows, names, await zone_of(self)), back=way_back(wish.step or wish.kind)
        )

    def judge(self, *ids: str, ok: bool) -> None:
        """Tell the widget whether what it shows already is so."""
        fresh: list[dict[str, Any]] = []
        for id in ids:
            self._nonce += 1
            if id:  # an undo has no bar of its own that waits
                fresh.append({"nonce": f"{self._nonce}", "id": id, "ok": ok})
        self.verdicts = [*self.verdicts, *fresh][-max(VERDICTS_KEPT, len(fresh)) :]

    async def try_for_many(self, wish: WishForMany) -> Any:
        """Grant it for all; or say of each why not, and offer the rest of it or a later time."""
        self.put_away()
        try:
            report = await act(self, carry_out_for_many, wish=wish)
        except BulkRefused as refusal:
            return await self._refuse_many(wish, refusal)
        self.judge(*wish.ids, ok=True)
        self._say(told_many(wish.action, len(report)), back=way_back(wish.action))
        return None

    async def _refuse_many(self, wish: WishForMany, refusal: BulkRefused) -> None:
        self.judge(*wish.ids, ok=False)
        pairs = zip(
            wish.ids, refusal.report, strict=True
        )  # who only waited for company has no ring
        self.ringed = {id: item.refusal.message for id, item in pairs if item.refusal}
        if is_outdated(refusal):
            self.several, ways = await look(
                self, each_side_by_side, wish=wish, refusal=refusal, zone=await zone_of(self)
            )
            self._again, self._leave = ways.keep, ways.leave
            return
        ids = [item.booking_id for item in wish.items]
        names = await look(self, names_of, ids=ids)
        lines = reasons(refusal.report, ids, names)
        self._ways, self.offers = wish.instead(refusal), ways_on(refusal, await zone_of(self))
        advice = "You can:" if self.offers else "Choose other days or people for them."
        self.notice = Notice(refused_many(wish.action, refusal.report), advice, lines)

    async def refuse(self, wish: Wish, refusal: Refusal) -> Any:
        """Say why not: what is in the way, or what another made of it meanwhile."""
        if refusal.kind is Kind.UNAUTHENTICATED:
            return to_sign_in(self)
        self.put_away()
        self._refused, self.ringed = wish, {wish.verdict_id: refusal.message}
        if isinstance(refusal, NothingToUndo):
            return self._say(refusal.message, back="")
        if isinstance(refusal, StaleBooking | StaleRole):
            self.both, self._again = await look(
                self, side_by_side, wish=wish, refusal=refusal, zone=await zone_of(self)
            )
            return None
        self._free = [offer for offer in refusal.alternatives if isinstance(offer, Alternative)]
        self.offers = offers(self._free, await zone_of(self))
        self.notice = refused(refusal, offered=bool(self.offers))
        return None

    def _say(self, message: str, *, back: str) -> None:
        self.done = Done(message, back, f"{self._nonce}")

    def put_away(self) -> None:
        """Say nothing any more of what was done or refused."""
        self.notice, self.offers, self.done = Notice(), [], Done()
        self.both, self.several, self.ringed = Both(), Several(), {}
        self._refused, self._again, self._leave, self._free, self._ways = None, None, None, [], []


def _names(work: Work, rows: Rows) -> dict[UUID, Named]:
    return names_of(work, [row.id for row in rows])
