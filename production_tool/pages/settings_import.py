"""Bringing in what the studio kept elsewhere."""

import reflex as rx

from production_tool.components.import_panel import import_panel
from production_tool.components.settings import settings_frame
from production_tool.state.imports import Imports
from production_tool.state.session import Session


@rx.page(
    route="/settings/import",
    title="Import · Production Tool",
    on_load=[Session.enter, Imports.enter],
)
def settings_import() -> rx.Component:
    return settings_frame("import", import_panel())
