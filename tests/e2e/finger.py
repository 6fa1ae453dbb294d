"""A finger on the screen: Chromium hears of it as of a real one."""

from playwright.sync_api import Page, expect

from tests.e2e.board_hands import Point


class Finger:
    """One finger of somebody at that page."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._line = page.context.new_cdp_session(page)

    def land(self, at: Point) -> None:
        self._touch("touchStart", at)

    def go(self, *ways: Point) -> None:
        for at in ways:
            self._touch("touchMove", at)

    def leave(self) -> None:
        self._touch("touchEnd")

    def carry(self, start: Point, end: Point) -> None:
        """Press long, until what lies there is lifted, and take it elsewhere."""
        self.land(start)
        expect(self._page.locator(".pb.dragging")).to_have_count(1)
        self.go(((start[0] + end[0]) / 2, start[1]), end)
        self.leave()

    def _touch(self, kind: str, *at: Point) -> None:
        points = [{"x": x, "y": y} for x, y in at]
        self._line.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
