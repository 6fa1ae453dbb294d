"""Text with delimiters into a table."""

import csv
import io
from collections.abc import Iterator, Mapping

from production_tool.domain.imports.headers import known_words
from production_tool.domain.imports.tables import Line, Table, Unreadable, is_blank

_DELIMITERS = (",", ";", "\t", "|")
_HEADER_WITHIN = 10
_MOST_ROWS = 200_000
_CUT = "the file ends in the middle of this row"


def read_csv(text: str, *, source: str, own: Mapping[str, str]) -> Table:
    """The table of a CSV file. Raises Unreadable."""
    delimiter, first = _find_header(text, own)
    records = list(_records(text, delimiter))
    if len(records) > _MOST_ROWS:
        raise Unreadable(f"it has {len(records):,} rows; at most {_MOST_ROWS:,} come in at once")
    header = tuple(str(cell).strip() for cell in records[first].cells)
    ends_well = text.endswith(("\n", "\r"))
    rows = [line for line in records[first + 1 :] if line.flaw or not is_blank(line.cells)]
    lines = tuple(
        _checked(line, len(header), last=line is rows[-1] and not ends_well) for line in rows
    )
    notes = (
        ()
        if ends_well or not rows
        else ("The file does not end with a line break: its last row may be cut off.",)
    )
    return Table(source, None, header, lines, delimiter, notes)


def _find_header(text: str, own: Mapping[str, str]) -> tuple[str, int]:
    """The delimiter and the row with which most of a header is understood."""
    best = (0, ",", 0)
    for delimiter in _DELIMITERS:
        for index, line in enumerate(_head(text, delimiter)):
            known = known_words([str(cell) for cell in line.cells], own)
            if known > best[0]:
                best = (known, delimiter, index)
    if not best[0]:
        raise Unreadable(
            "no header of artists, projects or bookings was found; "
            "the first row names the columns, for instance Artist, Project, From, To, Status"
        )
    return best[1], best[2]


def _head(text: str, delimiter: str) -> list[Line]:
    head = io.StringIO(text[:20_000], newline="")
    return [
        line
        for line, _ in zip(
            _records(head.getvalue(), delimiter), range(_HEADER_WITHIN), strict=False
        )
    ]


def _records(text: str, delimiter: str) -> Iterator[Line]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    while True:
        number += 1
        begun = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Line(number, (), _flaw(error, begun, reader.line_num))
            if "unexpected end" in str(error):
                return
        else:
            yield Line(number, tuple(cells))


def _flaw(error: csv.Error, begun: int, ended: int) -> str:
    if "unexpected end" in str(error):
        swallowed = f" ({ended - begun} lines after it were not read)" if ended > begun else ""
        return f"a quotation mark of line {begun} is never closed: {_CUT}{swallowed}"
    return f"line {begun} is not well-formed: {error}"


def _checked(line: Line, width: int, *, last: bool) -> Line:
    if line.flaw or len(line.cells) == width:
        return line
    if len(line.cells) < width:
        flaw = _CUT if last else f"it has {len(line.cells)} cells, the header has {width}"
        return Line(line.number, line.cells, flaw)
    if is_blank(line.cells[width:]):
        return Line(line.number, line.cells[:width])
    return Line(line.number, line.cells, f"it has {len(line.cells)} cells, the header has {width}")
