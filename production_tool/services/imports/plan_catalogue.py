"""Deciding about rows of artists and projects."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from production_tool.domain.artists import ArtistDetails, BadArtist, Employment, Skill
from production_tool.domain.artists import checked as checked_artist
from production_tool.domain.ids import new_id
from production_tool.domain.imports.report import Outcome
from production_tool.domain.imports.rows import ArtistRow, ProjectRow, Row, Sheet
from production_tool.domain.imports.tables import Problem, Unreadable
from production_tool.domain.projects import BadProject, ProjectDetails
from production_tool.domain.projects import checked as checked_project
from production_tool.services.imports.plan import ChangedThing, NewThing, Plan

_ARTIST_COLUMNS = {"dayRate": "rate"}
_PROJECT_COLUMNS = {"startsOn": "start", "endsOn": "end"}
_CODE_LENGTH = 40
_MOST_NEW = 2000


@dataclass(frozen=True, slots=True)
class Place:
    """Which sheet of the import a row belongs to."""

    number: int
    sheet: Sheet


def plan_artists(plan: Plan, place: Place) -> None:
    """New artists, and what the file says differently about known ones."""
    for row in place.sheet.rows:
        if isinstance(row, ArtistRow):
            _plan_row(plan, place, row, row.name, _decide_artist)


def plan_projects(plan: Plan, place: Place) -> None:
    """New projects, and what the file says differently about known ones."""
    for row in place.sheet.rows:
        if isinstance(row, ProjectRow):
            _plan_row(plan, place, row, row.code or row.title, _decide_project)


def missing_artist(plan: Plan, name: str) -> UUID:
    """Somebody whom only a booking names. Raises Unreadable."""
    return _new_artist(plan, {"name": name})


def missing_project(plan: Plan, word: str) -> UUID:
    """A project that only a booking names. Raises Unreadable."""
    return _new_project(plan, {"code": _code_for(plan, word), "title": word})


def _plan_row(plan: Plan, place: Place, row: Row, what: str, decide: Any) -> None:
    name = place.sheet.table.name
    try:
        outcome = decide(plan, row, f"row {row.line.number}")
    except (BadArtist, BadProject) as bad:
        problems = [Problem(_column(place, f), why) for f, why in bad.fields.items()]
        plan.refuse(place.number, name, row.line, what, problems)
    except Unreadable as refused:
        plan.refuse(place.number, name, row.line, what, [Problem("", str(refused))])
    else:
        plan.tell(name, row.line.number, what, outcome)


def _column(place: Place, field: str) -> str:
    known = _ARTIST_COLUMNS | _PROJECT_COLUMNS
    return place.sheet.layout.label(known.get(field, field))


def _decide_artist(plan: Plan, row: ArtistRow, where: str) -> Outcome:
    book = plan.studio.artist_book
    found = (book.find(row.email) if row.email else []) or _namesakes(plan, row)
    if len(found) > 1:
        raise Unreadable(f"{len(found)} artists are called {row.name}; give the e-mail address")
    fields = _artist_fields(row)
    if not found:
        plan.once(_new_artist(plan, fields), where)
        return Outcome.NEW
    plan.once(found[0], where)
    before = plan.studio.artists[found[0]]
    if before.archived_at is not None:
        raise Unreadable(f"{before.name} is archived; bring the artist back first")
    if row.skills is not None:
        known = {skill.name.casefold(): skill.level for skill in before.skills}
        fields["skills"] = _skills(row.skills, known)
    if checked_artist(replace(before.details, **fields)) == before.details:
        return Outcome.SAME
    plan.changed_artists.append(ChangedThing(before.id, before.version, fields))
    return Outcome.CHANGED


def _namesakes(plan: Plan, row: ArtistRow) -> list[UUID]:
    """Who is called so; in one file, two addresses are two people."""
    found = plan.studio.artist_book.find(row.name)
    return [each for each in found if not (row.email and plan.new_emails.get(each))]


def _artist_fields(row: ArtistRow) -> dict[str, Any]:
    said = {
        "name": row.name,
        "email": row.email,
        "title": row.title,
        "department": row.department,
        "skills": None if row.skills is None else _skills(row.skills, {}),
        "employment": Employment(row.employment) if row.employment else None,
        "day_rate": row.rate,
        "currency": row.currency,
        "zone": row.zone,
    }
    return {name: value for name, value in said.items() if value is not None}


def _skills(said: dict[str, int | None], known: dict[str, int]) -> tuple[Skill, ...]:
    """A level that the file is silent about stays what it was, or becomes the middle one."""
    return tuple(
        Skill(name, level or known.get(name.casefold(), Skill(name).level))
        for name, level in said.items()
    )


def _new_artist(plan: Plan, fields: dict[str, Any]) -> UUID:
    given: dict[str, Any] = {"zone": plan.studio.zone.key, **fields}
    tidy = checked_artist(ArtistDetails(**given))
    thing = NewThing(new_id(), {**fields, "name": tidy.name})
    _check_number(plan.new_artists, "artists")
    plan.new_artists.append(thing)
    plan.new_emails[thing.id] = tidy.email
    plan.studio.artist_book.add(thing.id, (tidy.name, tidy.email))
    return thing.id


def _check_number(new: list[NewThing], what: str) -> None:
    """They are made one by one, while the studio waits."""
    if len(new) >= _MOST_NEW:
        raise Unreadable(f"at most {_MOST_NEW:,} new {what} come in at once; import it again")


def _decide_project(plan: Plan, row: ProjectRow, where: str) -> Outcome:
    book = plan.studio.project_book
    found = book.find(row.code) if row.code else book.find(row.title)
    if len(found) > 1:
        raise Unreadable(f"{len(found)} projects are called {row.title}; give the code")
    fields = _project_fields(row)
    if not found:
        code = {"code": row.code or _code_for(plan, row.title)}
        plan.once(_new_project(plan, fields | code), where)
        return Outcome.NEW
    plan.once(found[0], where)
    before = plan.studio.projects[found[0]]
    if before.archived_at is not None:
        raise Unreadable(f"{before.title} is archived; bring the project back first")
    if checked_project(replace(before.details, **fields)) == before.details:
        return Outcome.SAME
    plan.changed_projects.append(ChangedThing(before.id, before.version, fields))
    return Outcome.CHANGED


def _project_fields(row: ProjectRow) -> dict[str, Any]:
    said = {
        "title": row.title,
        "client": row.client,
        "starts_on": row.start,
        "ends_on": row.end,
        "budget": row.budget,
        "currency": row.currency,
        "colour": row.colour.upper() if row.colour else None,
    }
    return {name: value for name, value in said.items() if value is not None}


def _new_project(plan: Plan, fields: dict[str, Any]) -> UUID:
    tidy = checked_project(ProjectDetails(**fields))
    thing = NewThing(new_id(), {**fields, "code": tidy.code, "title": tidy.title})
    _check_number(plan.new_projects, "projects")
    plan.new_projects.append(thing)
    plan.studio.project_book.add(thing.id, (tidy.code, tidy.title))
    return thing.id


def _code_for(plan: Plan, word: str) -> str:
    """The word itself when it can be a code, else its beginning, with a number if taken."""
    plain = "-".join(word.upper().split())[: _CODE_LENGTH - 4] or "PROJECT"
    code, number = plain, 1
    while plan.studio.project_book.find(code):
        number += 1
        code = f"{plain}-{number}"
    return code
