"""What axe-core finds on a screen that somebody could not see, name or reach."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_axe = Axe()
# Everything axe knows of WCAG 2.2 AA and of good practice.
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_OPTIONS = {"resultTypes": ["violations"], "runOnly": {"type": "tag", "values": _TAGS}}
# What fades in is paler than it will be; what turns for ever is not waited for.
_AT_REST = """() => Promise.all(document.getAnimations()
  .filter((each) => Number.isFinite(each.effect.getComputedTiming().endTime))
  .map((each) => each.finished.catch(() => null))).then(() => true)"""


def violations(page: Page) -> list[str]:
    """One line for each rule that is broken, with the first places where."""
    page.evaluate(_AT_REST)
    found = _axe.run(page, options=_OPTIONS).response["violations"]
    return [
        f"{each['id']}: {each['help']} ({len(each['nodes'])}) "
        + " | ".join(node["html"][:160] for node in each["nodes"][:3])
        for each in found
    ]
