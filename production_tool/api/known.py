"""Addresses without parameters are found at once; all others are looked for one by one."""

from fastapi import FastAPI
from fastapi.routing import APIRoute, iter_route_contexts
from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Receive, Scope, Send
from typing_extensions import override

_Place = tuple[str, str]


class KnownAddresses(BaseRoute):
    """Stands before all other routes; they answer as they would if it were not there."""

    def __init__(self, api: FastAPI) -> None:
        self._apps: dict[_Place, ASGIApp] = {}
        for each in iter_route_contexts(api.routes):
            if isinstance(each.original_route, APIRoute) and "{" not in (each.path or "{"):
                for method in each.methods or ():
                    self._apps.setdefault((method, each.path or ""), each.app)

    @override
    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Full or none."""
        if scope["type"] == "http" and _place(scope) in self._apps:
            return Match.FULL, {"path_params": {}}
        return Match.NONE, {}

    @override
    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand it on."""
        await self._apps[_place(scope)](scope, receive, send)


def _place(scope: Scope) -> _Place:
    return scope["method"], scope["path"].removeprefix(scope.get("root_path", ""))
