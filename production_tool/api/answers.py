"""Answers ready to send: made once, kept under an Idempotency-Key, checked against a version."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any

from fastapi import Header, Response
from pydantic import BaseModel

from production_tool.api.errors import failures
from production_tool.domain.refusals import Invalid
from production_tool.services.queries.paging import Page

JSON = "application/json"
_NO_META: Mapping[str, Any] = {"total": None, "page": None, "limit": None, "nextCursor": None}


@dataclass(frozen=True, slots=True)
class Answer:
    """A status, a body and headers; the body is JSON already."""

    body: str
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict[str, str])

    def response(self) -> Response:
        """What goes out."""
        return Response(self.body, self.status, self.headers, JSON)


def told(
    data: BaseModel, *, status: int = 200, version: int | None = None, at: str | None = None
) -> Answer:
    """One thing, with the version it has and the address it is found at."""
    headers: dict[str, str] = {}
    if version is not None:
        headers["ETag"] = f'"{version}"'
    if at is not None:
        headers["Location"] = at
    return Answer(_enveloped(data.model_dump_json(by_alias=True), _NO_META), status, headers)


def listed(data: list[Any], page: Page[Any] | None = None) -> Answer:
    """Part of a list, or all of it."""
    rows = ",".join(each.model_dump_json(by_alias=True) for each in data)
    meta = _NO_META
    if page is not None:
        meta = {
            "total": page.total,
            "page": page.page,
            "limit": page.limit,
            "nextCursor": page.next_cursor,
        }
    return Answer(_enveloped(f"[{rows}]", meta))


def _enveloped(data: str, meta: Mapping[str, Any]) -> str:
    return f'{{"data":{data},"meta":{json.dumps(meta, separators=(",", ":"))},"error":null}}'


IfMatch = Annotated[
    str | None,
    Header(
        alias="If-Match",
        pattern=r'^(W/)?"?[1-9][0-9]{0,8}"?$',
        description="The version you saw, as the ETag had it; instead of `version`.",
        examples=['"1"'],
    ),
]


def seen_version(version: int | None, if_match: str | None) -> int:
    """Which version the caller saw, as the body or If-Match says. Raises Invalid."""
    seen = version
    if if_match is not None:
        seen = int(if_match.removeprefix("W/").strip('"'))
    if seen is None or (version is not None and version != seen):
        raise Invalid(
            "Say which version you saw, in the body's version or in If-Match.",
            fields={"version": "is missing" if seen is None else "differs from If-Match"},
        )
    return seen


def reading_failures() -> dict[int | str, dict[str, Any]]:
    """What any read may answer besides its success."""
    return failures(401, 403, 404, 429, 503)


def writing_failures() -> dict[int | str, dict[str, Any]]:
    """What any write may answer besides its success."""
    return failures(401, 403, 404, 409, 413, 429, 503)
