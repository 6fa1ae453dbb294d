"""The projects of the demo studios, around today. All clients are invented."""

from datetime import date, timedelta
from decimal import Decimal

from production_tool.domain.projects import ProjectFields, ProjectStatus

# code, title, client, colour, weeks from today of its start and end, budget
_SLATE = (
    ("NOR01", "Northlight", "Aurora Films", "#4F46E5", -19, 6, 420_000),
    ("TID02", "Tidewater launch", "Tidewater", "#0E7490", -16, -3, 160_000),
    ("KES03", "Kestrel spot", "Kestrel Outdoor", "#B45309", -10, 4, 95_000),
    ("PIC04", "Pico toys winter", "Pico Toys", "#BE185D", -14, 2, 130_000),
    ("VEG05", "Vega reveal", "Vega Motors", "#15803D", -6, 12, 310_000),
    ("HAL06", "Halden titles", "Halden TV", "#7C3AED", -18, -8, 70_000),
    ("MER07", "Meridian S2", "Meridian Series", "#1D4ED8", -8, 19, 640_000),
    ("LUM08", "Lumen identity", "Lumen Energy", "#CA8A04", -3, 7, 85_000),
    ("BRA09", "Bramble feature", "Bramble Pictures", "#166534", 0, 19, 900_000),
    ("OCT10", "Octave concert film", "Octave Live", "#9D174D", 2, 14, 210_000),
    ("SOL11", "Solstice trailer", "Aurora Films", "#0F766E", -1, 5, 60_000),
    ("FJO12", "Fjord documentary", "Halden TV", "#334155", 5, 18, 120_000),
    ("ZEN13", "Zenith watches", "Zenith & Sons", "#A16207", 7, 15, 140_000),
    ("ORB14", "Orbit pitch", "Vega Motors", "#6D28D9", 9, 13, 40_000),
)
_SMALL = (
    ("HBR01", "Harbour reel", "Harbour Pictures", "#1D4ED8", -12, 10, 50_000),
    ("GUL02", "Gull spot", "Gull Ferries", "#B45309", -4, 6, 45_000),
    ("PIE03", "Pier opera", "Pier Opera House", "#9D174D", 1, 16, 75_000),
)
_PITCHES = {"ORB14", "ZEN13"}


def slate(today: date, *, small: bool = False) -> list[ProjectFields]:
    """What the studio works on, with dates around today."""
    return [
        ProjectFields(
            code=code,
            title=title,
            client=client,
            colour=colour,
            status=_status(code, last),
            starts_on=today + timedelta(weeks=first),
            ends_on=today + timedelta(weeks=last),
            budget=Decimal(budget),
            currency="EUR",
        )
        for code, title, client, colour, first, last, budget in (_SMALL if small else _SLATE)
    ]


def _status(code: str, last_week: int) -> ProjectStatus:
    if last_week < 0:
        return ProjectStatus.DONE
    return ProjectStatus.BIDDING if code in _PITCHES else ProjectStatus.ACTIVE
