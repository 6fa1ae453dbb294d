"""All rows of an import judged against the studio as it stands."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

from production_tool.domain.imports.headers import Sort
from production_tool.domain.imports.rows import BookingRow, Row, Sheet
from production_tool.domain.imports.tables import Unreadable, as_text
from production_tool.domain.periods import Period
from production_tool.services.imports.options import ImportOptions
from production_tool.services.imports.plan import Plan, Progress
from production_tool.services.imports.plan_bookings import plan_bookings
from production_tool.services.imports.plan_calendar import plan_calendar
from production_tool.services.imports.plan_catalogue import Place, plan_artists, plan_projects
from production_tool.services.imports.sources import Sources, UnreadableFile
from production_tool.services.imports.studio import StudioNow, read_bookings, read_studio
from production_tool.services.work import Work

# Artists and projects come first, whatever the order of the files: bookings name them.
_ORDER = ((Sort.ARTISTS, plan_artists), (Sort.PROJECTS, plan_projects),
          (Sort.BOOKINGS, plan_bookings))  # fmt: skip
_MARGIN = timedelta(days=2)


def judge(work: Work, sources: Sources, options: ImportOptions, *, progress: Progress) -> Plan:
    """The plan of the whole import; reads the studio, writes nothing. Raises UnreadableFile."""
    studio = read_studio(work)
    named = _artists_named(studio, sources, options)
    read_bookings(work, studio, artists=named, window=_window(sources))
    plan = Plan(studio, options, work.now)
    places = [Place(number, sheet) for number, sheet in enumerate(sources.sheets)]
    for step, (sort, decide) in enumerate(_ORDER):
        progress("checking", step, len(_ORDER))
        for place in places:
            if place.sheet.layout.sort is sort:
                _refuse_unread(plan, place)
                decide(plan, place)
    for diary in sources.diaries:
        try:
            plan_calendar(plan, diary)
        except Unreadable as refused:
            raise UnreadableFile(f"{diary.source} cannot be imported: {refused}") from refused
    progress("checking", len(_ORDER), len(_ORDER))
    return plan


def _refuse_unread(plan: Plan, place: Place) -> None:
    for refused in place.sheet.refused:
        told = ", ".join(filter(None, map(as_text, refused.line.cells[:4])))
        name = place.sheet.table.name
        plan.refuse(place.number, name, refused.line, told, refused.problems)


def _artists_named(studio: StudioNow, sources: Sources, options: ImportOptions) -> Iterator[UUID]:
    names = {row.artist for row in _bookings(sources.sheets)}
    if sources.diaries and options.artist:
        names.add(options.artist)
    for name in names:
        yield from studio.artist_book.find(name)


def _window(sources: Sources) -> Period | None:
    """Wide enough for every row in whatever zone."""
    spans = [row.span for row in _bookings(sources.sheets)]
    spans += [event.span for diary in sources.diaries for event in diary.occurrences]
    if not spans:
        return None
    first = min(_roughly(span.start) for span in spans)
    return Period(first - _MARGIN, max(_roughly(span.end) for span in spans) + _MARGIN)


def _roughly(moment: object) -> datetime:
    if isinstance(moment, datetime):
        return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
    return datetime.fromisoformat(str(moment)).replace(tzinfo=UTC)


def _bookings(sheets: tuple[Sheet, ...]) -> Iterator[BookingRow]:
    rows: Iterator[Row] = (row for sheet in sheets for row in sheet.rows)
    return (row for row in rows if isinstance(row, BookingRow))
