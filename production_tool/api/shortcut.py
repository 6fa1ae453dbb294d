"""The straight way for a request that is in order.

Reads what the framework would read, by the framework's own validators, without its general
machinery. Whatever is not in order is left to the framework, which says what is wrong with it.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from inspect import signature
from typing import Any, Self

from fastapi import Request, Response
from fastapi.dependencies.models import Dependant
from fastapi.dependencies.utils import request_params_to_args

from production_tool.api.answers import JSON
from production_tool.api.deps import actor
from production_tool.api.idempotency import Once, once

_KEY = "idempotency-key"


class _NotInOrderError(Exception):
    """The framework has to look at it."""


@dataclass(frozen=True)
class Shortcut:
    """What a route takes: who acts, parameters, one body."""

    wanted: Dependant
    endpoint: Callable[..., Any]
    who: str | None
    once: str | None

    @classmethod
    def of(cls, wanted: Dependant, endpoint: Callable[..., Any]) -> Self | None:
        """None for a route that takes anything else."""
        known = {each.call: each.name for each in wanted.dependencies}
        usual = (
            set(known) <= {actor, once}
            and len(wanted.body_params) <= 1
            and not wanted.cookie_params
            and not wanted.request_param_name
            and not wanted.response_param_name
            and not wanted.background_tasks_param_name
            and signature(endpoint, eval_str=True).return_annotation is Response
        )
        return cls(wanted, endpoint, known.get(actor), known.get(once)) if usual else None

    async def __call__(self, request: Request) -> Response | None:
        """The answer; None when the framework shall find it. Raises NotSignedIn first of all."""
        try:
            body = await self._body(request)
            values = await self._callers(request) | self._parameters(request) | body
        except _NotInOrderError:
            return None
        return self.endpoint(**values)

    async def _body(self, request: Request) -> dict[str, Any]:
        if not self.wanted.body_params:
            return {}
        if request.headers.get("content-type") != JSON:
            raise _NotInOrderError
        try:
            given = json.loads(await request.body())
        except (ValueError, RecursionError) as error:
            raise _NotInOrderError from error
        (field,) = self.wanted.body_params
        value, wrong = field.validate(given, {}, loc=("body",))
        # Found wrong only now, it would hide that nobody is signed in.
        return {field.name: value} if not wrong else _refuse()

    async def _callers(self, request: Request) -> dict[str, Any]:
        if not self.who and not self.once:
            return {}
        if _KEY in request.headers:
            raise _NotInOrderError
        who = await actor(request)
        found: dict[str, Any] = {} if self.who is None else {self.who: who}
        return found if self.once is None else {**found, self.once: Once(who, None, b"")}

    def _parameters(self, request: Request) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for fields, given in (
            (self.wanted.path_params, request.path_params),
            (self.wanted.query_params, request.query_params),
            (self.wanted.header_params, request.headers),
        ):
            if fields:
                found, wrong = request_params_to_args(fields, given)
                values |= found if not wrong else _refuse()
        return values


def _refuse() -> dict[str, Any]:
    raise _NotInOrderError
