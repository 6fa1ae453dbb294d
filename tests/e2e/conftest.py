"""The built program as people meet it: one server for the run, and a real Chromium."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from production_tool.domain.actor import Actor, Role
from production_tool.infra import frontend
from production_tool.services import identity, members
from production_tool.services.studio import create_studio
from tests.browsing import DESK as DESK
from tests.browsing import PHONE as PHONE
from tests.browsing import chromium as chromium
from tests.factories import letters
from tests.program import Program as Program
from tests.program import running
from tests.servers import Database

PASSWORD = "tomorrow we take the early train"
OPTIONS = {"PRODUCTION_TOOL_SIGN_IN_ATTEMPTS": "5"}


@dataclass(frozen=True)
class Studio:
    """A studio with the fixed cast: alice owns, mo manages, bob is a freelancer."""

    slug: str
    alice: Actor
    alice_email: str
    mo_email: str
    bob_email: str


@pytest.fixture(scope="session")
def app_url(database: Database, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the program answers; it stops at the end of the run."""
    frontend.build()
    folder = tmp_path_factory.mktemp("serving")
    with running(folder, **database.environment, **OPTIONS) as program:
        yield program.url


@pytest.fixture(scope="module")
def second_program(
    app_url: str, database: Database, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Program]:
    """Another process that serves the same studios, on the same database and bus."""
    folder = tmp_path_factory.mktemp("second")
    with running(folder, **database.environment, **OPTIONS) as program:
        yield program


@pytest.fixture(scope="module")
def second_app_url(second_program: Program) -> str:
    """Where the other process answers."""
    return second_program.url


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One Chromium for these tests; gone before others, which want an event loop of their own."""
    with sync_playwright() as playwright:
        made = chromium(playwright)
        yield made
        made.close()


@pytest.fixture
def visit(browser: Browser, app_url: str) -> Iterator[Callable[..., Page]]:
    """Opens a browser of its own for somebody: ``visit(email)``, ``visit(email, size=PHONE)``."""
    contexts: list[BrowserContext] = []

    def open_for(
        email: str | None = None, *, size: dict[str, int] = DESK, at: str = app_url, **more: Any
    ) -> Page:
        context = browser.new_context(viewport=size, base_url=at, **more)  # pyright: ignore[reportArgumentType]
        contexts.append(context)
        if email is not None:
            token = identity.sign_in(email=email, password=PASSWORD, address="127.0.0.1")
            context.add_cookies([{"name": identity.COOKIE_NAME, "value": token, "url": at}])
        return context.new_page()

    yield open_for
    for context in contexts:
        context.close()


@pytest.fixture
def studio(database: Database) -> Studio:
    """A studio of this test's own, empty but for its people."""
    slug = f"s{letters()}"
    email = "{}@" + slug + ".example"
    alice = create_studio(
        name="Studio North",
        slug=slug,
        owner_email=email.format("alice"),
        owner_name="Alice Hart",
        password=PASSWORD,
    )
    for name, role in (("Mo Keller", Role.STUDIO_MANAGER), ("Bob Lind", Role.FREELANCER)):
        address = email.format(name.split()[0].lower())
        members.add_member(alice, email=address, name=name, role=role, password=PASSWORD)
    return Studio(slug, alice, *(email.format(name) for name in ("alice", "mo", "bob")))
