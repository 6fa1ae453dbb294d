"""Colours live in the tokens alone, and people can read what is written in them."""

import re
from pathlib import Path

import pytest

from production_tool.components import theme

ROOT = Path(__file__).resolve().parents[2]
LITERAL = re.compile(
    r"#(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{6}|[0-9a-fA-F]{3,4})\b|\b(?:rgba?|hsla?|oklch|oklab|hwb)\("
    r"|:\s*(?:white|black|gr[ae]y|red|green|blue|orange|purple)\s*;"
)
TEXT_ON = [
    ("text", "canvas"),
    ("text", "surface"),
    ("text", "sunken"),
    ("muted", "canvas"),
    ("muted", "surface"),
    ("muted", "sunken"),
    ("subtle", "canvas"),
    ("subtle", "surface"),
    ("subtle", "sunken"),
    ("accent", "surface"),
    ("accent", "canvas"),
    ("accent", "accent-soft"),
    ("accent-text", "accent"),
    ("danger", "surface"),
    ("danger", "canvas"),
    ("danger", "danger-soft"),
    ("danger-text", "danger"),
    ("text", "danger-soft"),
    ("hold-text", "hold"),
    ("hold-text", "hold-stripe"),
    ("pencil-text", "pencil"),
    ("confirmed-text", "confirmed"),
    ("text", "off"),
    ("text", "leave"),
    ("muted", "off"),
    ("muted", "leave"),
    *[("person-text", f"person-{number}") for number in range(1, 7)],
]
EDGE_ON = [("field-line", "surface"), ("pencil-edge", "surface"), ("accent", "surface")]


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = [x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _sources() -> list[Path]:
    kinds = {".py", ".css", ".js", ".jsx", ".svg", ".html", ".webmanifest"}
    # The database keeps colours of projects as data; screens take every colour from the tokens.
    rooms = [ROOT / "production_tool" / room for room in ("pages", "components", "state")]
    found = [path for room in [ROOT / "assets", *rooms] for path in room.rglob("*")]
    return [path for path in found if path.suffix in kinds and "external" not in path.parts]


@pytest.mark.parametrize("mode", ["light", "dark"])
class TestTokens:
    @pytest.mark.parametrize(("text", "ground"), TEXT_ON)
    def test_text_can_be_read(self, mode: str, text: str, ground: str) -> None:
        palette = theme.colours(theme.read_tokens(), mode)
        assert _contrast(palette[text], palette[ground]) >= 4.5

    @pytest.mark.parametrize(("edge", "ground"), EDGE_ON)
    def test_edges_can_be_seen(self, mode: str, edge: str, ground: str) -> None:
        palette = theme.colours(theme.read_tokens(), mode)
        assert _contrast(palette[edge], palette[ground]) >= 3

    def test_both_modes_name_the_same_colours(self, mode: str) -> None:
        tokens = theme.read_tokens()
        assert set(theme.colours(tokens, mode)) == set(theme.colours(tokens, "light"))


class TestVariables:
    def test_every_variable_in_use_is_defined(self) -> None:
        sheets = sorted((ROOT / "assets" / "styles").glob("*.css"))
        text = "".join(sheet.read_text() for sheet in sheets)
        own = set(re.findall(r"^\s*(--[\w-]+):", text, re.MULTILINE))
        given = set(re.findall(r"(--[\w-]+):", theme.css_variables(theme.read_tokens())))
        assert set(re.findall(r"var\((--[\w-]+)\)", text)) <= own | given

    def test_every_sheet_is_loaded(self) -> None:
        sheets = {f"/styles/{path.name}" for path in (ROOT / "assets" / "styles").glob("*.css")}
        assert sheets == set(theme.STYLESHEETS)

    def test_no_colour_is_written_elsewhere(self) -> None:
        strays = [
            f"{path.relative_to(ROOT)}: {hit.group()}"
            for path in _sources()
            for hit in LITERAL.finditer(path.read_text(encoding="utf-8"))
        ]
        assert strays == []
