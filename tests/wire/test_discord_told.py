"""Discord is told the commands once, and again only when they have changed."""

from __future__ import annotations

from pathlib import Path

from tests.adapters.captured import captured_logs, lines_of
from tests.wire.discord.guild import APP, GUILD
from tests.wire.discord.north import North, awake, ground
from tests.wire.discord.scenes import en, newest
from tests.wire.discord.server import Fault

COMMANDS = "PUT /applications/{app}/guilds/{guild}/commands"
TOLD = f"discord.commands.{APP}.{GUILD}"


async def test_commands_are_told_once(tmp_path: Path, migrated_sqlite: str) -> None:
    """And again only when they have changed."""
    async with ground(tmp_path, migrated_sqlite) as around:
        for seed in (7, 8):
            async with awake(around, seed):
                pass
        async with awake(around, 9) as there:
            await there.bot.door.tell(TOLD, "of another version")
        async with awake(around, 10) as there:
            told = await there.bot.door.told(TOLD)

    assert len(around.server.called(COMMANDS)) == 2
    assert told != "of another version"


async def test_commands_that_are_not_there_any_more_are_told_again(
    tmp_path: Path, migrated_sqlite: str
) -> None:
    """A server from which the bot was removed has forgotten them when it is let in again."""
    async with ground(tmp_path, migrated_sqlite) as around:
        async with awake(around):
            pass
        around.server.guild.commands = []
        async with awake(around, 8) as there:
            await there["ana"].types("/peer home")
            shown = newest(there["ana"])

    assert en("members.outside.body") in shown


async def test_a_server_that_lets_it_in_again_is_told_them_at_once(guild: North) -> None:
    """Somebody had removed the bot by mistake: nobody has to begin it anew."""
    session = await guild.server.gateway.connected()
    created = next(each["d"] for each in session.sent if each["t"] == "GUILD_CREATE")
    await session.dispatch("GUILD_DELETE", {"id": GUILD})
    guild.guild.commands = []
    joined = {name: value for name, value in created.items() if name != "unavailable"}
    await session.dispatch("GUILD_CREATE", joined)
    await guild.server.gateway.until(lambda gateway: len(gateway.identified) == 2)
    await guild["ana"].types("/peer home")
    await guild.settles()

    assert len(guild.server.called(COMMANDS)) == 2
    assert newest(guild["ana"])


async def test_whether_they_are_there_need_not_be_known(tmp_path: Path, migrated_sqlite: str) -> None:
    """When Discord does not say, those that were told count."""
    async with ground(tmp_path, migrated_sqlite) as around:
        async with awake(around):
            pass
        around.server.once(COMMANDS.replace("PUT", "GET"), Fault(503))
        with captured_logs():
            async with awake(around, 8) as there:
                await there["ana"].types("/peer home")
                shown = newest(there["ana"])

    assert en("members.outside.body") in shown
    assert len(around.server.called(COMMANDS)) == 1


async def test_commands_that_are_refused_keep_nobody_waiting(tmp_path: Path, migrated_sqlite: str) -> None:
    """Those of before are still there; it is said in the log, and tried again at the next beginning."""
    async with ground(tmp_path, migrated_sqlite) as around:
        async with awake(around) as there:
            await there.bot.door.tell(TOLD, "")
        around.server.once(COMMANDS, Fault(403))
        with captured_logs() as stream:
            async with awake(around, 8) as there:
                await there["ana"].types("/peer home")
                shown = newest(there["ana"])

    assert en("members.outside.body") in shown
    assert "discord.commands" in {line["event"] for line in lines_of(stream)}
