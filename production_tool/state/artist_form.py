"""The form of one artist."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

import reflex as rx

from production_tool.domain.actor import Permission
from production_tool.domain.artists import ArtistFields, ArtistRow, Employment, Skill
from production_tool.domain.working_hours import WEEKDAYS, BadWorkPattern, WorkPattern
from production_tool.services import artists as services
from production_tool.services.queries.artists import find_artist
from production_tool.services.queries.members import list_members
from production_tool.services.work import Work
from production_tool.state import focus, showing
from production_tool.state.artists import Artists
from production_tool.state.forms import Form, as_id, still_open
from production_tool.state.listing import SideForm
from production_tool.state.session import act, answering, look

HOURS_FAULT = "should be like 9-13, 14-18"


@dataclass(frozen=True)
class SkillDraft:
    """A line of the skills; the key keeps it apart from its neighbours while one types."""

    key: int
    name: str = ""
    level: str = "3"


@dataclass(frozen=True)
class ArtistDraft:
    """What the form starts from; ``opening`` counts, so that each opening is a fresh form."""

    opening: int = 0
    id: str = ""
    version: int = 0
    name: str = ""
    email: str = ""
    title: str = ""
    department: str = ""
    employment: str = Employment.STAFF.value
    day_rate: str = ""
    currency: str = "EUR"
    zone: str = ""
    user_id: str = ""
    archived: bool = False


@dataclass(frozen=True)
class Login:
    """A member whom the artist could be."""

    id: str
    name: str


class ArtistForm(SideForm, rx.State):
    """A form at the side of the list, open while somebody makes or changes an artist."""

    draft: rx.Field[ArtistDraft] = rx.field(default_factory=ArtistDraft)
    skills: rx.Field[list[SkillDraft]] = rx.field(default_factory=list)
    hours: rx.Field[dict[str, str]] = rx.field(default_factory=dict)
    logins: rx.Field[list[Login]] = rx.field(default_factory=list)

    @rx.event
    @answering
    async def begin(self):
        """An empty form."""
        self.logins = await look(self, _logins)
        self._open(ArtistDraft(), skills=[], pattern=WorkPattern.office())

    @rx.event
    @answering
    async def edit(self, artist_id: str):
        """The form of somebody who is there."""
        artist = await look(self, find_artist, artist_id=as_id(artist_id))
        self.logins = await look(self, _logins)
        self._open(_draft(artist), skills=_skills(artist), pattern=artist.working_hours)

    @rx.event
    def add_skill(self):
        key = max((skill.key for skill in self.skills), default=0) + 1
        self.skills = [*self.skills, SkillDraft(key)]

    @rx.event
    def drop_skill(self, key: int):
        rows = [str(skill.key) for skill in self.skills]
        self.skills = [skill for skill in self.skills if skill.key != key]
        return focus.after(str(key), rows, otherwise="add-skill")

    @rx.event
    @answering
    async def save(self, sent: dict[str, Any]):
        """Take the artist on, or change what is known."""
        still_open(self)
        self.faults = {}
        fields = _fields(Form(sent), [skill.key for skill in self.skills])
        if self.draft.id:
            version = self.draft.version
            saved = await act(
                self, services.update_artist, artist_id=self._id(), seen_version=version, **fields
            )
        else:
            saved = await act(self, services.create_artist, **fields)
        self.shown = False
        return [rx.toast.success(f"{saved.name} is saved."), Artists.load]

    @rx.event
    @answering
    async def put_away(self):
        """Archive the artist, or bring an archived one back."""
        self.asking = False
        move = services.restore_artist if self.draft.archived else services.archive_artist
        moved = await act(self, move, artist_id=self._id(), seen_version=self.draft.version)
        told = self._moved(moved.name, back=self.draft.archived)
        return [told, Artists.load, focus.on("new-one")]

    def _id(self) -> UUID:
        return as_id(self.draft.id)

    def _open(self, draft: ArtistDraft, *, skills: list[SkillDraft], pattern: WorkPattern) -> None:
        self.draft = replace(draft, opening=self.draft.opening + 1)
        self.skills = skills
        days = zip(WEEKDAYS, pattern.days, strict=True)
        self.hours = {day: showing.hours_text(spans) for day, spans in days}
        self.faults = {}
        self.shown = True


def _logins(work: Work) -> list[Login]:
    if not work.actor.may(Permission.SEE_MEMBERS):
        return []
    return [Login(str(each.user_id), each.name or each.email) for each in list_members(work)]


def _draft(artist: ArtistRow) -> ArtistDraft:
    return ArtistDraft(
        id=str(artist.id),
        version=artist.version,
        name=artist.name,
        email=artist.email,
        title=artist.title,
        department=artist.department,
        employment=artist.employment.value,
        day_rate=showing.plain(artist.day_rate),
        currency=artist.currency,
        zone=artist.zone,
        user_id=str(artist.user_id or ""),
        archived=artist.archived_at is not None,
    )


def _skills(artist: ArtistRow) -> list[SkillDraft]:
    return [
        SkillDraft(key, skill.name, str(skill.level)) for key, skill in enumerate(artist.skills, 1)
    ]


def _fields(form: Form, skill_keys: list[int]) -> ArtistFields:
    fields = ArtistFields(
        name=form.text("name"),
        email=form.text("email"),
        title=form.text("title"),
        department=form.text("department"),
        employment=form.choice("employment", Employment, otherwise=Employment.STAFF),
        currency=form.text("currency") or "EUR",
        zone=form.text("zone"),
        working_hours=_pattern(form),
        skills=tuple(
            Skill(name, form.number(f"level_{key}", otherwise=3))
            for key in skill_keys
            if (name := form.text(f"skill_{key}"))
        ),
    )
    if form.has("dayRate"):  # those who may not see rates are not asked for one
        fields["day_rate"] = form.amount("dayRate")
    if form.has("userId"):  # nor those who may not see members for a login
        fields["user_id"] = form.id("userId")
    form.refuse()
    return fields


def _pattern(form: Form) -> WorkPattern:
    week = {day: _hours(form, day) for day in WEEKDAYS}
    return WorkPattern.of(week)


def _hours(form: Form, day: str) -> list[list[int]]:
    """The hours of one day; a fault is named beside that day."""
    try:
        spans = showing.read_hours(form.text(f"hours_{day}"))
        WorkPattern.of({day: spans})
    except (ValueError, BadWorkPattern):
        form.say(f"hours_{day}", HOURS_FAULT)
        return []
    return spans
