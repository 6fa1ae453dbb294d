"""Routes that take one thing a step on; they differ only in the step."""

from collections.abc import Callable
from typing import Annotated, Any, Protocol
from uuid import UUID

from fastapi import APIRouter, Path, Response

from production_tool.api.answers import Answer, IfMatch, seen_version, writing_failures
from production_tool.api.envelope import Envelope
from production_tool.api.idempotency import OnlyOnce
from production_tool.api.schemas.base import Seen


class AddStep(Protocol):
    """Adds ``POST /{id}/{path}``; ``step`` is the service, ``says`` what the document says."""

    def __call__(self, path: str, step: Callable[..., Any], says: str) -> None: ...


def steps_of(router: APIRouter, noun: str, model: Any, answer: Callable[[Any], Answer]) -> AddStep:
    """Steps of one kind of thing: the service takes its ``{noun}_id`` and the version seen."""

    def add(path: str, step: Callable[..., Any], says: str) -> None:
        def take(
            id: Annotated[UUID, Path(alias=f"{noun}_id")],
            once: OnlyOnce,
            body: Seen | None = None,
            if_match: IfMatch = None,
        ) -> Response:
            seen = seen_version(body.version if body else None, if_match)
            return once(lambda work: answer(step(work, **{f"{noun}_id": id}, seen_version=seen)))

        router.add_api_route(
            f"/{{{noun}_id}}/{path}",
            take,
            methods=["POST"],
            operation_id=f"{path.replace('/', '_')}_{noun}",
            summary=path.replace("/", ": ").capitalize(),
            description=says,
            response_model=Envelope[model],
            responses=writing_failures(),
        )

    return add
