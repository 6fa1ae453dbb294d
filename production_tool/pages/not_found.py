"""An address with nothing behind it."""

import reflex as rx

from production_tool.components import ui


@rx.page(route="/404", title="Not found · Production Tool")
def not_found() -> rx.Component:
    return rx.el.main(
        rx.el.div(
            ui.icon("map_pin_off", 32),
            rx.el.h1("There is nothing here"),
            rx.el.p(
                "The address is mistyped, or what it showed is gone.",
                class_name="muted",
            ),
            ui.link("To the first page", href="/", class_name="button primary"),
            class_name="empty",
        ),
        class_name="door",
    )
