"""A year of bookings as the board's answer holds them, of any size, always the same."""

import random
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

FIRST, MONTH, SHOWN, DAYS = "2027-01-01", "2027-06-01", "2027-06-15", 365
_DAY = 1440
_START = int(datetime.fromisoformat(f"{FIRST}T00:00Z").timestamp() // 60)
_LABELS = ("NRL Title sequence", "VEG Launch film", "PIC Spot", "KES Trailer", "TID Opener")
_GROUPS = ("Animation", "Compositing", "FX", "Lighting", "Modelling", "Production", "Rigging")
_WORK = [[[540, 1080]] if day < 5 else [] for day in range(7)]
_ORDER = {"confirmed": 0, "pencil": 1, "hold": 2}


def year(artists: int, bookings: int) -> dict[str, Any]:
    """One studio's year; firm bookings of an artist never overlap."""
    chance = random.Random(7)  # noqa: S311 - the same studio every time
    rows = [_row(number, artists) for number in range(artists)]
    firm: dict[str, list[tuple[int, int]]] = {}
    bars = [_bar(number, chance, rows, firm) for number in range(bookings)]
    bars.sort(key=lambda bar: (_ORDER[bar[4]], bar[0]))
    _find_lanes(bars)
    shades = [_leave(chance, row) for row in rows]
    return {
        "seq": 1,
        "zone": "UTC",
        "from": FIRST,
        "to": (datetime.fromisoformat(FIRST) + timedelta(days=DAYS)).date().isoformat(),
        "now": int(datetime(2027, 6, 10, 9, tzinfo=UTC).timestamp() // 60),
        "at": None,
        "rows": rows,
        "bars": bars,
        "shades": shades,
        "holidays": [],
        "exceptions": {artist: [[start, end, 0]] for artist, start, end, *_ in shades},
    }


def _row(number: int, artists: int) -> list[Any]:
    group = _GROUPS[number * len(_GROUPS) // artists]
    return [f"a{number:04}", f"Artist {number:04}", "Animator", group, [5, 6], _WORK]


def _bar(
    number: int,
    chance: random.Random,
    rows: list[list[Any]],
    firm: dict[str, list[tuple[int, int]]],
) -> list[Any]:
    artist = chance.choice(rows)[0]
    start = _START + chance.randrange(DAYS - 12) * _DAY
    end = start + chance.randint(1, 10) * _DAY
    status = chance.choice(("hold", "pencil", "confirmed", "confirmed"))
    taken = firm.setdefault(artist, [])
    if status != "hold" and any(start < other[1] and other[0] < end for other in taken):
        status = "hold"
    if status != "hold":
        taken.append((start, end))
    rank = chance.randint(1, 3) if status == "hold" else 0
    label = chance.choice(_LABELS)
    return [f"b{number:05}", artist, start, end, status, rank, label, 1, None, None, None, 0]


def _find_lanes(bars: list[list[Any]]) -> None:
    """As the database has it: the first with room."""
    before: dict[str, list[list[Any]]] = {}
    for bar in bars:
        others = before.setdefault(bar[1], [])
        taken = {other[11] for other in others if other[2] < bar[3] and bar[2] < other[3]}
        bar[11] = next(lane for lane in count() if lane not in taken)
        others.append(bar)


def _leave(chance: random.Random, row: list[Any]) -> list[Any]:
    start = _START + chance.randrange(DAYS) * _DAY
    return [row[0], start, start + 5 * _DAY, "leave", "Leave"]
