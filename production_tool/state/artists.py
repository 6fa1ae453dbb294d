"""The list of artists: what is shown, found and filtered."""

from dataclasses import dataclass
from typing import ClassVar

import reflex as rx

from production_tool.domain.artists import ArtistRow, Employment
from production_tool.services.queries.artists import (
    ArtistFilter,
    list_artists,
    list_departments,
    list_skills,
)
from production_tool.services.queries.paging import Ask, Page
from production_tool.services.work import Work
from production_tool.state import showing
from production_tool.state.listing import Listing
from production_tool.state.session import look

FILTERS = ("q", "department", "skill", "employment", "archived")
SKILLS_SHOWN = 4


@dataclass(frozen=True)
class ArtistLine:
    """One line of the list."""

    id: str
    name: str
    initials: str
    colour: int
    title: str
    department: str
    skills: list[str]
    more: str
    employment: str
    rate: str


class Artists(Listing, rx.State):
    """The artists of the studio, narrowed by the address."""

    PATH: ClassVar[str] = "/artists"
    wanted: rx.Field[dict[str, str]] = rx.field(default_factory=lambda: dict.fromkeys(FILTERS, ""))
    lines: rx.Field[list[ArtistLine]] = rx.field(default_factory=list)
    departments: rx.Field[list[str]] = rx.field(default_factory=list)
    skills: rx.Field[list[str]] = rx.field(default_factory=list)

    async def _fill(self, ask: Ask) -> int:
        found, departments, skills = await look(
            self, _everything, narrowed=_filter(self.wanted), ask=ask
        )
        self.lines = [_line(artist) for artist in found.rows]
        self.departments, self.skills = list(departments), list(skills)
        return found.total


def _everything(
    work: Work, *, narrowed: ArtistFilter, ask: Ask
) -> tuple[Page[ArtistRow], tuple[str, ...], tuple[str, ...]]:
    found = list_artists(work, narrowed=narrowed, ask=ask)
    return found, list_departments(work), list_skills(work)


def _filter(wanted: dict[str, str]) -> ArtistFilter:
    employment = wanted["employment"]
    return ArtistFilter(
        search=wanted["q"],
        department=wanted["department"] or None,
        employment=Employment(employment) if employment in set(Employment) else None,
        skills=(wanted["skill"],) if wanted["skill"] else (),
        archived=bool(wanted["archived"]),
    )


def _line(artist: ArtistRow) -> ArtistLine:
    names = [skill.name for skill in sorted(artist.skills, key=lambda each: -each.level)]
    more = len(names) - SKILLS_SHOWN
    return ArtistLine(
        id=str(artist.id),
        name=artist.name,
        initials=showing.initials(artist.name),
        colour=showing.colour_of(artist.name),
        title=artist.title,
        department=artist.department,
        skills=names[:SKILLS_SHOWN],
        more=f"+{more}" if more > 0 else "",
        employment=artist.employment.value,
        rate=showing.money(artist.day_rate, artist.currency),
    )
