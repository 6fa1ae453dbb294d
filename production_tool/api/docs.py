"""The API's documents to read and try; every asset is served from here."""

from pathlib import Path

import fastapi_offline
from fastapi import FastAPI, Request
from fastapi.openapi.docs import get_swagger_ui_html
from fastapi.responses import HTMLResponse
from fastapi.staticfiles import StaticFiles

from production_tool.api.policy import page_policy

_ASSETS = Path(fastapi_offline.__file__).parent / "static"


def install(api: FastAPI) -> None:
    """Serve ``/docs`` and what it needs."""
    api.mount("/docs-assets", StaticFiles(directory=_ASSETS), name="docs-assets")
    api.add_api_route("/docs", _read_docs, include_in_schema=False, response_class=HTMLResponse)


async def _read_docs(request: Request) -> HTMLResponse:
    root = str(request.scope.get("root_path", "")).rstrip("/")
    page = get_swagger_ui_html(
        openapi_url=f"{root}/openapi.json",
        title="Production Tool API",
        swagger_js_url=f"{root}/docs-assets/swagger-ui-bundle.js",
        swagger_css_url=f"{root}/docs-assets/swagger-ui.css",
        swagger_favicon_url=f"{root}/docs-assets/favicon.png",
    )
    html = bytes(page.body).decode()
    page.headers["Content-Security-Policy"] = page_policy([html], evaluates=False)
    return page
