"""The form of one role: drawn in the row of roles, or opened to change it."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import reflex as rx

from production_tool.domain.bookings import KEEP
from production_tool.domain.refusals import Invalid
from production_tool.domain.roles import OpenRoleRow, RoleChange
from production_tool.domain.zones import to_local
from production_tool.services import roles
from production_tool.services.queries.artists import list_skills
from production_tool.services.queries.paging import MOST, Ask
from production_tool.services.queries.projects import list_projects
from production_tool.services.queries.roles import find_role
from production_tool.services.work import Work
from production_tool.state.asked import Gap, understood
from production_tool.state.deeds import Deeds
from production_tool.state.forms import Form, as_id, still_open
from production_tool.state.roles import RolePanel
from production_tool.state.session import act, answering, look, zone_of
from production_tool.state.wishes import Wish

A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class ProjectChoice:
    """A project to choose."""

    id: str
    name: str


@dataclass(frozen=True)
class RoleDraft:
    """What the form starts from; ``opening`` counts, so that each opening is a fresh form."""

    opening: int = 0
    id: str = ""
    version: int = 0
    first: str = ""
    last: str = ""
    project_id: str = ""
    title: str = ""
    skill: str = ""
    notes: str = ""


class RoleForm(rx.State):
    """A small window over the board while a role is made or changed."""

    shown: bool = False
    draft: RoleDraft = RoleDraft()
    projects: rx.Field[list[ProjectChoice]] = rx.field(default_factory=list)
    skills: rx.Field[list[str]] = rx.field(default_factory=list)
    faults: rx.Field[dict[str, str]] = rx.field(default_factory=dict)

    @rx.event
    @answering
    async def draw(self, sent: dict[str, Any]):
        """The row of roles was drawn into: ask who is wanted."""
        gap = understood(Gap, sent)
        last = max(gap.start.date(), gap.end.date() - A_DAY)
        first = gap.start.date().isoformat()
        await self._open(RoleDraft(first=first, last=last.isoformat()))

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
        days = _days(form)
        if not self.draft.id:
            made = await act(self, roles.open_role, start=days[0], end=days[1], **wanted)
            return await self._settle(ok=True, told=(Wish(kind="create"), made))
        same = days == _days(Form({"first": self.draft.first, "last": self.draft.last}))
        start, end = (KEEP, KEEP) if same else days
        role = await act(
            self,
            roles.change_role,
            role_id=as_id(self.draft.id),
            seen_version=self.draft.version,
            change=RoleChange(start=start, end=end, **wanted),
        )
        await self._settle(ok=True, told=(Wish(kind="edit"), role))
        panel = await self.get_state(RolePanel)
        await panel.opens(str(role.id))
        return None

    async def _settle(self, *, ok: bool, told: tuple[Wish, OpenRoleRow] | None = None) -> None:
        self.shown = False
        deeds = await self.get_state(Deeds)
        deeds.judge("draft", ok=ok)
        if told is not None:
            await deeds.tell(told[0], told[1:], {})

    async def _open(self, draft: RoleDraft) -> None:
        self.projects, self.skills = await look(self, _choices)
        self.draft = replace(draft, opening=self.draft.opening + 1)
        self.faults = {}
        self.shown = True


def _choices(work: Work) -> tuple[list[ProjectChoice], list[str]]:
    rows = list_projects(work, ask=Ask(limit=MOST)).rows
    named = [ProjectChoice(str(each.id), f"{each.code} {each.title}".strip()) for each in rows]
    return named, list(list_skills(work))


def _draft(role: OpenRoleRow, zone: ZoneInfo) -> RoleDraft:
    start, end = to_local(role.start, zone), to_local(role.end, zone)
    return RoleDraft(
        id=str(role.id),
        version=role.version,
        first=start.date().isoformat(),
        last=(end - timedelta(microseconds=1)).date().isoformat(),
        project_id=str(role.project_id or ""),
        title=role.title,
        skill=role.skill,
        notes=role.notes,
    )


def _days(form: Form) -> tuple[datetime, datetime]:
    first, last = form.day("first"), form.day("last")
    if first is None or last is None:
        form.say("first" if first is None else "last", "is missing")
    elif last < first:
        form.say("last", "is before the first day")
    form.refuse()
    if first is None or last is None:
        raise Invalid("Choose the first and the last day.")
    return _midnight(first), _midnight(last + A_DAY)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())
