"""The studio's named API tokens."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import reflex as rx

from production_tool.domain.actor import Role
from production_tool.services.queries.tokens import TokenRow, list_tokens
from production_tool.services.tokens import MadeToken, make_token, revoke_token
from production_tool.services.work import Work
from production_tool.state import focus
from production_tool.state.forms import Form, as_id
from production_tool.state.session import act, answering, loading, look


@dataclass(frozen=True)
class TokenLine:
    """A token as the list shows it."""

    id: str
    name: str
    hint: str
    told: str


NONE = TokenLine("", "", "", "")


class Tokens(rx.State):
    """The tokens that work, for the studio's owners."""

    lines: rx.Field[list[TokenLine]] = rx.field(default_factory=list)
    ending: rx.Field[TokenLine] = rx.field(default_factory=lambda: NONE)
    secret: str = ""
    faults: rx.Field[dict[str, str]] = rx.field(default_factory=dict)
    ready: bool = False
    problem: str = ""

    @rx.event
    @loading
    async def load(self):
        """Read the tokens; a secret that was shown is gone."""
        self.secret = ""
        await self._read()

    @rx.event
    @answering
    async def make(self, sent: dict[str, Any]):
        """Make a token; its secret is shown this once."""
        self.faults = {}
        form = Form(sent)
        role = form.choice("role", Role, otherwise=Role.STUDIO_MANAGER)
        days = form.number("days")
        form.refuse()
        made = await act(self, _make, name=form.text("name"), role=role, days=days)
        self.secret = made.secret
        await self._read()
        return focus.anew("new-token")

    @rx.event
    def ask(self, token_id: str):
        """Ask before a token ends; an empty id takes the question away."""
        self.ending = next((each for each in self.lines if each.id == token_id), NONE)

    @rx.event
    @answering
    async def revoke(self):
        """End a token."""
        ending, self.ending = self.ending, NONE
        await act(self, revoke_token, token_id=as_id(ending.id))
        self.secret = ""
        next_row = focus.after(ending.id, [row.id for row in self.lines], otherwise="name")
        await self._read()
        return [rx.toast.success(f"{ending.name} works no more."), next_row]

    async def _read(self) -> None:
        self.lines = [_line(token) for token in await look(self, list_tokens)]


def _make(work: Work, *, name: str, role: Role, days: int) -> MadeToken:
    """``days`` is how long it works; 0 for until it is revoked."""
    until = work.now + timedelta(days=days) if 0 < days <= 3650 else None
    return make_token(work, name=name, role=role, expires_at=until)


def _line(token: TokenRow) -> TokenLine:
    role = token.role.value.removeprefix("studio_")
    until = token.expires_at
    ends = f"until {until.day} {until:%B %Y}" if until else "until revoked"
    told = f"{role}, made by {token.maker}, {ends}"
    return TokenLine(str(token.id), token.name, token.hint, told)
