"""A real Chromium, and how long anything may take in it."""

import shutil

from playwright.sync_api import Browser, Playwright, expect

DESK = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
# How long a claim may take to become true, and an action to become possible. Tests claim what
# happens, not how soon: on a machine that does other work as well, soon may be many seconds.
PATIENCE = 60_000
expect.set_options(timeout=PATIENCE)
# Letters are drawn the same on every machine, whatever its screen and its fonts' settings.
_OPTIONS = ["--no-sandbox", "--font-render-hinting=none", "--disable-lcd-text"]


def chromium(playwright: Playwright) -> Browser:
    """The system's Chromium, else Playwright's own. Its actions wait 30 s by themselves."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    return playwright.chromium.launch(executable_path=found, args=_OPTIONS)
