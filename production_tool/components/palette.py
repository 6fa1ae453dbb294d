"""The command palette: Ctrl-K or Cmd-K finds anything and does anything; keys never leave it."""

from typing import Any

import reflex as rx
from reflex.style import set_color_mode
from reflex_components_radix.primitives.dialog import dialog as radix

from production_tool.components import dialogs, ui
from production_tool.components.board_help import keys_of
from production_tool.domain.bookings import Status
from production_tool.state.actions import ON_THE_BOARD, pictures
from production_tool.state.palette import Palette

BUTTON, FIELD = "palette-button", "[cmdk-input]"
# One button opens and closes it, at once and in the browser: what is typed next is typed into it.
PRESS = f"document.getElementById('{BUTTON}')?.click()"
TYPED = rx.Var(f"document.querySelector('{FIELD}')?.value ?? ''").to(str)
# Not over another window, which would lose what is typed there.
_LISTEN = f"""useEffect(() => {{
  const hear = (event) => {{
    const {{ ctrlKey, metaKey, shiftKey, altKey, key }} = event;
    if (!(ctrlKey || metaKey) || shiftKey || altKey || key.toLowerCase() !== "k") return;
    event.preventDefault();
    const other = document.querySelector("[role=dialog]:not([data-panel])");
    if (!other || document.querySelector("{FIELD}")) {PRESS};
  }};
  window.addEventListener("keydown", hear);
  return () => window.removeEventListener("keydown", hear);
}}, [])"""
PAUSE = 90  # ms without a letter, then it looks


class _Listener(rx.Fragment):
    """Hears the keys that open it, wherever they are pressed."""

    def add_imports(self) -> dict[str, Any]:
        return {"react": "useEffect"}

    def add_hooks(self) -> list[str | rx.Var[Any]]:
        return [_LISTEN]


class _Beginning(rx.Fragment):
    """Whatever was found, the first of it is chosen, as Home does; cmdk stays where it was."""

    def add_imports(self) -> dict[str, Any]:
        return {"react": "useEffect"}

    def add_hooks(self) -> list[str | rx.Var[Any]]:
        found = Palette.sections
        home = "new KeyboardEvent('keydown', {key: 'Home', bubbles: true})"
        effect = f"document.querySelector('{FIELD}')?.dispatchEvent({home})"
        return [
            rx.Var(
                f"useEffect(() => {{ {effect} }}, [{found}])",
                _var_data=found._get_all_var_data(),
            )
        ]


class _Part(rx.Component):
    """Of cmdk: a list box that a text field rules, with all that screen readers are told."""

    library = "cmdk@1.1.1"


class _Command(_Part):
    tag = "CommandRoot"

    label: rx.Var[str]
    should_filter: rx.Var[bool]
    loop: rx.Var[bool]
    vim_bindings: rx.Var[bool]  # Ctrl-K among them, which closes it here


class _Input(_Part):
    tag = "CommandInput"

    placeholder: rx.Var[str]

    on_value_change: rx.EventHandler[rx.event.passthrough_event_spec(str)]


class _List(_Part):
    tag = "CommandList"

    label: rx.Var[str]


class _Group(_Part):
    tag = "CommandGroup"

    heading: rx.Var[str]


class _Item(_Part):
    tag = "CommandItem"

    value: rx.Var[str]

    on_select: rx.EventHandler[rx.event.passthrough_event_spec(str)]


@rx.memo
def palette() -> rx.Component:
    """Its button in the rail, and its window; nothing of the window is there until it is open."""
    button = rx.el.button(
        ui.icon("search", 18),
        "Search",
        id=BUTTON,
        type="button",
        class_name="place",
        title="Find, go to or do anything (Ctrl K)",
    )
    return rx.fragment(
        _Listener.create(),
        radix.root(
            radix.trigger(button, as_child=True),
            radix.portal(
                radix.overlay(class_name="veil"),
                radix.content(
                    radix.title("Find, go to or do anything", class_name="unseen"),
                    _command(),
                    on_mount=Palette.open,
                    on_unmount=Palette.leave,
                    class_name="dialog palette",
                    aria_describedby="",
                    custom_attrs=dialogs.FOCUS,
                ),
            ),
        ),
    )


def palette_tab() -> rx.Component:
    """The same for thumbs."""
    return rx.el.button(
        ui.icon("search", 18),
        "Search",
        type="button",
        class_name="place",
        aria_haspopup="dialog",
        custom_attrs={"onClick": rx.Var(f"() => {PRESS}")},
    )


def _command() -> rx.Component:
    return _Command.create(
        rx.el.div(
            ui.icon("search", 18),
            _Input.create(
                placeholder="Artist, project, booking or action",
                on_value_change=Palette.search.debounce(PAUSE),
            ),
            rx.el.kbd("Esc"),
            class_name="palette-words",
        ),
        _List.create(rx.foreach(Palette.sections, _section), label="What was found"),
        _Beginning.create(),
        rx.cond(
            Palette.problem != "",
            rx.el.p(Palette.problem, class_name="palette-told fault", role="alert"),
            rx.el.p(Palette.told, class_name="palette-told muted small", role="status"),
        ),
        label="Find, go to or do anything",
        should_filter=False,
        loop=True,
        vim_bindings=False,
    )


def _section(section: Any) -> rx.Component:
    return _Group.create(rx.foreach(section.lines, _line), heading=section.title)


def _line(line: Any) -> rx.Component:
    """Colours are turned by the browser, everything else by the server."""
    look = line.key.split(":")[1]
    return rx.cond(
        line.key.startswith("look:"),
        _item(line, set_color_mode(look)),
        _item(line, Palette.choose(line.key, TYPED)),
    )


def _item(line: Any, event: Any) -> rx.Component:
    return _Item.create(
        rx.match(
            line.kind,
            ("artist", ui.avatar(line.mark, line.colour)),
            ("project", _dot(line.colour)),
            ("booking", _status(line.mark)),
            rx.match(line.mark, *[(name, ui.icon(name)) for name in sorted(pictures())], _dot("")),
        ),
        rx.el.span(line.label, class_name="palette-label"),
        rx.el.span(line.about, class_name="muted small palette-about"),
        _keys(line),
        value=line.key,
        on_select=[event, rx.Var(f"() => {PRESS}").to(rx.EventChain)],
    )


def _dot(colour: Any) -> rx.Component:
    return rx.el.span(class_name="dot", custom_attrs={"style": {"background": colour}})


def _status(status: Any) -> Any:
    """Its icon in the status's colour; of one that has ended its name."""
    live = [
        (name, rx.el.span(ui.icon(picture, 14), class_name=f"badge {name}", title=name))
        for name, picture in ui.STATUS_ICONS.items()
    ]
    ended = [
        (each.value, ui.badge(each.value)) for each in Status if each.value not in ui.STATUS_ICONS
    ]
    return rx.match(status, *live, *ended, ui.badge(status))


def _keys(line: Any) -> rx.Component:
    """As a step's button has it; of others as the board's table of keys has it."""
    table = [(each.key, rx.el.kbd(keys_of(each.verb)[0])) for each in ON_THE_BOARD if each.verb]
    others = rx.match(line.key, *table, rx.fragment())
    return rx.cond(line.hotkey != "", rx.el.kbd(line.hotkey), others)
