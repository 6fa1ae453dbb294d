"""The board as a file over REST."""

from typing import Annotated, Any

from fastapi import Query, Response
from pydantic import Field

from production_tool.api.answers import reading_failures
from production_tool.api.board import BoardAsked
from production_tool.api.deps import SignedInActor
from production_tool.api.routes import thread_router
from production_tool.services.board_export import Format, finish_export, prepare_export
from production_tool.services.work import reading

router = thread_router("/board", tag="board")

_FILE: dict[str, Any] = {"schema": {"type": "string", "format": "binary"}}
_FILES: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The file, named in Content-Disposition.",
        "content": {kind.media_type: _FILE for kind in Format},
    }
}


class ExportAsked(BoardAsked):
    """A window of the board, and the file it becomes."""

    format: Format = Field(description="pdf in pages, png in one picture, or xlsx.")
    inline: bool = Field(default=False, description="To be looked at and printed, not saved.")


@router.get(
    "/export",
    operation_id="export_board",
    response_class=Response,
    responses=reading_failures() | _FILES,
)
def export(actor: SignedInActor, asked: Annotated[ExportAsked, Query()]) -> Response:
    """What the board shows in a window of up to 190 days, as a file."""
    with reading(actor) as work:
        drawn = prepare_export(
            work,
            kind=asked.format,
            first=asked.from_,
            last=asked.to,
            narrowed=asked.narrowed,
            at=asked.at,
        )
    made = finish_export(drawn, kind=asked.format)
    how = "inline" if asked.inline else "attachment"
    headers = {
        "Content-Disposition": f'{how}; filename="{made.name}"',
        "Cache-Control": "private, no-store",
    }
    return Response(made.body, media_type=made.media_type, headers=headers)
