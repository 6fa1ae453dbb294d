"""What it means when the database cannot: refusals that are worth trying again."""

from collections.abc import Generator
from contextlib import contextmanager

import psycopg
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from production_tool.domain.refusals import Unavailable
from production_tool.infra.turns import NoTurnError

_RETRY_AFTER = 1


class StudioBusy(Unavailable):
    """Another write of the studio takes long; nothing was changed."""


@contextmanager
def answering() -> Generator[None]:
    """Say what the database's own refusals mean."""
    try:
        yield
    except (NoTurnError, PoolTimeout) as failure:
        raise Unavailable(
            "Too many people write at once; try again in a moment.", retry_after=_RETRY_AFTER
        ) from failure
    except DBAPIError as failure:
        raise _meaning(failure, failure.orig, lost=failure.connection_invalidated) from failure
    except psycopg.Error as failure:
        raise _meaning(failure, failure, lost=False) from failure


def _meaning(failure: Exception, said: BaseException | None, *, lost: bool) -> Exception:
    code = getattr(said, "sqlstate", None)
    if code in {"55P03", "57014", "40001", "40P01", "27000"}:
        return StudioBusy(
            "The studio is busy with another change; nothing was changed. Try again in a moment.",
            retry_after=_RETRY_AFTER,
        )
    if lost or code is None or code[:2] in {"08", "57", "53"}:
        return Unavailable(
            "The database does not answer just now; try again in a moment.",
            retry_after=_RETRY_AFTER,
        )
    return failure
