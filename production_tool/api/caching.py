"""How long browsers may keep what they were given."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Vite puts a hash of the content into these names: what is there never changes.
_HASHED = "/assets/"
_FOR_EVER = "public, max-age=31536000, immutable"
_ASK_AGAIN = "no-cache"


class Cached:
    """Writes Cache-Control on answers that say nothing about it themselves."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, and write on the answer's first message."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def heading(message: Message) -> None:
            if message["type"] == "http.response.start":
                found = message["status"] in {200, 206, 304}
                kept = found and scope["path"].startswith(_HASHED)
                MutableHeaders(scope=message).setdefault(
                    "Cache-Control", _FOR_EVER if kept else _ASK_AGAIN
                )
            await send(message)

        await self._app(scope, receive, heading)
