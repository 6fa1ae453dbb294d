"""Named API tokens: what one is called, what it may do and for how long."""

from datetime import datetime

from production_tool.domain.actor import Role
from production_tool.domain.inputs import Faults
from production_tool.domain.refusals import Conflict, Invalid, NotFound

LONGEST_NAME = 120
MOST_TOKENS = 100

_BY_WEIGHT = (Role.FREELANCER, Role.STUDIO_MANAGER, Role.STUDIO_OWNER)


class BadToken(Invalid):
    """What was given makes no token; the fields say why."""


class NoSuchToken(NotFound):
    """There is no such token in this studio."""


class TooManyTokens(Conflict):
    """Nobody could tell so many apart; old ones are revoked first."""


def lesser(one: Role, other: Role) -> Role:
    """The role that may do less."""
    return min(one, other, key=_BY_WEIGHT.index)


def checked_token(*, name: str, expires_at: datetime | None, now: datetime) -> str:
    """The name, tidied. Raises BadToken."""
    faults = Faults()
    tidy = faults.line("name", name, longest=LONGEST_NAME, required=True)
    if expires_at is not None and expires_at <= now:
        faults.say("expiresAt", "is over already")
    faults.refuse(BadToken)
    return tidy
