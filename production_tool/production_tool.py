"""The composition root: one program of screens, API and jobs."""

import reflex as rx
from starlette.types import ASGIApp

import production_tool.pages  # noqa: F401 - importing the pages registers them
from production_tool.api.caching import Cached
from production_tool.api.security import guarded
from production_tool.api.site import create_site
from production_tool.components.mishaps import WRAPS, server_failed
from production_tool.components.theme import HEAD, STYLESHEETS
from production_tool.infra.frontend import BUILT, built_from
from production_tool.infra.tab_store import TabStore
from production_tool.scheduler.rounds import rounds
from production_tool.state.events import take_only_ours
from production_tool.state.live import go_live
from production_tool.state.tabs import hand_over


def _outermost(site: ASGIApp) -> ASGIApp:
    """Everything behind its guards; the pages' own scripts are the only inline ones allowed."""
    pages = [file.read_text("utf-8") for file in BUILT.rglob("*.html")]
    return Cached(guarded(site, pages=pages))


app = rx.App(
    stylesheets=STYLESHEETS,
    head_components=HEAD,
    html_lang="en",
    app_wraps=WRAPS,
    backend_exception_handler=server_failed,
    api_transformer=[create_site(), _outermost],
)
take_only_ours(app)
go_live(app)
hand_over(app, TabStore(built_from()[:16]))
app.register_lifespan_task(rounds)
