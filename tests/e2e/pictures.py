"""Pictures of screens, compared with those that somebody looked at and kept in tests/pictures."""

import os
from io import BytesIO
from pathlib import Path
from time import monotonic

from PIL import Image, ImageChops, ImageFilter
from playwright.sync_api import Locator, Page

KEPT = Path(__file__).parents[1] / "pictures"
# What a browser is told, so that it draws the same everywhere.
STILL = {"reduced_motion": "reduce", "locale": "en-GB", "timezone_id": "Europe/Berlin"}
# Another Chromium draws edges of letters a little differently, and may set one a part of a pixel
# aside. Blurred, both look the same; a word, a colour or a bar that is missing still does not.
_BLUR = ImageFilter.BoxBlur(2)
# How far a channel of a blurred pixel may be off (of 255), and how many of all pixels may be more.
_OFF = 20
_SHARE = 0.0005
# Fewer shades make smaller files; what is lost is far below what counts as off.
_SHADES = [round(round(value / 255 * 31) / 31 * 255) for value in range(256)] * 3
# How long a screen may take to come to rest, in seconds; it is looked at until it does.
_PATIENCE = 45


def compare(thing: Page | Locator, name: str) -> None:
    """Hold a picture of the page, or of a part of it, against the one kept under that name.

    With WRITE_PICTURES set it is kept instead. On failure the picture that was taken and what is
    different in it (red) lie beside the kept one.
    """
    file = KEPT / f"{name}.png"
    if os.environ.get("WRITE_PICTURES"):
        _at_rest(thing).point(_SHADES).save(file, optimize=True)
        return
    assert file.exists(), f"no picture {file.name}: look at the screen, then `make pictures`"
    kept, deadline = Image.open(file).convert("RGB"), monotonic() + _PATIENCE
    while (share := _share(marked := difference(kept, taken := _taken(thing)))) > _SHARE:
        if monotonic() > deadline:
            taken.save(file.with_suffix(".actual.png"))
            red = Image.new("RGB", taken.size, "red")
            Image.composite(red, taken, marked).save(file.with_suffix(".diff.png"))
            raise AssertionError(f"{file.name}: {share:.3%} differs; see {file.stem}.diff.png")


def _taken(thing: Page | Locator) -> Image.Image:
    shot = thing.screenshot(animations="disabled", caret="hide", scale="css")
    return Image.open(BytesIO(shot)).convert("RGB")


def _at_rest(thing: Page | Locator) -> Image.Image:
    """The picture that stays the same for a while."""
    taken, same = _taken(thing), 0
    while same < 4:
        last, taken = taken, _taken(thing)
        same = same + 1 if last == taken else 0
    return taken


def _share(marked: Image.Image) -> float:
    return marked.histogram()[255] / (marked.width * marked.height)


def difference(kept: Image.Image, taken: Image.Image) -> Image.Image:
    """White where a person would see a difference; all of it when the sizes are not the same."""
    if kept.size != taken.size:
        return Image.new("L", taken.size, 255)
    off = ImageChops.difference(kept.filter(_BLUR), taken.filter(_BLUR))
    most = Image.new("L", taken.size)
    for channel in off.split():
        most = ImageChops.lighter(most, channel)
    return most.point([255 if value > _OFF else 0 for value in range(256)])
