"""Where a request comes from: only our own pages may use a visitor's cookies."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from production_tool.api import errors
from production_tool.api.envelope import Problem
from production_tool.domain.refusals import Kind
from production_tool.infra.settings import get_settings

_SAFE = {"GET", "HEAD", "OPTIONS", "TRACE"}
# Forms that make a cookie: refused from strangers' pages even while there is none yet.
_FORMS = "/auth/"


class OriginCheck:
    """Refuses what changes something, and every socket, when another site's page sent it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what comes from us, from a program, or only reads."""
        if scope["type"] == "websocket" and not _trusted_socket(Headers(scope=scope)):
            await receive()
            await send({"type": "websocket.close", "code": 1008, "reason": "unknown origin"})
            return
        if scope["type"] == "http" and not _trusted_request(scope):
            await _refusal()(scope, receive, send)
            return
        await self._app(scope, receive, send)


def _trusted_socket(headers: Headers) -> bool:
    origin = headers.get("origin")
    return origin is None or known(origin)


def _trusted_request(scope: Scope) -> bool:
    if scope["method"] in _SAFE:
        return True
    headers = Headers(scope=scope)
    origin = headers.get("origin")
    if origin is not None:
        return known(origin)
    # A program without cookies has nothing that a stranger's page could borrow.
    if "cookie" not in headers and not scope["path"].startswith(_FORMS):
        return True
    return _same_site(headers)


def _same_site(headers: Headers) -> bool:
    fetched = headers.get("sec-fetch-site")
    if fetched is not None:
        return fetched in {"same-origin", "none"}
    referrer = urlsplit(headers.get("referer", ""))
    return known(f"{referrer.scheme}://{referrer.netloc}")


def known(origin: str) -> bool:
    """Whether it is one of the configured origins."""
    return origin in get_settings().origins


def _refusal() -> ASGIApp:
    sentence = (
        "This request came from another site's page, or from an address this program is not "
        "set up for (PRODUCTION_TOOL_PUBLIC_URL); nothing was changed."
    )
    return errors.failure(403, sentence, Problem(kind=Kind.NOT_ALLOWED))
