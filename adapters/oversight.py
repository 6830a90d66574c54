"""The commands with which an operator watches and steers what goes out, beside a running bot.

As in `adapters/main.py`, each imports what it needs when it is called.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from adapters.core import beside_the_bot
from adapters.endings import FAILED, told
from adapters.listings import Format, audit_lines, errand_table, minute, state_line
from bot import retrying, routes, switch
from bot.audit import OPERATOR, Action, Entry
from bot.auditing import record
from bot.ports import Turn

if TYPE_CHECKING:
    from bot.app import App

LISTED = 1000
PAGE = 1000
OUTCOMES = {
    retrying.Tried.AGAIN: "is tried again",
    retrying.Tried.GONE: "is not tried again: nothing would be sent any more",
    retrying.Tried.ALREADY: "is not tried again: it does not stand as failed",
    retrying.Tried.UNKNOWN: "is not here, or not any more",
}

app = typer.Typer()
errands = typer.Typer(
    help="What could not be delivered, and what keeps failing.", invoke_without_command=True
)
audit = typer.Typer(help="Who did what, and when: ids and codes.", no_args_is_help=True)


# ---- the switch


@app.command()
def pause() -> None:
    """Let nothing go out. Everything is kept until `peerbot resume`, and bots that run go on."""
    with beside_the_bot() as core:
        core.operate(lambda turn: switch.pause(turn, OPERATOR))
        typer.echo(state_line(core.operate(lambda turn: switch.paused(turn.unit))))


@app.command()
def resume() -> None:
    """Let out what was kept. In order, by the bots that run."""
    with beside_the_bot() as core:
        since = core.operate(lambda turn: switch.paused(turn.unit))
        resumed = core.operate(lambda turn: switch.resume(turn, OPERATOR))
        if since and resumed:
            typer.echo(f"resumed: what was kept since {minute(since.at)} goes out")
        else:
            typer.echo("nothing was paused")


# ---- errands


def _again(turn: Turn, errand_id: str) -> retrying.Tried:
    return retrying.retry(turn, routes.ERRANDS, errand_id, OPERATOR)


@errands.callback()
def list_errands(context: typer.Context) -> None:
    """What could not be delivered, and what keeps failing. Newest first."""
    if context.invoked_subcommand:
        return
    with beside_the_bot() as core:
        outbox = core.operate(
            lambda turn: (turn.unit.outbox.failed(LISTED), turn.unit.outbox.failing(LISTED))
        )
        found = [errand for part in outbox for errand in part]
        for line in errand_table(found) if found else ["nothing failed, and nothing is failing"]:
            typer.echo(line)


@errands.command()
def retry(
    ids: Annotated[list[str] | None, typer.Argument(metavar="ID", help="As the list shows them.")] = None,
    *,
    every: Annotated[bool, typer.Option("--all", help="All that stand as failed.")] = False,
) -> None:
    """Try again what could not be delivered. If it had arrived and nobody knows, it arrives twice."""
    if bool(ids) == every:
        raise typer.BadParameter("name some errands, or all of them with --all", param_hint="ID")
    with beside_the_bot() as core:
        chosen = ids or core.operate(lambda turn: [one.id for one in turn.unit.outbox.failed(LISTED)])
        tried = {one: core.operate(partial(_again, errand_id=one)) for one in dict.fromkeys(chosen)}
        for errand_id, outcome in tried.items():
            typer.echo(f"{ascii(errand_id)[1:-1]}  {OUTCOMES[outcome]}")
        if ids and set(tried.values()) != {"again"}:
            raise typer.Exit(FAILED)


# ---- the audit


@audit.command()
def export(
    since: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="From that day on, in the network's zone.")
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="An object a line, or a table.")] = Format.JSONL,
) -> None:
    """Print the audit, in order. The export itself is audited once it has ended well."""
    with told():
        from adapters.beside import beside
        from adapters.settings import load_settings

        settings = load_settings()
        first = since.replace(tzinfo=ZoneInfo(settings.network_zone)) if since else None
        with beside(settings) as core:
            _print(audit_lines(_entries(core, first), form))
            core.operate(partial(_exported, detail=f"{form} {first.date()}" if first else form.value))


def _exported(turn: Turn, detail: str) -> None:
    record(turn, Action.EXPORTED, "", actor=OPERATOR, detail=detail)


def _entries(core: App, first: datetime | None) -> Iterator[Entry]:
    """A page in each transaction: whoever works meanwhile is not held up."""
    after = 0
    while page := core.operate(lambda turn: list(turn.unit.audit.page(after, PAGE))):  # noqa: B023 - called at once
        yield from (entry for _, entry in page if first is None or entry.at >= first)
        after = page[-1][0]


def _print(lines: Iterator[str]) -> None:
    """Ends well only when all has arrived. What could not be written is not tried once more at the end of the
    process, where nobody would be told."""
    try:
        sys.stdout.writelines(lines)
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise
