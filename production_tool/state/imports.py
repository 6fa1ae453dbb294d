"""An import on the screen: check the uploaded files, look at the report, bring them in."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import reflex as rx
from anyio import to_thread

from production_tool.domain.imports.calendars import EventsAs
from production_tool.domain.imports.dates import Order
from production_tool.domain.imports.mapping import Mapping, read_mapping
from production_tool.domain.imports.report import ImportReport, Outcome, ReportLine
from production_tool.domain.imports.tables import Unreadable
from production_tool.domain.refusals import Invalid, Refusal
from production_tool.services import identity
from production_tool.services.imports import (
    ImportOptions,
    SourceFile,
    forget_files,
    import_files,
    parked_files,
)
from production_tool.services.queries.artists import list_artists
from production_tool.services.queries.paging import MOST, Ask
from production_tool.state.session import answering, look, token_of

_SHOWN = 300
_PULSE = 0.25
_ORDER = [Outcome.REFUSED, Outcome.REMOVED, Outcome.CHANGED, Outcome.LEFT_OUT, Outcome.NEW]
_PROBLEMS = {
    "none": "Nothing was uploaded; choose at least one file.",
    "not_allowed": "You may not import data; ask an owner or manager of the studio to do it.",
}
_MAPPINGS = (".toml", ".json")


@dataclass(frozen=True)
class ShownLine:
    """A row of the report."""

    place: str
    outcome: str
    what: str
    reason: str


@dataclass(frozen=True)
class ShownFile:
    """How a file was understood."""

    source: str
    holds: str
    remarks: list[str]


@dataclass(frozen=True)
class Choices:
    """What the person chose beside the files; empty means not said."""

    dates: str = ""
    create_missing: bool = False
    artist: str = ""
    events_as: str = EventsAs.UNAVAILABILITY.value


class Imports(rx.State):
    """The import at hand."""

    upload: str = ""
    chosen: rx.Field[Choices] = rx.field(default_factory=Choices)
    artists: rx.Field[list[str]] = rx.field(default_factory=list)
    phase: str = ""
    done: int = 0
    total: int = 0
    problem: str = ""
    sentence: str = ""
    refused: int = 0
    ready: int = 0
    written: bool = False
    more: int = 0
    files: rx.Field[list[ShownFile]] = rx.field(default_factory=list)
    lines: rx.Field[list[ShownLine]] = rx.field(default_factory=list)

    @rx.event
    @answering
    async def enter(self):
        """Take up the files that were just uploaded, if any."""
        query = self.router.url.query_parameters
        self.reset()
        self.upload = query.get("upload", "")
        if problem := query.get("problem"):
            self.problem = _PROBLEMS.get(problem, _PROBLEMS["none"])
        page = await look(self, list_artists, ask=Ask(limit=MOST))
        self.artists = [artist.name for artist in page.rows]
        return Imports.check if self.upload else None

    @rx.event
    def choose(self, name: str, value: str):
        """Say more about the files; they are checked again with it."""
        self.chosen = _with(self.chosen, name, value)
        return Imports.check if self.upload else None

    @rx.event
    def create_missing(self, wanted: bool):
        """Whether bookings may bring artists and projects of their own."""
        return Imports.choose("create_missing", "yes" if wanted else "")

    @rx.event(background=True)
    async def check(self):
        """A dry run."""
        await _run(self, dry_run=True)

    @rx.event(background=True)
    async def bring(self):
        """The import itself; rows that were refused stay out."""
        await _run(self, dry_run=False)

    @rx.event
    @answering
    async def save_refused(self):
        """The refused rows as files, to be mended and brought again."""
        token, key, chosen = token_of(self), self.upload, self.chosen
        report = await to_thread.run_sync(lambda: _bring(token, key, chosen, True, _Progress()))
        return [rx.download(data=f.content, filename=f.name) for f in report.refused_files]

    def _show(self, report: ImportReport) -> None:
        """The report as the screen has it."""
        lines = sorted(report.lines, key=_interest)
        self.lines = [_shown(line) for line in lines[:_SHOWN]]
        self.more = max(0, len(lines) - _SHOWN)
        self.files = [ShownFile(u.source, u.holds, list(u.remarks)) for u in report.understood]
        self.sentence = report.sentence()
        self.refused = report.count(Outcome.REFUSED)
        still = (Outcome.NEW, Outcome.CHANGED, Outcome.REMOVED)
        self.ready = 0 if report.written else sum(map(report.count, still))
        self.written = report.written


@dataclass
class _Progress:
    """How far the import is; written by its thread, read by the screen's."""

    phase: str = "reading"
    done: int = 0
    total: int = 0

    def tell(self, phase: str, done: int, total: int) -> None:
        self.phase, self.done, self.total = phase, done, total


async def _run(state: Any, *, dry_run: bool) -> None:
    """Import in a thread while the screen hears how far it is."""
    async with state:
        if state.phase:
            return
        token, key, chosen = token_of(state), state.upload, state.chosen
        state.phase, state.problem = "reading", ""
    progress = _Progress()
    work = asyncio.ensure_future(
        to_thread.run_sync(lambda: _bring(token, key, chosen, dry_run, progress))
    )
    while not (await asyncio.wait({work}, timeout=_PULSE))[0]:
        async with state:
            state.phase, state.done, state.total = progress.phase, progress.done, progress.total
    async with state:
        state.phase = ""
        try:
            state._show(work.result())
        except Refusal as refusal:
            state.problem = refusal.message


def _bring(
    token: str, key: str, chosen: Choices, dry_run: bool, progress: _Progress
) -> ImportReport:
    actor = identity.find_seat(token, request_id="import").actor
    mappings, files = _sorted(parked_files(actor, key=key))
    options = ImportOptions(
        dry_run=dry_run,
        on_conflict="skip",
        create_missing=chosen.create_missing,
        mapping=_mapping(mappings, chosen),
        artist=chosen.artist or None,
        events_as=EventsAs(chosen.events_as),
    )
    report = import_files(actor, files=files, options=options, progress=progress.tell)
    if report.written and not report.refused_files:
        forget_files(actor, key=key)
    return report


def _sorted(files: Sequence[SourceFile]) -> tuple[list[SourceFile], list[SourceFile]]:
    """Mapping files, and what is to be imported."""
    mappings = [file for file in files if file.name.lower().endswith(_MAPPINGS)]
    return mappings, [file for file in files if file not in mappings]


def _mapping(files: Sequence[SourceFile], chosen: Choices) -> Mapping:
    try:
        mapping = read_mapping(files[0].content.decode()) if files else Mapping()
    except (Unreadable, UnicodeDecodeError) as wrong:
        raise Invalid(str(wrong)) from wrong
    stated = {"dates": Order(chosen.dates)} if chosen.dates else {}
    return mapping.model_copy(update=stated)


def _with(chosen: Choices, name: str, value: str) -> Choices:
    """The choice changed, if it is one; anybody can send anything."""
    known = {
        "dates": {"", *Order},
        "events_as": {*EventsAs},
    }
    said = {
        "dates": chosen.dates,
        "create_missing": chosen.create_missing,
        "artist": chosen.artist,
        "events_as": chosen.events_as,
    }
    if name == "create_missing":
        said[name] = value == "yes"
    elif name == "artist" or value in known.get(name, ()):
        said[name] = value
    return Choices(**said)


def _interest(line: ReportLine) -> int:
    return _ORDER.index(line.outcome) if line.outcome in _ORDER else len(_ORDER)


def _shown(line: ReportLine) -> ShownLine:
    return ShownLine(line.place, line.outcome.value, line.what, line.reason)
