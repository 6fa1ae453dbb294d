"""What the comparison of pictures sees, and what it lets pass."""

from PIL import Image, ImageChops, ImageDraw, ImageFont

from tests.e2e.pictures import difference

GREEN, WHITE = (26, 127, 83), (255, 255, 255)
SIZE = (480, 320)
AT = (40, 24)


def board(
    *,
    colour: tuple[int, ...] = GREEN,
    tick: bool = True,
    aside: float = 0,
    text: str = "Northlight",
) -> Image.Image:
    """Many bars with a tick and a text; one of them, of that colour, may lack its tick."""
    sheet = Image.new("RGB", SIZE, "white")
    pen = ImageDraw.Draw(sheet)
    for top in range(20, 290, 44):
        pen.rectangle((30, top, 230, top + 26), GREEN)
    pen.rectangle((30, 20, 230, 46), colour)
    if tick:
        pen.line((AT[0], 33, AT[0] + 3, 37, AT[0] + 9, 28), WHITE, 2)
    pen.text((60 + aside, AT[1]), text, WHITE, ImageFont.load_default(13))
    return sheet


def test_the_same_is_the_same() -> None:
    assert difference(board(), board()) is None


def test_one_lost_tick_among_all_is_seen() -> None:
    for moved in range(8):
        kept, taken = (ImageChops.offset(board(tick=tick), moved) for tick in (True, False))
        assert difference(kept, taken) is not None


def test_one_bar_of_a_slightly_other_green_is_seen() -> None:
    red, green, blue = GREEN
    assert difference(board(), board(colour=(red, green + 3, blue))) is not None


def test_a_change_of_colour_nobody_sees_passes() -> None:
    red, green, blue = GREEN
    assert difference(board(), board(colour=(red + 1, green - 1, blue))) is None


def test_another_word_is_seen() -> None:
    assert difference(board(), board(text="Southlight")) is not None


def test_letters_half_a_pixel_aside_pass() -> None:
    assert board(aside=0.5) != board()
    assert difference(board(), board(aside=0.5)) is None


def test_another_size_is_seen() -> None:
    assert difference(board(), board().resize((480, 300))) is not None
