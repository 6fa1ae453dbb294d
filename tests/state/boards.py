"""The boards' namespace with a wire that keeps what it is given, and browsers' handshakes."""

from typing import Any

from production_tool.domain.actor import Actor
from production_tool.services import identity
from production_tool.services.identity.sessions import open_session
from production_tool.services.work import at_the_door
from production_tool.state.live import BoardNamespace


class Boards(BoardNamespace):
    """What is sent stays in ``sent``: event, data, room or browser."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[tuple[str, Any, str]] = []
        self.gone: list[str] = []

    async def emit(self, event: str, data: Any = None, *, room: str = "", **_: Any) -> None:  # type: ignore[override]
        self.sent.append((event, data, room))

    async def enter_room(self, sid: str, room: str, **_: Any) -> None:  # type: ignore[override]
        pass

    async def disconnect(self, sid: str, **_: Any) -> None:  # type: ignore[override]
        self.gone.append(sid)

    def told(self, event: str, to: str = "") -> list[Any]:
        """What was sent under this name, to one browser or to anybody."""
        return [data for name, data, room in self.sent if name == event and to in ("", room)]


def cookie(actor: Actor) -> dict[str, Any]:
    """What a signed-in browser's handshake carries."""
    with at_the_door(user_id=actor.user_id) as work:
        token = open_session(
            work,
            user_id=actor.user_id,
            studio_id=actor.tenant_id,
            user_agent="test",
            address="127.0.0.1",
        )
    return {"HTTP_COOKIE": f"{identity.COOKIE_NAME}={token}"}
