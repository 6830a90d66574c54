"""The command `peerbot`. Each command imports what it needs when it is called, so that help comes at once;
the first sentence of its docstring is what the list of commands has room for.
"""

from __future__ import annotations

import importlib.metadata
import os
from pathlib import Path
from typing import Annotated

import typer

from adapters import (
    assessing,
    backups,
    chat_commands,
    disclosing,
    enrolment,
    keeping,
    operations,
    oversight,
    polling,
    published_polls,
    registering,
    zoning,
)
from adapters.endings import FAILED, WRONG_SETTINGS, complain, explain, told
from adapters.zones import pinned_zones, use_pinned_zones

app = typer.Typer(
    help="The door and the diary of a peer network. It records nothing that people say to each other.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,  # they would show what variables hold
    rich_markup_mode=None,
)
app.add_typer(operations.app)
app.add_typer(assessing.app)
app.add_typer(backups.app)
app.add_typer(keeping.app)
app.add_typer(operations.keys, name="keys")
app.add_typer(oversight.app)
app.add_typer(disclosing.app)
app.add_typer(disclosing.community, name="community")
app.add_typer(oversight.errands, name="errands")
app.add_typer(oversight.audit, name="audit")
app.add_typer(enrolment.members, name="members")
app.add_typer(chat_commands.slack, name="slack")
app.add_typer(chat_commands.discord, name="discord")
polling.app.add_typer(published_polls.app)
app.add_typer(polling.app, name="poll")
app.add_typer(registering.registry, name="registry")
app.add_typer(zoning.tz, name="tz")


def main() -> None:
    use_pinned_zones()
    app(prog_name="peerbot")


@app.command()
def run() -> None:
    """Serve the network. Everything in one process, until SIGTERM or Ctrl-C."""
    with told():
        from adapters.logs import configure_logs
        from adapters.settings import load_settings, unknown_variables

        settings = load_settings()
        configure_logs(settings.log_level)
        for line in unknown_variables():
            complain(line)
        from adapters.wiring import run_bot

        run_bot(settings)


@app.command()
def web() -> None:
    """Serve the pages alone. A process of its own beside `peerbot run`, on PostgreSQL."""
    with told():
        from adapters.logs import configure_logs
        from adapters.settings import load_settings

        settings = load_settings()
        configure_logs(settings.log_level)
        from adapters.web_alone import run_web

        run_web(settings)


@app.command("try")
def try_out(
    port: Annotated[int, typer.Option(min=0, max=65535, help="Of the page; 0 takes any.")] = 8080,
    *,
    browser: Annotated[bool, typer.Option(help="Open the page in a browser.")] = True,
    folder: Annotated[Path | None, typer.Option(help="Keep all in it, to go on later.")] = None,
) -> None:
    """Play the whole story in your browser. On this machine alone, with nothing to set up."""
    with told(log_level="error"):
        from adapters.local.sandbox import production_settings
        from adapters.trial import try_sandbox

        if near := production_settings(os.environ):
            complain(f"a sandbox does not run beside a real network's settings: {', '.join(near)}")
            raise typer.Exit(WRONG_SETTINGS)
        try_sandbox(port, folder, open_browser=browser, say=typer.echo)


@app.command()
def story(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="An empty folder, for transcript, mails and database.")
    ],
    seed: Annotated[int | None, typer.Option(help="The same number tells the same story.")] = None,
    database_url: Annotated[str | None, typer.Option(help="Instead of a file in the folder.")] = None,
) -> None:
    """Play the story without a browser. It takes seconds and leaves all that was written."""
    with told(log_level="error"):
        from adapters.settings_values import database_url as checked
        from adapters.trial import play_story

        try:
            url = checked(database_url) if database_url else None
        except ValueError as wrong:
            raise typer.BadParameter(str(wrong), param_hint="--database-url") from None
        for written in play_story(folder, seed, url):
            typer.echo(written)


@app.command()
def doctor(
    send_test: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="Send one real letter there, and look at DNS as well."),
    ] = None,
    *,
    dns: Annotated[
        bool | None,
        typer.Option(help="Look at SPF, DMARC, DKIM and MX, or not: --send-test does, unless told not to."),
    ] = None,
) -> None:
    """Say what is well and what is wrong. Changes nothing; sends nothing but the test letter asked for."""
    with told(log_level="critical"):
        from adapters.checkup import examine
        from adapters.doctor import failed
        from adapters.mail_checkup import Wish

        wish = Wish(send_test, dns=dns if dns is not None else send_test is not None)
        findings = []
        for finding in examine(lambda error: " ".join(explain(error)[1]), wish):
            typer.echo(finding)
            findings.append(finding)
        raise typer.Exit(FAILED if failed(findings) else 0)


@app.command()
def version() -> None:
    """Print the version, and that of the time zones."""
    typer.echo(f"peerbot {importlib.metadata.version('peerbot')}, time zones {pinned_zones()}")
