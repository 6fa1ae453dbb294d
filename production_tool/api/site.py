"""What is served beside the screens on the same port: the API and the native forms."""

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware

from production_tool.api import forms, uploads
from production_tool.api.app import PREFIX, create_api
from production_tool.infra.settings import get_settings


def create_site() -> Starlette:
    """An application that the screens can be mounted into, at its root.

    The API is a mount of its own, so that unknown addresses below it end there.
    """
    origins = Middleware(
        CORSMiddleware,
        allow_origins=get_settings().origins,
        allow_credentials=True,
        allow_methods=["*"],
        allow_headers=["*"],
        expose_headers=["ETag", "Retry-After", "X-Request-Id"],
    )
    site = Starlette(routes=[*forms.ROUTES, *uploads.ROUTES], middleware=[origins])
    site.mount(PREFIX, create_api())
    return site
