"""What people see when the connection is lost, a screen breaks, or the server fails."""

import logging
from typing import Any

import reflex as rx
from reflex_base.vars.function import ArgsFunctionOperation
from reflex_components_core.base.error_boundary import ErrorBoundary
from reflex_components_core.core.banner import has_connection_errors

from production_tool.components import ui

log = logging.getLogger(__name__)


def connection_lost() -> rx.Component:
    """A calm line at the bottom; it goes away by itself when the server answers again."""
    return rx.cond(
        has_connection_errors,
        rx.el.div(
            ui.icon("wifi_off"),
            "No connection. What you see may be old; it comes back by itself.",
            class_name="connection",
            role="status",
        ),
    )


def broken_screen(*content: Any) -> rx.Component:
    """The screens, and what stands in their place when one breaks."""
    instead = rx.el.main(
        rx.el.div(
            rx.el.h1("This screen broke"),
            rx.el.p("Nothing you saved is lost. Loading it again helps.", class_name="muted"),
            rx.el.a("Load it again", href="", class_name="button primary"),
            class_name="empty",
        ),
        class_name="door",
    )
    fallback = ArgsFunctionOperation.create(
        args_names=("event_args",), return_expr=rx.Var.create(instead)
    )
    return ErrorBoundary.create(*content, fallback_render=fallback)


def server_failed(exception: Exception) -> rx.event.EventSpec:
    """Say that it was not the visitor's fault; the log has the rest."""
    log.error("a screen's handler failed", exc_info=exception)
    return rx.toast.error(
        "Something went wrong on our side.",
        description="Load the page again to see what was saved, then try once more.",
        id="server-failed",
    )


# Each of these holds the program; a fragment lets what is beside it through.
WRAPS = {
    (55, "ErrorBoundary"): lambda _stateful: broken_screen(),
    (5, "Overlay"): lambda stateful: rx.fragment(rx.memo(connection_lost)()) if stateful else None,
}
