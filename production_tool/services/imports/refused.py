"""The refused rows as files of their own: mended, they can be imported again."""

import csv
import io

from production_tool.domain.imports.calendars import Diary, LeftOut
from production_tool.domain.imports.dates import Order, read_moment
from production_tool.domain.imports.headers import REASON_HEADER
from production_tool.domain.imports.report import RefusedFile
from production_tool.domain.imports.rows import Sheet
from production_tool.domain.imports.tables import Cell, RefusedLine, Unreadable, as_text


def refused_rows(sheet: Sheet, refused: list[RefusedLine]) -> RefusedFile:
    """The refused rows of a table as CSV, as they were, and why in a column at the end."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=sheet.table.delimiter, lineterminator="\r\n")
    old = [i for i, name in enumerate(sheet.table.header) if name == REASON_HEADER]
    kept = [i for i in range(len(sheet.table.header)) if i not in old]
    writer.writerow([*(sheet.table.header[i] for i in kept), REASON_HEADER])
    for row in sorted(refused, key=lambda row: row.line.number):
        cells = row.line.cells
        told = [_written(sheet, i, cells[i]) if i < len(cells) else "" for i in kept]
        writer.writerow([*told, "; ".join(map(str, row.problems))])
    # With the mark spreadsheets recognise UTF-8 by.
    content = text.getvalue().encode("utf-8-sig", errors="replace")
    return RefusedFile(sheet.table.source, sheet.table.sheet, "csv", content)


def refused_events(diary: Diary, refused: list[LeftOut]) -> RefusedFile:
    """The refused events as a calendar, each with its reason as a comment."""
    parts = ["BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Production Tool//EN\r\n", diary.zones]
    written: set[str] = set()
    for left in refused:
        if left.source and left.source not in written:
            written.add(left.source)
            parts.append(_with_reason(left))
    parts.append("END:VCALENDAR\r\n")
    return RefusedFile(diary.source, None, "ics", "".join(parts).encode())


def _written(sheet: Sheet, column: int, cell: Cell) -> str:
    """A cell as it was; a date whose order the whole column gave away, as ISO.

    Alone in the new file it might be read the other way round.
    """
    for name, reading in sheet.dates.items():
        if sheet.layout.columns.get(name) != column or reading.order in {None, Order.ISO}:
            continue
        try:
            return as_text(read_moment(cell, reading))
        except Unreadable:
            break
    return as_text(cell)


def _with_reason(left: LeftOut) -> str:
    plain = str(left.problem).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    reason = _folded(f"X-REFUSED-BECAUSE:{plain}")
    lines = [line for line in left.source.splitlines() if line]
    kept = [line for line in lines if not line.startswith("X-REFUSED-BECAUSE")]
    return "\r\n".join([*kept[:-1], reason, kept[-1], ""])


def _folded(line: str, width: int = 60) -> str:
    return "\r\n ".join(line[i : i + width] for i in range(0, len(line), width))
