"""The commands about the registry of communities, beside a bot that may be running.

As in `adapters/main.py`, each imports what it needs when it is called.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from adapters.core import beside_the_bot, refuse
from adapters.endings import complain
from bot.audit import OPERATOR

if TYPE_CHECKING:
    from adapters.registry_file import RegistryFile
    from bot.ports import Turn

registry = typer.Typer(help="The communities, and which mail domains are theirs.", no_args_is_help=True)

_Id = Annotated[str, typer.Argument(metavar="ID", help="Of the community, as `registry show` tells it.")]
_Domain = Annotated[str, typer.Argument(metavar="DOMAIN", help="What stands behind the @.")]


@registry.command("import")
def import_file(
    file: Annotated[
        Path, typer.Argument(metavar="FILE.csv", exists=True, dir_okay=False, help="UTF-8, with a header.")
    ],
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")
    ] = False,
) -> None:
    """Take in a table of communities. All of it or nothing; what people confirmed or revoked stays."""
    with beside_the_bot("error") as core:
        from adapters.registry_table import report
        from bot.communities.importing import Declared, take_in

        read = _read(file)
        declared = Declared(read.columns, read.communities, read.listed)
        plan = core.operate(lambda turn: take_in(turn, declared, rehearse=dry_run))
        for line in report(plan):
            typer.echo(line)
        if dry_run:
            typer.echo("this was a rehearsal: nothing was changed")


def _read(file: Path) -> RegistryFile:
    from adapters.addresses import LibraryAddresses
    from adapters.clock import SystemClock
    from adapters.csv_file import Unreadable
    from adapters.registry_file import SIZE_LIMIT, read_registry

    with file.open("rb") as content:
        held = content.read(SIZE_LIMIT + 1)
    try:
        read = read_registry(held, LibraryAddresses(), SystemClock().now().date())
    except Unreadable as unreadable:
        complain(str(unreadable))
        raise refuse("nothing was imported") from None
    for problem in read.problems:
        complain(str(problem))
    if read.problems:
        rows = len({problem.line for problem in read.problems})
        raise refuse(f"nothing was imported: something is wrong in {rows} of {read.rows} rows")
    return read


@registry.command()
def export(
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE.csv", help="A new one; else it is printed.")
    ] = None,
) -> None:
    """Write out the whole registry. As a table that can be imported elsewhere."""
    with beside_the_bot("error") as core:
        from adapters.registry_table import table

        content = "".join(core.operate(lambda turn: list(table(turn.world.communities))))
        if file is None:
            typer.echo(content, nl=False)
            return
        with file.open("x", encoding="utf-8", newline="") as new:
            try:
                new.write(content)
                new.flush()
            except OSError:
                file.unlink()
                raise
        typer.echo(f"written: {file}")


@registry.command()
def show(
    query: Annotated[str, typer.Argument(metavar="QUERY", help="An id, a domain, or a part of a name.")],
) -> None:
    """Say what is known of communities. Their domains with who says so and since when."""
    with beside_the_bot("error") as core:

        def lines(turn: Turn) -> list[str]:
            from adapters.registry_table import FOUND, about
            from bot.joining.lookup import by_anything

            known, life = turn.world.communities, turn.world.network.listing_life
            hits = by_anything(turn, query, "en", FOUND)
            return [line for community in hits for line in about(known, community, turn.now, life)]

        told_of = core.operate(lines)
        if not told_of:
            raise refuse("nothing of that name is in the registry")
        for line in told_of:
            typer.echo(line)


@registry.command()
def confirm(community: _Id, domain: _Domain) -> None:
    """Say that a domain is a community's. From today on; also one that was not listed before."""
    with beside_the_bot("error") as core:
        from bot.communities import listings
        from bot.errors import Unknown
        from bot.joining.errors import NoMailDomain

        try:
            listed = core.operate(lambda turn: listings.confirm(turn, community, domain, OPERATOR))
        except Unknown:
            raise refuse("there is no community with this id") from None
        except NoMailDomain:
            raise refuse("this cannot be the domain of one community's mailboxes") from None
        typer.echo(f"confirmed: {listed.domain} is {listed.community_id}'s")


@registry.command()
def revoke(community: _Id, domain: _Domain) -> None:
    """Say that a domain is not a community's any more. Members who rest on it are asked again."""
    with beside_the_bot("error") as core:
        from bot.communities import listings

        def act(turn: Turn) -> bool:
            listed = listings.of_domain(turn, community, domain.strip().lower())
            return listed is not None and bool(listings.revoke(turn, listed, OPERATOR))

        if not core.operate(act):
            raise refuse("this domain is not listed for this community")
        typer.echo(f"revoked: {domain.strip().lower()} is not {community}'s any more")
