"""The list of artists: what is shown, found and filtered."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

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
from production_tool.state.session import loading, look

FILTERS = ("q", "department", "skill", "employment", "archived")
SKILLS_SHOWN = 4
A_PAGE = 100


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


class Artists(rx.State):
    """The artists of the studio, narrowed by the address."""

    lines: rx.Field[list[ArtistLine]] = rx.field(default_factory=list)
    total: int = 0
    page: int = 1
    pages: int = 1
    departments: rx.Field[list[str]] = rx.field(default_factory=list)
    skills: rx.Field[list[str]] = rx.field(default_factory=list)
    wanted: rx.Field[dict[str, str]] = rx.field(default_factory=lambda: dict.fromkeys(FILTERS, ""))
    filtered: bool = False
    ready: bool = False
    problem: str = ""

    @rx.event
    @loading
    async def load(self):
        """Read the list that the address asks for."""
        asked = self.router.url.query_parameters
        self.wanted = {name: asked.get(name, "") for name in FILTERS}
        self.filtered = any(self.wanted.values())
        self.page = showing.page_number(asked.get("page", ""))
        found, departments, skills = await look(
            self, _everything, narrowed=_filter(self.wanted), page=self.page
        )
        self.lines = [_line(artist) for artist in found.rows]
        self.total, self.pages = found.total, -(-found.total // A_PAGE) or 1
        self.departments, self.skills = list(departments), list(skills)

    @rx.event
    def narrow(self, name: str, value: str) -> Any:
        """Change one filter; it goes into the address, so that the view can be sent on."""
        return _go({**self.wanted, name: value})

    @rx.event
    def turn(self, step: int) -> Any:
        """Go to the page before or after this one."""
        return _go({**self.wanted, "page": str(self.page + step)})

    @rx.event
    def clear(self) -> Any:
        """Drop all filters."""
        return _go({})


def _everything(
    work: Work, *, narrowed: ArtistFilter, page: int
) -> tuple[Page[ArtistRow], tuple[str, ...], tuple[str, ...]]:
    found = list_artists(work, narrowed=narrowed, ask=Ask(limit=A_PAGE, page=page))
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


def _go(wanted: dict[str, str]) -> Any:
    query = urlencode({name: value for name, value in wanted.items() if value})
    return rx.redirect(f"/artists?{query}" if query else "/artists", replace=True)


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
