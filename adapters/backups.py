"""The commands that make a backup and put it back.

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
        url, key = settings.storage_url, settings.main_key.get_secret_value()
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
        url, key = settings.storage_url, settings.main_key.get_secret_value()
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
    counts = sorted(f"{name.rpartition('.')[2]} {count}" for name, count in found.counts.items())
    yield f"rows: {', '.join(counts) or 'none'}"
    yield "the main key opens each of its keys"
    if found.keyless:
        yield (
            f"people without a key: {len(found.keyless)}, most likely forgotten while it was made;"
            " restoring forgets them"
        )
