"""The small parts every screen is built of: buttons, badges, avatars, and the states of a list."""

from typing import Any, Literal

import reflex as rx
from reflex_components_core.react_router.dom import ReactRouterLink

Look = Literal["", "primary", "confirm", "danger", "quiet"]

# Names of lucide icons by booking status; a status is never told by its colour alone.
STATUS_ICONS = {"hold": "hourglass", "pencil": "pencil", "confirmed": "check"}


def icon(name: str, size: int = 16) -> rx.Component:
    """A picture beside words that already say it; hidden from screen readers."""
    return rx.icon(name, size=size, stroke_width=1.75, custom_attrs={"aria-hidden": "true"})


def button(
    *content: Any, look: Look = "", picture: str = "", wide: bool = False, **props: Any
) -> rx.Component:
    """A button with words, and a picture before them when one is named."""
    classes = " ".join(filter(None, ["button", look, "wide" if wide else ""]))
    parts = [icon(picture), *content] if picture else list(content)
    return rx.el.button(*parts, class_name=classes, type=props.pop("type", "button"), **props)


def icon_button(picture: str, label: str, look: Look = "quiet", **props: Any) -> rx.Component:
    """A button with a picture only; the label is its tooltip and its name for screen readers."""
    return rx.el.button(
        icon(picture),
        class_name=f"button icon {look}",
        type=props.pop("type", "button"),
        title=label,
        aria_label=label,
        **props,
    )


def link(*content: Any, href: Any, **props: Any) -> rx.Component:
    """A way to another screen of the program; the page is not loaded anew."""
    return ReactRouterLink.create(*content, to=href, **props)


def badge(*content: Any, look: str = "") -> rx.Component:
    return rx.el.span(*content, class_name=f"badge {look}")


def status_badge(status: Any, label: Any = None) -> Any:
    """A booking's status in its colour, with its icon; ended bookings are grey."""
    words = status.to(str).capitalize() if label is None else label
    cases = [
        (name, badge(icon(picture, 12), words, look=name)) for name, picture in STATUS_ICONS.items()
    ]
    return rx.match(status, *cases, badge(words))


def avatar(initials: Any, colour: Any = 3) -> rx.Component:
    """Initials on one of the six colours for people (1 to 6)."""
    return rx.el.span(
        initials,
        class_name=f"avatar person-{colour}",
        aria_hidden="true",
    )


def empty(picture: str, title: str, advice: str, *actions: rx.Component) -> rx.Component:
    """A list without rows: what would be here, and what to do."""
    return rx.el.div(
        icon(picture, 32),
        rx.el.h2(title),
        rx.el.p(advice, class_name="muted"),
        *actions,
        class_name="empty",
    )


def skeleton(lines: int = 8) -> rx.Component:
    """The shape of a list that is still on its way."""
    return rx.el.div(
        *[rx.el.span() for _ in range(lines)],
        class_name="skeleton",
        role="status",
        aria_label="Loading",
    )


def failure(message: Any, retry: Any) -> rx.Component:
    """A list that could not be read, with a way on."""
    return rx.el.div(
        icon("cloud_off", 32),
        rx.el.h2("This could not be loaded"),
        rx.el.p(message, class_name="muted"),
        button("Try again", picture="refresh_cw", on_click=retry),
        class_name="failure",
        role="alert",
    )


def listing(
    *, ready: Any, problem: Any, count: Any, retry: Any, blank: rx.Component, rows: rx.Component
) -> rx.Component:
    """One of: a skeleton, a failure, an empty state, the rows."""
    filled = rx.cond(count > 0, rows, blank)
    return rx.cond(problem != "", failure(problem, retry), rx.cond(ready, filled, skeleton()))


def pager(page: Any, pages: Any, total: Any, what: str, *, turn: Any) -> rx.Component:
    """Which part of a long list this is, and the way to the others."""
    return rx.el.nav(
        rx.el.span(
            total,
            " ",
            rx.cond(total == 1, what.removesuffix("s"), what),
            class_name="muted small numbers",
        ),
        rx.cond(
            pages > 1,
            rx.el.div(
                icon_button("chevron_left", "Page before", disabled=page <= 1, on_click=turn(-1)),
                rx.el.span(page, " of ", pages, class_name="small numbers"),
                icon_button("chevron_right", "Next page", disabled=page >= pages, on_click=turn(1)),
                class_name="line",
            ),
        ),
        class_name="pager",
        aria_label="Pages",
    )
