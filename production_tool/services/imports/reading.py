"""A file of any kind into tables or a calendar, by what it holds and not by its name."""

from dataclasses import dataclass

from production_tool.domain.imports.headers import Layout, recognise
from production_tool.domain.imports.mapping import Mapping
from production_tool.domain.imports.row_reading import read_rows
from production_tool.domain.imports.rows import Sheet, Wording
from production_tool.domain.imports.tables import Table, Unreadable
from production_tool.services.imports.charset import read_text
from production_tool.services.imports.csv_tables import read_csv
from production_tool.services.imports.xlsx_tables import read_workbook
from production_tool.services.imports.zones import known_zone

_MOST_BYTES = 50_000_000
_OTHER_KINDS = (
    (b"%PDF", "a PDF"),
    (b"\xd0\xcf\x11\xe0", "an old Excel or Word file; save it as .xlsx"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """What is being imported: its name as the person knows it, and its bytes."""

    name: str
    content: bytes


def is_calendar(file: SourceFile) -> bool:
    """An iCalendar, whatever the file is called."""
    return file.content.lstrip(b"\xef\xbb\xbf \r\n\t")[:15].upper() == b"BEGIN:VCALENDAR"


def read_sheets(file: SourceFile, mapping: Mapping) -> list[Sheet]:
    """Every table of a CSV or XLSX file, read row by row. Raises Unreadable."""
    wording = Wording(dates=mapping.dates, statuses=mapping.statuses, zones=known_zone)
    return [read_rows(table, _layout(table, mapping), wording) for table in _tables(file, mapping)]


def check_size(file: SourceFile) -> None:
    """Refuse what is empty, too large, or plainly something else. Raises Unreadable."""
    if not file.content.strip():
        raise Unreadable("it is empty")
    if len(file.content) > _MOST_BYTES:
        raise Unreadable("it is larger than 50 MB")
    for mark, kind in _OTHER_KINDS:
        if file.content.startswith(mark):
            raise Unreadable(f"it is {kind}; CSV, XLSX and iCalendar files can be imported")


def _tables(file: SourceFile, mapping: Mapping) -> list[Table]:
    check_size(file)
    if file.content.startswith(b"PK\x03\x04"):
        return read_workbook(file.content, source=file.name, own=mapping.columns)
    text, note = read_text(file.content)
    table = read_csv(text, source=file.name, own=mapping.columns)
    if note:
        notes = (note, *table.notes)
        table = Table(table.source, None, table.header, table.lines, table.delimiter, notes)
    return [table]


def _layout(table: Table, mapping: Mapping) -> Layout:
    exclusive = None if mapping.end is None else mapping.end == "exclusive"
    layout = recognise(table.header, own=mapping.columns, end_exclusive=exclusive)
    if layout is None:
        raise Unreadable("its header is not understood")
    return layout
