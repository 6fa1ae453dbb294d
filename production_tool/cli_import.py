"""The console's import: files in, a report out, refused rows beside their file."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)

from production_tool.domain.imports.dates import Order
from production_tool.domain.imports.mapping import Mapping, read_mapping
from production_tool.domain.imports.report import (
    ImportReport,
    Outcome,
    RefusedFile,
    ReportLine,
    Understood,
)
from production_tool.domain.imports.tables import Unreadable
from production_tool.domain.refusals import Refusal
from production_tool.services.imports import EventsAs, ImportOptions, SourceFile, import_files
from production_tool.services.studio import console_actor

_QUIET = {Outcome.NEW, Outcome.SAME}


@dataclass(frozen=True, slots=True)
class Wishes:
    """What stands on the command line."""

    studio: str
    files: Sequence[Path]
    dry_run: bool = False
    skip_conflicts: bool = False
    create_missing: bool = False
    dates: Order | None = None
    mapping: Path | None = None
    artist: str | None = None
    events_as: EventsAs = EventsAs.UNAVAILABILITY


def run_import(wishes: Wishes) -> int:
    """Import, tell what happened; the exit status is 1 when rows were refused and stopped it."""
    try:
        paths = _named(wishes.files)
        files = [SourceFile(name, path.read_bytes()) for name, path in paths.items()]
        report = _bring(wishes, files)
    except (Refusal, Unreadable) as refused:
        typer.echo(f"production-tool: {refused}", err=True)
        return 1
    except OSError as error:
        typer.echo(f"production-tool: {error.filename} cannot be read: {error.strerror}", err=True)
        return 1
    _tell(report)
    if not wishes.dry_run:
        for refused_file in report.refused_files:
            typer.echo(f"Refused rows: {write_beside(paths[refused_file.source], refused_file)}")
    if report.stopped:
        typer.echo("Mend the file and import it again, or use --skip-conflicts for the rest.")
    return int(bool(report.count(Outcome.REFUSED)) and not report.written)


def write_beside(source: Path, refused: RefusedFile) -> Path:
    """Write the refused rows beside their source, never over a file that is there."""
    first = source.parent / refused.name
    path, number = first, 1
    while True:
        try:
            with path.open("xb") as file:
                file.write(refused.content)
        except FileExistsError:
            number += 1
            path = first.with_name(f"{first.stem}-{number}{first.suffix}")
        else:
            return path


def _bring(wishes: Wishes, files: Sequence[SourceFile]) -> ImportReport:
    options = ImportOptions(
        dry_run=wishes.dry_run,
        on_conflict="skip" if wishes.skip_conflicts else "fail",
        create_missing=wishes.create_missing,
        mapping=_mapping(wishes),
        artist=wishes.artist,
        events_as=wishes.events_as,
    )
    actor = console_actor(slug=wishes.studio, request_id="import")
    bar = _Bar()
    with bar.progress:
        return import_files(actor, files=files, options=options, progress=bar.tell, show=bar.show)


def _mapping(wishes: Wishes) -> Mapping:
    mapping = Mapping()
    if wishes.mapping is not None:
        mapping = read_mapping(wishes.mapping.read_text("utf-8"))
    return mapping.model_copy(update={"dates": wishes.dates}) if wishes.dates else mapping


def _named(files: Sequence[Path]) -> dict[str, Path]:
    """Files by what the report calls them: the name alone unless two share it."""
    names = [path.name for path in files]
    return {
        path.name if names.count(path.name) == 1 else str(path): path
        for path in dict.fromkeys(files)
    }


class _Bar:
    """How far the import is, on the terminal only and gone at the end."""

    def __init__(self) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
                   TimeRemainingColumn())  # fmt: skip
        terminal = Console(stderr=True)
        self.progress = Progress(
            *columns,
            console=terminal,
            transient=True,
            redirect_stdout=False,
            disable=not terminal.is_terminal,
        )
        self._tasks: dict[str, TaskID] = {}

    def tell(self, phase: str, done: int, total: int) -> None:
        if phase not in self._tasks:
            self._tasks[phase] = self.progress.add_task(phase, total=total)
        self.progress.update(self._tasks[phase], completed=done, total=total)

    def show(self, understood: Sequence[Understood]) -> None:
        """Clear the way for how the files were read, before anything is written."""
        self.progress.stop()
        _show_understood(understood)
        self.progress.start()


def _show_understood(understood: Sequence[Understood]) -> None:
    for each in understood:
        typer.echo(f"{each.source}: {each.holds}")
        for remark in each.remarks:
            typer.echo(f"  {remark}")


def _tell(report: ImportReport) -> None:
    """Every row of a dry run; otherwise only those that something is to be said about."""
    for line in report.lines:
        if report.dry_run or line.outcome not in _QUIET:
            typer.echo(_told(line))
    typer.echo(report.sentence())


def _told(line: ReportLine) -> str:
    why = f" ({line.reason})" if line.reason else ""
    told = f"{line.place}: {line.outcome}: {line.what}{why}"
    # What a file says must not steer the terminal.
    return "".join(c if c.isprintable() else " " for c in told)
