"""The commands with which an operator hands over what is held: about one person, and about one community.

As in `adapters/main.py`, each imports what it needs when it is called.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from adapters.endings import FAILED, complain, told
from bot.audit import OPERATOR
from bot.communities import withdrawing
from bot.errors import Unknown
from bot.rights import disclosing

if TYPE_CHECKING:
    from bot.app import App

app = typer.Typer()
community = typer.Typer(help="What is held about a community, at its own request.", no_args_is_help=True)

_Id = Annotated[str, typer.Argument(metavar="ID", help="Of the community, as `registry show` tells it.")]


@contextmanager
def _core() -> Iterator[App]:
    with told("error"):
        from adapters.beside import beside
        from adapters.settings import load_settings

        with beside(load_settings()) as core:
            yield core


def _refuse(line: str) -> typer.Exit:
    complain(line)
    return typer.Exit(FAILED)


def _print(content: bytes) -> None:
    sys.stdout.write(content.decode())
    sys.stdout.flush()


@app.command()
def disclose(
    member: Annotated[
        str, typer.Option(metavar="ID", help="Their id, or the reference that coordinators see.")
    ],
) -> None:
    """Print all that is held about one person. For the day somebody asks with the right to ask; audited."""
    with _core() as core:
        try:
            content = core.operate(partial(disclosing.disclose, member=member))
        except Unknown:
            raise _refuse("nobody is known by this id: `/host members` tells the reference") from None
        except disclosing.Several:
            raise _refuse("several ids begin so: give more of it") from None
        _print(content)


@community.command()
def export(which: _Id) -> None:
    """Print all that is held about a community. Its members are counted, not named; audited."""
    with _core() as core:
        try:
            content = core.operate(partial(withdrawing.document, community_id=which, actor=OPERATOR))
        except Unknown:
            raise _refuse("there is no community with this id") from None
        _print(content)


@community.command()
def withdraw(
    which: _Id,
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Do it; else it is only said what happens.")] = False,
) -> None:
    """Name a community no more. Its domains are revoked, and its members are asked whether they stay."""
    with _core() as core:
        try:
            if yes:
                done = core.operate(partial(withdrawing.withdraw, community_id=which, actor=OPERATOR))
            else:
                done = core.operate(partial(withdrawing.effects, community_id=which))
        except Unknown:
            raise _refuse("there is no community with this id") from None
        typer.echo(f"{done.community.id}  {done.community.name}: not named or found any more")
        typer.echo(f"  domains revoked: {', '.join(done.domains) or 'none'}")
        typer.echo(f"  members who stay members and are asked about it: {done.members}")
        if not yes:
            typer.echo("nothing was changed: say --yes to do it; it cannot be undone from here")
