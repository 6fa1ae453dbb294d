"""Who is free: asked beside the board, answered on its rows, kept in the address."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlencode
from zoneinfo import ZoneInfo

import reflex as rx

from production_tool.domain.moments import Moment
from production_tool.domain.refusals import Invalid, Kind, Refusal
from production_tool.services.queries.free_people import FreePerson, find_free_people
from production_tool.state import address, dates
from production_tool.state.deeds import Deeds
from production_tool.state.session import Session, look, to_sign_in

A_DAY = timedelta(days=1)
BEST = 24
USUAL_DAYS = 5
PARTS = ("first", "last", "start", "end", "lasting")
LENGTHS = {"d": A_DAY, "h": timedelta(hours=1)}


@dataclass(frozen=True)
class Question:
    """What is asked; the last day counts, times are optional, it lasts such as 3d or 4h."""

    first: str = ""
    last: str = ""
    start: str = ""
    end: str = ""
    lasting: str = ""
    skills: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """As it stands in the address."""
        pairs = [(name, value) for name in PARTS if (value := getattr(self, name))]
        return urlencode(pairs + [("skill", skill) for skill in self.skills])


@dataclass(frozen=True)
class Match:
    """Somebody who is free; ``start`` and ``end`` are local, as the board sends drawn space."""

    id: str = ""
    name: str = ""
    about: str = ""
    when: str = ""
    start: str = ""
    end: str = ""


class WhoIsFree(rx.State):
    """One tab's question, and who is the answer."""

    asking: bool = False
    asked: Question = Question()
    answer: rx.Field[dict[str, Any]] = rx.field(default_factory=dict)
    matches: rx.Field[list[Match]] = rx.field(default_factory=list)
    count: int = 0
    fault: str = ""
    taken: str = ""
    _gone: rx.Field[list[Match]] = rx.field(default_factory=list)

    @rx.event
    async def load(self):
        """Take the question from the address, if there is one."""
        text = self.router.url.query_parameters.get("free", "")
        self.asking = bool(text)
        self.asked = _read(text)
        return await self._find() if text else self._forget()

    @rx.event
    async def turn(self):
        """The button: ask, or stop asking."""
        return await self.toggle()

    async def toggle(self) -> Any:
        """Open the bar with a question about what is in view, or close it."""
        if self.asking:
            self.asking = False
            self._forget()
            return address.note("free", "")
        session = await self.get_state(Session)
        shown = self.router.url.query_parameters.get("date", "")
        self.asking = True
        (await self.get_state(Deeds)).put_away()
        self.asked = replace(_about(shown, session.me.zone), skills=self.asked.skills)
        return await self._ask()

    @rx.event
    async def change(self, name: str, value: str):
        """Ask for other days, times or another length."""
        if name not in PARTS:
            return None
        self.asked = replace(self.asked, **{name: value})
        if name == "first" and self.asked.last < value:
            self.asked = replace(self.asked, last=value)
        return await self._ask()

    @rx.event
    async def want(self, skill: str, wanted: bool):
        """Ask for one more skill, or for one less."""
        others = [each for each in self.asked.skills if each != skill]
        self.asked = replace(self.asked, skills=[*others, skill] if wanted else others)
        return await self._ask()

    @rx.event
    async def again(self):
        """There were changes on the board: ask the same once more, and say who went."""
        if not self.asking:
            return None
        before = [*self._gone, *self.matches]
        failed = await self._find()
        free = set(self.answer.get("rows", ()))
        self._gone = [] if self.fault else [each for each in before if each.id not in free]
        self.taken = ", ".join(each.name for each in self._gone)
        return failed

    async def _ask(self) -> Any:
        failed = await self._find()
        return failed or address.note("free", self.asked.text)

    async def _find(self) -> Any:
        self._forget()
        try:
            start, end, length = _meant(self.asked)
            skills = tuple(self.asked.skills)
            found = await look(
                self, find_free_people, start=start, end=end, skills=skills, length=length
            )
        except Refusal as refusal:
            self.fault = refusal.message
            return to_sign_in(self) if refusal.kind is Kind.UNAUTHENTICATED else None
        self.count = len(found)
        self.matches = [_match(each, self.asked) for each in found[:BEST]]
        edges = {"start": _local(start).isoformat(), "end": _local(end).isoformat()}
        self.answer = {"rows": [str(each.id) for each in found], **edges}
        return None

    def _forget(self) -> None:
        self.answer, self.matches, self.count, self.fault = {}, [], 0, ""
        self._gone, self.taken = [], ""


def _read(text: str) -> Question:
    pairs = parse_qsl(text)
    told = {name: value for name, value in pairs if name in PARTS}
    return Question(**{**told, "skills": [value for name, value in pairs if name == "skill"]})


def _about(shown: str, zone: str) -> Question:
    """A working week from the day in view on."""
    try:
        first = date.fromisoformat(shown)
    except ValueError:
        first = datetime.now(ZoneInfo(zone)).date()
    last = first + timedelta(days=USUAL_DAYS - 1)
    return Question(first=first.isoformat(), last=last.isoformat())


def _meant(asked: Question) -> tuple[Moment, Moment, timedelta | None]:
    """From, up to, and for how long. Raises Invalid."""
    try:
        first, last = date.fromisoformat(asked.first), date.fromisoformat(asked.last)
        start: Moment = first
        end: Moment = last + A_DAY
        if asked.start:
            start = datetime.combine(first, time.fromisoformat(asked.start))
        if asked.end:
            end = datetime.combine(last, time.fromisoformat(asked.end))
        return _same_kind(start, end), _same_kind(end, start), _length(asked.lasting)
    except (ValueError, OverflowError) as nonsense:
        raise Invalid("Choose the first and the last day.") from nonsense


def _same_kind(one: Moment, other: Moment) -> Moment:
    """Whole days stay days; beside a time a day is its midnight."""
    return _local(one) if isinstance(other, datetime) else one


def _local(moment: Moment) -> datetime:
    return moment if isinstance(moment, datetime) else datetime.combine(moment, time())


def _length(text: str) -> timedelta | None:
    if not text:
        return None
    return int(text[:-1]) * LENGTHS.get(text[-1:], A_DAY)


def _match(person: FreePerson, asked: Question) -> Match:
    skills = sorted(person.skills, key=lambda skill: skill not in asked.skills)
    about = [person.title or person.department, ", ".join(skills[:3])]
    return Match(
        id=str(person.id),
        name=person.name,
        about=" · ".join(filter(None, about)),
        when=dates.local_text(person.start, person.end) if asked.lasting else "",
        start=person.start.isoformat(),
        end=person.end.isoformat(),
    )
