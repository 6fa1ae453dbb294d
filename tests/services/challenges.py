"""Two holds of one artist, the second of which challenged the first; and what became of it."""

from datetime import date, timedelta

import psycopg
from sqlalchemy import text

from production_tool.domain.actor import Actor
from production_tool.domain.bookings import (
    BookingRow,
)
from production_tool.services.work import reading
from tests.servers import Database

FIRST = date(2031, 3, 3)
DAY = timedelta(days=1)
Two = tuple[BookingRow, BookingRow]


def outcome(actor: Actor, booking: BookingRow) -> list[str]:
    """What became of every challenge by or of a booking."""
    with reading(actor) as work:
        return list(
            work.connection.scalars(
                text(
                    "SELECT status FROM app.challenge"
                    " WHERE challenger_id = :id OR challenged_id = :id ORDER BY id"
                ),
                {"id": booking.id},
            )
        )


def let_the_window_end(database: Database, booking: BookingRow) -> None:
    """The challenge's time has run out a second ago, without anybody having noticed."""
    with psycopg.connect(database.admin_url) as admin:
        admin.execute("SET LOCAL session_replication_role = replica")
        admin.execute(
            "UPDATE app.challenge SET ends_at = now() - interval '1 second'"
            " WHERE status = 'open' AND (challenger_id = %(id)s OR challenged_id = %(id)s)",
            {"id": booking.id},
        )
