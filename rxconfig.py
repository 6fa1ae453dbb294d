"""How Reflex builds and serves the screens."""

import reflex as rx
from reflex.plugins.sitemap import SitemapPlugin

from production_tool.components.theme import ThemePlugin
from production_tool.infra.settings import get_settings

config = rx.Config(
    app_name="production_tool",
    plugins=[ThemePlugin()],
    disable_plugins=[SitemapPlugin],
    show_built_with_reflex=False,
    telemetry_enabled=False,
    # Pages of other origins may neither read answers nor open the socket.
    cors_allowed_origins=get_settings().origins,
)
