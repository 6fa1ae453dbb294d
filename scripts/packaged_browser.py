"""Prints where playwright's own Chromium lies; ends with 1 if it was not installed."""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

with sync_playwright() as playwright:
    found = Path(playwright.chromium.executable_path)
sys.stdout.write(f"{found}\n")
sys.exit(not found.exists())
