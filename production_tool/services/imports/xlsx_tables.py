"""Sheets of a workbook into tables; sheets without a known header are named and left."""

import io
import zipfile
from collections.abc import Mapping

from python_calamine import CalamineError, CalamineWorkbook

from production_tool.domain.imports.headers import known_words
from production_tool.domain.imports.tables import Cell, Line, Table, Unreadable, as_text, is_blank

_HEADER_WITHIN = 10
_MOST_BYTES = 400_000_000
_MOST_ROWS = 200_000


def read_workbook(content: bytes, *, source: str, own: Mapping[str, str]) -> list[Table]:
    """A table for every sheet whose header is understood. Raises Unreadable."""
    _refuse_bombs(content)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = {name: _rows(book, name) for name in book.sheet_names}
    except (CalamineError, OSError, ValueError) as error:
        raise Unreadable(f"it is not a workbook that can be opened: {error}") from None
    tables = [table for name, rows in sheets.items() if (table := _table(source, name, rows, own))]
    if not tables:
        raise Unreadable("no sheet has a header of artists, projects or bookings")
    return tables


def _refuse_bombs(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            size = sum(part.file_size for part in packed.infolist())
    except zipfile.BadZipFile:
        raise Unreadable("it is not a workbook: it is damaged or cut off") from None
    if size > _MOST_BYTES:
        raise Unreadable("it unpacks to more than 400 MB")


def _rows(book: CalamineWorkbook, name: str) -> list[tuple[Cell, ...]]:
    sheet = book.get_sheet_by_name(name)
    if sheet.total_height > _MOST_ROWS:
        raise Unreadable(
            f"sheet {name} has {sheet.total_height:,} rows; at most {_MOST_ROWS:,} come in at once"
        )
    return [tuple(row) for row in sheet.to_python(skip_empty_area=False)]


def _table(
    source: str, sheet: str, rows: list[tuple[Cell, ...]], own: Mapping[str, str]
) -> Table | None:
    heads = [[as_text(cell) for cell in row] for row in rows[:_HEADER_WITHIN]]
    known = [known_words(head, own) for head in heads]
    if not known or not max(known):
        return None
    first = known.index(max(known))
    lines = (Line(first + 2 + i, row) for i, row in enumerate(rows[first + 1 :]))
    return Table(
        source, sheet, tuple(heads[first]), tuple(x for x in lines if not is_blank(x.cells))
    )
