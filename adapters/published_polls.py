"""The commands that hand out what there is of polls: a list, and the document of a closed one.

As in `adapters/main.py`, each imports what it needs when it is called.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated, TypeVar

import typer

from adapters.endings import FAILED, complain, told
from adapters.harmless import harmless
from bot.polls.model import Poll, Stage
from bot.ports import Turn

T = TypeVar("T")

LISTED = 1000
SHOWN = 6  # characters of an id, by which people name it

app = typer.Typer()


@app.command("list")
def list_() -> None:
    """Which polls there are. The newest first: reference, stage, closing moment, title."""
    for poll in _polls(tuple(Stage)):
        title = harmless(" ".join(poll.title.en.split()))
        typer.echo(f"{_reference(poll)}  {poll.stage:9}  {poll.closes:%Y-%m-%d %H:%M} UTC  {title}")


@app.command()
def export(
    reference: Annotated[str, typer.Argument(metavar="POLL", help="Its reference, or its id.")],
) -> None:
    """Print the document of a closed poll. JSON, for `peerbot poll verify` and `csv`."""
    found = [poll for poll in _polls((Stage.CLOSED,)) if poll.id.startswith(reference.lower())]
    if len(found) != 1:
        complain("several polls begin so: say more of it" if found else "there is no such closed poll")
        raise typer.Exit(FAILED)
    typer.echo(_asked(lambda turn: turn.unit.polls.totals(found[0].id)), nl=False)


def _asked(look: Callable[[Turn], T]) -> T:
    with told():
        from adapters.beside import beside
        from adapters.settings import load_settings

        with beside(load_settings()) as core:
            return core.operate(look)


def _polls(stages: tuple[Stage, ...]) -> Sequence[Poll]:
    return _asked(lambda turn: turn.unit.polls.in_stages(stages, LISTED))


def _reference(poll: Poll) -> str:
    return poll.id[:SHOWN].upper()
