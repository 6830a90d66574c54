"""The commands that make a backup and put it back.

As in `adapters/main.py`, each imports what it needs when it is called.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from adapters.endings import told

if TYPE_CHECKING:
    from storage.checking import Found

app = typer.Typer()

DataFile = Annotated[Path, typer.Argument(metavar="DATA", help="What `peerbot backup` calls …-data.")]
KeysFile = Annotated[Path, typer.Argument(metavar="KEYS", help="What it calls …-keys, of the same backup.")]


@app.command()
def backup(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where the files go; it must be there.")],
    keys_folder: Annotated[
        Path | None, typer.Option("--keys", metavar="DIR", help="Where the keys go: to another place.")
    ] = None,
) -> None:
    """Write an encrypted backup. Two files, data and keys; the bot may go on meanwhile. Backups in the same
    folders whose time is over are removed."""
    with told():
        from adapters.clock import SystemClock, SystemEntropy
        from adapters.settings import load_key_settings
        from storage.backup import back_up
        from storage.expiring import remove_expired
        from storage.sealing import MainKey

        settings, clock, entropy = load_key_settings(), SystemClock(), SystemEntropy()
        url, key = settings.storage_url, settings.main_key.get_secret_value()
        folders, days = (folder, keys_folder or folder), settings.key_backup_days
        made = back_up(url, key, folders, clock, entropy, timedelta(days=days))
        typer.echo(f"data: {made.data}\nkeys: {made.keys}")
        typer.echo("keep these two apart, and the main key apart from both")
        removed = remove_expired(folders, MainKey(key, entropy), clock.now())
        typer.echo(f"good for {days} days; files of backups whose time is over, removed: {len(removed)}")


@app.command()
def restore(
    data: DataFile,
    keys: KeysFile,
    *,
    check: Annotated[bool, typer.Option("--check", help="Only look through it; nothing is changed.")] = False,
) -> None:
    """Put a backup back. Into a database that `peerbot migrate` has just made, while no bot runs."""
    with told():
        from adapters.clock import SystemClock, SystemEntropy
        from adapters.settings import load_key_settings
        from adapters.wiring import clock_of
        from storage import restoring
        from storage.backup import Backup
        from storage.checking import checked
        from storage.forgotten import said_by_database
        from storage.sealing import MainKey

        settings, entropy = load_key_settings(), SystemEntropy()
        url, key = settings.storage_url, settings.main_key.get_secret_value()
        now = SystemClock().now()
        known = said_by_database(url, now)
        with checked(Backup(data, keys), MainKey(key, entropy), known) as backup:
            for line in _told(backup.found, now):
                typer.echo(line)
            backup.found.must_fit(now)
            if check:
                typer.echo("the backup is whole; nothing was changed")
                return
            with clock_of(url) as clock:
                interrupted = restoring.restore(url, backup, key, clock, entropy)
        typer.echo(f"all of it was restored; errands that may have been carried out since: {interrupted}")


def _told(found: Found, now: datetime) -> Iterator[str]:
    header = found.header
    yield f"made at {header.made_at:%Y-%m-%d %H:%M} UTC, database revision {header.revision}"
    yield f"good until {header.good_until:%Y-%m-%d %H:%M} UTC"
    counts = sorted(f"{name.rpartition('.')[2]} {count}" for name, count in found.counts.items())
    yield f"rows: {', '.join(counts) or 'none'}"
    yield "the main key opens each of its keys"
    if found.keyless:
        yield (
            f"people without a key: {len(found.keyless)}, most likely forgotten while it was made;"
            " restoring forgets them"
        )
    yield f"people who were forgotten since: {len(found.again)}; restoring forgets them again"
    if found.known_until < now:
        yield (
            f"who was forgotten after {found.known_until:%Y-%m-%d %H:%M} UTC is not known here:"
            " put later backups of keys beside this one, or forget them by hand"
        )
