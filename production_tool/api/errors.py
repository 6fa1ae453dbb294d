"""Refusals become HTTP: a kind has a status, and every failure the same shape."""

import logging
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any, cast

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.routing import iter_route_contexts
from starlette.exceptions import HTTPException

from production_tool.api.envelope import Failure, Problem, wired
from production_tool.domain.refusals import Kind, Refusal

log = logging.getLogger(__name__)

STATUS = {
    Kind.INVALID: 422,
    Kind.UNAUTHENTICATED: 401,
    Kind.NOT_ALLOWED: 403,
    Kind.NOT_FOUND: 404,
    Kind.CONFLICT: 409,
    Kind.STALE: 409,
    Kind.THROTTLED: 429,
    Kind.UNAVAILABLE: 503,
}
_KIND_OF_STATUS = {status: kind for kind, status in STATUS.items() if kind is not Kind.STALE}
_SENTENCES = {
    404: "There is nothing at this address.",
    405: "This address does not answer that method.",
}
_DESCRIPTIONS = {
    401: "Nobody is signed in, or the token ended.",
    403: "The role does not include this.",
    404: "Not in this studio.",
    405: "The address does not answer that method.",
    409: "It contradicts something that stands, or the version is stale.",
    413: "The body is too large.",
    422: "The input makes no sense; problem.fields says where.",
    429: "Too many tries; Retry-After says when the next one counts.",
    500: "A fault of the program; the request's id finds it in the log.",
    503: "Something does not answer just now; try again after Retry-After.",
}
_HEADERS = {
    status: {"Retry-After": {"schema": {"type": "integer"}, "description": "Seconds."}}
    for status in (429, 503)
}


def failures(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """What a route may answer besides its success, for the OpenAPI document."""
    return {
        status: {"model": Failure, "description": _DESCRIPTIONS[status]}
        | ({"headers": _HEADERS[status]} if status in _HEADERS else {})
        for status in statuses
    }


def answer(refusal: Refusal) -> JSONResponse:
    """The HTTP answer that a refusal is."""
    headers: dict[str, str] = {}
    if refusal.kind in {Kind.THROTTLED, Kind.UNAVAILABLE}:
        headers["Retry-After"] = str(max(1, refusal.retry_after or 1))
    if refusal.kind is Kind.UNAUTHENTICATED:
        headers["WWW-Authenticate"] = "Bearer"
    problem = Problem(
        kind=refusal.kind,
        fields=refusal.fields,
        current=wired(refusal.current),
        blocking=wired(refusal.blocking),
        alternatives=wired(refusal.alternatives),
    )
    return failure(STATUS[refusal.kind], refusal.message, problem, headers)


def failure(
    status: int, sentence: str, problem: Problem, headers: dict[str, str] | None = None
) -> JSONResponse:
    """A failure in the envelope."""
    body = Failure(error=sentence, problem=problem).model_dump(mode="json", by_alias=True)
    return JSONResponse(body, status_code=status, headers=headers)


def install(app: FastAPI) -> None:
    """Let every failure of the application take the one shape."""
    app.add_exception_handler(Refusal, _on_refusal)
    app.add_exception_handler(RequestValidationError, _on_bad_input)
    app.add_exception_handler(HTTPException, _on_http)
    app.add_exception_handler(Exception, _on_fault)


def _on_refusal(_: Request, refusal: Exception) -> JSONResponse:
    return answer(cast("Refusal", refusal))


def _on_bad_input(_: Request, error: Exception) -> JSONResponse:
    wrong = [
        ("", "the body is not JSON")
        if each["type"] == "json_invalid"
        else (_field(each["loc"]), _said(each["msg"]))
        for each in cast("RequestValidationError", error).errors()
    ]
    named = "; ".join(f"{name}: {what}" if name else what for name, what in wrong[:3])
    problem = Problem(kind=Kind.INVALID, fields={name or "body": what for name, what in wrong})
    return failure(422, f"The input is not right: {named}.", problem)


def _on_http(request: Request, error: Exception) -> JSONResponse:
    known = cast("HTTPException", error)
    if known.status_code == 400:  # the framework's word for a body that is no JSON
        return failure(422, "The body cannot be read.", Problem(kind=Kind.INVALID))
    kind = _KIND_OF_STATUS.get(known.status_code, Kind.INVALID)
    sentence = _SENTENCES.get(known.status_code) or str(
        known.detail or HTTPStatus(known.status_code).phrase
    )
    headers = dict(known.headers or {})
    if known.status_code == 405:  # the framework knows only the first route of an address
        headers["Allow"] = ", ".join(_allowed(request)) or headers.get("Allow", "")
    return failure(known.status_code, sentence, Problem(kind=kind), headers)


def _allowed(request: Request) -> list[str]:
    path = request.scope["path"].removeprefix(request.scope.get("root_path", ""))
    table = iter_route_contexts(request.app.routes)
    here = [each for each in table if each.path_format and each.path_regex.match(path)]
    return sorted({method for each in here for method in each.methods or ()})


def _on_fault(request: Request, error: Exception) -> JSONResponse:
    found = getattr(request.state, "request_id", "")
    log.error("request %s failed", found, exc_info=error)
    sentence = f"Something went wrong here; the log knows more under {found or 'this time'}."
    return failure(500, sentence, Problem(kind=Kind.UNAVAILABLE))


def _field(place: Sequence[int | str]) -> str:
    # A name may hold halves of letters, which no answer can.
    return ".".join(str(part) for part in place[1:])[:200].encode(errors="replace").decode()


def _said(message: str) -> str:
    return message.removeprefix("Value error, ").rstrip(".")
