"""What anybody can do with the document of a closed poll: count again, and print it as a table. It takes
neither settings nor a database.

As in `adapters/main.py`, each imports what it needs when it is called.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from adapters.endings import FAILED, complain, told
from adapters.harmless import harmless
from adapters.poll_words import BY_COMMUNITY, ENDINGS, FAULTS
from bot.polls.faults import Fault
from bot.polls.model import Deciding, Poll
from bot.polls.published import RULES, TIES, NotPublished, Published, read_of_others
from bot.polls.recounting import recount
from bot.polls.totals import Ending, Outcome

app = typer.Typer(help="What came of a poll: whether it is right, and as a table.", no_args_is_help=True)

Document = Annotated[
    Path, typer.Argument(metavar="FILE", exists=True, dir_okay=False, help="The totals as published, JSON.")
]


@app.command()
def verify(file: Document) -> None:
    """Count again. Whether the outcome follows from the published totals by the rules declared before."""
    published = _read(file)
    for line in _about(published):
        typer.echo(line)
    faults = recount(published)
    for fault in faults:
        complain(FAULTS[fault])
    if faults:
        raise typer.Exit(FAILED)
    typer.echo("the outcome follows from these totals by these rules")


@app.command()
def csv(file: Document) -> None:
    """Print the totals as CSV. Safe for spreadsheets: nothing in it is a formula."""
    from adapters.poll_table import written

    published = _read(file)
    if Fault.OPTIONS in recount(published):
        complain(FAULTS[Fault.OPTIONS])
        raise typer.Exit(FAILED)
    typer.echo(written(published), nl=False)


def _read(file: Path) -> Published:
    with told():
        content = file.read_bytes()
    try:
        return read_of_others(content.decode())
    except (NotPublished, UnicodeDecodeError):
        complain("this is not a document with which a poll was published, or it is damaged")
        raise typer.Exit(FAILED) from None


def _about(published: Published) -> Iterator[str]:
    poll, totals = published.poll, published.totals
    yield f"poll {harmless(poll.id)}: {_line(poll.title.en)}"
    yield f"rule: {RULES[poll.method]}"
    yield f"ties: {TIES[poll.tie]}" + (f" (SEED is {poll.seed})" if poll.seed else "")
    yield f"ballots: {totals.ballots}" + (f", quorum: {poll.quorum}" if poll.quorum else "")
    if totals.unreadable:
        yield f"ballots that were damaged and count nowhere: {totals.unreadable}"
    if poll.deciding is Deciding.COMMUNITY:
        yield BY_COMMUNITY
    yield f"outcome: {_outcome(poll, totals.outcome)}"


def _outcome(poll: Poll, outcome: Outcome) -> str:
    texts = {option.number: option.named.en for option in poll.options}
    if outcome.ending is not Ending.DECIDED or outcome.winner not in texts:
        return ENDINGS.get(outcome.ending, "no option of this poll")
    tied = ", ".join(map(str, outcome.tied))
    by_rule = f" (by the tie rule, among {tied})" if tied else ""
    return f"option {outcome.winner}, {_line(texts[outcome.winner])}{by_rule}"


def _line(words: str) -> str:
    return harmless(" ".join(words.split()))
