"""What hands and keys do on the board: wishes granted, or refused with what is free instead."""

from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

import reflex as rx

from production_tool.domain.bookings import Alternative
from production_tool.domain.periods import Period
from production_tool.domain.refusals import Kind, Refusal
from production_tool.state import dates
from production_tool.state.session import Session, act, to_sign_in
from production_tool.state.wishes import Act, Change, Wish, grant, understood

VERDICTS_KEPT = 8


@dataclass(frozen=True)
class Offer:
    """Something free instead, as a button."""

    label: str
    key: int


@dataclass(frozen=True)
class Notice:
    """A refusal on the screen: what happened, and what is free instead."""

    message: str = ""
    advice: str = ""


class Deeds(rx.State):
    """One tab's wishes on the board, and what became of the latest."""

    verdicts: rx.Field[list[dict[str, Any]]] = rx.field(default_factory=list)
    notice: Notice = Notice()
    offers: rx.Field[list[Offer]] = rx.field(default_factory=list)
    _nonce: int = 0
    _refused: Wish | None = None
    _free: rx.Field[list[Alternative]] = rx.field(default_factory=list)

    @rx.event
    def begin(self):
        """A board that is opened anew has refused nothing yet."""
        self._clear()

    @rx.event
    async def move(self, sent: dict[str, Any]):
        """A bar was let go on other days, or on another artist's row."""
        return await self._wish_for(sent, Change, kind="move")

    @rx.event
    async def resize(self, sent: dict[str, Any]):
        """An edge of a bar was let go on another day."""
        return await self._wish_for(sent, Change, kind="resize")

    @rx.event
    async def step(self, sent: dict[str, Any]):
        """A key or a button asked for the booking's next status."""
        return await self._wish_for(sent, Act, kind="step")

    @rx.event
    async def take(self, key: int):
        """Do the alternative that a refusal offered."""
        if self._refused is None or not 0 <= key < len(self._free):
            return None
        return await self.try_for(self._refused.instead(self._free[key]))

    @rx.event
    def dismiss(self):
        """Put the refusal away."""
        self._clear()

    async def try_for(self, wish: Wish) -> Any:
        """Grant a wish, or say why not and what is free instead."""
        self._clear()
        try:
            await act(self, grant, wish=wish)
        except Refusal as refusal:
            self.judge(wish.verdict_id, ok=False)
            return await self._refuse(wish, refusal)
        self.judge(wish.verdict_id, ok=True)
        return None

    def judge(self, id: str, *, ok: bool) -> None:
        """Tell the widget whether what it shows already is so."""
        self._nonce += 1
        verdict = {"nonce": f"{self._nonce}", "id": id, "ok": ok}
        self.verdicts = [*self.verdicts, verdict][-VERDICTS_KEPT:]

    async def _wish_for(self, sent: dict[str, Any], form: Any, *, kind: str) -> Any:
        try:
            asked = understood(form, sent).model_dump()
        except Refusal as refusal:
            return rx.toast.error(refusal.message)
        asked["step"] = asked.pop("action", "")
        return await self.try_for(Wish(kind=kind, **asked))

    async def _refuse(self, wish: Wish, refusal: Refusal) -> Any:
        if refusal.kind is Kind.UNAUTHENTICATED:
            return to_sign_in(self)
        session = await self.get_state(Session)
        zone = ZoneInfo(session.me.zone)
        self._refused = wish
        self._free = [offer for offer in refusal.alternatives if isinstance(offer, Alternative)]
        self.offers = [Offer(_label(o, zone), key) for key, o in enumerate(self._free)]
        told, _, advice = refusal.message.partition("; ")
        if self.offers:  # the buttons are the advice
            advice = "Nothing was changed. Free instead:"
        self.notice = Notice(told, advice[:1].upper() + advice[1:])
        return None

    def _clear(self) -> None:
        self.notice, self.offers = Notice(), []
        self._refused, self._free = None, []


def _label(offer: Alternative, zone: ZoneInfo) -> str:
    """Mara, Mon 16 - Fri 20 Mar."""
    return f"{offer.artist}, {dates.period_text(Period(offer.start, offer.end), zone)}"
