"""The command `peerbot assess`: what the bot would say, before anybody asks it. It imports what it needs when
it is called.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from adapters.endings import FAILED, complain, told

if TYPE_CHECKING:
    from adapters.claims import Scales, Typed
    from adapters.communities import Directory
    from bot.joining.eligibility import Assessment
    from bot.joining.ports import Addresses

app = typer.Typer()


@app.command()
def assess(
    *,
    address: Annotated[str | None, typer.Option(help="Of the mailbox.")] = None,
    community: Annotated[
        str | None, typer.Option(metavar="ID", help="In the registry; '' when it is not in it.")
    ] = None,
    role: Annotated[
        str, typer.Option(metavar="ROLE", help="staff, elected_official, contractor or other.")
    ] = "staff",
    batch: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE.csv", exists=True, dir_okay=False, help="Columns address, community_id, role."
        ),
    ] = None,
    registry: Annotated[
        Path | None,
        typer.Option(metavar="FILE.csv", exists=True, dir_okay=False, help="Instead of the starter."),
    ] = None,
    proven: Annotated[bool, typer.Option("--proven", help="As if the code had come back.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="For machines.")] = False,
) -> None:
    """Say how the bot would weigh an address. It asks no database and no network."""
    with told("error"):
        if batch is not None:
            if address is not None or community is not None:
                raise typer.BadParameter("goes without --address and --community", param_hint="--batch")
            for line in _lines(batch, registry, proven=proven):
                typer.echo(line)
            return
        typed = _typed(address, community, role)
        scales = _scales(registry)
        assessment = scales.weigh(typed, proven=proven)
        for line in _as_json(assessment) if as_json else _told(assessment, typed, scales):
            typer.echo(line)


def _typed(address: str | None, community: str | None, role: str) -> Typed:
    from adapters.claims import Typed, role_of
    from bot.joining.model import WorkRole

    if address is None or community is None:
        raise typer.BadParameter("both are needed, or --batch", param_hint="--address, --community")
    try:
        return Typed(0, address, community, role_of(role))
    except ValueError:
        raise typer.BadParameter(f"must be one of {', '.join(WorkRole)}", param_hint="--role") from None


def _lines(batch: Path, registry: Path | None, *, proven: bool) -> Iterator[str]:
    """One JSON object a row, in their order."""
    import json

    from adapters.claims import as_json, read_batch
    from adapters.csv_file import Unreadable

    try:
        rows, others = read_batch(batch.read_bytes())
    except Unreadable as unreadable:
        complain(f"{batch.name}: {unreadable}")
        raise typer.Exit(FAILED) from None
    if others:
        complain(f"columns that are not looked at: {', '.join(others)}")
    scales = _scales(registry)
    for row in rows:
        yield json.dumps({"line": row.line} | as_json(scales.weigh(row, proven=proven)))


def _scales(registry: Path | None) -> Scales:
    from adapters.addresses import LibraryAddresses
    from adapters.claims import Scales
    from adapters.clock import SystemClock
    from adapters.communities import Directory

    addresses = LibraryAddresses()
    communities = Directory.starter() if registry is None else _directory(registry, addresses)
    return Scales(addresses, communities, SystemClock().now())


def _directory(file: Path, addresses: Addresses) -> Directory:
    from adapters.communities import Directory
    from adapters.csv_file import Unreadable
    from adapters.registry_file import read_registry

    try:
        found = read_registry(file.read_bytes(), addresses)
    except Unreadable as unreadable:
        complain(f"{file.name}: {unreadable}")
        raise typer.Exit(FAILED) from None
    for problem in found.problems:
        complain(f"{file.name}: {problem}")
    if found.problems:
        raise typer.Exit(FAILED)
    return Directory(found.communities, found.listed)


# ---- what is said


def _as_json(assessment: Assessment) -> Iterator[str]:
    import json

    from adapters.claims import as_json

    yield json.dumps(as_json(assessment))


_ROUTES = {
    "ready": "one press of a coordinator is enough",
    "review": "a coordinator looks closely",
    "refuse": "no code is sent",
}
_HOW = {"skeleton": "letters that look alike", "letter": "one letter apart", "ending": "another ending"}


def _told(assessment: Assessment, typed: Typed, scales: Scales) -> Iterator[str]:
    """As the coordinators would read it, in English."""
    from adapters.words import PlainWriter, Words
    from bot.chat import Reader, Text

    words, reader = Words.load(), Reader("en", "America/Toronto")

    def say(text: Text) -> str:
        return words.say(text, reader, PlainWriter())

    yield f"community: {_named(typed.community_id.strip(), scales)}"
    yield from _listing(assessment, scales)
    yield f"evidence:  {say(Text(f'eligibility.evidence.{assessment.evidence}'))}"
    route = f"{assessment.route}: {_ROUTES[assessment.route]}"
    yield f"route:     {route}{', unless they ask for a person anyway' if assessment.appealable else ''}"
    for code in assessment.reasons:
        yield f"{code}:"
        yield f"  {say(Text(f'eligibility.coordinator.{code}'))}"
        yield f"  {say(Text(f'eligibility.check.{code}'))}"
    for each in assessment.lookalikes:
        yield f"could be taken for {each.domain} ({_HOW[each.how]})"


def _listing(assessment: Assessment, scales: Scales) -> Iterator[str]:
    listing = assessment.listing
    if listing:
        whose = "; ".join(_named(community_id, scales) for community_id in listing.community_ids)
        yield f"listed:    {'' if listing.exact else 'below '}{listing.domain}, of {whose}"


def _named(community_id: str, scales: Scales) -> str:
    community = scales.communities.get(community_id)
    return f"{community.name} ({community.province})" if community else "not in the registry"
