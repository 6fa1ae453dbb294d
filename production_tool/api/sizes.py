"""How large a request may be."""

from contextlib import suppress

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from production_tool.api import errors
from production_tool.api.envelope import Problem
from production_tool.domain.refusals import Kind

_LARGEST = 2**20
_LARGEST_FILE = 64 * 2**20
_FILES = ("/_upload", "/files/")


class _TooLargeError(Exception):
    """The body went on longer than its sender may write."""


class SizeLimit:
    """Refuses a body over the limit, said beforehand or not."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on a request whose body is read only as far as it may go."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        limit = _LARGEST_FILE if scope["path"].startswith(_FILES) else _LARGEST
        said = Headers(scope=scope).get("content-length", "0")
        if not said.isdigit() or int(said) > limit:
            await _refusal(limit)(scope, receive, send)
            return
        await self._counted(scope, receive, send, limit)

    async def _counted(self, scope: Scope, receive: Receive, send: Send, limit: int) -> None:
        read, answered = 0, False

        async def counting() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > limit:
                raise _TooLargeError
            return message

        async def noting(message: Message) -> None:
            nonlocal answered
            # What the application makes of half a body is not said.
            if answered or read <= limit:
                answered = True
                await send(message)

        with suppress(_TooLargeError):
            await self._app(scope, counting, noting)
        if read > limit and not answered:
            await _refusal(limit)(scope, receive, send)


def _refusal(limit: int) -> ASGIApp:
    sentence = f"The request is too large; {limit // 1024} KiB is the most it may be."
    return errors.failure(413, sentence, Problem(kind=Kind.INVALID))
