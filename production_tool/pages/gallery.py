"""Every component in every state, for those who build them; not part of what is delivered."""

import reflex as rx

from production_tool.components.gallery import SECTIONS


@rx.page(route="/gallery", title="Gallery · Production Tool")
def gallery() -> rx.Component:
    return rx.el.main(
        rx.el.h1("Gallery"), *[shelf() for shelf in SECTIONS], class_name="page stack", id="main"
    )
