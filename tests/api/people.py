"""Somebody at a browser or a program, and what they do to sign in."""

from dataclasses import dataclass
from datetime import date

from starlette.testclient import TestClient

from production_tool.domain.actor import Actor, Role
from tests.factories import (
    PASSWORD,
    add_member,
    create_artist,
    create_holiday,
    create_project,
    create_raw_booking,
    create_role,
    create_view,
    found_studio,
    letters,
)


@dataclass(frozen=True)
class Person:
    """An actor with an address; the password is PASSWORD."""

    actor: Actor
    email: str
    slug: str


def owner_of_a_new_studio(email: str = "") -> Person:
    """Somebody who founds a studio."""
    slug, email = f"birch-{letters()}", email or f"olga-{letters()}@example.org"
    return Person(found_studio(slug=slug, owner_email=email), email, slug)


def member(owner: Person, role: Role) -> Person:
    """Somebody who belongs to the owner's studio."""
    email = f"dana-{letters()}@example.org"
    return Person(add_member(owner.actor, email=email, role=role), email, owner.slug)


def ids_in(owner: Actor) -> dict[str, str]:
    """One of each in the owner's studio, named as paths name their ids."""
    artist, project = create_artist(owner), create_project(owner)
    return {
        "artist_id": str(artist.id),
        "project_id": str(project.id),
        "booking_id": str(create_raw_booking(owner, artist.id, project_id=project.id)),
        "role_id": str(create_role(owner).id),
        "bar_id": str(create_role(owner).id),
        "view_id": str(create_view(owner, shared=True).id),
        "holiday_id": str(create_holiday(owner, date(2027, 8, 13)).id),
    }


def sign_in(api: TestClient, who: Person, *, password: str = PASSWORD) -> str:
    """Sign a browser in by the form; its cookie stays in the client. Returns the token."""
    answer = api.post("/auth/sign-in", data={"email": who.email, "password": password})
    assert answer.status_code == 303
    return api.cookies.get("production_tool") or ""


def bearer(api: TestClient, who: Person) -> dict[str, str]:
    """The header of a program that asked for an access token."""
    body = {"email": who.email, "password": PASSWORD, "studio": who.slug}
    answer = api.post("/api/v1/auth/token", json=body)
    assert answer.status_code == 200, answer.text
    return {"Authorization": f"Bearer {answer.json()['data']['accessToken']}"}
