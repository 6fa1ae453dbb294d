"""What the routes of one kind of thing have in common: one of them, read, taken on, let go."""

from collections.abc import Callable
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Path, Query, Response

from production_tool.api.answers import (
    Answer,
    IfMatch,
    reading_failures,
    seen_version,
    told,
    writing_failures,
)
from production_tool.api.deps import SignedInActor
from production_tool.api.envelope import Envelope
from production_tool.api.idempotency import OnlyOnce
from production_tool.api.schemas.base import Seen, Version
from production_tool.services.work import Work, reading, working


class Kind:
    """Things of which each has an id and a version.

    ``noun`` names them in operation ids and in the services' arguments (``{noun}_id``); ``model``
    is how one is told. Each method adds a route; ``says`` is what the document tells of it.
    """

    def __init__(self, router: APIRouter, noun: str, model: Any) -> None:
        self._router = router
        self._noun = noun
        self._id = f"{noun}_id"
        self._model = model

    def one(self, row: Any, *, status: int = 200) -> Answer:
        """One of them, with its version; where it is found, when it was made just now."""
        at = f"/api/v1{self._router.prefix}/{row.id}" if status == 201 else None
        return told(self._model.of(row), status=status, version=row.version, at=at)

    def reads(self, find: Callable[[Work, UUID], Any], says: str) -> None:
        """``GET /{id}``."""

        def read(id: Annotated[UUID, Path(alias=self._id)], actor: SignedInActor) -> Response:
            with reading(actor) as work:
                return self.one(find(work, id)).response()

        self._add("", read, "read", says, method="GET", responses=reading_failures())

    def deletes(self, service: Callable[..., Any], says: str, *, verb: str = "delete") -> None:
        """``DELETE /{id}`` of the version seen; the service ends it, and answers what it was."""

        def delete(
            id: Annotated[UUID, Path(alias=self._id)],
            actor: SignedInActor,
            version: Annotated[Version | None, Query(strict=False)] = None,
            if_match: IfMatch = None,
        ) -> Response:
            seen = seen_version(version, if_match)
            with working(actor) as work:
                row = service(work, **{self._id: id}, seen_version=seen)
            return self.one(row).response()

        self._add("", delete, verb, says, method="DELETE")

    def steps(self, path: str, service: Callable[..., Any], says: str) -> None:
        """``POST /{id}/{path}``: the service takes the version seen a step on."""

        def take(
            id: Annotated[UUID, Path(alias=self._id)],
            once: OnlyOnce,
            body: Seen | None = None,
            if_match: IfMatch = None,
        ) -> Response:
            seen = seen_version(body.version if body else None, if_match)
            return once(lambda work: self.one(service(work, **{self._id: id}, seen_version=seen)))

        self._add(f"/{path}", take, path, says, method="POST")

    def _add(
        self,
        path: str,
        route: Callable[..., Response],
        verb: str,
        says: str,
        *,
        method: str,
        responses: dict[int | str, dict[str, Any]] | None = None,
    ) -> None:
        self._router.add_api_route(
            f"/{{{self._id}}}{path}",
            route,
            methods=[method],
            operation_id=f"{verb.replace('/', '_')}_{self._noun}",
            summary=verb.replace("/", ": ").capitalize(),
            description=says,
            response_model=Envelope[self._model],
            responses=responses or writing_failures(),
        )
