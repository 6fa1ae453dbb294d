"""Design tokens become CSS variables: --NAME for colours, --size-NAME, --font-family."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

import reflex as rx

TOKENS = Path(__file__).resolve().parents[2] / "assets" / "tokens.json"
FONT = "@fontsource-variable/inter"
FONT_VERSION = "5.3.0"
VARIABLES = "tokens.css"
STYLESHEETS = [
    "/styles/base.css",
    "/styles/controls.css",
    "/styles/badges.css",
    "/styles/panels.css",
    "/styles/frame.css",
    "/styles/palette.css",
    "/styles/screens.css",
    "/styles/board.css",
    "/styles/board_bars.css",
    "/styles/board_overlays.css",
    "/styles/board_screen.css",
    "/styles/board_tools.css",
    "/styles/print.css",
    "/styles/deeds.css",
]
HEAD = [
    rx.el.link(rel="icon", type="image/svg+xml", href="/favicon.svg"),
    rx.el.script(src="/theme.js"),
]


def read_tokens() -> dict[str, Any]:
    return json.loads(TOKENS.read_text(encoding="utf-8"))


def colours(tokens: Mapping[str, Any], mode: str) -> dict[str, str]:
    """Colours of "light" or "dark" by name, as written in the tokens."""
    group = cast("Mapping[str, Mapping[str, str]]", tokens["color"][mode])
    return {name: token["$value"] for name, token in group.items()}


def project_colours() -> list[tuple[str, str]]:
    """Colours a project may have, with a name for those who do not see them."""
    return [
        (name, token["$value"])
        for name, token in read_tokens()["project"].items()
        if not name.startswith("$")
    ]


def css_variables(tokens: Mapping[str, Any]) -> str:
    """The whole sheet: dark follows the system, a class on <html> decides, and paper is light."""
    light, dark = _colour_lines(tokens, "light"), _colour_lines(tokens, "dark")
    return "\n".join(
        [
            f":root{{color-scheme:light;{_fixed_lines(tokens)}{light}}}",
            "@media (prefers-color-scheme:dark){",
            f":root:not(.light){{color-scheme:dark;{dark}}}",
            "}",
            f":root.dark{{color-scheme:dark;{dark}}}",
            f"@media print{{:root:root:root{{color-scheme:light;{light}}}}}",
            "",
        ]
    )


def _colour_lines(tokens: Mapping[str, Any], mode: str) -> str:
    return "".join(f"--{name}:{value};" for name, value in colours(tokens, mode).items())


def _fixed_lines(tokens: Mapping[str, Any]) -> str:
    families = ",".join(
        f'"{name}"' if " " in name else name for name in tokens["font"]["family"]["$value"]
    )
    sizes = {name: token for name, token in tokens["size"].items() if not name.startswith("$")}
    lines = [f"--size-{name}:{token['$value']};" for name, token in sizes.items()]
    return f"--font-family:{families};" + "".join(lines)


def mark_picture(tokens: Mapping[str, Any]) -> str:
    """The product's mark for the browser's tab; a file of its own knows no CSS variables."""
    paper, ink = colours(tokens, "light")["surface"], colours(tokens, "light")["text"]
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
        f'<rect width="32" height="32" rx="8" fill="{ink}"/>'
        f'<path d="M12 23V9h5.2a4.4 4.4 0 0 1 0 8.8H12" fill="none" stroke="{paper}" '
        'stroke-width="3"/></svg>'
    )


class ThemePlugin(rx.plugins.Plugin):
    """Puts the variables and the self-hosted font into the front end when it is built."""

    def get_frontend_dependencies(self, **_context: Any) -> list[str]:
        return [f"{FONT}@{FONT_VERSION}"]

    def get_stylesheet_paths(self, **_context: Any) -> list[str]:
        return [f"{FONT}/index.css", f"./{VARIABLES}"]

    def get_static_assets(self, **_context: Any) -> list[tuple[Path, str | bytes]]:
        return [(Path("public") / "favicon.svg", mark_picture(read_tokens()))]

    def pre_compile(self, **context: Any) -> None:
        context["add_save_task"](lambda: (f"styles/{VARIABLES}", css_variables(read_tokens())))
