"""The command `peerbot`. Each command imports what it needs when it is called, so that help comes at once;
the first sentence of its docstring is what the list of commands has room for.

Exit codes are sysexits.h's: 0 well, 1 failed, 2 wrong usage, 69 another bot or no database, 78 settings.
"""

from __future__ import annotations

import errno
import importlib.metadata
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from adapters.zones import pinned_zones, use_pinned_zones

FAILED, UNAVAILABLE, WRONG_SETTINGS = 1, os.EX_UNAVAILABLE, os.EX_CONFIG

app = typer.Typer(
    help="The door and the diary of a peer network. It records nothing that people say to each other.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,  # they would show what variables hold
    rich_markup_mode=None,
)
keys = typer.Typer(help="The key that opens all others.", no_args_is_help=True)
app.add_typer(keys, name="keys")


def main() -> None:
    use_pinned_zones()
    app(prog_name="peerbot")


@app.command()
def run() -> None:
    """Serve the network. Everything in one process, until SIGTERM or Ctrl-C."""
    with told():
        from adapters.logs import configure_logs
        from adapters.settings import load_settings, unknown_variables

        settings = load_settings()
        configure_logs(settings.log_level)
        for line in unknown_variables():
            complain(line)
        from adapters.wiring import run_bot

        run_bot(settings)


@app.command("try")
def try_out(
    port: Annotated[int, typer.Option(min=0, max=65535, help="Of the page; 0 takes any.")] = 8080,
    *,
    browser: Annotated[bool, typer.Option(help="Open the page in a browser.")] = True,
    folder: Annotated[Path | None, typer.Option(help="Keep all in it, to go on later.")] = None,
) -> None:
    """Play the whole story in your browser. On this machine alone, with nothing to set up."""
    with told(log_level="error"):
        from adapters.local.sandbox import production_settings
        from adapters.trial import try_sandbox

        if near := production_settings(os.environ):
            complain(f"a sandbox does not run beside a real network's settings: {', '.join(near)}")
            raise typer.Exit(WRONG_SETTINGS)
        try_sandbox(port, folder, open_browser=browser, say=typer.echo)


@app.command()
def story(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="An empty folder, for transcript, mails and database.")
    ],
    seed: Annotated[int | None, typer.Option(help="The same number tells the same story.")] = None,
    database_url: Annotated[str | None, typer.Option(help="Instead of a file in the folder.")] = None,
) -> None:
    """Play the story without a browser. It takes seconds and leaves all that was written."""
    with told(log_level="error"):
        from adapters import settings
        from adapters.trial import play_story

        try:
            url = settings.database_url(database_url) if database_url else None
        except ValueError as wrong:
            raise typer.BadParameter(str(wrong), param_hint="--database-url") from None
        for written in play_story(folder, seed, url):
            typer.echo(written)


@app.command()
def migrate() -> None:
    """Make the database, or update it. It is then in the state that this version works with."""
    with told():
        from adapters.settings import load_database_settings
        from storage.migrations import migrate as bring_up_to_date
        from storage.migrations import pending_migrations

        url = load_database_settings().database_url.get_secret_value()
        pending = pending_migrations(url)
        bring_up_to_date(url)
        typer.echo(f"the database is up to date (steps made: {len(pending)})")


@app.command()
def doctor(
    send_test: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="Send one real letter there, and look at DNS as well."),
    ] = None,
    *,
    dns: Annotated[
        bool | None,
        typer.Option(help="Look at SPF, DMARC, DKIM and MX, or not: --send-test does, unless told not to."),
    ] = None,
) -> None:
    """Say what is well and what is wrong. Changes nothing; sends nothing but the test letter asked for."""
    with told(log_level="critical"):
        from adapters.checkup import Wish, examine
        from adapters.doctor import failed

        wish = Wish(send_test, dns=dns if dns is not None else send_test is not None)
        findings = []
        for finding in examine(lambda error: " ".join(explain(error)[1]), wish):
            typer.echo(finding)
            findings.append(finding)
        raise typer.Exit(FAILED if failed(findings) else 0)


@keys.command("new")
def new_key() -> None:
    """Print a new main key, for PEERBOT_MAIN_KEY."""
    from base64 import b64encode
    from secrets import token_bytes

    typer.echo(b64encode(token_bytes(32)).decode("ascii"))


@app.command()
def version() -> None:
    """Print the version, and that of the time zones."""
    typer.echo(f"peerbot {importlib.metadata.version('peerbot')}, time zones {pinned_zones()}")


# ---- how a command ends


def complain(line: str) -> None:
    typer.echo(f"peerbot: {line}", err=True)


@contextmanager
def told(log_level: str = "info") -> Iterator[None]:
    """What ends a command is told in a line for people, and in a code for machines. What nobody has foreseen
    goes to the log, by its type."""
    from adapters.logs import configure_logs, log

    configure_logs(log_level)
    try:
        yield
    except Exception as error:
        code, lines = explain(error)
        if not lines:
            raise
        log.debug("command.refused", exc_info=error)
        for line in lines:
            complain(line)
        raise typer.Exit(code) from None


def explain(error: Exception) -> tuple[int, tuple[str, ...]]:
    """Without the words of a library, which may quote a password or a person."""
    from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

    from adapters.settings import SettingsRefused
    from storage.errors import AlreadyRunning, KeysMissing, NotMigrated, StorageError, WrongMainKey

    ending: tuple[int, tuple[str, ...]] = FAILED, ()
    match error:
        case SettingsRefused():
            ending = WRONG_SETTINGS, error.problems
        case StorageError():
            a_person_must_act = isinstance(error, WrongMainKey | KeysMissing | NotMigrated)
            code = WRONG_SETTINGS if a_person_must_act else FAILED
            ending = UNAVAILABLE if isinstance(error, AlreadyRunning) else code, (str(error),)
        case OperationalError() | InterfaceError():
            ending = UNAVAILABLE, ("the database cannot be reached, or does not let us in",)
        case DBAPIError():
            ending = FAILED, (f"the database refuses to work ({type(error).__name__})",)
        case FileExistsError(errno=None):  # ours: the system's has a number
            ending = FAILED, ("this is not an empty folder",)
        case OSError():
            ending = _refused_by_the_system(error)
    return ending


def _refused_by_the_system(error: OSError) -> tuple[int, tuple[str, ...]]:
    """Its own words are a fixed list by number; those of the exception hold paths and hosts."""
    if error.errno == errno.EADDRINUSE:
        return UNAVAILABLE, ("another program listens at this port already: choose another one",)
    if error.errno == errno.EADDRNOTAVAIL or isinstance(error, socket.gaierror):
        return WRONG_SETTINGS, ("PEERBOT_HOST is no address of this machine",)
    return FAILED, (f"the system refuses: {os.strerror(error.errno)}",) if error.errno else ()
