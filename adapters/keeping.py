"""The commands about how long something is kept, and what people are told of it.

As in `adapters/main.py`, each imports what it needs when it is called.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from adapters.endings import told
from bot.members import purging
from bot.members.aging import RULES, What

if TYPE_CHECKING:
    from bot.app import App
    from bot.members.retention import Retention

app = typer.Typer()

SAID = {
    "codes": "codes that have expired",
    "attempts": "counts of attempts at codes",
    "sendings": "counts of codes that were asked for",
    "marks": "who paused or resumed last",
    "requests": "requests: name, address and words of those that are over",
    "strangers": "people who did not become members",
    "removed": "people who were removed",
    "parting": "people who have left and were still there",
    "deciders": "requests: who handled them",
    "vouches": "who vouched for whom",
    "attestations": "who attested what",
    "confirmers": "who confirmed a domain",
    "revokers": "who revoked a domain",
    "pages": "pages on the web that nobody has used for long",
    "visits": "links to members' own pages, and visits there",
    "tickets": "links to one's own data",
    "seats": "meetings of which answers are kept",
    "facilitators": "meetings: who ran them",
    "openers": "polls: who opened them",
    "topics": "themes that nobody touched",
    "guests": "guests of public webinars",
    "errands": "errands that are settled",
    "audit": "lines of the audit with ids in them",
    "traces": "what was left of people who were forgotten",
}


@app.command()
def purge(
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only count; nothing is changed.")] = False,
) -> None:
    """Forget at once what is older than its rule allows. A running bot does the same, a little at a time."""
    with told():
        from adapters.beside import beside_storage
        from adapters.settings import load_settings

        settings = load_settings()
        with beside_storage(settings) as (core, storage):
            counts = core.operate(purging.counts)
            for line in _lines(counts, settings.retention()):
                typer.echo(line)
            if dry_run:
                typer.echo("nothing was changed")
                return
            gone = sum(_forget(core, what) for what in counts)
            storage.sweep()
        typer.echo(f"forgotten: {gone}")


def _lines(counts: Mapping[What, int], kept: Retention) -> Iterator[str]:
    ages = kept.ages()
    for what, count in counts.items():
        age = ages[RULES[what]]
        after = f"{age.days} days" if age.days else "at once"
        yield f"{count:7}  {SAID[what]} ({after})"


def _forget(core: App, what: What) -> int:
    """In pieces: a running bot goes on between them."""
    gone = 0
    while some := core.operate(lambda turn: purging.some(turn, what)):
        gone += some
    return gone


@app.command()
def privacy(
    language: Annotated[str, typer.Option(help="en or fr.")] = "en",
) -> None:
    """Print the privacy notice. Made from the list of what is kept, and from the settings there are."""
    with told():
        from adapters.catalogues import LANGUAGES
        from adapters.notice import Page, responsible_of
        from adapters.settings import load_notice_settings

        if language not in LANGUAGES:
            raise typer.BadParameter(f"must be one of {', '.join(LANGUAGES)}", param_hint="--language")
        settings = load_notice_settings()
        page = Page(language, responsible_of(settings), settings.retention())
        typer.echo(page.markdown(), nl=False)
