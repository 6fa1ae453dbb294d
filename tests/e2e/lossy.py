"""A line between a browser and the program: it loses, hushes or breaks when it is told to."""

from playwright.sync_api import Page

_LINE = """
const line = window.line = { losing: 0, deaf: false, hushed: false, open: new Set() };
window.WebSocket = class extends WebSocket {
  constructor(...where) {
    super(...where);
    line.open.add(this);
  }
  send(words) {
    if (!line.hushed) super.send(words);
  }
  set onmessage(hear) {
    super.onmessage = (event) => {
      if (line.deaf && `${event.data}`.includes("/board,")) return;
      const patch = typeof event.data === "string" && event.data.includes('/board,["patch"');
      if (!patch || line.losing === 0) return hear(event);
      line.losing--;
    };
  }
};"""


class Line:
    """Put under a page before it is opened."""

    def __init__(self, page: Page) -> None:
        self._page = page
        page.add_init_script(_LINE)

    def lose(self, patches: int) -> None:
        """Let so many of the next patches not arrive."""
        self._page.evaluate("(patches) => { line.losing = patches; }", patches)

    def hush(self) -> None:
        """Let nothing that the page says be heard from now on."""
        self._page.evaluate("line.hushed = true")

    def deafen(self) -> None:
        """Let nothing of the board be heard any more, on a line that stays open."""
        self._page.evaluate("line.deaf = true")

    def say(self, words: str) -> None:
        """Let the server hear something that the page itself did not say."""
        self._page.evaluate("(words) => line.open.forEach((each) => each.send(words))", words)

    def cut(self) -> None:
        """Break the connection; the page has to find back by itself."""
        self._page.evaluate("line.open.forEach((each) => each.close())")

    def down(self) -> None:
        """Take the whole network away, until it is up again."""
        self._page.context.set_offline(True)
        self.cut()

    def up(self) -> None:
        """Give the network back."""
        self._page.context.set_offline(False)
