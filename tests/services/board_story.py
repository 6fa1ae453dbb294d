"""Stories for the board: random things that people do in a studio, one service call each."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, cast

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from production_tool.domain.actor import Actor
from production_tool.domain.artists import Skill
from production_tool.domain.bookings import BookingRow, Status
from production_tool.domain.refusals import Refusal
from production_tool.domain.roles import OpenRoleRow, RoleChange
from production_tool.domain.working_hours import ExceptionKind, WorkPattern
from production_tool.domain.zones import whole_days, zone_named
from production_tool.services import artists, bookings, holidays, projects, roles, studio
from production_tool.services.absences import NewAbsence, note_absences
from production_tool.services.bookings import Change
from production_tool.services.queries.holidays import list_holidays
from production_tool.services.queries.studio import find_studio
from production_tool.services.work import Work, working
from tests.factories import create_artist, create_project
from tests.services.boards import DAY, FIRST


@dataclass
class Stage:
    """A studio that things happen in; what is done names people and bookings by number."""

    alice: Actor
    people: list[Any]
    works: list[Any]
    rows: list[BookingRow] = field(default_factory=list)
    roles: list[OpenRoleRow] = field(default_factory=list)

    def do(self, act: Callable[[Work], Any]) -> Any:
        """One service call; a refusal changes nothing."""
        try:
            with working(self.alice) as work:
                return act(work)
        except Refusal:
            return None

    def on(self, number: int, act: Callable[..., BookingRow], **more: Any) -> None:
        """Something done to a booking, if there is one."""
        if not self.rows:
            return
        place = number % len(self.rows)
        row = self.rows[place]
        done = self.do(lambda w: act(w, booking_id=row.id, seen_version=row.version, **more))
        self.rows[place] = done or row

    def on_role(self, number: int, act: Callable[..., Any], **more: Any) -> None:
        """Something done to a role, if there is one; who is booked for it is a booking."""
        if not self.roles:
            return
        place = number % len(self.roles)
        row = self.roles[place]
        done = self.do(lambda w: act(w, role_id=row.id, seen_version=row.version, **more))
        if isinstance(done, tuple):
            done, booking = cast("tuple[OpenRoleRow, BookingRow]", done)
            self.rows.append(booking)
        self.roles[place] = done or row


def stage_for(alice: Actor) -> Stage:
    """Two artists, of whom alice herself is one and so is asked, and two projects."""
    mara = create_artist(alice, name="Mara Lindt", user_id=alice.user_id)
    people = [mara, create_artist(alice, name="Ugo Ferri")]
    works = [create_project(alice, title=title) for title in ("One", "Two")]
    return Stage(replace(alice, artist_id=mara.id), people, works)


# A story is told over a real database; shrinking one would tell it hundreds of times.
UNHURRIED = settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
NUMBER = st.integers(0, 5)
# Few people and few days: what is told here is about things in each other's way.
DAYS = st.tuples(st.integers(-2, 4), st.integers(1, 4))
FIRST_STATUS = st.sampled_from([Status.HOLD, Status.HOLD, Status.PENCIL, Status.CONFIRMED])
_OFTEN = [
    st.tuples(st.just("book"), NUMBER, DAYS, FIRST_STATUS),
    st.tuples(st.just("place"), NUMBER, DAYS, NUMBER),
    st.tuples(st.sampled_from(["pencil", "confirm", "back", "end", "end"]), NUMBER),
    st.tuples(st.sampled_from(["accept", "decline", "take", "drop"]), NUMBER),
    st.tuples(st.just("counter"), NUMBER, DAYS),
    st.tuples(st.just("need"), NUMBER, DAYS),
    st.tuples(st.just("fill"), NUMBER, NUMBER, FIRST_STATUS),
    st.tuples(st.sampled_from(["withdraw", "reopen"]), NUMBER),
]
_SELDOM = [
    st.tuples(st.just("shift"), NUMBER, DAYS),
    st.tuples(st.just("name"), NUMBER, st.sampled_from(["FX", "Comp"])),
    st.tuples(st.just("colour"), NUMBER, st.sampled_from(["#112233", "#445566"])),
    st.tuples(st.just("away"), NUMBER, DAYS),
    st.tuples(st.just("close"), st.integers(-2, 4)),
    st.tuples(st.just("archive"), NUMBER),
    st.tuples(st.just("zone"), st.sampled_from(["Europe/Berlin", "America/Toronto"])),
]
STEPS = st.one_of(*_OFTEN * 3, *_SELDOM)
# One person and the row of roles, with many in a chain: each of them gives way to the one before.
_CHAIN = st.tuples(st.integers(-1, 9), st.integers(1, 4))
_ANY = st.integers(0, 20)
CROWD = st.one_of(
    st.tuples(st.just("book"), st.just(0), _CHAIN, st.just(Status.HOLD)),
    st.tuples(st.just("place"), _ANY, _CHAIN, st.integers(0, 1)),
    st.tuples(st.sampled_from(["end", "end", "pencil", "back"]), _ANY),
    st.tuples(st.just("need"), _ANY, _CHAIN),
    st.tuples(st.just("shift"), _ANY, _CHAIN),
    st.tuples(st.sampled_from(["withdraw", "withdraw", "reopen"]), _ANY),
)


def perform(stage: Stage, step: tuple[Any, ...]) -> None:
    """One step of a story."""
    _STEPS[step[0]](stage, *step[1:])


def _book(stage: Stage, who: int, days: tuple[int, int], status: Status) -> None:
    first, end = _days(days)
    made = stage.do(
        lambda w: bookings.create_booking(
            w,
            artist_id=_person(stage, who).id,
            project_id=stage.works[who % 2].id,
            start=first,
            end=end,
            status=status,
        )
    )
    stage.rows += [made] if made else []


def _place(stage: Stage, number: int, days: tuple[int, int], who: int) -> None:
    first, end = _days(days)
    change = Change(artist_id=_person(stage, who).id, start=first, end=end, title=f"{who}")
    stage.on(number, bookings.change_booking, change=change)


def _counter(stage: Stage, number: int, days: tuple[int, int]) -> None:
    first, end = _days(days)
    stage.on(number, bookings.counter_booking, start=first, end=end, words="Later?")


def _name(stage: Stage, who: int, department: str) -> None:
    person = _person(stage, who)
    fields: Any = {
        "department": department,
        "skills": (Skill(department, who % 5 + 1), Skill("nuke", 3)),
        "working_hours": WorkPattern((((480, 960),),) * (who + 1) + ((),) * (6 - who)),
    }
    done = stage.do(
        lambda w: artists.update_artist(
            w, artist_id=person.id, seen_version=person.version, **fields
        )
    )
    stage.people[who % len(stage.people)] = done or person


def _archive(stage: Stage, who: int) -> None:
    person = _person(stage, who)
    act = artists.restore_artist if person.archived_at else artists.archive_artist
    done = stage.do(lambda w: act(w, artist_id=person.id, seen_version=person.version))
    stage.people[who % len(stage.people)] = done or person


def _colour(stage: Stage, number: int, colour: str) -> None:
    work = stage.works[number % 2]
    done = stage.do(
        lambda w: projects.update_project(
            w, project_id=work.id, seen_version=work.version, colour=colour
        )
    )
    stage.works[number % 2] = done or work


def _away(stage: Stage, who: int, days: tuple[int, int]) -> None:
    absence = NewAbsence(
        artist_id=_person(stage, who).id,
        period=whole_days(*_days(days), zone_named("Europe/Berlin")),
        title="Leave",
        kind=ExceptionKind.LEAVE,
    )
    stage.do(lambda w: note_absences(w, items=[absence]))


def _close(stage: Stage, day: int) -> None:
    """A holiday; the second time it is taken away again."""
    there = {each.day: each for each in stage.do(list_holidays).rows}
    wanted = FIRST + day * DAY
    if (held := there.get(wanted)) is None:
        stage.do(lambda w: holidays.add_holiday(w, day=wanted, name="Closed"))
    else:
        known = {"holiday_id": held.id, "seen_version": held.version}
        stage.do(lambda w: holidays.remove_holiday(w, **known))


def _need(stage: Stage, number: int, days: tuple[int, int]) -> None:
    first, end = _days(days)
    project_id = stage.works[0].id if number % 2 else None
    made = stage.do(
        lambda w: roles.open_role(
            w, title="Lead", skill="nuke", start=first, end=end, project_id=project_id
        )
    )
    stage.roles += [made] if made else []


def _shift(stage: Stage, number: int, days: tuple[int, int]) -> None:
    first, end = _days(days)
    stage.on_role(number, roles.change_role, change=RoleChange(start=first, end=end))


def _fill(stage: Stage, number: int, who: int, status: Status) -> None:
    stage.on_role(number, roles.fill_role, artist_id=_person(stage, who).id, status=status)


def _zone(stage: Stage, zone: str) -> None:
    def move(work: Work) -> None:
        here = find_studio(work)
        details = replace(here.details, zone=zone)
        studio.update_studio(work, seen_version=here.version, details=details)

    stage.do(move)


def _days(days: tuple[int, int]) -> tuple[date, date]:
    first = FIRST + days[0] * DAY
    return first, first + days[1] * DAY


def _person(stage: Stage, who: int) -> Any:
    return stage.people[who % len(stage.people)]


_STEPS: dict[str, Callable[..., None]] = {
    "book": _book,
    "place": _place,
    "pencil": lambda stage, number: stage.on(number, bookings.pencil_booking),
    "confirm": lambda stage, number: stage.on(number, bookings.confirm_booking),
    "back": lambda stage, number: stage.on(number, bookings.step_back),
    "end": lambda stage, number: stage.on(number, bookings.end_booking),
    "accept": lambda stage, number: stage.on(number, bookings.accept_booking),
    "decline": lambda stage, number: stage.on(number, bookings.decline_booking),
    "counter": _counter,
    "take": lambda stage, number: stage.on(number, bookings.accept_counter),
    "drop": lambda stage, number: stage.on(number, bookings.drop_counter),
    "name": _name,
    "colour": _colour,
    "away": _away,
    "close": _close,
    "archive": _archive,
    "need": _need,
    "shift": _shift,
    "fill": _fill,
    "withdraw": lambda stage, number: stage.on_role(number, roles.withdraw_role),
    "reopen": lambda stage, number: stage.on_role(number, roles.reopen_role),
    "zone": _zone,
}
