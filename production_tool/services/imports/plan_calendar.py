"""Deciding about the events of one artist's calendar; a later export updates by UID."""

from abc import ABC, abstractmethod
from uuid import UUID
from zoneinfo import ZoneInfo

from production_tool.domain.bookings import ENDS, EXCLUSIVE, Status
from production_tool.domain.imports.calendars import Certainty, Diary, EventsAs, LeftOut, Occurrence
from production_tool.domain.imports.report import Outcome
from production_tool.domain.imports.tables import Problem, Unreadable
from production_tool.domain.periods import Period
from production_tool.services.imports.meant import meant_artist
from production_tool.services.imports.plan import Absence, BookingChange, NewBooking, Plan
from production_tool.services.imports.studio import Imported
from production_tool.services.imports.telling import period_of, told_period


def plan_calendar(plan: Plan, diary: Diary) -> None:
    """Every event: new, changed, removed, left out or refused. Raises Unreadable."""
    artist_id = meant_artist(plan, plan.options.artist or "").made(plan)
    for left in diary.left_out:
        outcome = Outcome.LEFT_OUT if left.ignored else Outcome.REFUSED
        plan.tell_event(diary.source, left.number, left.title, outcome, str(left.problem))
        if not left.ignored:
            plan.refused_events[diary.source].append(left)
    into = _Bookings if plan.options.events_as is EventsAs.BOOKINGS else _Absences
    events = into(plan, diary, artist_id)
    for occurrence in diary.occurrences:
        events.decide(occurrence)
    events.remove_what_is_gone({occurrence.mark for occurrence in diary.occurrences})


class _Events(ABC):
    """What both kinds of import of a calendar have in common."""

    def __init__(self, plan: Plan, diary: Diary, artist_id: UUID) -> None:
        self.plan = plan
        self.diary = diary
        self.artist_id = artist_id
        self.zone = ZoneInfo(diary.zone) if diary.zone else plan.studio.zone

    def decide(self, event: Occurrence) -> None:
        known = self.known().get((self.artist_id, event.mark))
        if event.certainty is Certainty.CANCELLED:
            self._call_off(event, known)
            return
        try:
            period = self._period(event)
            outcome, why = self.place(event, period, known)
        except Unreadable as refused:
            self._refuse(event, str(refused))
        else:
            when = told_period(period, self.plan.studio.zone)
            self.plan.tell_event(
                self.diary.source, event.number, f"{event.title}, {when}", outcome, why
            )

    def remove_what_is_gone(self, marks: set[str]) -> None:
        """Repetitions that a whole series no longer has, as far as we can have seen them."""
        for (artist_id, mark), known in self.known().items():
            uid = mark if mark in self.diary.whole else mark.rpartition(" ")[0]
            seen = mark in marks or not self._lies_in_view(mark, known)
            if artist_id != self.artist_id or uid not in self.diary.whole or seen:
                continue
            if self.remove(known):
                what = f"{known.title}, {told_period(known.period, self.plan.studio.zone)}"
                self._tell(0, what, Outcome.REMOVED, "the calendar has it no more")

    def _lies_in_view(self, mark: str, known: Imported) -> bool:
        view = Period(self.diary.known_from, self.diary.known_to)
        return mark in self.diary.whole or view.contains(known.period.start)

    def _period(self, event: Occurrence) -> Period:
        """Days are the studio's; a time without a zone is in the calendar's."""
        whole = not hasattr(event.span.start, "hour")
        return period_of(event.span, self.plan.studio.zone if whole else self.zone)

    def _call_off(self, event: Occurrence, known: Imported | None) -> None:
        gone = known is not None and self.remove(known)
        outcome = Outcome.REMOVED if gone else Outcome.LEFT_OUT
        self.plan.tell_event(
            self.diary.source, event.number, event.title, outcome, "it was called off"
        )

    def _refuse(self, event: Occurrence, reason: str) -> None:
        left = LeftOut(event.number, event.title, Problem("", reason), event.written())
        self.plan.refused_events[self.diary.source].append(left)
        self._tell(event.number, event.title, Outcome.REFUSED, reason)

    def _tell(self, number: int, what: str, outcome: Outcome, why: str = "") -> None:
        self.plan.tell_event(self.diary.source, number, what, outcome, why)

    @abstractmethod
    def known(self) -> dict[tuple[UUID, str], Imported]:
        """What earlier imports made, by artist and mark."""

    @abstractmethod
    def place(
        self, event: Occurrence, period: Period, known: Imported | None
    ) -> tuple[Outcome, str]:
        """Plan the event; what becomes of it and why. Raises Unreadable."""

    @abstractmethod
    def remove(self, known: Imported) -> bool:
        """Plan its end; False when it has ended already."""


