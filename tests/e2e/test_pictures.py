"""Pictures of the board in each zoom, look and condition, against those kept."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.board_scene import furnish, open_scene
from tests.e2e.conftest import PHONE, Studio
from tests.e2e.lossy import Line
from tests.e2e.pictures import STILL, compare

Visit = Callable[..., Page]
SIZE = {"width": 1440, "height": 640}
ZOOMS = ["day", "week", "fortnight", "month", "quarter"]
LOOKS = pytest.mark.parametrize("look", ["light", "dark"])


@pytest.fixture
def scene(studio: Studio) -> Studio:
    furnish(studio.alice)
    return studio


@LOOKS
def test_each_zoom_looks_as_it_did(visit: Visit, scene: Studio, look: str) -> None:
    for zoom in ZOOMS:
        page = visit(scene.mo_email, size=SIZE, color_scheme=look, **STILL)
        open_scene(page, zoom=zoom)
        compare(page, f"board-{zoom}-{look}")
        page.context.close()


@LOOKS
def test_a_phone_looks_as_it_did(visit: Visit, scene: Studio, look: str) -> None:
    more: dict[str, Any] = {"color_scheme": look, "has_touch": True}
    page = visit(scene.mo_email, size=PHONE, **more, **STILL)
    open_scene(page, zoom="week")
    compare(page, f"board-phone-{look}")


@LOOKS
def test_without_a_network_it_looks_as_it_did(visit: Visit, scene: Studio, look: str) -> None:
    page = visit(scene.mo_email, size=SIZE, color_scheme=look, **STILL)
    line = Line(page)
    open_scene(page)
    page.context.set_offline(True)
    line.cut()
    expect(page.get_by_text("Live updates paused")).to_be_visible()
    expect(page.get_by_text("No connection")).to_be_visible()
    compare(page, f"board-offline-{look}")
