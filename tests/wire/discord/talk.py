"""What Discord would tell a bot that may read: people who talk, in every event and interaction in which their
words can be. Ours asks for none of it. docs.discord.com/developers/events/gateway-events
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from tests.wire.discord.gateway import Gateway
from tests.wire.discord.guild import APP, GUILD, Channel, Guild, Member, Message
from tests.wire.discord.shapes import channel_json, member_json, message_json, moment, user_json

Says = Callable[[str], str]  # the words that are said in an event of this kind
Event = tuple[str, dict[str, Any]]
THREAD, COMMAND, ON_MESSAGE = 11, 2, 3


async def talks(gateway: Gateway, guild: Guild, member: Member, channel: Channel, says: Says) -> int:
    """All that there is; how much it was."""
    told = list(said(guild, member, channel, says))
    for event, data in told:
        await gateway.dispatch(event, data)
    return len(told)


def said(guild: Guild, member: Member, channel: Channel, says: Says) -> Iterator[Event]:
    """Everything but interactions, which a bot is told of anyway; and one on somebody's message."""
    where = {"channel_id": channel.id} | ({} if channel.direct else {"guild_id": GUILD})
    yield from _messages(guild, member, channel, says)
    who = {"user_id": member.id, "message_id": guild.snowflake(), "message_author_id": member.id}
    for event in ("MESSAGE_REACTION_ADD", "MESSAGE_REACTION_REMOVE"):
        emoji = {"id": guild.snowflake(), "name": says(event), "animated": False}
        yield event, where | who | {"emoji": emoji, "burst": False, "type": 0, "member": member_json(member)}
    yield "MESSAGE_POLL_VOTE_ADD", where | who | {"answer_id": 1}
    yield "TYPING_START", where | {"user_id": member.id, "timestamp": int(guild.now())}
    yield "CHANNEL_PINS_UPDATE", where | {"last_pin_timestamp": moment(guild.now())}
    if not channel.direct:
        yield from _of_the_server(guild, member, channel, says)


def _messages(guild: Guild, member: Member, channel: Channel, says: Says) -> Iterator[Event]:
    """In a channel, in a thread of it, or between somebody and the bot."""
    more: dict[str, Any] = {} if channel.direct else {"guild_id": GUILD, "member": member_json(member)}
    for event in ("MESSAGE_CREATE", "MESSAGE_UPDATE"):
        message = _message(guild, member, channel, says(event))
        poll = {"question": {"text": says(event)}, "answers": [{"poll_media": {"text": says(event)}}]}
        yield event, message | more | {"poll": poll | {"allow_multiselect": False, "layout_type": 1}}
    reply = _message(guild, member, channel, says("a reply"))
    yield "MESSAGE_CREATE", reply | more | {"type": 19, "referenced_message": reply}
    yield "MESSAGE_DELETE", {"id": guild.snowflake(), "channel_id": channel.id, "guild_id": GUILD}


def _message(guild: Guild, member: Member, channel: Channel, text: str) -> dict[str, Any]:
    message = Message(guild.snowflake(), channel.id, member.id, guild.now(), content=text)
    file = {"id": guild.snowflake(), "filename": "a.txt", "description": text, "size": 9}
    files = [file | {"url": "https://x", "proxy_url": "https://x"}]
    embeds = [{"type": "rich", "title": text, "description": text}]
    return message_json(message, guild) | {"attachments": files, "embeds": embeds}


def _of_the_server(guild: Guild, member: Member, channel: Channel, says: Says) -> Iterator[Event]:
    """What channels, threads and people are called is said by people too."""
    shown = channel_json(channel, guild)
    yield "CHANNEL_UPDATE", shown | {"topic": says("CHANNEL_UPDATE")}
    thread: dict[str, Any] = {
        "id": guild.snowflake(), "guild_id": GUILD, "parent_id": channel.id, "owner_id": member.id,
        "type": THREAD, "name": says("THREAD_CREATE"), "last_message_id": None, "message_count": 1,
        "member_count": 1, "rate_limit_per_user": 0, "flags": 0, "total_message_sent": 1,
        "thread_metadata": {
            "archived": False, "auto_archive_duration": 60, "archive_timestamp": moment(guild.now()),
            "locked": False,
        },
    }  # fmt: skip
    yield "THREAD_CREATE", thread
    yield "THREAD_UPDATE", thread | {"name": says("THREAD_UPDATE")}
    status = {"name": "Custom Status", "type": 4, "state": says("PRESENCE_UPDATE"), "id": "custom"}
    presence = {"user": {"id": member.id}, "guild_id": GUILD, "status": "online", "client_status": {}}
    yield "PRESENCE_UPDATE", presence | {"activities": [status | {"created_at": 1}]}
    yield (
        "GUILD_MEMBER_UPDATE",
        member_json(member) | {"guild_id": GUILD, "nick": says("GUILD_MEMBER_UPDATE")},
    )
    yield "VOICE_CHANNEL_STATUS_UPDATE", {"id": channel.id, "guild_id": GUILD, "status": says("voice status")}
    yield "AUTO_MODERATION_ACTION_EXECUTION", {
        "guild_id": GUILD, "action": {"type": 1, "metadata": {}}, "rule_id": guild.snowflake(),
        "rule_trigger_type": 1, "user_id": member.id, "channel_id": channel.id, "matched_keyword": None,
        "content": says("AUTO_MODERATION_ACTION_EXECUTION"), "matched_content": None,
    }  # fmt: skip
    yield "INTERACTION_CREATE", _on_a_message(guild, member, channel, says)


def _on_a_message(guild: Guild, member: Member, channel: Channel, says: Says) -> dict[str, Any]:
    """A message command, which ours has none of: the message comes along."""
    message = _message(guild, member, channel, says("a message command"))
    resolved = {"messages": {message["id"]: message}, "users": {member.id: user_json(member)}}
    data = {"id": "1", "name": "keep", "type": ON_MESSAGE, "target_id": message["id"], "resolved": resolved}
    shown = {"permissions": "0"}
    return {
        "id": guild.snowflake(), "application_id": APP, "type": COMMAND, "token": f"talk{guild.snowflake()}",
        "version": 1, "channel_id": channel.id, "locale": member.locale, "entitlements": [], "data": data,
        "app_permissions": "0", "context": 0, "authorizing_integration_owners": {"0": GUILD},
        "attachment_size_limit": 1, "guild_id": GUILD, "guild_locale": "en-US",
        "guild": {"id": GUILD, "locale": "en-US", "features": []}, "member": member_json(member) | shown,
        "channel": channel_json(channel, guild) | shown,
    }  # fmt: skip
