"""The board as a workbook: a sheet like the screen, and a sheet that lists its bookings."""

import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

from production_tool.domain.sheet import (
    DAY,
    Bar,
    Line,
    Sheet,
    moment,
    read_sheet,
    whole_days,
)
from production_tool.infra.offload import run_offloaded
from production_tool.infra.typesetting import paper_colours

_NAME_WIDTH, _DAY_WIDTH, _FROZEN = 24, 5, 2
# A spreadsheet takes words that begin so for a sum to work out.
_SUMS = ("=", "+", "-", "@", "\t", "\r")
_LIST = (
    ("Artist", 24),
    ("Group", 20),
    ("Status", 24),
    ("Rank", 6),
    ("Booking", 44),
    ("From", 17),
    ("To", 17),
    ("Days", 7),
)
_STATUS = {"role": "waiting for a person"}


def make_workbook(board: Mapping[str, Any], *, blank: str, title: str, about: str) -> bytes:
    """An XLSX file of what a snapshot holds; ``blank`` heads rows without a head of their own.

    Every word is written as a word, whatever it looks like. Raises OffloadError.
    """
    given = {"board": board, "blank": blank, "title": title, "about": about}
    return run_offloaded(__name__, given=json.dumps(given).encode())


class _Book:
    """The workbook on its way."""

    def __init__(self, book: Any, title: str) -> None:
        self._book, self._title = book, title
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}
        self._colours = paper_colours()
        book.set_properties({"title": title})

    def close(self) -> None:
        self._book.close()

    def draw_board(self, sheet: Sheet, about: str) -> None:
        """Rows by days, as on the screen."""
        page = self._book.add_worksheet("Board")
        page.hide_gridlines(2)
        page.set_landscape()
        page.set_paper(8 if len(sheet.days) > 35 else 9)
        page.fit_to_pages(1, 0)
        page.repeat_rows(0, _FROZEN)
        page.set_column(0, 0, _NAME_WIDTH)
        page.set_column(1, len(sheet.days), _DAY_WIDTH)
        self._say(page, 0, 0, f"{self._title} \u00b7 {about}", bold=True, font_size=13)
        self._days(page, sheet)
        page.freeze_panes(_FROZEN + 1, 1)
        row = _FROZEN + 1
        for group in sheet.groups:
            for column in range(len(sheet.days) + 1):
                words = group.name if column == 0 else ""
                self._say(page, row, column, words, bold=True, bg_color=self._colours["sunken"])
            row += 1
            for line in group.lines:
                row += self._line(page, row, line, sheet)

    def list_bookings(self, sheet: Sheet) -> None:
        """One row a booking, to be sorted and counted."""
        page = self._book.add_worksheet("Bookings")
        for column, (name, width) in enumerate(_LIST):
            page.set_column(column, column, width)
            self._say(page, 0, column, name, bold=True, bg_color=self._colours["sunken"])
        row = 0
        for group in sheet.groups:
            for line in group.lines:
                for bar in line.bars:
                    row += 1
                    self._booking(page, row, line.name, group.name, bar)
        page.freeze_panes(1, 1)
        page.autofilter(0, 0, max(row, 1), len(_LIST) - 1)

    def _booking(self, page: Any, row: int, artist: str, group: str, bar: Bar) -> None:
        whole = bar.start % DAY == 0 and bar.end % DAY == 0
        # Whole days are said as people say them: the last one is part of it.
        last = moment(bar.end) - timedelta(days=1) if whole else moment(bar.end)
        status = _STATUS.get(bar.status, bar.status)
        for column, words in ((0, artist), (1, group), (2, status), (4, bar.label)):
            self._say(page, row, column, words)
        if bar.rank:
            page.write_number(row, 3, bar.rank)
        for column, at in ((5, moment(bar.start)), (6, last)):
            self._date(page, row, column, at, whole=whole)
        page.write_number(row, 7, round((bar.end - bar.start) / DAY, 2))

    def _date(self, page: Any, row: int, column: int, at: datetime, *, whole: bool) -> None:
        number = "yyyy-mm-dd" if whole else "yyyy-mm-dd hh:mm"
        page.write_datetime(row, column, at, self._format(num_format=number, align="left"))

    def _days(self, page: Any, sheet: Sheet) -> None:
        closed = sheet.closed
        for column, day in enumerate(sheet.days, 1):
            holiday = closed.get(day)
            off = {"bg_color": self._colours["off"]} if holiday or day.weekday() > 4 else {}
            month = f"{day:%b %Y}" if column == 1 or day.day == 1 else ""
            self._say(page, 1, column, month, bold=True)
            self._say(page, 2, column, f"{day:%a} {day.day}", align="center", font_size=9, **off)
            if holiday:
                page.write_comment(2, column, holiday)

    def _line(self, page: Any, row: int, line: Line, sheet: Sheet) -> int:
        """How many rows it took: two bookings never share a cell."""
        bars, closed = list(_by_days(line)), sheet.closed
        lanes = 1 + max((bar.lane for bar in bars), default=0)
        taken = {(bar.lane, n) for bar in bars for n in _columns(bar, sheet)}
        for lane in range(lanes):
            self._say(page, row + lane, 0, line.name if lane == 0 else "")
            for n, day in enumerate(sheet.days):
                off = day.weekday() in line.off or day in closed
                if off and (lane, n) not in taken:
                    page.write_blank(
                        row + lane, n + 1, None, self._format(bg_color=self._colours["off"])
                    )
        for bar in bars:
            self._bar(page, row + bar.lane, bar, sheet)
        return lanes

    def _bar(self, page: Any, row: int, bar: Bar, sheet: Sheet) -> None:
        columns = _columns(bar, sheet)
        if not columns:
            return
        words, look = f"{bar.sign} {bar.label}", self._look(bar)
        if len(columns) == 1:
            self._say(page, row, columns[0] + 1, words, **look)
            return
        quoted = {"quote_prefix": True} if words.startswith(_SUMS) else {}
        style = self._format(**look, **quoted)
        page.merge_range(row, columns[0] + 1, row, columns[-1] + 1, "", style)
        page.write_string(row, columns[0] + 1, words, style)

    def _look(self, bar: Bar) -> dict[str, Any]:
        """In colour as on the screen, and in black and white told by letter and edge."""
        colours = self._colours
        if bar.status == "confirmed":
            return {"bg_color": colours["confirmed"], "font_color": colours["confirmed-text"]}
        if bar.status == "pencil":
            edge = {"border": 3, "border_color": colours["pencil-edge"]}
            return {"bg_color": colours["pencil"], "font_color": colours["pencil-text"], **edge}
        if bar.status == "hold":
            stripes = {"pattern": 14, "fg_color": colours["hold-stripe"]}
            return {"bg_color": colours["hold"], "font_color": colours["hold-text"], **stripes}
        return {"border": 4, "border_color": colours["muted"]}

    def _say(self, page: Any, row: int, column: int, words: str, **look: Any) -> None:
        if words.startswith(_SUMS):
            look["quote_prefix"] = True
        if words or look:
            page.write_string(row, column, words, self._format(**look))

    def _format(self, **look: Any) -> Any:
        key = tuple(sorted(look.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format({"valign": "vcenter", **look})
        return self._formats[key]


def _by_days(line: Line) -> Iterator[Bar]:
    """Its bars, and more lanes where a day has several bars of one: a cell is a day."""
    above = 0
    for lane in range(line.lanes):
        ends: list[int] = []
        for bar in sorted((b for b in line.bars if b.lane == lane), key=lambda b: b.start):
            start, end = whole_days(bar)
            below = next((n for n, taken in enumerate(ends) if taken <= start), len(ends))
            ends[below : below + 1] = [end]
            yield replace(bar, lane=above + below)
        above += max(1, len(ends))


def _columns(bar: Bar, sheet: Sheet) -> range:
    """The days of the sheet that a bar touches."""
    start, end = whole_days(bar)
    first = max(start, sheet.start) - sheet.start
    last = min(end, sheet.end) - sheet.start
    return range(first // DAY, max(first, last) // DAY)


def _main() -> None:
    import xlsxwriter  # noqa: PLC0415 # pyright: ignore[reportMissingTypeStubs]

    given = json.load(sys.stdin.buffer)
    sheet = read_sheet(given["board"], blank=given["blank"])
    kept = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = _Book(xlsxwriter.Workbook(kept, options), given["title"])
    book.draw_board(sheet, given["about"])
    book.list_bookings(sheet)
    book.close()
    sys.stdout.buffer.write(kept.getvalue())


if __name__ == "__main__":
    _main()
