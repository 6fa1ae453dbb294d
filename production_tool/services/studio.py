"""Studios: founding one, changing what it decided, acting in one from the console."""

from sqlalchemy import insert, text, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from production_tool.domain.accounts import (
    SlugTaken,
    StudioDetails,
    checked_slug,
    checked_studio,
)
from production_tool.domain.actor import Actor, Permission, Role
from production_tool.domain.ids import new_id
from production_tool.domain.refusals import NotFound
from production_tool.infra import db
from production_tool.models import Tenant
from production_tool.services.identity.accounts import prepare_account, write_account
from production_tool.services.members import join
from production_tool.services.queries.studio import StudioRow, check_version, find_studio
from production_tool.services.work import Work, working

_CONSOLE = text("SELECT * FROM app.find_studio(:slug)")


def create_studio(
    *,
    name: str,
    slug: str,
    owner_email: str,
    password: str,
    owner_name: str = "",
    zone: str = "Europe/Berlin",
    request_id: str = "",
) -> Actor:
    """Found a studio with its first owner, who then can sign in; for the console.

    Opens its own work, since the studio is there only when it ends. An address that has an
    account already keeps its password, which must be the given one. Raises BadStudio,
    SlugTaken, BadAccount, BadPassword or WrongCredentials.
    """
    details = checked_studio(StudioDetails(name=name, zone=zone))
    short = checked_slug(slug)
    account = prepare_account(email=owner_email, name=owner_name, password=password)
    founder = Actor(
        user_id=account.id,
        tenant_id=new_id(),
        role=Role.STUDIO_OWNER,
        name=account.name,
        request_id=request_id,
    )
    with working(founder) as work:
        _write_studio(work, short, details)
        work.lock()
        write_account(work, account)
        join(work, user_id=account.id, role=Role.STUDIO_OWNER)
        work.keep()
    return founder


def update_studio(work: Work, *, seen_version: int, details: StudioDetails) -> StudioRow:
    """Change what the studio decided about itself.

    Raises NotAllowed, StaleStudio or BadStudio.
    """
    work.actor.must(Permission.EDIT_STUDIO)
    work.lock()
    check_version(find_studio(work), seen_version)
    work.connection.execute(
        update(Tenant)
        .where(col(Tenant.id) == work.actor.tenant_id)
        .values(**_columns(checked_studio(details)))
    )
    work.keep()
    return find_studio(work)


def console_actor(*, slug: str, request_id: str = "") -> Actor:
    """The console acts as the studio's first owner. Raises NotFound."""
    with db.worker_transaction() as connection:
        found = connection.execute(_CONSOLE, {"slug": slug}).one_or_none()
    if found is None or found.owner_id is None:
        raise NotFound(
            f"There is no studio with the short name “{slug[:60]}”; check how it is spelt."
        )
    return Actor(
        user_id=found.owner_id,
        tenant_id=found.tenant_id,
        role=Role.STUDIO_OWNER,
        name=found.owner_name,
        request_id=request_id,
    )


def _write_studio(work: Work, slug: str, details: StudioDetails) -> None:
    row = {"id": work.actor.tenant_id, "slug": slug, **_columns(details)}
    try:
        work.connection.execute(insert(Tenant).values(**row))
    except IntegrityError as failure:
        raise SlugTaken(
            f"There is a studio with the short name “{slug}” already; take another.",
            fields={"slug": "is taken"},
        ) from failure


def _columns(details: StudioDetails) -> dict[str, object]:
    return {
        "name": details.name,
        "zone": details.zone,
        "queue_policy": details.queue_policy,
        "hold_days": details.hold_days,
        "hold_hours_before_start": details.hold_hours_before_start,
        "challenge_hours": details.challenge_hours,
        "acceptance_required": details.acceptance_required,
        "labels": details.labels,
    }
