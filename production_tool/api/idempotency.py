"""Idempotency-Key: a request sent twice acts once, and is answered twice."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Header, Request, Response

from production_tool.api import errors
from production_tool.api.answers import Answer
from production_tool.api.deps import SignedInActor
from production_tool.domain.actor import Actor
from production_tool.domain.refusals import Kind, Refusal
from production_tool.services.idempotency import KeptAnswer, claim_key, keep_answer
from production_tool.services.work import Work, working

# What may come out otherwise at the next try is not kept.
_PASSING = {Kind.UNAVAILABLE, Kind.THROTTLED, Kind.UNAUTHENTICATED}

Key = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=200,
        pattern=r"^[!-~]+$",
        description="A fresh UUID, say. Sent again with the same request, it returns the first "
        "answer.",
    ),
]


async def _fingerprint(request: Request) -> bytes:
    """What the request is: the same for a repeat, another for anything else."""
    asked = hashlib.sha256(f"{request.method} {request.url.path}?{request.url.query}\n".encode())
    asked.update(f"{request.headers.get('if-match', '')}\n".encode())
    asked.update(await request.body())
    return asked.digest()


@dataclass(frozen=True, slots=True)
class Once:
    """Does a thing once for a key, however often it is asked; every time without one."""

    actor: Actor
    key: str | None
    fingerprint: bytes

    def __call__(self, act: Callable[[Work], Answer]) -> Response:
        """The answer of the act, or the first one's. The act's refusals are answers as well."""
        with working(self.actor) as work:
            if self.key is None:
                return act(work).response()
            kept = claim_key(work, key=self.key, fingerprint=self.fingerprint)
            if kept is not None:
                again = {**kept.headers, "Idempotency-Replayed": "true"}
                return Answer(kept.body, kept.status, again).response()
            answer = _settled(work, act)
            kept = KeptAnswer(answer.status, answer.body, answer.headers)
            keep_answer(work, key=self.key, answer=kept)
            return answer.response()


def _settled(work: Work, act: Callable[[Work], Answer]) -> Answer:
    try:
        with work.attempt():
            return act(work)
    except Refusal as refusal:
        if refusal.kind in _PASSING or not work.connection.in_transaction():
            raise
        refused = errors.answer(refusal)
        return Answer(bytes(refused.body).decode(), refused.status_code)


async def once(request: Request, actor: SignedInActor, key: Key = None) -> Once:
    return Once(actor, key, await _fingerprint(request) if key else b"")


OnlyOnce = Annotated[Once, Depends(once)]
