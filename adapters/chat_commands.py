"""The commands about chat platforms: what is pasted there before the bot can come."""

from __future__ import annotations

import asyncio
import json
from typing import Annotated

import typer

from adapters.endings import FAILED, complain, told

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


discord = typer.Typer(no_args_is_help=True, help="What Discord is told about the bot.")


@discord.command("invite")
def print_invitation() -> None:
    """Print the link that lets the bot onto the server. With the permissions that it needs and no other."""
    with told(log_level="critical"):
        from adapters.discord import checkup, permissions
        from adapters.platform import DeliveryFailed
        from adapters.settings import load_invitation_settings

        settings = load_invitation_settings()
        token, guild = settings.discord_token, settings.discord_guild
        try:
            application = asyncio.run(checkup.application(token.get_secret_value(), settings.proxy or ""))
        except DeliveryFailed as failed:
            complain(checkup.no_start(failed))
            raise typer.Exit(FAILED) from None
        typer.echo(permissions.invitation(application.id, int(guild)))
