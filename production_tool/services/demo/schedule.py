"""Who works on what and when in a demo studio: believable, and the same every time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from production_tool.domain.bookings import Status
from production_tool.domain.projects import ProjectFields
from production_tool.services.demo.people import Person

REACH = timedelta(weeks=19)  # about nine months, half of them behind us
_WORK: dict[str, tuple[str, ...]] = {
    "Layout": ("Previs", "Layout sq 010", "Cameras", "Scene assembly"),
    "Modelling": ("Hero asset", "Set pieces", "Crowd models", "Retopology"),
    "Rigging": ("Character rig", "Face rig", "Props", "Cloth set-up"),
    "Animation": ("Shots 010-040", "Shots 050-090", "Blocking", "Polish", "Creature cycles"),
    "FX": ("Smoke", "Water", "Destruction", "Magic dust", "Set-up"),
    "Lighting": ("Lookdev", "Key shots", "Light rigs", "Renders"),
    "Compositing": ("Final comp", "Keying", "Clean-up", "Roto", "Slap comp"),
    "Editorial": ("Offline", "Conform", "Grade", "Deliverables"),
}
_NOTES = (
    "",
    "",
    "",
    "",
    "Client attends on the last day.",
    "Works from home.",
    "Needs the big machine.",
)


@dataclass(frozen=True, slots=True)
class Wish:
    """A booking to be made: days, both included; indexes into the people and projects."""

    person: int
    project: int
    first: date
    last: date
    status: Status
    title: str
    notes: str = ""
    expires_in: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Away:
    """Somebody's leave: days, both included."""

    person: int
    first: date
    last: date
    title: str


@dataclass(slots=True)
class Schedule:
    """Everything that goes on the board. The ``ended`` ones are made first, then ended."""

    wishes: list[Wish]
    ended: list[Wish]
    away: list[Away]


def make_schedule(
    dice: Random, today: date, people: Sequence[Person], projects: Sequence[ProjectFields]
) -> Schedule:
    """Firm work one after the other for everybody, ranked holds over it, leave between."""
    schedule = Schedule([], [], [])
    for index, person in enumerate(people):
        away = list(_leave(dice, today, index))
        schedule.away.extend(away)
        for wish in _lane(dice, today, index, person, projects):
            if any(wish.first <= one.last and one.first <= wish.last for one in away):
                continue
            schedule.wishes.append(wish)
            if dice.random() < 0.05:
                schedule.ended.append(wish)
    schedule.wishes.extend(_queues(dice, today, people, projects))
    dice.shuffle(schedule.wishes)
    return schedule


def _lane(
    dice: Random, today: date, index: int, person: Person, projects: Sequence[ProjectFields]
) -> Iterator[Wish]:
    day = today - REACH + timedelta(days=dice.randint(0, 12))
    while day < today + REACH:
        day += timedelta(days=(7 - day.weekday()) % 7 if day.weekday() >= 5 else 0)
        last = _on_a_workday(day + timedelta(days=dice.choice((1, 2, 4, 4, 9, 11, 11, 18)) - 1))
        project = _running(dice, day, projects)
        status = _likely(dice, (day - today).days)
        if project is not None and status is not None:
            yield Wish(
                person=index,
                project=project,
                first=day,
                last=last,
                status=status,
                title=dice.choice(_WORK[person.department]),
                notes=dice.choice(_NOTES),
                expires_in=_expiry(dice) if status is Status.HOLD else None,
            )
        day = last + timedelta(days=dice.choice((1, 1, 1, 3, 3, 5, 8)))


def _running(dice: Random, day: date, projects: Sequence[ProjectFields]) -> int | None:
    running = [
        index
        for index, project in enumerate(projects)
        if (project.get("starts_on") or day) <= day <= (project.get("ends_on") or day)
    ]
    return dice.choice(running) if running else None


def _likely(dice: Random, ahead: int) -> Status | None:
    """The farther away, the less is firm, and the more is open."""
    weights = (
        (90, 0, 0, 10) if ahead < 0
        else (52, 24, 12, 12) if ahead < 28
        else (35, 30, 15, 20) if ahead < 70
        else (10, 20, 25, 45)
    )  # fmt: skip
    kinds = (Status.CONFIRMED, Status.PENCIL, Status.HOLD, None)
    return dice.choices(kinds, weights)[0]


def _queues(
    dice: Random, today: date, people: Sequence[Person], projects: Sequence[ProjectFields]
) -> Iterator[Wish]:
    """Several projects that want the same people in the same weeks."""
    for index in dice.sample(range(len(people)), k=max(2, len(people) // 2)):
        soon = dice.random() < 0.5
        first = _on_a_workday(today + timedelta(days=dice.randint(3, 14 if soon else 80)))
        for place in range(dice.choice((2, 3, 3, 4))):
            start = _on_a_workday(
                first + timedelta(days=dice.choice((0, 0, 1, 2, 7)) * bool(place))
            )
            project = _running(dice, start, projects)
            if project is None:
                continue
            yield Wish(
                person=index,
                project=project,
                first=start,
                last=_on_a_workday(start + timedelta(days=dice.choice((4, 9, 11)))),
                status=Status.HOLD,
                title=dice.choice(_WORK[people[index].department]),
                expires_in=_expiry(dice),
            )


def _expiry(dice: Random) -> timedelta | None:
    """Most holds keep the studio's default; some are pressing, some were given long."""
    return dice.choice(
        (None, None, None, timedelta(hours=5), timedelta(days=2), timedelta(days=9),
         timedelta(days=30))
    )  # fmt: skip


def _leave(dice: Random, today: date, index: int) -> Iterator[Away]:
    if dice.random() < 0.6:
        first = _on_a_workday(today + timedelta(days=dice.randint(-100, 120)))
        length = dice.choice((4, 4, 11, 11, 18))
        yield Away(index, first, first + timedelta(days=length), "Holiday")
    if dice.random() < 0.3:
        day = _on_a_workday(today + timedelta(days=dice.randint(-60, 40)))
        yield Away(index, day, day, dice.choice(("Dentist", "Training", "Moving house")))


def _on_a_workday(day: date) -> date:
    return day - timedelta(days=max(0, day.weekday() - 4))
