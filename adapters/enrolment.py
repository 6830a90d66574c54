"""The commands about the members that a network has already. Each imports what it needs when it is called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from adapters.endings import FAILED, complain, told

if TYPE_CHECKING:
    from adapters.roster import Roster
    from adapters.roster_rows import Judge, Problem
    from bot.app import App

WRONG_USAGE = 2

members = typer.Typer(help="The members that the network has already.", no_args_is_help=True)


@members.command("import")
def import_roster(
    file: Annotated[
        Path, typer.Argument(metavar="FILE.csv", exists=True, dir_okay=False, help="UTF-8, with a header.")
    ],
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")
    ] = False,
) -> None:
    """Take in the members of a list. All of it or nothing; nobody is welcomed,
    but invited to the meetings that are ahead."""
    with told("error"), _network() as (app, judge):
        roster = _read(file, judge)
        if roster.problems:
            _complain_of(roster.problems)
            rows = len({problem.line for problem in roster.problems})
            complain(f"nobody was imported: something is wrong in {rows} of {roster.rows} rows")
            raise typer.Exit(FAILED)
        for line in _report(app, roster, dry_run=dry_run):
            typer.echo(line)


@members.command("add")
def add_member(
    *,
    name: Annotated[str, typer.Option(help="As the person writes it.")],
    address: Annotated[str, typer.Option(help="The work mailbox, by which they are recognised.")],
    community: Annotated[str, typer.Option(help="Its name, or its id in the registry.")],
    language: Annotated[str, typer.Option(help="en or fr; the network's first one unless told.")] = "",
) -> None:
    """Take in one member, such as the first coordinators, whom nobody can approve yet."""
    with told("error"), _network() as (app, judge):
        column = "community_id" if judge.communities.get(community) else "community"
        cells = {"name": name, "address": address, column: community, "language": language}
        found = judge.row(1, cells)
        if isinstance(found, tuple):
            for problem in found:
                complain(f"--{problem.column}: {problem.what}")
            raise typer.Exit(WRONG_USAGE)
        (met,) = app.enrol([found])
        typer.echo(_MET[met])


# What became of one, by `Met`.
_MET = {
    "new": "added; to come in from the chat they type /peer link there",
    "outsider": "known before, and a member now",
    "member": "a member already: nothing was changed",
    "removed": "removed earlier: nothing was changed, only coordinators take them back (/peer join)",
}


@contextmanager
def _network() -> Iterator[tuple[App, Judge]]:
    """The rules over the database of the settings, beside a bot that may be running; who judges rows."""
    from adapters.addresses import LibraryAddresses
    from adapters.clock import SystemClock, SystemEntropy
    from adapters.communities import Directory
    from adapters.roster_rows import Judge
    from adapters.settings import load_settings
    from adapters.wiring import network_of
    from bot.app import App
    from bot.communities import refreshing
    from bot.ports import World
    from storage.engine import open_storage

    settings, clock, entropy = load_settings(), SystemClock(), SystemEntropy()
    network, addresses, communities = network_of(settings), LibraryAddresses(), Directory.starter()
    key = settings.main_key.get_secret_value()
    storage = open_storage(settings.storage_url, key, entropy, clock)
    try:
        app = App(World(network, storage, clock, entropy, addresses, communities))
        app.operate(refreshing.refresh)
        yield app, Judge(addresses, communities, network, clock.now())
    finally:
        storage.close()


def _read(file: Path, judge: Judge) -> Roster:
    from adapters.csv_file import Unreadable
    from adapters.roster import read_roster

    try:
        return read_roster(_content(file), judge)
    except Unreadable as unreadable:
        complain(str(unreadable))
        complain("nobody was imported")
        raise typer.Exit(FAILED) from None


def _content(file: Path) -> bytes:
    from adapters.csv_file import Unreadable
    from adapters.roster import SIZE_LIMIT

    if file.stat().st_size > SIZE_LIMIT:
        raise Unreadable(1, f"the file is larger than {SIZE_LIMIT // 1_000_000} MB: split it")
    return file.read_bytes()


def _complain_of(problems: Iterable[Problem]) -> None:
    for problem in problems:
        complain(str(problem))


def _report(app: App, roster: Roster, *, dry_run: bool) -> Iterator[str]:
    from bot.members.enrolment import Met

    met = app.enrol(roster.entrants, rehearse=dry_run)
    yield f"new members: {met[Met.NEW]}"
    yield f"known before, members now: {met[Met.OUTSIDER]}"
    yield f"members already, left as they are: {met[Met.MEMBER]}"
    yield f"removed earlier, left as they are: {met[Met.REMOVED]}"
    yield f"communities that are not in the registry, kept as typed: {roster.as_typed}"
    if dry_run:
        yield "this was a rehearsal: nothing was changed"
