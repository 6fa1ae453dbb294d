"""What a figure about two browsers needs: programs of its own, and boards open in a Chromium."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, sync_playwright

from bench.stage import Stage
from production_tool.services import identity
from tests.e2e.board_hands import open_board
from tests.e2e.conftest import DESK, PASSWORD, chromium
from tests.program import running


@contextmanager
def program(stage: Stage, name: str) -> Iterator[str]:
    """Where one answers that runs on the stage's servers."""
    folder = stage.folder / name
    folder.mkdir()
    with running(folder, **stage.environment) as started:
        yield started.url


@contextmanager
def a_chromium() -> Iterator[Browser]:
    """It is gone afterwards, and so are its pages."""
    with sync_playwright() as playwright:
        browser = chromium(playwright)
        yield browser
        browser.close()


def board_of(browser: Browser, url: str, email: str) -> Page:
    """A browser of somebody's own, with the board open."""
    context = browser.new_context(viewport=DESK, base_url=url)  # pyright: ignore[reportArgumentType]
    token = identity.sign_in(email=email, password=PASSWORD, address="127.0.0.1")
    context.add_cookies([{"name": identity.COOKIE_NAME, "value": token, "url": url}])
    page = context.new_page()
    open_board(page)
    return page
