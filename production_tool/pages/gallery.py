"""Every component in every state, for those who build them; not part of what is delivered."""

import reflex as rx

from production_tool.components.gallery import SECTIONS
from production_tool.state.gallery import Gallery


@rx.page(route="/gallery", title="Gallery · Production Tool", on_load=Gallery.furnish)
def gallery() -> rx.Component:
    return rx.el.main(
        rx.el.h1("Gallery"),
        *[each() for each in SECTIONS],
        class_name="page stack",
        id="main",
    )
