"""The visible board on paper, as a picture or as a workbook."""

import json
import logging
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from production_tool.domain.actor import Permission
from production_tool.domain.moments import Moment
from production_tool.domain.paper import Heading, lay_out
from production_tool.domain.refusals import Invalid, Unavailable
from production_tool.domain.sheet import Sheet, read_sheet
from production_tool.domain.zones import to_local, zone_named
from production_tool.infra.offload import OffloadError
from production_tool.infra.typesetting import typeset
from production_tool.infra.workbook import make_workbook
from production_tool.services.queries.board import BoardFilter, Group, board_snapshot
from production_tool.services.queries.desk import instants
from production_tool.services.queries.studio import find_studio
from production_tool.services.work import Work

log = logging.getLogger(__name__)

MOST_DAYS, MOST_BARS = 190, 10_000
MOST_ROWS = {"png": 150, "pdf": 1_000, "xlsx": 2_000}
_BLANK = {Group.DEPARTMENT: "No department", Group.SKILL: "No skill", Group.PROJECT: "No project"}


class Format(StrEnum):
    """What a board can become."""

    PNG = "png"
    PDF = "pdf"
    XLSX = "xlsx"

    @property
    def media_type(self) -> str:
        """As HTTP calls it."""
        return {
            Format.PNG: "image/png",
            Format.PDF: "application/pdf",
            Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }[self]


class TooMuchToExport(Invalid):
    """More than a page, a picture or a sheet can show legibly."""


@dataclass(frozen=True, slots=True)
class Exported:
    """A file ready to be kept."""

    name: str
    media_type: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Drawn:
    """A board about to be drawn, and the words around it."""

    board: Mapping[str, Any]
    blank: str
    sheet: Sheet
    studio: str
    heading: Heading


def prepare_export(
    work: Work,
    *,
    kind: Format,
    first: date,
    last: date,
    narrowed: BoardFilter | None = None,
    at: Moment | None = None,
) -> Drawn:
    """The rows and bars of a window, and whether they can be exported.

    Raises NotAllowed, BadPeriod, NotYet or TooMuchToExport.
    """
    work.actor.must(Permission.SEE_BOARD)
    wanted = narrowed or BoardFilter()
    if (last - first).days > MOST_DAYS:
        raise TooMuchToExport(
            f"A board of {(last - first).days} days is too long; choose at most {MOST_DAYS}.",
            fields={"to": f"is more than {MOST_DAYS} days after from"},
        )
    found = board_snapshot(work, first=first, last=last, narrowed=wanted, at=at)
    board = json.loads(found.body)
    blank = _BLANK[wanted.group]
    sheet = read_sheet(board, blank=blank)
    _check_size(sheet, kind)
    studio = find_studio(work).details
    zone = zone_named(studio.zone)
    about = [studio.name, _range(sheet), *_narrowed_by(wanted)]
    if at is not None:
        about.append(f"as it was {_told(to_local(instants(work, at=at)[0], zone))}")
    made = f"{studio.name} \u00b7 made {_told(to_local(work.now, zone))} \u00b7 {studio.zone}"
    heading = Heading(title="Booking board", about=" \u00b7 ".join(about), made=made)
    return Drawn(board, blank, sheet, studio.name, heading)


def finish_export(drawn: Drawn, *, kind: Format) -> Exported:
    """The file; it needs no transaction, and so keeps none waiting. Raises Unavailable."""
    name = f"board-{drawn.sheet.first}-{drawn.sheet.last - timedelta(days=1)}.{kind}"
    try:
        return Exported(name, kind.media_type, _made(drawn, kind))
    except OffloadError as failure:
        log.exception("a board could not be exported as %s", kind)
        raise Unavailable("The board could not be drawn just now; try again.") from failure


def _made(drawn: Drawn, kind: Format) -> bytes:
    title, about = drawn.heading.title, drawn.heading.about
    if kind is Format.XLSX:
        return make_workbook(drawn.board, blank=drawn.blank, title=title, about=about)
    pages = lay_out(drawn.sheet, drawn.heading, whole=kind is Format.PNG)
    told = [asdict(page) for page in pages]
    return typeset(told, kind=kind.value, title=title, author=drawn.studio)


def _check_size(sheet: Sheet, kind: Format) -> None:
    lines = sheet.lines
    rows, bars = sum(line.lanes for line in lines), sum(len(line.bars) for line in lines)
    most = MOST_ROWS[kind.value]
    if rows > most or bars > MOST_BARS:
        instead = "narrow the filters, shorten the range"
        if kind is Format.PNG:
            instead = "choose PDF, which has pages, or narrow the filters"
        raise TooMuchToExport(
            f"This board has {rows:,} lines and {bars:,} bookings; {kind.value.upper()} takes "
            f"{most:,} lines and {MOST_BARS:,} bookings at most. Please {instead}."
        )


def _told(local: datetime) -> str:
    return f"{local:%a} {local.day} {local:%b %Y, %H:%M}"


def _range(sheet: Sheet) -> str:
    last = sheet.last - timedelta(days=1)
    first = f"{sheet.first:%a} {sheet.first.day} {sheet.first:%b}"
    if sheet.first.year != last.year:
        first += f" {sheet.first.year}"
    until = f"{last:%a} {last.day} {last:%b %Y}"
    return until if sheet.first == last else f"{first} \u2013 {until}"


def _narrowed_by(wanted: BoardFilter) -> list[str]:
    told = [wanted.department, wanted.skill, ", ".join(wanted.statuses)]
    if wanted.search:
        told.append(f"\u201c{wanted.search}\u201d")
    if wanted.group is not Group.DEPARTMENT:
        told.append(f"by {wanted.group.value}")
    return [each for each in told if each]
