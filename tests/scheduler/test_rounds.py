"""The rounds: a hold lapses while nobody does anything, and the sweep is there."""

from datetime import UTC, date, datetime, timedelta

import psycopg
import pytest
from sqlalchemy import text

from production_tool.infra import pulse
from production_tool.scheduler.rounds import start, tidy_round
from production_tool.services import bookings
from production_tool.services.queries.health import SCHEDULER
from production_tool.services.work import reading, working
from tests.factories import Cast, create_artist, create_booking, create_cast
from tests.program import eventually
from tests.servers import Database


@pytest.fixture
def cast(database: Database) -> Cast:
    """alice, bob and charlie."""
    return create_cast(database)


def test_a_hold_is_stamped_at_its_instant_by_itself(cast: Cast) -> None:
    lapses = datetime.now(UTC) + timedelta(seconds=3)
    hold = create_booking(
        cast.alice, create_artist(cast.alice).id, start=date(2031, 3, 3), expires_at=lapses
    )
    scheduler = start()
    try:
        eventually(lambda: _told(cast, "HoldExpired", hold.id) is not None, "the hold is stamped")
    finally:
        scheduler.shutdown()
    stamped = _told(cast, "HoldExpired", hold.id)
    assert stamped is not None
    # Not the look around that happens every half a minute whatever is due.
    assert lapses <= stamped < lapses + timedelta(seconds=25)
    assert pulse.silent_for(SCHEDULER) is not None


def test_silence_is_decided_at_its_instant_by_itself(cast: Cast, database: Database) -> None:
    mara = create_artist(cast.alice).id
    create_booking(cast.alice, mara, start=date(2031, 3, 3))
    second = create_booking(cast.alice, mara, start=date(2031, 3, 3))
    with working(cast.alice) as work:
        bookings.challenge_hold(work, booking_id=second.id, seen_version=1)
    ends = datetime.now(UTC) + timedelta(seconds=3)
    with psycopg.connect(database.admin_url) as admin:
        admin.execute("SET LOCAL session_replication_role = replica")
        admin.execute(
            "UPDATE app.challenge SET ends_at = %s WHERE challenger_id = %s", [ends, second.id]
        )
    scheduler = start()
    try:
        eventually(
            lambda: _told(cast, "ChallengeWon", second.id) is not None, "silence has decided"
        )
    finally:
        scheduler.shutdown()
    decided = _told(cast, "ChallengeWon", second.id)
    assert decided is not None
    assert ends <= decided < ends + timedelta(seconds=25)


def test_tidying_harms_nothing(cast: Cast) -> None:
    tidy_round()


def _told(cast: Cast, name: str, booking_id: object) -> datetime | None:
    with reading(cast.alice) as work:
        return work.connection.scalar(
            text("SELECT at FROM app.booking_event WHERE name = :name AND booking_id = :b"),
            {"name": name, "b": booking_id},
        )
