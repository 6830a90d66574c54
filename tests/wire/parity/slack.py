"""Somebody on Slack: modals and messages, in whichever room they are."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from bot.chat import Identity, Room
from tests.wire.parity.person import ADDRESS, Given, NotThere, Person, Place
from tests.wire.slack.blocks import elements, inputs
from tests.wire.slack.north import CHANNELS, NETWORK, North, north
from tests.wire.slack.people import Somebody
from tests.wire.slack.scenes import said
from tests.wire.slack.workspace import TEAM, Channel, Message

WELCOMES = {"slack": CHANNELS[Room.WELCOME]}
NEWCOMERS = {"mia": "Mia Cho", "bea": "Bea Hill"}


@dataclass
class OnSlack(Person):
    """One of the workspace."""

    who: Somebody

    @property
    def identity(self) -> Identity:
        return Identity("slack", TEAM, self.who.user.id)

    async def _types(self, root: str, name: str, argument: str) -> None:
        await self.who.types(f"/{root} {name} {argument}".strip())

    async def _presses(self, action: str) -> None:
        while self.who.screen:
            label = _label(self.who.screen.content["blocks"], action)
            if label:
                await self.who.presses_in_view(label)
                return
            self.who.closes()
        channel, message, label = self._newest_with(action)
        await self.who.goes_to(channel.id).presses(label, message)

    async def _fills_in(self, action: str, values: Mapping[str, Given]) -> None:
        view = self.who.screen
        if view is None or not view.content["callback_id"].startswith(f"{action}:"):
            raise NotThere(action)
        asked = inputs(view.content["blocks"])
        given = {}
        for name, value in values.items():
            if asked[name]["type"] == "external_select":
                self.deeds.add(f"lookup {action} {name}")
                value = (await self.who.looks_up(name, str(value)))[0]["value"]  # noqa: PLW2901
            given[name] = value
        await self.who.fills_in(**given)

    def offers(self, name: str) -> list[str]:
        assert self.who.screen is not None
        element = inputs(self.who.screen.content["blocks"])[name]
        return [str(option["value"]) for option in element["options"]]

    def sees(self) -> str:
        shown = [said(message) for _, message in self._messages()]
        return "\n".join([*shown, *([said(dict(self.who.screen.content))] if self.who.screen else [])])

    def _newest_with(self, action: str) -> tuple[Channel, Message, str]:
        for channel, message in reversed(self._messages()):
            if label := _label(message.blocks, action):
                return channel, message, label
        raise NotThere(action)

    def _messages(self) -> list[tuple[Channel, Message]]:
        workspace, me = self.who.server.workspace, self.who.user.id
        seen = [
            (channel, message)
            for channel in workspace.channels.values()
            for message in workspace.seen_by(me, channel)
        ]
        return sorted(seen, key=lambda each: float(each[1].ts))


def _label(blocks: list[Mapping[str, object]], action: str) -> str:
    for _, element in elements(blocks):
        if str(element.get("value", "")).startswith(f"{action}:"):
            return str(element["text"]["text"])
    return ""


@dataclass
class SlackPlace(Place):
    """The network "North" on Slack."""

    there: North | None = None

    async def _settles(self) -> None:
        assert self.there is not None
        await self.there.settles()


@asynccontextmanager
async def on_slack(folder: Path, url: str) -> AsyncIterator[Place]:
    at_home = replace(NETWORK, welcomes=WELCOMES, address=ADDRESS, answers_by_mail=True)
    async with north(folder, url, network=at_home) as there:
        for name, called in NEWCOMERS.items():
            there.arrives(there.workspace.add_user(f"U0{name.upper()}", called))
        deeds: set[str] = set()
        people = {name: OnSlack(who.user.name, deeds, who) for name, who in there.people.items()}
        place = SlackPlace(url, there.bot, there.mailbox, there.clock, people, deeds, there)
        await place.settles()
        yield place
