"""The artists of the demo studios. All of them are invented."""

from dataclasses import dataclass
from decimal import Decimal
from random import Random

from production_tool.domain.artists import ArtistFields, Employment, Skill
from production_tool.domain.working_hours import WorkPattern

_DAY = ((540, 780), (840, 1080))
OFFICE = WorkPattern.office()
FOUR_DAYS = WorkPattern((_DAY,) * 4 + ((),) * 3)
MORNINGS = WorkPattern((((480, 780),),) * 5 + ((), ()))
LATE = WorkPattern((((720, 960), (1020, 1260)),) * 5 + ((), ()))
WITH_SATURDAYS = WorkPattern(((), *(_DAY,) * 5, ()))

SKILLS: dict[str, tuple[str, ...]] = {
    "Layout": ("camera", "previs", "maya", "unreal"),
    "Modelling": ("hard surface", "sculpting", "zbrush", "retopology"),
    "Rigging": ("character rigs", "python", "maya", "cloth"),
    "Animation": ("character animation", "creatures", "maya", "motion capture"),
    "FX": ("houdini", "pyro", "water", "destruction"),
    "Lighting": ("lookdev", "katana", "arnold", "color"),
    "Compositing": ("nuke", "keying", "roto", "paint"),
    "Editorial": ("editing", "conform", "grading", "resolve"),
}
_TITLES = ("Artist", "Artist", "Senior Artist", "Lead", "Supervisor")
_NAMES: dict[str, tuple[str, ...]] = {
    "Layout": ("Ada Lindqvist", "Bruno Castel", "Chiara Monti", "Dmitri Volkov"),
    "Modelling": ("Elif Aydin", "Felix Brandt", "Greta Sand", "Hiro Tanaka", "Ines Duarte"),
    "Rigging": ("Jonas Ekdahl", "Katya Orlova", "Liam Doyle", "Maren Voss"),
    "Animation": (
        "Noor Haddad", "Oskar Lund", "Paola Ricci", "Quentin Leroy", "Rosa Ibarra", "Samir Khan",
        "Tilda Berg",
    ),
    "FX": ("Umberto Sala", "Vera Novak", "Wen Zhao", "Ximena Rojas", "Yusuf Demir"),
    "Lighting": ("Zoe Marchetti", "Anton Reiter", "Birgit Falk", "Camille Roux", "Dario Conti"),
    "Compositing": (
        "Emma Sjöberg", "Finn O'Hara", "Gaia Ferri", "Hugo Nyström", "Isla MacLeod",
        "Jakub Zieliński",
    ),
    "Editorial": ("Kim Okafor", "Lena Hartmann", "Marco Bianchi", "Nadia Petrova"),
}  # fmt: skip
SMALL = {"Compositing": ("Tom Avery", "Sana Mirza", "Per Dahl"), "FX": ("Lucía Vega", "Ravi Menon")}
_ZONES = ("Europe/London", "Europe/Lisbon", "America/Toronto", "Asia/Kolkata")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody to take on."""

    department: str
    fields: ArtistFields


def people(dice: Random, *, small: bool = False) -> list[Person]:
    """Everybody, department by department; the same dice make the same people."""
    cast = SMALL if small else _NAMES
    return [
        Person(department, _person(dice, department, name, place))
        for department, names in cast.items()
        for place, name in enumerate(names)
    ]


def _person(dice: Random, department: str, name: str, place: int) -> ArtistFields:
    freelance = dice.random() < 0.45
    rank = dice.choice(range(len(_TITLES)))
    known = dice.sample(SKILLS[department], k=dice.randint(2, 4))
    zone = dice.choice(_ZONES) if freelance and dice.random() < 0.5 else "Europe/Berlin"
    word = {"FX": "FX", "Editorial": "Editor"}.get(department, department)
    return ArtistFields(
        name=name,
        email=f"{_plain(name)}@demo.example",
        title=f"{word} {_TITLES[rank]}" if department != "Editorial" else "Editor",
        department=department,
        employment=Employment.FREELANCE if freelance else Employment.STAFF,
        day_rate=Decimal(240 + 80 * rank + 20 * dice.randint(0, 6)),
        currency="EUR",
        zone=zone,
        working_hours=_hours(dice, place),
        skills=tuple(Skill(s, min(5, max(1, rank + dice.randint(0, 2)))) for s in known),
    )


def _hours(dice: Random, place: int) -> WorkPattern:
    other = dice.choice((FOUR_DAYS, MORNINGS, LATE, WITH_SATURDAYS))
    return other if place and dice.random() < 0.2 else OFFICE


def _plain(name: str) -> str:
    letters = (c if c.isascii() and c.isalpha() else "-" for c in name.lower())
    return "".join(letters).strip("-")
