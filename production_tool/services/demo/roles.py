"""Roles of the demo studios that wait for a person, around today."""

from dataclasses import dataclass
from datetime import date, timedelta

# title, skill, project's place in the slate, days from this Monday to the first, how many
_ROLES = (
    ("FX lead", "houdini", 4, 9, 10, "Water tests first."),
    ("Compositor", "nuke", 0, 7, 5, ""),
    ("Animator", "creatures", 6, 14, 19, ""),
    ("Lookdev artist", "lookdev", 8, 23, 12, "Starts with the hero asset."),
    ("Conform", "conform", 9, 35, 5, ""),
)
_SMALL = (
    ("Compositor", "nuke", 0, 8, 5, ""),
    ("FX artist", "pyro", 2, 16, 10, ""),
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A role to be opened: days, both included; an index into the projects."""

    title: str
    skill: str
    project: int
    first: date
    last: date
    notes: str = ""


def roles_around(today: date, *, small: bool = False) -> list[Wanted]:
    """What is wanted in the weeks to come; nobody begins on a weekend."""
    monday = today - timedelta(days=today.weekday())
    return [
        Wanted(
            title=title,
            skill=skill,
            project=project,
            first=monday + timedelta(days=ahead),
            last=monday + timedelta(days=ahead + days - 1),
            notes=notes,
        )
        for title, skill, project, ahead, days, notes in (_SMALL if small else _ROLES)
    ]
