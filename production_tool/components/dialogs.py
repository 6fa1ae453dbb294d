"""Windows over a screen: a small dialog, a sheet at the side, and a question before a loss."""

from typing import Any

import reflex as rx
from reflex_components_radix.primitives.dialog import dialog as radix

from production_tool.components import ui

# These windows are opened by the state and not by a trigger that Radix knows, so who had the
# focus before is remembered on the window itself, and gets it back. A field that takes the focus
# at once does so before Radix asks, so it is the first focus that tells where it came from.
FOCUS = {
    "onFocus": rx.Var("(event) => { event.currentTarget.cameFrom ??= event.relatedTarget; }"),
    "onCloseAutoFocus": rx.Var(
        "(event) => { event.preventDefault(); event.target.cameFrom?.focus(); }"
    ),
}


def dialog(title: Any, *content: Any, shown: Any, on_close: Any) -> rx.Component:
    """A small window in the middle; keeps the focus, and Escape closes it."""
    return _window("dialog", title, content, shown=shown, on_close=on_close)


def sheet(title: Any, *content: Any, shown: Any, on_close: Any) -> rx.Component:
    """A panel at the right side of a desk, the whole screen of a phone."""
    return _window("sheet", title, content, shown=shown, on_close=on_close)


def body(*content: Any) -> rx.Component:
    return rx.el.div(*content, class_name="panel-body stack")


def foot(first: Any, *others: Any) -> rx.Component:
    """The first at one end, the others at the other."""
    return rx.el.div(first, rx.el.span(class_name="grow"), *others, class_name="panel-foot")


def form(*content: Any, **props: Any) -> rx.Component:
    """A form that fills a window: a body that scrolls and a foot that stays."""
    return rx.el.form(*content, class_name="panel-form", no_validate=True, **props)


def form_window(
    title: Any,
    *fields: Any,
    does: Any,
    on_submit: Any,
    shown: Any,
    on_close: Any,
    opening: Any = "",
    refusal: rx.Component | None = None,
) -> rx.Component:
    """A small window with a form: sent by the button that says what it ``does``, or given up.

    ``opening`` is another one each time, so that the form begins afresh.
    """
    told = [] if refusal is None else [refusal]
    buttons = foot(
        ui.button("Cancel", on_click=on_close),
        ui.button(does, look="primary", type="submit"),
    )
    return dialog(
        title,
        form(body(*fields), *told, buttons, on_submit=on_submit, key=opening),
        shown=shown,
        on_close=on_close,
    )


def question(
    title: Any,
    advice: Any,
    *,
    yes: str,
    on_yes: Any,
    shown: Any,
    on_close: Any,
    no: str = "Keep",
) -> rx.Component:
    """Asked before something is lost; the safe answer comes first."""
    return dialog(
        title,
        body(rx.el.p(advice, class_name="muted")),
        foot(
            ui.button(no, on_click=on_close),
            ui.button(yes, look="danger", on_click=on_yes),
        ),
        shown=shown,
        on_close=on_close,
    )


def _window(kind: str, title: Any, content: Any, *, shown: Any, on_close: Any) -> rx.Component:
    head = rx.el.div(
        radix.title(title, as_child=False),
        radix.close(ui.icon("x"), class_name="button icon quiet", aria_label="Close"),
        class_name="panel-head",
    )
    return radix.root(
        radix.portal(
            radix.overlay(class_name="veil"),
            radix.content(head, *content, class_name=kind, aria_describedby="", custom_attrs=FOCUS),
        ),
        open=shown,
        on_open_change=on_close,
    )
