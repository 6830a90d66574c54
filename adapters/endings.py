"""How a command ends: what is told in a line for people, and in a code for machines.

Exit codes are sysexits.h's: 0 well, 1 failed, 2 wrong usage, 69 another bot or no database, 78 settings.
"""

from __future__ import annotations

import errno
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import typer

FAILED, UNAVAILABLE, WRONG_SETTINGS = 1, os.EX_UNAVAILABLE, os.EX_CONFIG


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

    from adapters.platform import ReadsConversation
    from adapters.settings import SettingsRefused
    from storage.errors import (
        AlreadyRunning,
        KeysMissing,
        LaterVersion,
        NoPollFolder,
        NotMigrated,
        PollKeysAway,
        StorageError,
        WrongMainKey,
    )

    ending: tuple[int, tuple[str, ...]] = FAILED, ()
    match error:
        case SettingsRefused():
            ending = WRONG_SETTINGS, error.problems
        case ReadsConversation():
            ending = WRONG_SETTINGS, (f"the app may read conversation ({error}): take that right away first",)
        case StorageError():
            of_the_database = WrongMainKey | KeysMissing | NotMigrated | LaterVersion
            a_person_must_act = isinstance(error, of_the_database | NoPollFolder | PollKeysAway)
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
