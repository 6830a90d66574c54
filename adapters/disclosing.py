"""The commands with which an operator hands over what is held: about one person, and about one community.

As in `adapters/main.py`, each imports what it needs when it is called.
"""

from __future__ import annotations

import sys
from functools import partial
from typing import Annotated

import typer

from adapters.core import beside_the_bot, refuse
from bot.audit import OPERATOR
from bot.communities import withdrawing
from bot.errors import Unknown
from bot.rights import disclosing

app = typer.Typer()
community = typer.Typer(help="What is held about a community, at its own request.", no_args_is_help=True)

_Id = Annotated[str, typer.Argument(metavar="ID", help="Of the community, as `registry show` tells it.")]


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
    with beside_the_bot("error") as core:
        try:
            content = core.operate(partial(disclosing.disclose, member=member))
        except Unknown:
            raise refuse("nobody is known by this id: `/host members` tells the reference") from None
        except disclosing.Several:
            raise refuse("several ids begin so: give more of it") from None
        _print(content)


@community.command()
def export(which: _Id) -> None:
    """Print all that is held about a community. Its members are counted, not named; audited."""
    with beside_the_bot("error") as core:
        try:
            content = core.operate(partial(withdrawing.document, community_id=which, actor=OPERATOR))
        except Unknown:
            raise refuse("there is no community with this id") from None
        _print(content)


@community.command()
def withdraw(
    which: _Id,
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Do it; else it is only said what happens.")] = False,
) -> None:
    """Name a community no more. Its domains are revoked, and its members are asked whether they stay."""
    with beside_the_bot("error") as core:
        try:
            if yes:
                done = core.operate(partial(withdrawing.withdraw, community_id=which, actor=OPERATOR))
            else:
                done = core.operate(partial(withdrawing.effects, community_id=which))
        except Unknown:
            raise refuse("there is no community with this id") from None
        typer.echo(f"{done.community.id}  {done.community.name}: not named or found any more")
        typer.echo(f"  domains revoked: {', '.join(done.domains) or 'none'}")
        if done.named:
            typer.echo("  it goes from the public page of communities that take part")
        typer.echo(f"  members who stay members and are asked about it: {done.members}")
        if not yes:
            typer.echo("nothing was changed: say --yes to do it; it cannot be undone from here")
