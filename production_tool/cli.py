"""The console command: every way to run and to look after an installation."""

import os
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Annotated

import typer

from production_tool.infra import frontend
from production_tool.infra.doctor import look_over
from production_tool.infra.embedded import use
from production_tool.infra.faults import StartError
from production_tool.infra.session import servers_for_command
from production_tool.infra.settings import Settings, get_settings
from production_tool.infra.supervisor import serve as supervise
from production_tool.infra.webserver import WebServer

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
def installation(*, up_to_date: bool = True) -> Generator[Settings]:
    """The servers of this installation, running for as long as the command needs them."""
    with servers_for_command(get_settings(), say, up_to_date=up_to_date) as settings:
        yield settings


@app.command()
def serve(
    port: Annotated[int | None, typer.Option(help="The one port; default 8000, or PORT.")] = None,
) -> None:
    """Start everything and serve until Ctrl-C."""
    if port is not None:
        use({"PORT": str(port)})
    settings = get_settings()
    build()
    supervise(settings, say=say, before_serving=lambda servers: None, when_ready=_welcome)


def _welcome(web: WebServer) -> None:
    typer.echo(f"\n  Production Tool is ready: {web.address}\n  Stop it with Ctrl-C.\n")


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
def doctor() -> None:
    """Look the installation over; ends with 1 if something has to be done."""
    sick = False
    with installation(up_to_date=False) as settings:
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
