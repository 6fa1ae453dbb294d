"""Whatever people do with bookings, in any order: the database agrees with a plain model."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, ClassVar, TypeVar

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import text

from production_tool.domain.bookings import BookingRow, StaleBooking, Status
from production_tool.domain.refusals import Refusal
from production_tool.services import bookings
from production_tool.services.bookings import Change
from production_tool.services.expiry import sweep
from production_tool.services.queries.bookings import list_bookings
from production_tool.services.queries.paging import Ask
from production_tool.services.work import reading, working
from tests.examples import fewer
from tests.factories import age_hold, create_artist, create_member, create_studio
from tests.servers import Database
from tests.services.booking_model import Model, Modelled, ModelRefusal, instant

Done = TypeVar("Done")

DAY_ONE = datetime(2031, 3, 29, tzinfo=UTC)  # the clocks change in the night
ARTISTS = st.sampled_from([0, 0, 0, 1])
SLOTS = st.tuples(st.integers(0, 12), st.integers(1, 12)).map(lambda s: (s[0], s[0] + s[1]))
CROWD = 4  # so many live bookings must be there before one may end: ranks are about crowds

ADVANCES: dict[str, Callable[..., BookingRow]] = {
    "pencil": bookings.pencil_booking,
    "confirmed": bookings.confirm_booking,
}
ENDS: dict[str, Callable[..., BookingRow]] = {
    "released": bookings.release_booking,
    "declined": bookings.decline_booking,
    "cancelled": bookings.cancel_booking,
}


def crowded(machine: Any) -> bool:
    """Whether there are enough live bookings for one to end."""
    return len(machine.model.live()) >= CROWD


class Bookings(RuleBasedStateMachine):
    """Each rule does the same to the model and through the services, and compares."""

    database: ClassVar[Database]
    numbers = Bundle("numbers")

    @initialize(ranked=st.booleans())
    def found(self, ranked: bool) -> None:
        policy = "ranked" if ranked else "free"
        studio = create_studio(self.database, queue_policy=policy)
        self.alice = create_member(self.database, tenant_id=studio, name="Alice")
        self.artists = [create_artist(self.alice).id for _ in range(2)]
        self.model = Model(ranked=ranked)
        self.rows: dict[int, BookingRow] = {}

    @rule(
        target=numbers,
        artist=ARTISTS,
        slots=SLOTS,
        status=st.sampled_from(["hold", "hold", "pencil", "confirmed"]),
    )
    def create(self, artist: int, slots: tuple[int, int], status: str) -> Any:
        made = self._both(
            lambda: self.model.create(artist, *slots, status),
            lambda work: bookings.create_booking(
                work,
                artist_id=self.artists[artist],
                start=instant(DAY_ONE, slots[0]),
                end=instant(DAY_ONE, slots[1]),
                status=Status(status),
            ),
        )
        return multiple() if made is None else made.number

    @rule(number=numbers, artist=ARTISTS, slots=SLOTS)
    def put(self, number: int, artist: int, slots: tuple[int, int]) -> None:
        wish = Change(
            artist_id=self.artists[artist],
            start=instant(DAY_ONE, slots[0]),
            end=instant(DAY_ONE, slots[1]),
        )
        seen = self._seen(number)
        self._both(
            lambda: self.model.place(number, artist, *slots),
            lambda work: bookings.change_booking(work, **seen, change=wish),
        )

    @rule(number=numbers, to=st.sampled_from(sorted(ADVANCES)))
    def advance(self, number: int, to: str) -> None:
        self._step(number, to, ADVANCES[to])

    @precondition(crowded)
    @rule(number=numbers, to=st.sampled_from(sorted(ENDS)))
    def end(self, number: int, to: str) -> None:
        self._step(number, to, ENDS[to])

    @rule(number=numbers)
    def step_back(self, number: int) -> None:
        to = "pencil" if self.model.bookings[number].status == "confirmed" else "hold"
        self._step(number, to, bookings.step_back)

    @precondition(crowded)
    @rule(number=numbers, swept=st.booleans())
    def lapse(self, number: int, swept: bool) -> None:
        """A hold's time runs out; perhaps a sweep comes by, perhaps only the next write does."""
        if self.model.bookings[number].status != "hold":
            return
        age_hold(self.database, self.rows[number])
        self.model.expire(number)
        if swept:
            sweep()

    @rule(number=numbers)
    def an_old_version_is_refused(self, number: int) -> None:
        seen = self._seen(number)
        unseen = seen | {"seen_version": seen["seen_version"] + 1}
        with pytest.raises(StaleBooking), working(self.alice) as work:
            bookings.release_booking(work, **unseen)

    @invariant()
    def the_database_agrees(self) -> None:
        if not hasattr(self, "rows"):
            return
        with reading(self.alice) as work:
            stored = {row.id: row for row in list_bookings(work, ask=Ask(limit=200)).rows}
        assert len(stored) == len(self.model.bookings)
        for number, expected in self.model.bookings.items():
            row = stored[self.rows[number].id]
            assert row.status == expected.status
            assert row.artist_id == self.artists[expected.artist]
            assert row.start == instant(DAY_ONE, expected.first)
            assert row.end == instant(DAY_ONE, expected.last)
            unstamped = expected.status == "expired"
            assert row.version in {expected.version, expected.version - unstamped}
            assert row.rank == self.model.rank(number)

    def _step(self, number: int, to: str, verb: Callable[..., BookingRow]) -> None:
        seen = self._seen(number)
        self._both(lambda: self.model.step(number, to), lambda work: verb(work, **seen))

    def _both(
        self, model: Callable[[], Modelled], service: Callable[[Any], BookingRow]
    ) -> Modelled | None:
        expected, row = _or_refusal(model), _or_refusal(lambda: self._work(service))
        if isinstance(expected, str) or isinstance(row, str):
            assert row == expected
            return None
        assert row.version == expected.version
        self.rows[expected.number] = row
        return expected

    def _work(self, service: Callable[[Any], BookingRow]) -> BookingRow:
        with working(self.alice) as work:
            return service(work)

    def _seen(self, number: int) -> dict[str, Any]:
        """What somebody names who has seen the booking as the model has it."""
        seen = self.model.bookings[number].version
        return {"booking_id": self.rows[number].id, "seen_version": seen}

    def teardown(self) -> None:
        """Every lapsed hold was stamped once, with one event, by whoever came first."""
        if not hasattr(self, "rows"):
            return
        sweep()
        lapsed = {self.rows[n].id for n, b in self.model.bookings.items() if b.status == "expired"}
        with reading(self.alice) as work:
            told = work.connection.scalars(
                text("SELECT booking_id FROM app.booking_event WHERE name = 'HoldExpired'")
            ).all()
            rows = {row.id: row for row in list_bookings(work, ask=Ask(limit=200)).rows}
        assert sorted(told) == sorted(lapsed)
        for number, expected in self.model.bookings.items():
            assert rows[self.rows[number].id].version == expected.version


def _or_refusal(act: Callable[[], Done]) -> Done | str:
    try:
        return act()
    except ModelRefusal as refused:
        return str(refused)
    except Refusal as refused:
        return type(refused).__name__


def test_bookings_agree_with_the_model(database: Database) -> None:
    Bookings.database = database
    run_state_machine_as_test(
        Bookings,
        settings=settings(
            max_examples=fewer(0.2),
            stateful_step_count=30,
            # Shrinking replays a failure hundreds of times over a real database.
            phases=[Phase.explicit, Phase.reuse, Phase.generate],
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
        ),
    )
