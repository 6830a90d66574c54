"""The commands of whoever keeps the bot running: its database and its keys.

As in `adapters/main.py`, each imports what it needs when it is called.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from adapters.endings import complain, told

app = typer.Typer()
keys = typer.Typer(help="The key that opens all others.", no_args_is_help=True)


@app.command()
def migrate(
    to: Annotated[
        str | None, typer.Option("--to", metavar="REVISION", help="Not to the newest; one step back at most.")
    ] = None,
) -> None:
    """Make the database, or update it. It is then in the state that this version works with."""
    with told():
        from adapters.settings import load_database_settings
        from storage.migrations import migrate as bring_up_to_date
        from storage.migrations import pending_migrations, revisions

        url, known = load_database_settings().storage_url, revisions()
        here = len(known) - len(pending_migrations(url))
        there = known.index(_known(to, known)) + 1 if to else len(known)
        if there < here:
            _go_back(url, known[:here], here - there)
        else:
            bring_up_to_date(url, known[there - 1])
        where = f"at {to}" if to else "up to date"
        typer.echo(f"the database is {where} (steps made: {abs(there - here)})")


def _known(revision: str, known: Sequence[str]) -> str:
    if revision not in known:
        raise typer.BadParameter(f"must be one of {', '.join(known)}", param_hint="--to")
    return revision


def _go_back(url: str, passed: Sequence[str], steps: int) -> None:
    """From the last of those that were passed."""
    from storage.locking import alone
    from storage.migrations import downgrade, lost_without

    *_, before, here = passed
    if steps > 1:
        raise typer.BadParameter(f"goes back one step at a time: first to {before}", param_hint="--to")
    complain(f"going back from {here} to {before}. {lost_without(here)}")
    with alone(url):
        downgrade(url, before)


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
        url = settings.storage_url
        old, new = settings.main_key.get_secret_value(), settings.new_main_key.get_secret_value()
        count = rotation.rotate(url, old, new, SystemEntropy())
        done = "already wrapped" if count is None else f"rewrapped ({count})"
        typer.echo(f"all keys are {done}: put the new main key in PEERBOT_MAIN_KEY")
