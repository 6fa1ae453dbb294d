"""When the work in the background runs: rounds every half minute, and whenever a hold lapses."""

import logging
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from apscheduler.schedulers.background import (  # pyright: ignore[reportMissingTypeStubs]
    BackgroundScheduler,
)

from production_tool.domain.refusals import Unavailable
from production_tool.infra import pulse
from production_tool.services.expiry import next_expiry, sweep
from production_tool.services.holidays import continue_calendars
from production_tool.services.housekeeping import forget_the_old
from production_tool.services.queries.health import SCHEDULER

log = logging.getLogger(__name__)

ROUND = timedelta(seconds=30)
_LATE = 60  # seconds a round may start late before it is left to the next one


@asynccontextmanager
async def rounds() -> AsyncGenerator[None]:
    """The rounds of one process, for as long as it serves."""
    scheduler = start()
    try:
        yield
    finally:
        scheduler.shutdown(wait=False)


def start() -> Any:
    """A scheduler in a thread of its own, doing its first round at once."""
    scheduler: Any = BackgroundScheduler(
        timezone=UTC, job_defaults={"coalesce": True, "misfire_grace_time": _LATE}
    )
    now = datetime.now(UTC)
    scheduler.add_job(
        sweep_round, "interval", [scheduler], seconds=ROUND.seconds, next_run_time=now, id="round"
    )
    scheduler.add_job(tidy_round, "interval", hours=1, next_run_time=now + 2 * ROUND, id="tidy")
    scheduler.start()
    return scheduler


def sweep_round(scheduler: Any) -> None:
    """Sweep, and come back when the next hold lapses if that is before the next round."""
    try:
        sweep()
        due = next_expiry()
    except Unavailable as failure:
        log.warning("The sweep waits for the database: %s", failure.message)
        return
    pulse.beat(SCHEDULER)
    now = datetime.now(UTC)
    if due is not None and due < now + ROUND:
        at = max(due, now) + timedelta(milliseconds=20)
        scheduler.add_job(
            sweep_round, "date", [scheduler], run_date=at, id="due", replace_existing=True
        )


def tidy_round() -> None:
    """Forget what nobody needs any more, and let calendars go on into the next years."""
    now = datetime.now(UTC)
    try:
        forget_the_old(now=now)
        continue_calendars(year=now.year)
    except Unavailable as failure:
        log.warning("Tidying waits for the database: %s", failure.message)
