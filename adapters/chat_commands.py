"""The commands about chat platforms: what is pasted there before the bot can come."""

from __future__ import annotations

import json
from typing import Annotated

import typer

slack = typer.Typer(no_args_is_help=True, help="What Slack is told about the app.")


@slack.command("manifest")
def print_manifest(
    name: Annotated[str, typer.Option(help="What the app is called.")] = "Peer network",
    request_url: Annotated[
        str, typer.Option(metavar="URL", help="For HTTP: https://…/slack/events. Without it: Socket Mode.")
    ] = "",
) -> None:
    """Print the app's manifest, to paste at api.slack.com. It asks for what is needed and nothing else."""
    from adapters.command_words import CommandWords
    from adapters.slack.manifest import manifest
    from adapters.words import Words
    from bot import routes

    if request_url and not request_url.startswith("https://"):
        raise typer.BadParameter("must begin with https://", param_hint="--request-url")
    words = CommandWords(Words.load(), routes.COMMANDS)
    typer.echo(json.dumps(manifest(name, words, request_url), indent=2, ensure_ascii=False))
