"""The command with which an operator sees what an update of the zone data changes, beside a running bot.

As in `adapters/main.py`, it imports what it needs when it is called.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from adapters.endings import told
from adapters.zone_changes import Begins, Moved, Shown, Zones, moved, pinned, shown, zones_in
from adapters.zones import pinned_zones, version_of
from bot.meetings import clocks, finding
from bot.meetings.clocks import Change
from bot.meetings.model import Meeting

if TYPE_CHECKING:
    from bot.app import App

SYSTEM = Path("/usr/share/zoneinfo")

tz = typer.Typer(help="Time zones, whose rules change now and then.", no_args_is_help=True)


@tz.callback()
def _group() -> None:
    """With its commands."""


@tz.command()
def diff(
    before: Annotated[
        Path, typer.Option(metavar="DIR", help="Compiled zones, as they were before.", file_okay=False)
    ] = SYSTEM,
    *,
    tell: Annotated[bool, typer.Option(help="Write each member concerned one notice.")] = False,
) -> None:
    """List the meetings and members whose time other rules put elsewhere. Changes nothing by itself."""
    if not before.is_dir():
        raise typer.BadParameter("this is not a folder", param_hint="--before")
    with told():
        from adapters.beside import beside
        from adapters.settings import load_settings

        with beside(load_settings()) as core:
            typer.echo(f"time zones: {pinned_zones()} here, {_version(before)} there")
            changes, members = _report(core, zones_in(before))
            if tell and members:
                core.operate(partial(clocks.keep, changes=changes))
                _tell(core, members)
                typer.echo(f"members who are written a notice, if they were not yet: {len(members)}")


def _tell(core: App, members: Sequence[str]) -> None:
    """A page in each transaction: whoever works meanwhile is not held up."""
    for first in range(0, len(members), clocks.AT_ONCE):
        core.operate(partial(clocks.tell, members=members[first : first + clocks.AT_ONCE]))


def _version(folder: Path) -> str:
    return version_of(folder / "tzdata.zi") or "others"


def _report(core: App, before: Zones) -> tuple[Sequence[Change], Sequence[str]]:
    """Printed; what changes, and whom it concerns, comes back."""
    meetings = core.operate(finding.ahead)
    ahead = _by_beginning(meetings)
    people = _by_zone(core)
    starts, times = moved(ahead, before, pinned()), shown(ahead, people, before, pinned())
    for start in starts:
        typer.echo(f"{ahead[start.begins]}  {start_line(start)}")
    for time in times:
        typer.echo(f"{ahead[time.begins]}  {time_line(time, len(people[time.seen_in]))}")
    if not starts and not times:
        typer.echo("no meeting that is ahead and no member is concerned")
    concerned = [member for zone in sorted({time.seen_in for time in times}) for member in people[zone]]
    return list(_changes(meetings, times)), concerned


def _changes(meetings: Sequence[Meeting], times: Sequence[Shown]) -> Iterator[Change]:
    for time in times:
        for meeting in meetings:
            if time.before and (meeting.wall, meeting.zone) == time.begins:
                yield Change(meeting.id, time.seen_in, time.before)


def _by_beginning(meetings: Sequence[Meeting]) -> Mapping[Begins, str]:
    """The references of all that begin then."""
    found = defaultdict[Begins, list[str]](list)
    for meeting in meetings:
        found[meeting.wall, meeting.zone].append(meeting.reference)
    return {begins: ", ".join(sorted(references)) for begins, references in found.items()}


def _by_zone(core: App) -> Mapping[str, Sequence[str]]:
    people, after = defaultdict[str, list[str]](list), ""
    while page := core.operate(partial(clocks.clocks, after=after)):
        for member, zone in page:
            people[zone].append(member)
        after = page[-1][0]
    return people


def start_line(start: Moved) -> str:
    wall, zone = start.begins
    was, now = (f"{moment:%H:%M} UTC" if moment else "unknown" for moment in (start.before, start.after))
    return f"{wall:%Y-%m-%d %H:%M} {zone}  begins at {now}, not {was}"


def time_line(time: Shown, count: int) -> str:
    was, now = (f"{shown:%a %H:%M}" if shown else "unknown" for shown in (time.before, time.after))
    return f"{time.seen_in}  members: {count}  {now}, not {was}"
