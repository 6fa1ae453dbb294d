"""What every request passes on its way in, and what every answer carries on its way out."""

import re
from collections.abc import Iterable
from typing import cast

from granian.utils.proxies import wrap_asgi_with_proxy_headers  # pyright: ignore[reportUnknownVariableType]
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from production_tool.api.origins import OriginCheck
from production_tool.api.policy import BARE_POLICY, page_policy
from production_tool.api.sizes import SizeLimit
from production_tool.domain.ids import new_id
from production_tool.infra.settings import get_settings

REQUEST_ID = "X-Request-Id"
_HARMLESS = re.compile(r"[A-Za-z0-9._:-]{8,100}")
_API = "/api/"
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}
_HTTPS_ONLY = "max-age=31536000"


def guarded(app: ASGIApp, *, pages: Iterable[str] = ()) -> ASGIApp:
    """The whole program behind its guards; ``pages`` are the built HTML pages it serves.

    They are read for their inline scripts, so that no others run.
    """
    inner = Headed(OriginCheck(SizeLimit(app)), page_policy(pages, evaluates=True))
    proxies = get_settings().trusted_proxies
    return _behind(inner, proxies) if proxies else inner


def _behind(app: ASGIApp, proxies: list[str]) -> ASGIApp:
    """Believe what these proxies say of the visitor's address and scheme; nobody else."""
    told = cast("ASGIApp", wrap_asgi_with_proxy_headers(app, proxies))

    async def forwarded(scope: Scope, receive: Receive, send: Send) -> None:
        await told(scope, receive, send)

    return forwarded


class Headed:
    """Gives each request its id, and each answer the headers that keep a browser strict."""

    def __init__(self, app: ASGIApp, policy: str) -> None:
        self._app = app
        self._policy = policy

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, and write on the answer's first message."""
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        found = _request_id(Headers(scope=scope))
        scope["state"] = {**scope.get("state", {}), "request_id": found}

        async def heading(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._write(MutableHeaders(scope=message), scope, found)
            await send(message)

        await self._app(scope, receive, heading)

    def _write(self, headers: MutableHeaders, scope: Scope, request_id: str) -> None:
        programs = scope["path"].startswith(_API)
        headers[REQUEST_ID] = request_id
        headers.update(_HEADERS)
        headers.setdefault("Content-Security-Policy", BARE_POLICY if programs else self._policy)
        if programs:
            headers.setdefault("Cache-Control", "no-store")
        if scope["scheme"] == "https":
            headers["Strict-Transport-Security"] = _HTTPS_ONLY


def _request_id(headers: Headers) -> str:
    asked = headers.get(REQUEST_ID, "")
    return asked if _HARMLESS.fullmatch(asked) else str(new_id())
