"""Plain keyword functions that make what a test needs, and the fixed cast of every story.

alice owns a studio and plans, bob is a freelancer there, charlie owns another studio.
"""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, Unpack
from uuid import UUID

import psycopg
from sqlalchemy import insert

from production_tool.domain.actor import Actor, Role
from production_tool.domain.artists import ArtistFields, ArtistRow
from production_tool.domain.bookings import BookingRow
from production_tool.domain.holidays import HolidayRow
from production_tool.domain.ids import new_id
from production_tool.domain.projects import ProjectFields, ProjectRow
from production_tool.domain.roles import OpenRoleRow
from production_tool.domain.views import ViewRow
from production_tool.models import Booking
from production_tool.services import (
    artists,
    bookings,
    holidays,
    members,
    projects,
    roles,
    studio,
    views,
)
from production_tool.services.work import working
from tests.servers import Database

PASSWORD = "seven small red boats"


@dataclass(frozen=True)
class Cast:
    """Who is in the stories; bob is linked to the artist ``bob.artist_id``."""

    alice: Actor
    bob: Actor
    charlie: Actor


def create_cast(database: Database) -> Cast:
    """Two new studios with alice, bob and charlie in them."""
    here = create_studio(database, name="Alder Studio")
    there = create_studio(database, name="Cedar Studio")
    alice = create_member(database, tenant_id=here, name="Alice", role=Role.STUDIO_OWNER)
    bob = create_member(database, tenant_id=here, name="Bob", role=Role.FREELANCER)
    charlie = create_member(database, tenant_id=there, name="Charlie", role=Role.STUDIO_OWNER)
    himself = create_artist(alice, name="Bob", user_id=bob.user_id)
    return Cast(alice, replace(bob, artist_id=himself.id), charlie)


def create_studio(database: Database, *, name: str = "Studio", **columns: Any) -> UUID:
    """A studio with nobody in it, written past the services."""
    tenant_id = new_id()
    slug = f"{name.split()[0].lower()}-{tenant_id.hex[-10:]}"
    row = {"id": tenant_id, "slug": slug, "name": name, "zone": "Europe/Berlin"} | columns
    _insert(database, tenant_id, "tenant", row)
    return tenant_id


def create_member(
    database: Database, *, tenant_id: UUID, name: str = "Dana", role: Role = Role.STUDIO_MANAGER
) -> Actor:
    """A user without a password who is a member, as the actor they are."""
    user_id = new_id()
    email = f"{name.lower()}-{user_id.hex[-10:]}@example.org"
    _insert(database, tenant_id, "user_account", {"id": user_id, "email": email, "name": name})
    row = {"tenant_id": tenant_id, "id": new_id(), "user_id": user_id, "role": role.value}
    _insert(database, tenant_id, "membership", row)
    return Actor(user_id=user_id, tenant_id=tenant_id, role=role, name=name)


def create_artist(actor: Actor, **details: Unpack[ArtistFields]) -> ArtistRow:
    """An artist, taken on by the actor."""
    with working(actor) as work:
        return artists.create_artist(work, **{"name": "Mara Lindt", **details})


def create_project(actor: Actor, **details: Unpack[ProjectFields]) -> ProjectRow:
    """A project, opened by the actor; its code is a new one."""
    with working(actor) as work:
        code = f"P{new_id().hex[-10:]}"
        return projects.create_project(work, **{"code": code, "title": "Northlight", **details})


def create_booking(
    actor: Actor, artist_id: UUID, *, start: date, days: int = 1, **details: Any
) -> BookingRow:
    """A booking of whole days, a hold unless said otherwise, made by the actor."""
    with working(actor) as work:
        end = start + timedelta(days=days)
        return bookings.create_booking(work, artist_id=artist_id, start=start, end=end, **details)


def create_role(actor: Actor, **details: Any) -> OpenRoleRow:
    """A compositor wanted for two days in March 2027, unless said otherwise."""
    days = {"start": date(2027, 3, 1), "end": date(2027, 3, 3)}
    with working(actor) as work:
        return roles.open_role(work, **{"title": "Compositor", **days, **details})


def create_view(actor: Actor, **details: Any) -> ViewRow:
    """A saved view of today's lighting, the actor's own, unless said otherwise."""
    asked = {"name": "Lighting", "query": "department=Lighting", "days_ahead": 0}
    with working(actor) as work:
        return views.create_view(work, **{**asked, **details})


def create_holiday(actor: Actor, day: date, name: str = "Summer closing") -> HolidayRow:
    """A day on which the actor's studio is closed."""
    with working(actor) as work:
        return holidays.add_holiday(work, day=day, name=name)


def create_raw_booking(actor: Actor, artist_id: UUID, **columns: Any) -> UUID:
    """A booking written past the services: a pencil for two days, three days from now."""
    start = datetime.now(UTC) + timedelta(days=3)
    row: dict[str, Any] = {
        "tenant_id": actor.tenant_id,
        "id": new_id(),
        "artist_id": artist_id,
        "status": "pencil",
        "start_at": start,
        "end_at": start + timedelta(days=2),
        "queued_at": datetime.now(UTC),
    }
    with working(actor) as work:
        work.connection.execute(insert(Booking).values(**(row | columns)))
        work.keep()
    return row["id"]


def letters() -> str:
    """Letters nobody else has, for names that must differ."""
    return new_id().hex[-10:]


def found_studio(**given: str) -> Actor:
    """A studio founded as the console does, by an owner who can sign in with PASSWORD."""
    names = {
        "name": "Birch Studio",
        "slug": f"birch-{letters()}",
        "owner_email": f"olga-{letters()}@example.org",
        "owner_name": "Olga",
        "password": PASSWORD,
    }
    return studio.create_studio(**(names | given))


def add_member(owner: Actor, *, email: str, role: Role = Role.STUDIO_MANAGER) -> Actor:
    """Somebody who can sign in with PASSWORD, let in by the owner."""
    name = email.partition("@")[0]
    user_id = members.add_member(owner, email=email, name=name, role=role, password=PASSWORD)
    return Actor(user_id=user_id, tenant_id=owner.tenant_id, role=role, name=name)


def age_hold(database: Database, booking: BookingRow) -> None:
    """Let a hold's time have run out a second ago, without anybody having noticed."""
    with psycopg.connect(database.admin_url) as admin:
        admin.execute("SET LOCAL session_replication_role = replica")  # no clock, no history
        admin.execute(
            "UPDATE app.booking SET expires_at = now() - interval '1 second' WHERE id = %s",
            [booking.id],
        )


def _insert(database: Database, tenant_id: UUID, table: str, row: dict[str, Any]) -> None:
    names = ", ".join(row)
    values = ", ".join(f"%({name})s" for name in row)
    with psycopg.connect(database.admin_url) as admin:
        admin.execute("SELECT set_config('app.current_tenant', %s, true)", [str(tenant_id)])
        admin.execute(f"INSERT INTO app.{table} ({names}) VALUES ({values})", row)  # pyright: ignore[reportArgumentType]
