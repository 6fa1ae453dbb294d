"""The API: one FastAPI application under /api/v1, with its own documents."""

from importlib.metadata import version
from typing import Any

from fastapi import FastAPI

from production_tool.api import (
    artists,
    auth,
    board,
    board_export,
    bookings,
    docs,
    errors,
    health,
    holidays,
    me,
    projects,
    replies,
    roles,
    undo,
    views,
)
from production_tool.api.deps import SECURITY_SCHEMES
from production_tool.api.known import KnownAddresses
from production_tool.api.schemas import examples

PREFIX = "/api/v1"

_DESCRIPTION = """
Bookings, open roles, artists, projects and saved views of one studio. Every answer is
`{"data", "meta", "error"}`; failures add `"problem"`. Names are camelCase, instants are
ISO 8601 in UTC. Sign in with `POST /auth/token`, then send `Authorization: Bearer …`.
"""


def create_api() -> FastAPI:
    """The application, to be mounted at ``PREFIX``."""
    api = FastAPI(
        title="Production Tool",
        version=version("production-tool"),
        description=_DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        openapi_url="/openapi.json",
        swagger_ui_oauth2_redirect_url=None,
        responses=errors.failures(422),
        servers=[{"url": PREFIX}],
        root_path_in_servers=False,
        separate_input_output_schemas=True,
    )
    errors.install(api)
    for each in (
        health,
        auth,
        me,
        board,
        board_export,
        undo,
        bookings,
        replies,
        roles,
        artists,
        projects,
        views,
        holidays,
    ):
        api.include_router(each.router)
    docs.install(api)
    api.router.routes.insert(0, KnownAddresses(api))
    made = api.openapi
    # The framework keeps the document it made; what it does not know goes into that one.
    api.openapi = lambda: examples.into(_with_sign_in(made()))
    return api


def _with_sign_in(document: dict[str, Any]) -> dict[str, Any]:
    document["components"]["securitySchemes"] = SECURITY_SCHEMES
    return document
