"""All files of one import, read before the studio is asked anything."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from production_tool.domain.imports.calendars import Diary
from production_tool.domain.imports.headers import Sort
from production_tool.domain.imports.report import Understood
from production_tool.domain.imports.rows import Sheet
from production_tool.domain.imports.tables import Unreadable
from production_tool.domain.refusals import Invalid
from production_tool.services.imports.calendar_reading import read_calendar
from production_tool.services.imports.options import ImportOptions
from production_tool.services.imports.plan import Progress
from production_tool.services.imports.reading import SourceFile, is_calendar, read_sheets


class UnreadableFile(Invalid):
    """The file as a whole makes no sense; nothing of the import was looked at further."""


@dataclass(frozen=True, slots=True)
class Sources:
    """What the files say."""

    sheets: tuple[Sheet, ...]
    diaries: tuple[Diary, ...]

    @property
    def understood(self) -> tuple[Understood, ...]:
        """How everything was read, to be shown before anything is written."""
        tables = (_told_sheet(sheet) for sheet in self.sheets)
        return tuple(chain(tables, map(_told_diary, self.diaries)))


def read_sources(
    files: Sequence[SourceFile], options: ImportOptions, *, now: datetime, progress: Progress
) -> Sources:
    """Read every file. Raises UnreadableFile, which names the file."""
    sheets: list[Sheet] = []
    diaries: list[Diary] = []
    for index, file in enumerate(files):
        progress("reading", index, len(files))
        try:
            if is_calendar(file):
                diaries.append(_calendar(file, options, now))
            else:
                sheets.extend(read_sheets(file, options.mapping))
        except Unreadable as refused:
            raise UnreadableFile(f"{file.name} cannot be imported: {refused}.") from refused
    progress("reading", len(files), len(files))
    return Sources(tuple(sheets), tuple(diaries))


def _calendar(file: SourceFile, options: ImportOptions, now: datetime) -> Diary:
    if not options.artist:
        raise Unreadable(
            "it is a calendar; say whose it is, under “Whose calendar” or with --artist"
        )
    return read_calendar(file, now=now)


def _told_sheet(sheet: Sheet) -> Understood:
    remarks = [*sheet.table.notes]
    for name, reading in sheet.dates.items():
        label = sheet.layout.label(name)
        remarks.append(f"Dates in “{label}” are read as {reading}.")
    if "end" in sheet.layout.columns and sheet.layout.sort is Sort.BOOKINGS:
        meaning = "the first day after" if sheet.layout.end_exclusive else "the last day, included"
        remarks.append(f"A date in “{sheet.layout.label('end')}” is {meaning}.")
    if sheet.layout.ignored:
        remarks.append(f"Not used: {', '.join(sheet.layout.ignored)}.")
    rows = len(sheet.rows) + len(sheet.refused)
    return Understood(sheet.table.name, _counted(rows, sheet.layout.sort), tuple(remarks))


def _told_diary(diary: Diary) -> Understood:
    found = _counted(len(diary.occurrences), "events")
    return Understood(diary.source, found, tuple(diary.notes))


def _counted(number: int, things: str) -> str:
    return f"{number:,} {things.removesuffix('s') if number == 1 else things}"
