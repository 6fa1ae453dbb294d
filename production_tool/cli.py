"""The console command: every way to run and to look after an installation."""

import os
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from production_tool.domain.imports.calendars import EventsAs
from production_tool.domain.imports.dates import Order
from production_tool.domain.refusals import Refusal
from production_tool.infra import frontend, schema
from production_tool.infra.datadir import open_data_dir
from production_tool.infra.embedded import use
from production_tool.infra.faults import StartError
from production_tool.infra.session import servers_for_command
from production_tool.infra.settings import Settings, get_settings

app = typer.Typer(
    help="Production Tool: book artists without conflicts.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)


def say(line: str) -> None:
    """One line of progress, beside the answers of a command."""
    typer.echo(f"· {line}", err=True)


@contextmanager
def installation(*, migrated: bool = True) -> Generator[Settings]:
    """The servers of this installation, running for as long as the command needs them."""
    prepare = _bring_up_to_date if migrated else _leave_as_it_is
    with servers_for_command(get_settings(), prepare) as settings:
        yield settings


def _bring_up_to_date(settings: Settings) -> None:
    if schema.is_current(settings.database_url or ""):
        return
    if settings.database_owner_url is None:
        raise StartError(
            "The database is not up to date, and migrations need its owner's address: "
            "set PRODUCTION_TOOL_DATABASE_OWNER_URL."
        )
    from production_tool.infra.migrate import upgrade

    upgrade(settings.database_owner_url)


def _leave_as_it_is(settings: Settings) -> None:
    """A look changes nothing."""


@app.command()
def serve(
    port: Annotated[int | None, typer.Option(help="The one port; default 8000, or PORT.")] = None,
) -> None:
    """Start everything and serve until Ctrl-C."""
    if port is not None:
        use({"PORT": str(port)})
    get_settings()
    build()
    # The supervisor stays in memory for good: it takes this process over and loads little.
    os.execv(sys.executable, [sys.executable, "-m", "production_tool.infra.serving"])  # noqa: S606


@app.command()
def build() -> None:
    """Build the pages if their sources changed."""
    if not frontend.is_built():
        say("building the pages (once, under a minute)")
        frontend.build()


@app.command()
def migrate() -> None:
    """Bring the database to the newest schema."""
    with installation():
        say("the database is up to date")


@app.command()
def demo() -> None:
    """Load the demo studios, and say how to sign in; what is there stays as it is."""
    from production_tool.services.demo import load_demo

    with installation() as settings:
        logins = load_demo(today=datetime.now(UTC).date())
        lines = [f"{each.email:<24} {each.password}   {each.who}, {each.studio}" for each in logins]
        open_data_dir(settings.data).demo_file.write_text("\n".join(lines) + "\n", "utf-8")
    typer.echo("\n".join(lines))


@app.command("import")
def bring_in(
    studio: Annotated[str, typer.Option(help="The studio's short name.")],
    files: Annotated[list[Path], typer.Argument(help="CSV, XLSX or iCalendar files.")],
    *,
    dry_run: Annotated[bool, typer.Option(help="Report every row, write nothing.")] = False,
    skip_conflicts: Annotated[
        bool, typer.Option(help="Import the rest when rows are refused.")
    ] = False,
    create_missing: Annotated[
        bool, typer.Option(help="Make artists and projects that only bookings name.")
    ] = False,
    dates: Annotated[Order | None, typer.Option(help="The order of dates like 03/04/2026.")] = None,
    mapping: Annotated[
        Path | None, typer.Option(help="TOML or JSON: what your headers and words mean.")
    ] = None,
    artist: Annotated[str | None, typer.Option(help="Whose calendar an .ics file is.")] = None,
    events_as: Annotated[
        EventsAs, typer.Option("--as", help="What a calendar's events become.")
    ] = EventsAs.UNAVAILABILITY,
) -> None:
    """Import artists, projects, bookings or a calendar into a studio."""
    from production_tool.cli_import import Wishes, run_import

    wishes = Wishes(
        studio=studio,
        files=files,
        dry_run=dry_run,
        skip_conflicts=skip_conflicts,
        create_missing=create_missing,
        dates=dates,
        mapping=mapping,
        artist=artist,
        events_as=events_as,
    )
    with installation():
        status = run_import(wishes)
    raise typer.Exit(status)


@app.command()
def create_studio(
    name: Annotated[str, typer.Option(help="What people call it.")],
    slug: Annotated[str, typer.Option(help="Its short name, in addresses and commands.")],
    owner_email: Annotated[str, typer.Option(help="Who signs in first, and invites the others.")],
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="Read the owner's password from the input.")
    ] = False,
    zone: Annotated[str, typer.Option(help="Where its days begin and end.")] = "Europe/Berlin",
) -> None:
    """Found a studio, with its first owner."""
    from production_tool.services import studio

    if not password_stdin:
        raise StartError("Give the owner's password on the input, with --password-stdin.")
    password = sys.stdin.readline().rstrip("\r\n")
    with installation() as settings:
        try:
            studio.create_studio(
                name=name, slug=slug, owner_email=owner_email, password=password, zone=zone
            )
        except Refusal as refusal:
            raise StartError(refusal.message) from refusal
        typer.echo(f"{name} is founded; {owner_email} can sign in at port {settings.port}.")


@app.command()
def doctor() -> None:
    """Look the installation over; ends with 1 if something has to be done."""
    from production_tool.infra.doctor import look_over

    sick = False
    with installation(migrated=False) as settings:
        for finding in look_over(settings):
            typer.echo(f"{'ok  ' if finding.fine else 'BAD '} {finding.name}: {finding.said}")
            if not finding.fine:
                sick = True
                typer.echo(f"     → {finding.advice}")
    raise typer.Exit(1 if sick else 0)


def main(run: Callable[[], None] = app) -> None:
    """Run the command; a wrong set-up ends it with one line instead of a traceback."""
    try:
        run()
    except StartError as error:
        sys.stderr.write(f"production-tool: {error}\n")
        sys.stderr.flush()
        raise SystemExit(os.EX_CONFIG) from None


if __name__ == "__main__":
    main()
