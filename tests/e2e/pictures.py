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
# aside. So a pixel is off by how far it lies outside of what its neighbours in the other picture
# show: nothing where an edge was only moved by a pixel, all of it where something is missing.
_NEIGHBOURS = 3
# A surface of another colour: how far off (of 255) each pixel of a square of three may be, and how
# many such squares there may be.
_TONE, _SURFACE = 2, 12
# A detail that is missing, as small as an icon: how far off a pixel may be, and how many of any
# square of seven may be more. Half a pixel's shift of all letters makes nine of them, a lost tick
# fourteen.
_DETAIL, _CLOSE, _SQUARE = 60, 11, ImageFilter.BoxBlur(3)
# Many small ones, such as dashes: which part of all pixels may be off by more than a detail may.
_SHARE = 0.0005
# How long a screen may take to come to rest, in seconds; it is looked at until it does.
_PATIENCE = 45


def compare(thing: Page | Locator, name: str) -> None:
    """Hold a picture of the page, or of a part of it, against the one kept under that name.

    With WRITE_PICTURES set it is kept instead. On failure the picture that was taken and what is
    different in it (red) lie beside the kept one.
    """
    file = KEPT / f"{name}.png"
    if os.environ.get("WRITE_PICTURES"):
        _at_rest(thing).save(file, optimize=True)
        return
    assert file.exists(), f"no picture {file.name}: look at the screen, then `make pictures`"
    kept, deadline = Image.open(file).convert("RGB"), monotonic() + _PATIENCE
    while marked := difference(kept, taken := _taken(thing)):
        if monotonic() > deadline:
            taken.save(file.with_suffix(".actual.png"))
            red = Image.new("RGB", taken.size, "red")
            Image.composite(red, taken, marked).save(file.with_suffix(".diff.png"))
            raise AssertionError(f"{file.name} looks different: see {file.stem}.diff.png")


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


def difference(kept: Image.Image, taken: Image.Image) -> Image.Image | None:
    """White where a person would see a difference, or nothing; all of it if the sizes differ."""
    if kept.size != taken.size:
        return Image.new("L", taken.size, 255)
    if kept == taken:  # as nearly always: what follows takes half a second
        return None
    off = _most(ImageChops.lighter(_outside(kept, taken), _outside(taken, kept)))
    surfaces = _above(off.filter(ImageFilter.MinFilter(3)), _TONE)
    details = _above(off, _DETAIL)
    if _count(surfaces) > _SURFACE or _count(details) > _SHARE * taken.width * taken.height:
        return ImageChops.lighter(surfaces, details)
    return details if _fullest(details) > _CLOSE else None


def _outside(one: Image.Image, other: Image.Image) -> Image.Image:
    """How far each channel of one lies outside of what is around there in the other."""
    low, high = ImageFilter.MinFilter(_NEIGHBOURS), ImageFilter.MaxFilter(_NEIGHBOURS)
    below = ImageChops.subtract(other.filter(low), one)
    return ImageChops.lighter(below, ImageChops.subtract(one, other.filter(high)))


def _most(channels: Image.Image) -> Image.Image:
    red, green, blue = channels.split()
    return ImageChops.lighter(ImageChops.lighter(red, green), blue)


def _above(grey: Image.Image, limit: int) -> Image.Image:
    return grey.point([255 if value > limit else 0 for value in range(256)])


def _count(marked: Image.Image) -> int:
    return marked.histogram()[255]


def _fullest(marked: Image.Image) -> int:
    """How many pixels are marked in that square of seven that has most of them."""
    densities = marked.filter(_SQUARE).histogram()
    return round(max(value for value, count in enumerate(densities) if count) / 255 * 49)
