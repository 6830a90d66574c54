"""Somebody on Discord: modals and messages, in whichever channel they are."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from adapters.discord.commands import OPTIONS
from bot.chat import Identity
from tests.wire.discord.components import inside
from tests.wire.discord.ground import WELCOME
from tests.wire.discord.guild import GUILD, Message
from tests.wire.discord.modals import asked
from tests.wire.discord.north import NETWORK, North, north
from tests.wire.discord.people import Somebody
from tests.wire.discord.scenes import en, said, screen
from tests.wire.parity.person import ADDRESS, Given, NotThere, Person, Place

WELCOMES = {"discord": WELCOME}
NEWCOMERS = {"mia": ("900000000000000305", "Mia Cho"), "bea": ("900000000000000306", "Bea Hill")}


@dataclass
class OnDiscord(Person):
    """One of the guild."""

    who: Somebody

    @property
    def identity(self) -> Identity:
        return Identity("discord", GUILD, self.who.member.id)

    async def _types(self, root: str, name: str, argument: str) -> None:
        given = {en(f"discord.option.{OPTIONS[root, name].name}"): argument} if argument else {}
        self.who.goes_to(WELCOME)
        if argument and (lookup := OPTIONS[root, name].lookup):
            (row, *_) = await self.who.autocompletes(f"/{root} {name}", **given)
            given = dict.fromkeys(given, str(row["value"]))
            self.deeds.add(f"lookup {' '.join(lookup)}")
        await self.who.types(f"/{root} {name}", **given)

    async def _presses(self, action: str) -> None:
        self.who.screen = None
        message, key = self._newest_with(action)
        await self.who.goes_to(message.channel).forges(key, message)

    async def _fills_in(self, action: str, values: Mapping[str, Given]) -> None:
        """A community is typed there."""
        if self.who.screen is None or not self.who.screen.content["custom_id"].startswith(f"{action}:"):
            raise NotThere(action)
        await self.who.fills_in(**values)

    def offers(self, name: str) -> list[str]:
        assert self.who.screen is not None
        (part,) = [each for each in asked(self.who.screen.content["components"]) if each["custom_id"] == name]
        return [str(option["value"]) for option in part["options"]]

    def sees(self) -> str:
        open_ = [screen(self.who)] if self.who.screen else []
        return "\n".join([*map(said, self._messages()), *open_])

    def _newest_with(self, action: str) -> tuple[Message, str]:
        for message in reversed(self._messages()):
            for part in inside(message.components):
                if str(part.get("custom_id", "")).startswith(f"{action}:"):
                    return message, str(part["custom_id"])
        raise NotThere(action)

    def _messages(self) -> list[Message]:
        guild, me = self.who.guild, self.who.member.id
        seen = [each for channel in guild.channels.values() for each in guild.seen_by(me, channel)]
        return sorted(seen, key=lambda each: int(each.id))


@dataclass
class DiscordPlace(Place):
    """The network "North" on Discord."""

    there: North | None = None

    async def _settles(self) -> None:
        assert self.there is not None
        await self.there.settles()


@asynccontextmanager
async def on_discord(folder: Path, url: str) -> AsyncIterator[Place]:
    at_home = replace(NETWORK, welcomes=WELCOMES, address=ADDRESS, answers_by_mail=True)
    async with north(folder, url, network=at_home) as there:
        for name, (user, called) in NEWCOMERS.items():
            there.arrives(name, user, called)
        deeds: set[str] = set()
        people = {name: OnDiscord(who.member.name, deeds, who) for name, who in there.people.items()}
        place = DiscordPlace(url, there.bot, there.mailbox, there.clock, people, deeds, there)
        await place.settles()
        yield place
