"""Whether the program lives, and whether it is ready for work."""

from fastapi import APIRouter

from production_tool.api.envelope import Envelope, Wire
from production_tool.api.errors import failures
from production_tool.domain.refusals import Unavailable
from production_tool.infra.settings import get_settings
from production_tool.services.queries import health

router = APIRouter(prefix="/health", tags=["health"])


class Alive(Wire):
    """The process answers; ``start`` tells one start of the program from another."""

    alive: bool = True
    start: str


class Checks(Wire):
    """What works. Without Redis or the scheduler the program serves on, only less lively."""

    ready: bool
    database: bool
    migrations: bool
    redis: bool
    scheduler: bool
    start: str


@router.get("/live", operation_id="health_live")
async def live() -> Envelope[Alive]:
    """Whether the process answers."""
    return Envelope(data=Alive(start=get_settings().start_nonce))


@router.get("/ready", operation_id="health_ready", responses=failures(503))
def ready() -> Envelope[Checks]:
    """Whether the program can work: database, migrations, Redis, scheduler."""
    found = health.readiness()
    checks = Checks(
        ready=found.ready,
        database=found.database,
        migrations=found.migrations,
        redis=found.redis,
        scheduler=found.scheduler,
        start=get_settings().start_nonce,
    )
    if not found.ready:
        why = "is not migrated" if found.database else "does not answer"
        raise Unavailable(f"The database {why}; its log says more.", current=checks, retry_after=1)
    return Envelope(data=checks)
