"""The cast, in studios nobody else uses."""

import pytest

from production_tool.services import bookings
from tests.factories import Cast, create_artist, create_booking, create_cast
from tests.servers import Database
from tests.services.challenges import DAY, FIRST, Two
from tests.services.deeds import now, take


@pytest.fixture
def cast(database: Database) -> Cast:
    """alice, bob and charlie."""
    return create_cast(database)


@pytest.fixture
def two(cast: Cast) -> Two:
    """Mara's first hold, and the one behind it, which has challenged it; as they are now."""
    mara = create_artist(cast.alice)
    first = create_booking(cast.alice, mara.id, start=FIRST, days=5, title="Northlight")
    second = create_booking(cast.alice, mara.id, start=FIRST + DAY, days=5, title="Harbour")
    challenger = take(cast.alice, bookings.challenge_hold, second)
    return now(cast.alice, first), challenger
