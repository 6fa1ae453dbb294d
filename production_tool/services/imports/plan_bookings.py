"""Deciding about rows of bookings: who is meant, whether the time is free."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from production_tool.domain.bookings import EXCLUSIVE, Status
from production_tool.domain.expiry import expiry_for
from production_tool.domain.imports.report import Outcome
from production_tool.domain.imports.rows import BookingRow
from production_tool.domain.imports.tables import Problem, Unreadable
from production_tool.domain.inputs import is_clean
from production_tool.domain.periods import Period
from production_tool.domain.refusals import Refusal
from production_tool.services.imports.meant import meant_artist, meant_project
from production_tool.services.imports.plan import NewBooking, Plan
from production_tool.services.imports.plan_catalogue import Place
from production_tool.services.imports.studio import Likeness
from production_tool.services.imports.telling import instant_of, period_of, told_span

T = TypeVar("T")
_LONGEST_TITLE, _LONGEST_NOTES = 200, 4000


def plan_bookings(plan: Plan, place: Place) -> None:
    """Every booking of the sheet: new, there already, or refused with who is in the way."""
    source = place.sheet.table.name
    known = _Known(plan.studio.booked)
    for row in place.sheet.rows:
        if not isinstance(row, BookingRow):
            continue
        judged = _Judged(plan, place, row, known)
        outcome = judged.decide()
        if judged.problems:
            plan.refuse(place.number, source, row.line, told_row(row), judged.problems)
        else:
            plan.tell(source, row.line.number, told_row(row), outcome)
    known.close()


def told_row(row: BookingRow) -> str:
    """A row in a few words."""
    parts = (row.artist, row.project, told_span(row.span), row.status)
    return ", ".join(part for part in parts if part)


class _Known:
    """Which rows of one table are there already: each known booking explains one of them."""

    def __init__(self, booked: Counter[Likeness]) -> None:
        self._booked = booked
        self._met: Counter[Likeness] = Counter()
        self._made: Counter[Likeness] = Counter()

    def explains(self, likeness: Likeness) -> bool:
        self._met[likeness] += 1
        known = self._met[likeness] <= self._booked[likeness]
        self._made[likeness] += not known
        return known

    def close(self) -> None:
        """The next table knows what this one brings."""
        self._booked.update(self._made)


class _Judged:
    """One row, judged against the studio and the rows before it."""

    def __init__(self, plan: Plan, place: Place, row: BookingRow, known: _Known) -> None:
        self._known = known
        self.problems: list[Problem] = []
        self._plan = plan
        self._place = place
        self._row = row

    def decide(self) -> Outcome:
        plan, row = self._plan, self._row
        artist = self._try("artist", lambda: meant_artist(plan, row.artist))
        project = self._try("project", lambda: meant_project(plan, row.project))
        period = self._try("start", lambda: period_of(row.span, plan.studio.zone))
        expires = self._try("expires", lambda: self._expiry(period))
        self._check_words()
        if self.problems or artist is None or period is None:
            return Outcome.REFUSED
        artist_id = self._try("artist", lambda: artist.made(plan))
        project_id = self._try("project", lambda: project.made(plan) if project else None)
        if self.problems or artist_id is None:
            return Outcome.REFUSED
        booking = NewBooking(
            artist_id=artist_id,
            project_id=project_id,
            period=period,
            status=Status(row.status),
            title=row.title,
            notes=row.notes,
            expires_at=expires,
        )
        return self._place_it(booking)

    def _place_it(self, booking: NewBooking) -> Outcome:
        plan, period = self._plan, booking.period
        same = (
            booking.artist_id, booking.project_id, period.start, period.end, booking.status.value,
        )  # fmt: skip
        if self._known.explains(same):
            return Outcome.SAME
        if booking.status in EXCLUSIVE:
            blocker = plan.studio.taken.blocker(booking.artist_id, period)
            if blocker is not None:
                self.problems.append(Problem("", blocker))
                return Outcome.REFUSED
            plan.studio.taken.take(booking.artist_id, period, self._claim())
        plan.bookings.append(booking)
        return Outcome.NEW

    def _claim(self) -> str:
        """What a later row hears that wants the same time."""
        row, source = self._row, self._place.sheet.table.name
        return f"it clashes with row {row.line.number} of {source} ({told_row(row)})"

    def _expiry(self, period: Period | None) -> datetime | None:
        row, plan = self._row, self._plan
        if row.status != Status.HOLD:
            if row.expires is not None:
                raise Unreadable("only holds expire")
            return None
        if period is None:
            return None
        wished = None if row.expires is None else instant_of(row.expires, plan.studio.zone)
        return expiry_for(wished, now=plan.now, start=period.start, policy=plan.studio.expiry)

    def _check_words(self) -> None:
        for name, words, longest in (
            ("title", self._row.title, _LONGEST_TITLE),
            ("notes", self._row.notes, _LONGEST_NOTES),
        ):
            label = self._place.sheet.layout.label(name)
            if len(words) > longest:
                self.problems.append(Problem(label, f"it is longer than {longest} characters"))
            elif not is_clean(words.replace("\r", "")):
                self.problems.append(Problem(label, "it holds characters that are no text"))

    def _try(self, name: str, found: Callable[[], T]) -> T | None:
        try:
            return found()
        except Refusal as refused:
            reason = refused.message
        except Unreadable as refused:
            reason = str(refused)
        self.problems.append(Problem(self._place.sheet.layout.label(name), reason))
        return None
