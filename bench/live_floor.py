"""The floor of live boards: a bare Socket.IO server that tells everybody what one client says."""

from typing import Any

import socketio


def create_app() -> Any:
    """Nothing but the broadcast; any path answers, so that one can wait for it."""
    server: Any = socketio.AsyncServer(async_mode="asgi", transports=["websocket"])

    async def say(_sid: str, patch: dict[str, Any]) -> None:
        await server.emit("patch", patch)

    server.on("say", say)
    return socketio.ASGIApp(server, other_asgi_app=_answer, socketio_path="_event")


async def _answer(scope: Any, _receive: Any, send: Any) -> None:
    if scope["type"] == "http":
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"{}"})
