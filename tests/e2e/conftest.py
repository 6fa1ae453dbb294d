"""The built program as people meet it: one server for the run, and a real Chromium."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

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


@pytest.fixture(scope="session")
def app_url(database: Database, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the program answers; it stops at the end of the run."""
    frontend.build()
    port = _free_port()
    folder = tmp_path_factory.mktemp("serving")
    given = {"PRODUCTION_TOOL_DATA": str(folder / "data"), "PRODUCTION_TOOL_SIGN_IN_ATTEMPTS": "5"}
    log = (folder / "output").open("wb")
    serving = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, "serve", "--port", str(port)],
        env={**os.environ, **database.environment, **given},
        cwd=Path(__file__).parents[2],
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    url = f"http://localhost:{port}"
    _wait_until_ready(serving, url, folder / "output")
    yield url
    serving.terminate()
    serving.wait(timeout=30)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the run: the system's, else Playwright's own."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser: Browser, app_url: str) -> Iterator[Callable[..., Page]]:
    """Opens a browser of its own for somebody: ``visit(email)``, ``visit(email, size=PHONE)``."""
    contexts: list[BrowserContext] = []

    def open_for(email: str | None = None, *, size: dict[str, int] = DESK) -> Page:
        context = browser.new_context(viewport=size, base_url=app_url)  # pyright: ignore[reportArgumentType]
        contexts.append(context)
        if email is not None:
            token = identity.sign_in(email=email, password=PASSWORD, address="127.0.0.1")
            context.add_cookies([{"name": identity.COOKIE_NAME, "value": token, "url": app_url}])
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
