"""A command as the client lets it be typed: only what is registered, offered there and complete.

docs.discord.com/developers/interactions/application-commands
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tests.wire.discord.commands import GROUP, SUB
from tests.wire.discord.guild import GUILD, Channel, Guild, Member
from tests.wire.discord.permissions import ADMINISTRATOR, USE_COMMANDS

Json = Mapping[str, Any]
IN_GUILD, IN_DIRECT = 0, 1


def data(
    guild: Guild,
    member: Member,
    channel: Channel,
    line: str,
    options: Mapping[str, str],
    focused: str = "",
) -> dict[str, Any]:
    """What is sent for it; the option that is being typed is `focused`, and nothing is needed yet."""
    root, *rest = line.removeprefix("/").split()
    command = _named(guild.commands, root, member.locale)
    assert offered(guild, member, channel, command), f"/{root} is not offered to {member.name} here"
    sent = {"id": command["id"], "name": command["name"], "type": 1, "guild_id": GUILD}
    inner = _inside(command, rest, options, member.locale, focused)
    return sent | ({"options": inner} if inner else {})


def offered(guild: Guild, member: Member, channel: Channel, command: Json) -> bool:
    """By place; in the guild also by permissions, which its administrators may have widened for a role."""
    contexts = command.get("contexts")
    if contexts is not None and (IN_DIRECT if channel.direct else IN_GUILD) not in contexts:
        return False
    if channel.direct:
        return contexts is not None  # a guild's command is not there outside of it, unless it says so
    if not guild.has(member.id, USE_COMMANDS, channel):
        return False
    needed = command.get("default_member_permissions")
    opened = guild.allowed.get(command["name"], set()) & {*member.roles}
    if needed is None or opened or guild.has(member.id, ADMINISTRATOR):
        return True
    return needed != "0" and guild.has(member.id, int(needed), channel)


def _inside(
    part: Json, words: Sequence[str], options: Mapping[str, str], locale: str, focused: str
) -> list[dict[str, Any]]:
    """Sub-commands first; a root that has some cannot be sent by itself."""
    declared = part.get("options") or []
    if any(option["type"] in {SUB, GROUP} for option in declared):
        assert words, f"/{part['name']} is not offered by itself"
        chosen = _named(declared, words[0], locale)
        inner = _inside(chosen, words[1:], options, locale, focused)
        return [{"type": chosen["type"], "name": chosen["name"], "options": inner}]
    assert not words, f"{words} is typed in vain"
    given = {_named(declared, name, locale)["name"]: (name, value) for name, value in options.items()}
    if not focused:
        missing = [each["name"] for each in declared if each.get("required") and each["name"] not in given]
        assert not missing, f"{missing} is needed"
    return [_typed(_named(declared, name, locale), *pair, focused) for name, pair in given.items()]


def _typed(option: Json, name: str, value: str, focused: str) -> dict[str, Any]:
    sent = {"type": option["type"], "name": option["name"], "value": value}
    if name == focused:
        assert option.get("autocomplete"), f"{name} is not completed"
        return sent | {"focused": True}
    choices = [choice["value"] for choice in option.get("choices") or ()]
    assert not choices or value in choices, f"{value!r} is not among {choices}"
    least, most = option.get("min_length") or 0, option.get("max_length") or 6000
    assert least <= len(value) <= most, f"{name} is too short or too long"
    return sent


def _named(parts: Sequence[Json], name: str, locale: str) -> Json:
    """By its name, or as it is called in their language."""
    for part in parts:
        if name in {part["name"], (part.get("name_localizations") or {}).get(locale)}:
            return part
    raise AssertionError(f"there is no {name!r}")
