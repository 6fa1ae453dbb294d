"""Requests that may be sent twice: the first answer is kept, and given again."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col

from production_tool.domain.refusals import Invalid
from production_tool.models import Idempotency
from production_tool.services.work import Work


class KeyReused(Invalid):
    """The key came before, with another request."""


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """An answer as it was given: status, body as text, and headers."""

    status: int
    body: str
    headers: dict[str, str]


def claim_key(work: Work, *, key: str, fingerprint: bytes) -> KeptAnswer | None:
    """None for whoever comes first with a key; the first answer for everybody after.

    Of two at once the second waits here until the first is done. Raises KeyReused.
    """
    whose = _whose(work, key)
    claimed = (
        insert(Idempotency)
        .values(**whose, fingerprint=fingerprint)
        .on_conflict_do_nothing(constraint="idempotency_pkey")
        .returning(col(Idempotency.key))
    )
    if work.connection.execute(claimed).one_or_none() is not None:
        return None
    known = work.connection.execute(
        select(
            col(Idempotency.fingerprint), col(Idempotency.status), col(Idempotency.answer)
        ).filter_by(**whose)
    ).one()
    if known.fingerprint != fingerprint:
        raise KeyReused(
            "This Idempotency-Key came with another request before; use a new key for this one.",
            fields={"Idempotency-Key": "was used for another request"},
        )
    return KeptAnswer(known.status, known.answer["body"], known.answer["headers"])


def keep_answer(work: Work, *, key: str, answer: KeptAnswer) -> None:
    """Keep the answer with the change it tells of."""
    told: dict[str, Any] = {"body": answer.body, "headers": answer.headers}
    work.connection.execute(
        update(Idempotency).filter_by(**_whose(work, key)).values(status=answer.status, answer=told)
    )
    work.keep()


def _whose(work: Work, key: str) -> dict[str, UUID | str]:
    return {"tenant_id": work.actor.tenant_id, "user_id": work.actor.user_id, "key": key}
