"""Sheets of a workbook into tables; sheets without a known header are named and left."""

import io
import re
import zipfile
import zlib
from collections.abc import Mapping

from python_calamine import CalamineError, CalamineWorkbook

from production_tool.domain.imports.headers import known_words
from production_tool.domain.imports.tables import Cell, Line, Table, Unreadable, as_text, is_blank

_HEADER_WITHIN = 10
_MOST_BYTES = 200_000_000
_MOST_CELLS = 5_000_000
_CELL = re.compile(rb"""\sr\s*=\s*["']\s*\$?([A-Za-z]{0,8})\$?([0-9]{1,12})\s*["']""")
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
    """Before anything is unpacked into memory: small files can claim to be endless."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > _MOST_BYTES:
                raise Unreadable("it unpacks to more than 200 MB")
            for part in packed.infolist():
                _refuse_sparse(packed.read(part))
    except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError):
        raise Unreadable("it is not a workbook: it is damaged or cut off") from None


def _refuse_sparse(part: bytes) -> None:
    """One cell far out makes the reader fill everything before it."""
    found = [(_column(letters), int(row)) for letters, row in _CELL.findall(part)]
    if not found:
        return
    columns, rows = max(column for column, _ in found), max(row for _, row in found)
    if columns * rows > _MOST_CELLS:
        raise Unreadable(
            f"a sheet reaches to row {rows:,} and column {columns:,}; clear what is far out"
        )


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number


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
