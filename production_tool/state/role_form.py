"""The form of one role: drawn in the row of roles, or opened to change it."""

from dataclasses import dataclass, field, replace
from typing import Any
from zoneinfo import ZoneInfo

import reflex as rx

from production_tool.domain.roles import OpenRoleRow, StaleRole
from production_tool.services import roles
from production_tool.services.queries.artists import list_skills
from production_tool.services.queries.roles import find_role
from production_tool.services.work import Work
from production_tool.state.asked import Gap, understood
from production_tool.state.board_window import drawn_space
from production_tool.state.choices import Choice, projects_to_book_for
from production_tool.state.deeds import Deeds
from production_tool.state.forms import Form, as_id, still_open
from production_tool.state.roles import RolePanel
from production_tool.state.session import act, answering, look, zone_of
from production_tool.state.spans import Span, local_span, read_span, span_of
from production_tool.state.wish import Wish
from production_tool.state.wishes import Rows
from production_tool.state.wishes_of_roles import carry_out_for_role


@dataclass(frozen=True)
class RoleDraft:
    """What the form starts from; ``opening`` counts, so that each opening is a fresh form."""

    opening: int = 0
    id: str = ""
    version: int = 0
    span: Span = field(default_factory=Span)
    project_id: str = ""
    title: str = ""
    skill: str = ""
    notes: str = ""


class RoleForm(rx.State):
    """A small window over the board while a role is made or changed."""

    shown: bool = False
    draft: RoleDraft = RoleDraft()
    projects: rx.Field[list[Choice]] = rx.field(default_factory=list)
    skills: rx.Field[list[str]] = rx.field(default_factory=list)
    faults: rx.Field[dict[str, str]] = rx.field(default_factory=dict)

    @rx.event
    @answering
    async def draw(self, sent: dict[str, Any]):
        """The row of roles was drawn into: ask who is wanted."""
        gap = understood(Gap, sent)
        async with drawn_space(self):
            await self._open(RoleDraft(span=local_span(gap.start, gap.end)))

    @rx.event
    @answering
    async def edit(self, role_id: str):
        """Change what is wanted."""
        role = await look(self, find_role, role_id=as_id(role_id))
        await self._open(_draft(role, await zone_of(self)))

    @rx.event
    async def close(self):
        """Give it up; the drawn space is freed."""
        await self._settle(ok=False)

    @rx.event
    @answering
    async def save(self, sent: dict[str, Any]):
        """Open the role, or change it."""
        still_open(self)
        self.faults = {}
        form = Form(sent)
        wanted: dict[str, Any] = {name: form.text(name) for name in ("title", "skill", "notes")}
        wanted["project_id"] = form.id("projectId")
        start, end = read_span(form)
        if not self.draft.id:
            made = await act(self, roles.open_role, start=start, end=end, **wanted)
            return await self._settle(ok=True, told=(Wish(kind="create"), (made,)))
        return await self._change({"start_at": start, "end_at": end, **wanted})

    async def _change(self, columns: dict[str, Any]) -> Any:
        """Say what is wanted now; what another changed meanwhile is shown on the board."""
        role_id, version = as_id(self.draft.id), self.draft.version
        wish = Wish(kind="repeat", booking_id=role_id, version=version, columns=columns)
        try:
            role = await act(self, carry_out_for_role, wish=wish)
        except StaleRole as stale:
            self.shown = False
            deeds = await self.get_state(Deeds)
            return await deeds.refuse(wish, stale)
        await self._settle(ok=True, told=(wish, (role,)))
        panel = await self.get_state(RolePanel)
        await panel.opens(self.draft.id)
        return None

    async def _settle(self, *, ok: bool, told: tuple[Wish, Rows] | None = None) -> None:
        self.shown = False
        deeds = await self.get_state(Deeds)
        deeds.judge("draft", ok=ok)
        if told is not None:
            await deeds.tell(*told, {})

    async def _open(self, draft: RoleDraft) -> None:
        self.projects, self.skills = await look(self, _choices)
        self.draft = replace(draft, opening=self.draft.opening + 1)
        self.faults = {}
        self.shown = True


def _choices(work: Work) -> tuple[list[Choice], list[str]]:
    return projects_to_book_for(work), list(list_skills(work))


def _draft(role: OpenRoleRow, zone: ZoneInfo) -> RoleDraft:
    return RoleDraft(
        id=str(role.id),
        version=role.version,
        span=span_of(role.period, zone),
        project_id=str(role.project_id or ""),
        title=role.title,
        skill=role.skill,
        notes=role.notes,
    )
