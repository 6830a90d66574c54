"""The commands of whoever keeps the bot running: its database, its keys, its backups.

As in `adapters/main.py`, each imports what it needs when it is called.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from adapters.endings import told

if TYPE_CHECKING:
    from storage.checking import Found

app = typer.Typer()
keys = typer.Typer(help="The key that opens all others.", no_args_is_help=True)


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


# ---- backups

DataFile = Annotated[Path, typer.Argument(metavar="DATA", help="What `peerbot backup` calls …-data.")]
KeysFile = Annotated[Path, typer.Argument(metavar="KEYS", help="What it calls …-keys, of the same backup.")]


@app.command()
def backup(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where the files go; it must be there.")],
    keys_folder: Annotated[
        Path | None, typer.Option("--keys", metavar="DIR", help="Where the keys go: to another place.")
    ] = None,
) -> None:
    """Write an encrypted backup. Two files, data and keys; the bot may go on meanwhile."""
    with told():
        from adapters.clock import SystemClock, SystemEntropy
        from adapters.settings import load_key_settings
        from storage.backup import back_up

        settings = load_key_settings()
        url, key = settings.database_url.get_secret_value(), settings.main_key.get_secret_value()
        made = back_up(url, key, (folder, keys_folder or folder), SystemClock(), SystemEntropy())
        typer.echo(f"data: {made.data}\nkeys: {made.keys}")
        typer.echo("keep these two apart, and the main key apart from both")


@app.command()
def restore(
    data: DataFile,
    keys: KeysFile,
    *,
    check: Annotated[bool, typer.Option("--check", help="Only look through it; nothing is changed.")] = False,
) -> None:
    """Put a backup back. Into a database that `peerbot migrate` has just made, while no bot runs."""
    with told():
        from adapters.clock import SystemEntropy
        from adapters.settings import load_key_settings
        from adapters.wiring import clock_of
        from storage import restoring
        from storage.backup import Backup
        from storage.checking import checked
        from storage.sealing import MainKey

        settings, entropy = load_key_settings(), SystemEntropy()
        url, key = settings.database_url.get_secret_value(), settings.main_key.get_secret_value()
        with checked(Backup(data, keys), MainKey(key, entropy)) as backup:
            for line in _told(backup.found):
                typer.echo(line)
            backup.found.must_fit()
            if check:
                typer.echo("the backup is whole; nothing was changed")
                return
            with clock_of(url) as clock:
                interrupted = restoring.restore(url, backup, key, clock, entropy)
        typer.echo(f"all of it was restored; errands that may have been carried out since: {interrupted}")


def _told(found: Found) -> Iterator[str]:
    yield f"made at {found.header.made_at:%Y-%m-%d %H:%M} UTC, database revision {found.header.revision}"
    counts = ", ".join(f"{name.rpartition('.')[2]} {count}" for name, count in sorted(found.counts.items()))
    yield f"rows: {counts or 'none'}"
    yield "the main key opens each of its keys"
    if found.keyless:
        yield (
            f"people without a key: {len(found.keyless)}, most likely forgotten while it was made;"
            " restoring forgets them"
        )


# ---- keys


@keys.command("new")
def new_key() -> None:
    """Print a new main key, for PEERBOT_MAIN_KEY."""
    from base64 import b64encode
    from secrets import token_bytes

    typer.echo(b64encode(token_bytes(32)).decode("ascii"))


@keys.command()
def rotate() -> None:
    """Change the main key. From PEERBOT_MAIN_KEY to PEERBOT_NEW_MAIN_KEY, while no bot runs."""
    with told():
        from adapters.clock import SystemEntropy
        from adapters.settings import load_rotation_settings
        from storage import rotation

        settings = load_rotation_settings()
        url = settings.database_url.get_secret_value()
        old, new = settings.main_key.get_secret_value(), settings.new_main_key.get_secret_value()
        count = rotation.rotate(url, old, new, SystemEntropy())
        done = "already wrapped" if count is None else f"rewrapped ({count})"
        typer.echo(f"all keys are {done}: put the new main key in PEERBOT_MAIN_KEY")
