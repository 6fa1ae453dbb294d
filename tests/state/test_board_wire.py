"""What a move weighs on the wire, as the socket sends it."""

import json
from types import SimpleNamespace
from typing import Any

import pytest
from reflex.utils import format
from socketio.packet import EVENT, Packet

from production_tool.domain.bookings import Status
from production_tool.services import bookings
from production_tool.services.queries.board import board_changes, board_seq
from production_tool.services.work import reading, working
from production_tool.state.live import NAMESPACE
from tests.factories import Cast, create_artist, create_booking, create_project
from tests.services.boards import DAY, FIRST

FRAME = 1  # the byte that says which kind of frame it is
MOST = 400


def frame(event: str, patch: object) -> bytes:
    """A message as the connection that Reflex keeps encodes it."""
    packet: Any = Packet(EVENT, data=[event, patch], namespace=NAMESPACE)
    packet.json = SimpleNamespace(dumps=format.json_dumps)
    return packet.encode().encode()


@pytest.mark.parametrize("title", ["Hero shots", "Shots 010-040, second pass " * 6])
def test_a_move_is_at_most_400_bytes(cast: Cast, title: str) -> None:
    mara, ugo = create_artist(cast.alice), create_artist(cast.alice, name="Ugo Ferri")
    project = create_project(cast.alice)
    mine = create_booking(
        cast.alice, mara.id, start=FIRST, days=5, project_id=project.id, title=title
    )
    create_booking(cast.alice, ugo.id, start=FIRST, days=9, status=Status.CONFIRMED)
    with working(cast.alice) as work:
        since = board_seq(work)
        bookings.move_booking(
            work, booking_id=mine.id, seen_version=1, artist_id=ugo.id, start=FIRST + DAY
        )
    with reading(cast.alice) as work:
        patch = json.loads(board_changes(work, since=since).body)
    assert [bar[0] for bar in patch["bars"]] == [str(mine.id)]
    assert patch["by"]["name"] == "Alice"
    assert FRAME + len(frame("patch", patch)) <= MOST
