"""The built program as people meet it: one server for the run, and a real Chromium."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from production_tool.domain.actor import Actor, Role
from production_tool.infra import frontend
from production_tool.services import identity, members
from production_tool.services.studio import create_studio
from tests.servers import Database

PASSWORD = "tomorrow we take the early train"
# What the console command does, whichever copy of the program is under test.
PROGRAM = "from production_tool.cli import main; main()"
DESK = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}


@dataclass(frozen=True)
class Studio:
    """A studio with the fixed cast: alice owns, mo manages, bob is a freelancer."""

    slug: str
    alice: Actor
    alice_email: str
    mo_email: str
    bob_email: str


class Program:
    """One running copy of the program, which can be stopped and started again at its address."""

    def __init__(self, environment: Mapping[str, str], folder: Path) -> None:
        self._environment, self._folder = environment, folder
        self._port = _free_port()
        self._serving: subprocess.Popen[bytes] | None = None
        self.url = f"http://localhost:{self._port}"

    def start(self) -> None:
        given = {
            "PRODUCTION_TOOL_DATA": str(self._folder / "data"),
            "PRODUCTION_TOOL_SIGN_IN_ATTEMPTS": "5",
        }
        with (self._folder / "output").open("ab") as output:
            self._serving = subprocess.Popen(
                [sys.executable, "-c", PROGRAM, "serve", "--port", str(self._port)],
                env={**os.environ, **self._environment, **given},
                cwd=Path(__file__).parents[2],
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        _wait_until_ready(self._serving, self.url, self._folder / "output")

    def stop(self) -> None:
        if self._serving is not None:
            self._serving.terminate()
            self._serving.wait(timeout=30)
            self._serving = None


@pytest.fixture(scope="session")
def app_url(database: Database, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the program answers; it stops at the end of the run."""
    frontend.build()
    program = Program(database.environment, tmp_path_factory.mktemp("serving"))
    program.start()
    yield program.url
    program.stop()


@pytest.fixture(scope="module")
def second_program(
    app_url: str, database: Database, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Program]:
    """Another process that serves the same studios, on the same database and bus."""
    program = Program(database.environment, tmp_path_factory.mktemp("second"))
    program.start()
    yield program
    program.stop()


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


def chromium(playwright: Playwright) -> Browser:
    """The system's Chromium, else Playwright's own."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    return playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])


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
def studio(database: Database, request: pytest.FixtureRequest) -> Studio:
    """A studio of this test's own, empty but for its people."""
    slug = f"s{abs(hash(request.node.nodeid)) % 10**12}"
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


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_until_ready(serving: subprocess.Popen[bytes], url: str, log: Path) -> None:
    client = httpx.Client(transport=httpx.HTTPTransport(retries=0), timeout=2)
    for _ in range(300):
        if serving.poll() is not None:
            pytest.fail(f"the program did not start:\n{log.read_text('utf-8')[-4000:]}")
        try:
            if client.get(f"{url}/api/v1/health/ready").status_code == httpx.codes.OK:
                return
        except httpx.TransportError:
            pass
        # Nothing tells us that a server listens; a wait on the child is the pause between tries.
        try:
            serving.wait(timeout=0.1)
        except subprocess.TimeoutExpired:
            continue
    pytest.fail(f"the program was not ready in time:\n{log.read_text('utf-8')[-4000:]}")
