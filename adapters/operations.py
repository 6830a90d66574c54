"""The commands of whoever keeps the bot running: its database, its keys, its backups.

As in `adapters/main.py`, each imports what it needs when it is called.
"""

from __future__ import annotations

import typer

from adapters.endings import told

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
