"""Bookings as a plain Python model: slow, short, and with no database in it."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

HOUR = timedelta(hours=1)
FIRM = ("pencil", "confirmed")
LIVE = ("hold", *FIRM)


@dataclass(frozen=True)
class Modelled:
    """One booking; the place in the queue is a number, the slots are hours of one day each."""

    number: int
    artist: int
    first: int
    last: int
    status: str
    place: int
    version: int = 1

    @property
    def slots(self) -> range:
        return range(self.first, self.last)

    def meets(self, other: "Modelled") -> bool:
        return self.artist == other.artist and bool(set(self.slots) & set(other.slots))


class ModelRefusal(Exception):  # noqa: N818
    """The model says no, and which kind of no."""


@dataclass
class Model:
    """What a studio with ranked holds would look like."""

    ranked: bool = True
    bookings: dict[int, Modelled] = field(default_factory=dict)
    clock: int = 0

    def tick(self) -> int:
        self.clock += 1
        return self.clock

    def live(self) -> list[Modelled]:
        return [one for one in self.bookings.values() if one.status in LIVE]

    def create(self, artist: int, first: int, last: int, status: str) -> Modelled:
        number = len(self.bookings)
        made = Modelled(number, artist, first, last, status, self.tick())
        self._check_firm(made)
        self.bookings[number] = made
        return made

    def place(self, number: int, artist: int, first: int, last: int) -> Modelled:
        """Move, resize or reassign."""
        before = self._living(number)
        after = replace(before, artist=artist, first=first, last=last)
        if after == before:
            return before
        self._check_firm(after)
        inside = artist == before.artist and set(after.slots) <= set(before.slots)
        return self._put(after, before.place if inside else self.tick())

    def step(self, number: int, to: str) -> Modelled:
        before = self._living(number)
        allowed = {
            "hold": ("pencil", "confirmed", "released"),
            "pencil": ("hold", "confirmed", "released", "declined"),
            "confirmed": ("pencil", "cancelled", "declined"),
        }
        if to not in allowed[before.status]:
            raise ModelRefusal("NotAStep")
        after = replace(before, status=to)
        if before.status == "hold" and to in FIRM:
            self._check_firm(after)
            if self.ranked and any(
                one.status == "hold" and one.place < before.place and one.meets(before)
                for one in self.live()
                if one.number != number
            ):
                raise ModelRefusal("BehindAnotherHold")
        return self._put(after, before.place)

    def expire(self, number: int) -> None:
        self._put(replace(self.bookings[number], status="expired"), self.bookings[number].place)

    def rank(self, number: int) -> int:
        """The worst place over its slots, looking at each."""
        mine = self.bookings[number]
        if mine.status != "hold":
            return 0
        return max(
            1 + sum(self._ahead(other, mine, slot) for other in self.live()) for slot in mine.slots
        )

    def _ahead(self, other: Modelled, mine: Modelled, slot: int) -> bool:
        here = other.artist == mine.artist and slot in other.slots and other.number != mine.number
        return here and (other.status in FIRM or other.place < mine.place)

    def _living(self, number: int) -> Modelled:
        booking = self.bookings[number]
        if booking.status not in LIVE:
            raise ModelRefusal("BookingEnded")
        return booking

    def _check_firm(self, wish: Modelled) -> None:
        if wish.status in FIRM and any(
            one.status in FIRM and one.number != wish.number and one.meets(wish)
            for one in self.live()
        ):
            raise ModelRefusal("ArtistBusy")

    def _put(self, after: Modelled, place: int) -> Modelled:
        stored = replace(after, place=place, version=after.version + 1)
        self.bookings[after.number] = stored
        return stored


def instant(day_one: datetime, slot: int) -> datetime:
    """The start of a slot."""
    return day_one + slot * HOUR
