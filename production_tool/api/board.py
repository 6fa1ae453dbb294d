"""The board over REST: bytes as PostgreSQL made them, handed through."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Header, Query, Response
from pydantic import Field

from production_tool.api.answers import JSON, reading_failures, told
from production_tool.api.asking import Statuses
from production_tool.api.deps import SignedInActor
from production_tool.api.envelope import Envelope
from production_tool.api.routes import thread_router
from production_tool.api.schemas.base import Day, Given, When
from production_tool.api.schemas.board import BarLabel, Board, BoardPatch, BoardReset
from production_tool.services.queries.board import (
    BoardFilter,
    Group,
    board_changes,
    board_seq,
    board_snapshot,
)
from production_tool.services.queries.board_labels import bar_label
from production_tool.services.work import reading

router = thread_router("/board", tag="board")

_BEFORE = b'{"data":'
_AFTER = b',"meta":{"total":null,"page":null,"limit":null,"nextCursor":null},"error":null}'
_UNCHANGED: dict[int | str, dict[str, Any]] = {
    304: {"description": "Nothing was written since the ETag sent in If-None-Match."}
}


class BoardAsked(Given):
    """Local days from one up to, not including, another; and which rows and bars."""

    from_: Day = Field(alias="from", examples=["2026-11-01"])
    to: Day = Field(examples=["2027-01-01"])
    department: str = Field(default="", max_length=80)
    skill: str = Field(default="", max_length=60)
    status: Statuses = Field(default=[], description="hold, pencil, confirmed; all by default.")
    q: str = Field(
        default="", max_length=200, description="In an artist's name, title, department."
    )
    group: Group = Field(default=Group.DEPARTMENT, description="What the rows stand together by.")
    at: When | None = Field(
        default=None, description="The board as it was at that past instant, read only."
    )

    @property
    def narrowed(self) -> BoardFilter:
        """Which rows and bars, as the queries want it."""
        return BoardFilter(
            department=self.department,
            skill=self.skill,
            statuses=tuple(self.status),
            search=self.q,
            group=self.group,
        )


class ChangesAsked(Given):
    """Since which number of the studio's clock, and in which window."""

    since: int = Field(ge=0, le=2**53)
    from_: Day | None = Field(default=None, alias="from")
    to: Day | None = None


@router.get(
    "",
    operation_id="read_board",
    response_model=Envelope[Board],
    responses=reading_failures() | _UNCHANGED,
)
def read(
    actor: SignedInActor,
    asked: Annotated[BoardAsked, Query()],
    if_none_match: Annotated[str | None, Header(alias="If-None-Match", max_length=200)] = None,
) -> Response:
    """Everything on the board in a window; the ETag is the number of the latest write.

    With `at` it is the board as history tells it, which has no ETag.
    """
    known = None if asked.at else if_none_match
    with reading(actor) as work:
        if known is not None and f'"{board_seq(work)}"' in known:
            return Response(status_code=304, headers=_kept_as(known))
        found = board_snapshot(
            work, first=asked.from_, last=asked.to, narrowed=asked.narrowed, at=asked.at
        )
    return _through(found.body, {} if asked.at else _kept_as(f'"{found.seq}"'))


@router.get(
    "/changes",
    operation_id="read_board_changes",
    response_model=Envelope[BoardPatch | BoardReset],
    responses=reading_failures(),
)
def read_changes(actor: SignedInActor, asked: Annotated[ChangesAsked, Query()]) -> Response:
    """What changed since the board was read, or that it must be read anew."""
    with reading(actor) as work:
        found = board_changes(work, since=asked.since, first=asked.from_, last=asked.to)
    return _through(found.body, {})


@router.get(
    "/labels/{bar_id}",
    operation_id="read_board_label",
    response_model=Envelope[BarLabel],
    responses=reading_failures(),
)
def read_label(bar_id: UUID, actor: SignedInActor) -> Response:
    """The whole label of a bar, which the board has cut."""
    with reading(actor) as work:
        return told(BarLabel(label=bar_label(work, bar_id))).response()


def _kept_as(tag: str) -> dict[str, str]:
    return {
        "ETag": tag,
        "Cache-Control": "private, no-cache",
        "Vary": "Authorization, Cookie",
    }


def _through(body: bytes, headers: dict[str, str]) -> Response:
    return Response(b"".join((_BEFORE, body, _AFTER)), 200, headers, JSON)