class _Absences(_Events):
    """Events as time the artist is not there."""

    def known(self) -> dict[tuple[UUID, str], Imported]:
        return self.plan.studio.absences

    def place(
        self, event: Occurrence, period: Period, known: Imported | None
    ) -> tuple[Outcome, str]:
        tentative = event.certainty is Certainty.TENTATIVE
        title = f"{event.title[:188]} (tentative)" if tentative else event.title
        absence = Absence(self.artist_id, event.mark, period, title)
        if known is None:
            self.plan.new_absences.append(absence)
            return Outcome.NEW, ""
        if (known.period, known.title) == (period, title):
            return Outcome.SAME, ""
        self.plan.changed_absences.append((known.id, absence))
        return Outcome.CHANGED, ""

    def remove(self, known: Imported) -> bool:
        self.plan.gone_absences.append(known.id)
        return True


class _Bookings(_Events):
    """Events as bookings: tentative ones pencils, the others confirmed."""

    def known(self) -> dict[tuple[UUID, str], Imported]:
        return self.plan.studio.imported

    def place(
        self, event: Occurrence, period: Period, known: Imported | None
    ) -> tuple[Outcome, str]:
        firm = event.certainty is Certainty.CONFIRMED
        if known is None:
            self._claim(event, period)
            status = Status.CONFIRMED if firm else Status.PENCIL
            self.plan.bookings.append(
                NewBooking(
                    self.artist_id,
                    None,
                    period,
                    status,
                    event.title,
                    event.notes,
                    source_uid=event.mark,
                )
            )
            return Outcome.NEW, ""
        if Status(known.status) in ENDS:
            return Outcome.LEFT_OUT, f"its booking was {known.status} here"
        # A studio that went further than the calendar keeps what it decided.
        confirm = firm and known.status == Status.PENCIL
        if not confirm and _says_same(known, period, event):
            return Outcome.SAME, ""
        if known.status in EXCLUSIVE:
            self._move_claim(event, period, known)
        self.plan.booking_changes.append(
            BookingChange(known, period, event.title, event.notes, confirm)
        )
        return Outcome.CHANGED, ""

    def remove(self, known: Imported) -> bool:
        if Status(known.status) in ENDS:
            return False
        self.plan.studio.taken.free(self.artist_id, known.period)
        self.plan.booking_ends.append(known)
        return True

    def _claim(self, event: Occurrence, period: Period) -> None:
        taken = self.plan.studio.taken
        if (blocker := taken.blocker(self.artist_id, period)) is not None:
            raise Unreadable(blocker)
        when = told_period(period, self.plan.studio.zone)
        other = f"event {event.number} of {self.diary.source} ({event.title}, {when})"
        taken.take(self.artist_id, period, f"it clashes with {other}")

    def _move_claim(self, event: Occurrence, period: Period, known: Imported) -> None:
        taken = self.plan.studio.taken
        taken.free(self.artist_id, known.period)
        try:
            self._claim(event, period)
        except Unreadable:
            taken.take(self.artist_id, known.period, f"it clashes with {known.title}")
            raise


def _says_same(known: Imported, period: Period, event: Occurrence) -> bool:
    return (known.period, known.title, known.notes) == (period, event.title, event.notes)
