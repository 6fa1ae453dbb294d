"""A sheet laid out on paper: every line, box and word with its place, page by page."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from production_tool.domain.sheet import DAY, Bar, Line, Shade, Sheet, minute_of

MARGIN, TITLE, HEAD, FOOT = 28.0, 46.0, 26.0, 16.0
LANE, PAD, GROUP = 13.0, 3.0, 14.0
A4, A3 = (842.0, 595.0), (1191.0, 842.0)
WIDE_PICTURE = 1400.0
MANY_DAYS, MANY_LANES = 35, 90
HOURS_UP_TO = 2
LETTER = 0.56  # of the type's size: how wide a letter is, a little on the wide side

Shape = list[str | float]


@dataclass(slots=True)
class Page:
    """One page; shapes are ["box", style, x, y, w, h] or ["text", style, x, y, w, words]."""

    width: float
    height: float
    shapes: list[Shape] = field(default_factory=list[Shape])

    def box(self, style: str, x: float, y: float, w: float, h: float) -> None:
        """Something drawn."""
        self.shapes.append(["box", style, round(x, 2), round(y, 2), round(w, 2), round(h, 2)])

    def text(self, style: str, x: float, y: float, w: float, words: str, size: float = 7) -> None:
        """Words on one line, shortened to the width."""
        if (told := shortened(words, w, size)) != "":
            self.shapes.append(["text", style, round(x, 2), round(y, 2), round(w, 2), told])


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands on top and at the bottom of every page."""

    title: str
    about: str
    made: str


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a group or of a row that is never torn: from one lane up to another."""

    head: str
    line: Line | None = None
    lanes: tuple[int, int] = (0, 1)

    @property
    def height(self) -> float:
        """On paper."""
        if self.line is None:
            return GROUP
        return 2 * PAD + (self.lanes[1] - self.lanes[0]) * LANE


def lay_out(sheet: Sheet, heading: Heading, *, whole: bool = False) -> list[Page]:
    """Pages of A4 or A3 across, as the board's size asks; ``whole`` is one picture of all."""
    width, height = paper_for(sheet)
    room = height - 2 * MARGIN - TITLE - HEAD - FOOT
    if whole:
        room = max(sum(part.height for part in _parts(sheet, lanes=10_000)), GROUP)
        width, height = WIDE_PICTURE, room + 2 * MARGIN + TITLE + HEAD + FOOT
    stacks = _stacked(list(_parts(sheet, lanes=int((room - GROUP - 2 * PAD) // LANE))), room)
    return [
        _Drawing(sheet, Page(width, height)).draw(heading, stack, number, len(stacks))
        for number, stack in enumerate(stacks, 1)
    ]


def paper_for(sheet: Sheet) -> tuple[float, float]:
    """Width and height in points."""
    lanes = sum(line.lanes for line in sheet.lines)
    return A3 if len(sheet.days) > MANY_DAYS or lanes > MANY_LANES else A4


def shortened(words: str, width: float, size: float) -> str:
    """As many of the words as fit, with a sign that there was more."""
    most = int(width / (size * LETTER))
    if len(words) <= most:
        return words
    return f"{words[: most - 1].rstrip()}\u2026" if most > 1 else ""


def _parts(sheet: Sheet, *, lanes: int) -> Iterator[Part]:
    for group in sheet.groups:
        yield Part(group.name)
        for line in group.lines:
            for first in range(0, line.lanes, lanes):
                yield Part(group.name, line, (first, min(first + lanes, line.lanes)))


def _stacked(parts: list[Part], room: float) -> list[list[Part]]:
    """Parts by page; a head never stands alone at a foot, and is said again on the next page."""
    stacks: list[list[Part]] = [[]]
    used = 0.0
    for n, part in enumerate(parts):
        follower = parts[n + 1].height if part.line is None and n + 1 < len(parts) else 0.0
        if stacks[-1] and used + part.height + follower > room:
            again = [] if part.line is None else [Part(f"{part.head} (continued)")]
            stacks.append(again)
            used = sum(each.height for each in again)
        stacks[-1].append(part)
        used += part.height
    return stacks


class _Drawing:
    """One page on its way."""

    def __init__(self, sheet: Sheet, page: Page) -> None:
        self.sheet, self.page = sheet, page
        self.left = MARGIN + (170.0 if page.width > A4[0] else 128.0)
        self.right = page.width - MARGIN
        self.top = MARGIN + TITLE + HEAD
        self.minute = (self.right - self.left) / (sheet.end - sheet.start)

    def x(self, minute: int) -> float:
        return (
            self.left
            + (min(max(minute, self.sheet.start), self.sheet.end) - self.sheet.start) * self.minute
        )

    def draw(self, heading: Heading, parts: list[Part], number: int, count: int) -> Page:
        """Everything on the page."""
        bottom = self.top + sum(part.height for part in parts)
        self._words(heading, number, count)
        self._grid(bottom)
        self._days()
        y = self.top
        for part in parts:
            self._part(part, y)
            y += part.height
        self.page.box("rule", MARGIN, bottom, self.right - MARGIN, 0)
        return self.page

    def _words(self, heading: Heading, number: int, count: int) -> None:
        page, foot = self.page, self.page.height - MARGIN - 8
        page.text("title", MARGIN, MARGIN, 460, heading.title, 14)
        page.text("muted", MARGIN, MARGIN + 20, self.right - MARGIN, heading.about, 8)
        page.text("muted", MARGIN, foot, 600, heading.made, 7)
        page.text("right", self.right - 120, foot, 120, f"Page {number} of {count}", 7)
        self._legend()

    def _legend(self) -> None:
        x, y = self.right, MARGIN + 2
        there = {bar.status for line in self.sheet.lines for bar in line.bars}
        for status, sign, words in reversed(LEGEND):
            if status == "role" and status not in there:
                continue
            x -= len(words) * 3.7 + 12
            self.page.text("plain", x, y + 1, 90, words, 7)
            x -= 26
            self.page.box(status, x, y, 22, 11)
            self.page.text(f"{status}-sign", x + 3, y + 1.8, 18, sign, 6)

    def _grid(self, bottom: float) -> None:
        top = self.top - HEAD / 2
        for day in self.sheet.days:
            x = self.x(minute_of(day))
            w = self.x(minute_of(day) + DAY) - x
            if day.weekday() > 4:
                self.page.box("weekend", x, top, w, bottom - top)
            self.page.box("week" if day.weekday() == 0 else "day", x, top, 0, bottom - top)
        for shade in self.sheet.holidays:
            self._shade(shade, self.top, bottom - self.top)

    def _days(self) -> None:
        y = self.top - HEAD
        days = self.sheet.days
        few = len(days) <= HOURS_UP_TO
        for n, day in enumerate(days):
            words = f"{day:%A} {day.day} {day:%B %Y}" if few else f"{day:%B %Y}"
            if few or n == 0 or day.day == 1:
                self.page.text("month", self.x(minute_of(day)) + 2, y + 1, 160, words, 8)
        cell = DAY * self.minute
        for day in days:
            self._day(day, y + HEAD / 2 + 2, cell)
        self.page.box("rule", MARGIN, self.top, self.right - MARGIN, 0)

    def _day(self, day: date, y: float, cell: float) -> None:
        x = self.x(minute_of(day))
        if len(self.sheet.days) <= HOURS_UP_TO:
            for hour in range(0, 24, 2):
                at = self.x(minute_of(day) + hour * 60)
                self.page.box("day", at, y, 0, 10)
                self.page.text("muted", at + 2, y, 40, f"{hour}:00", 7)
        elif cell >= 11:
            style = "muted" if day.weekday() > 4 else "plain"
            name = f"{day:%a} " if cell >= 34 else f"{day:%a}"[:1] + " " if cell >= 20 else ""
            self.page.text(f"{style}-mid", x, y, max(cell, 12), f"{name}{day.day}", 5)
        elif day.weekday() == 0:
            self.page.text("plain", x + 1, y, 7 * cell, f"{day.day}", 7)

    def _part(self, part: Part, y: float) -> None:
        if part.line is None:
            self.page.box("group", MARGIN, y, self.right - MARGIN, part.height)
            self.page.text("strong", MARGIN + 4, y + 3, 400, part.head, 8)
            return
        line, (first, last) = part.line, part.lanes
        for shade in line.shades:
            self._shade(shade, y, part.height)
        wide = self.left - MARGIN - 8
        self.page.text("name", MARGIN + 4, y + PAD + 1, wide, line.name, 7.5)
        if part.height > 2 * PAD + LANE:
            self.page.text("muted", MARGIN + 4, y + PAD + 11, wide, line.title, 7)
        self.page.box("line", MARGIN, y + part.height, self.right - MARGIN, 0)
        for bar in line.bars:
            if first <= bar.lane < last:
                self._bar(bar, y + PAD + (bar.lane - first) * LANE)

    def _shade(self, shade: Shade, y: float, height: float) -> None:
        x = self.x(shade.start)
        w = self.x(shade.end) - x
        if w > 0:
            self.page.box("weekend" if shade.kind == "holiday" else "leave", x, y, w, height)
            self.page.text("muted", x + 2, y + 2, w - 3, shade.label or shade.kind, 6)

    def _bar(self, bar: Bar, y: float) -> None:
        x = self.x(bar.start)
        w = self.x(bar.end) - x - 0.8
        if w <= 0:
            return
        self.page.box(bar.status, x + 0.4, y, w, LANE - 2)
        wide = len(bar.sign) * 4.4 + 3
        if w < wide:
            return
        self.page.text(f"{bar.status}-sign", x + 2.5, y + 2.6, wide, bar.sign, 5.5)
        self.page.text(f"{bar.status}-text", x + wide + 2, y + 2, w - wide - 3, bar.label, 7)


LEGEND = [
    ("hold", "H1", "Hold and its rank"),
    ("pencil", "P", "Pencil"),
    ("confirmed", "C", "Confirmed"),
    ("role", "R", "Waiting for a person"),
]
