"""Whether the program and what it stands on work."""

from dataclasses import dataclass

from production_tool.domain.refusals import Unavailable
from production_tool.infra import bus, pulse, schema
from production_tool.services.work import ask_the_door

SCHEDULER = "scheduler"
_SILENCE = 90.0
_AT = "SELECT version_num FROM public.alembic_version"


@dataclass(frozen=True, slots=True)
class Readiness:
    """What works. Without Redis the program serves on: live screens catch up afterwards."""

    database: bool
    migrations: bool
    redis: bool
    scheduler: bool

    @property
    def ready(self) -> bool:
        """Whether requests can be served."""
        return self.database and self.migrations


def readiness() -> Readiness:
    """Ask the database and Redis, now."""
    at = _migrated_to()
    silence = pulse.silent_for(SCHEDULER)
    return Readiness(
        database=at is not None,
        migrations=at == schema.newest(),
        redis=bus.answers(),
        scheduler=silence is not None and silence < _SILENCE,
    )


def _migrated_to() -> str | None:
    """The revision the database is at, empty for none; None when it does not answer."""
    try:
        found = ask_the_door(_AT)
    except Unavailable:
        return None
    return found.version_num if found else ""
