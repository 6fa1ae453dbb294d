"""What nobody needs any more: answers kept for repeated requests, sessions that ended."""

from datetime import datetime, timedelta

from sqlalchemy import text

from production_tool.services.work import across_studios

ANSWERS_KEPT = timedelta(days=2)

_ANSWERS = text("SELECT app.forget_old_answers(:older_than)")
_SESSIONS = text("SELECT app.forget_ended_sessions()")


def forget_the_old(*, now: datetime) -> int:
    """Delete what has outlived its use by a UTC instant; how many rows it was.

    Raises Unavailable.
    """
    with across_studios() as worker:
        answers = worker.scalar(_ANSWERS, {"older_than": now - ANSWERS_KEPT}) or 0
        return answers + (worker.scalar(_SESSIONS) or 0)
