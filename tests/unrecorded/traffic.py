"""What the loopback platforms were told, by whose eyes it is for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from tests.unrecorded.network import Around
from tests.unrecorded.outbound import Outbound
from tests.wire.discord.guild import Guild
from tests.wire.discord.interactions import UPDATE, Interactions
from tests.wire.slack.workspace import Workspace

SCREEN, DIRECT, CALL = "screen", "direct", "call"
_CHANNEL = re.compile(r"/channels/(\d+)/messages.*")
_CALLBACK = re.compile(r"/interactions/(\d+)/token/callback")
Call = Mapping[str, Any]


def sent(around: Around, outbound: Outbound) -> None:
    """All calls with their heads, what began each gateway session, all letters, all that IMAP was asked."""
    for call in around.slack.calls:
        outbound.say(_on_slack(call, around.slack.workspace), [call["path"], call["json"], call["headers"]])
    for call in around.discord.calls:
        where = _on_discord(call, around.discord.guild, around.discord.interactions)
        outbound.say(where, [call["path"], call["json"], call["headers"]])
    outbound.say(CALL, [*around.discord.gateway.identified, around.imap.asked])
    for taken in around.mail.taken:
        outbound.mail(taken.content, ", ".join(taken.recipients))


def methods(around: Around) -> Iterator[str]:
    """What was asked of the platforms, without what it was asked about."""
    for call in around.slack.calls:
        yield f"slack {call['path'].removeprefix('/api/').partition('/response/')[0] or 'response_url'}"
    for call in around.discord.calls:
        yield f"discord {call['method']} {re.sub(r'[0-9]{5,}|token', '…', call['path'].partition('?')[0])}"
    for identified in around.discord.gateway.identified:
        yield f"discord gateway with intents {identified['intents']}"


def _on_slack(call: Call, workspace: Workspace) -> str:
    method, given = call["path"].removeprefix("/api/"), call["json"] or {}
    if method in {"chat.postMessage", "chat.update"}:
        channel = workspace.channels.get(str(given.get("channel")))
        return channel.name if channel and not channel.direct else DIRECT
    if method.startswith("/response/"):
        replaced = workspace.responses[method.removeprefix("/response/")].message
        in_room = given.get("replace_original") and replaced and not replaced.reader
        return _room_of(workspace, method) if in_room else SCREEN
    return SCREEN if method.startswith(("views.", "chat.")) else CALL


def _room_of(workspace: Workspace, method: str) -> str:
    channel = workspace.channels[workspace.responses[method.removeprefix("/response/")].channel]
    return DIRECT if channel.direct else channel.name


def _on_discord(call: Call, guild: Guild, interactions: Interactions) -> str:
    path = call["path"].partition("?")[0]
    if found := _CHANNEL.fullmatch(path):
        channel = guild.channels[found[1]]
        return DIRECT if channel.direct else channel.name
    if found := _CALLBACK.fullmatch(path):
        made = next((each for each in interactions.all.values() if each.id == found[1]), None)
        in_room = made and made.kind == UPDATE and made.message and not made.message.reader
        return SCREEN if not made or not in_room or made.channel.direct else made.channel.name
    return SCREEN if path.startswith("/webhooks/") else CALL
