"""Form fields with a label, a hint and a fault; and a native form that the browser itself sends."""

from collections.abc import Sequence
from typing import Any

import reflex as rx
from reflex_components_core.el.element import Element


class NativeForm(Element):
    """A form posted by the browser: only so can an answer set an HttpOnly cookie."""

    tag = "form"

    method: rx.Var[str]
    action: rx.Var[str]
    enc_type: rx.Var[str]


def native_form(*content: Any, action: str, **props: Any) -> rx.Component:
    return NativeForm.create(*content, method="post", action=action, **props)


def field(
    label: str, control: rx.Component, *, name: str, fault: Any = "", hint: str = ""
) -> rx.Component:
    """A labelled control; the fault takes the place of the hint."""
    advice = rx.el.span(hint, class_name="hint", id=f"{name}-note") if hint else rx.fragment()
    words = (label, " ", fault)
    told = rx.el.span(*words, class_name="fault", id=f"{name}-note", role="alert")
    below = rx.cond(fault != "", told, advice) if isinstance(fault, rx.Var) else advice
    return rx.el.div(
        rx.el.label(label, html_for=name), control, below, class_name="field", key=f"field-{name}"
    )


def text_field(
    label: str, name: str, *, fault: Any = "", hint: str = "", **props: Any
) -> rx.Component:
    control = rx.el.input(
        id=name, name=name, class_name="input", **_described(name, fault, hint), **props
    )
    return field(label, control, name=name, fault=fault, hint=hint)


def area_field(label: str, name: str, *, fault: Any = "", **props: Any) -> rx.Component:
    control = rx.el.textarea(
        id=name, name=name, class_name="input", rows="3", **_described(name, fault, ""), **props
    )
    return field(label, control, name=name, fault=fault)


def select_field(
    label: str,
    name: str,
    options: Sequence[rx.Component],
    *,
    fault: Any = "",
    hint: str = "",
    **props: Any,
) -> rx.Component:
    control = select(options, id=name, name=name, **_described(name, fault, hint), **props)
    return field(label, control, name=name, fault=fault, hint=hint)


def select(options: Sequence[rx.Component], **props: Any) -> rx.Component:
    """A bare choice, for toolbars; give it an aria_label."""
    classes = f"input {props.pop('class_name', '')}"
    return rx.el.select(*options, class_name=classes, **props)


def choices(pairs: Sequence[tuple[str, str]]) -> list[rx.Component]:
    """Options from (value, words) pairs."""
    return [rx.el.option(words, value=value) for value, words in pairs]


def words(nothing: str, options: Any) -> list[rx.Component]:
    """Options from a Var of words, after one that chooses none of them."""
    each = rx.foreach(options, lambda word: rx.el.option(word, value=word))
    return [rx.el.option(nothing, value=""), each]


def options(among: Any, nothing: str = "") -> list[rx.Component]:
    """The same from a Var of Choice; none of them can be chosen where there is a word for it."""
    each = rx.foreach(among, lambda choice: rx.el.option(choice.name, value=choice.id))
    return [rx.el.option(nothing, value=""), each] if nothing else [each]


def suggestions(name: str, words: Any) -> rx.Component:
    """Words a text field offers while one types; the field points here with its ``list``."""
    if isinstance(words, rx.Var):
        return rx.el.datalist(rx.foreach(words, lambda word: rx.el.option(value=word)), id=name)
    return rx.el.datalist(*[rx.el.option(value=word) for word in words], id=name)


def check(label: Any, name: str, **props: Any) -> rx.Component:
    return rx.el.label(
        rx.el.input(type="checkbox", name=name, **props), rx.el.span(label), class_name="check"
    )


def search_field(label: str, **props: Any) -> rx.Component:
    """A search over a list; what is typed arrives after a pause of 200 ms."""
    return rx.el.div(
        rx.icon("search", size=15, custom_attrs={"aria-hidden": "true"}),
        rx.el.input(
            type="search",
            class_name="input",
            placeholder=label,
            aria_label=label,
            debounce_timeout=200,
            **props,
        ),
        class_name="search",
    )


def _described(name: str, fault: Any, hint: str) -> dict[str, Any]:
    """The control points at its hint or fault, and says when it is wrong."""
    if not isinstance(fault, rx.Var):
        return {"aria_describedby": f"{name}-note"} if hint else {}
    return {"aria_invalid": fault != "", "aria_describedby": f"{name}-note"}
