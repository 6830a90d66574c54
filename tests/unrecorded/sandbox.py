"""The story of the sandbox, told by people who say and write canaries, and talk between whiles."""

from __future__ import annotations

from collections.abc import Awaitable
from itertools import count
from typing import Any, cast

from adapters.local.cast import CAST
from adapters.local.evidence import Evidence
from adapters.local.month import Month
from adapters.local.parts import Sandbox
from adapters.local.player import Given, Player, Shown
from adapters.local.scenes import Scenes
from adapters.local.story import Story
from adapters.local.themes import Themes
from adapters.local.vote import Vote
from adapters.local.year import Year
from tests.unrecorded.canaries import TALK, Canaries
from tests.unrecorded.outbound import Outbound
from tests.unrecorded.voices import Blank, written


class Speaker(Player):
    """Whatever is left to them, they write a canary; what they are shown is kept."""

    def __init__(self, sandbox: Sandbox, person: str, canaries: Canaries, outbound: Outbound) -> None:
        super().__init__(sandbox, person)
        self._canaries, self._outbound = canaries, outbound

    async def fills_in(self, opened: Shown, **values: Given) -> Shown:
        form = cast("dict[str, Any]", opened["form"])
        blanks = [
            Blank(field["name"], field["kind"], str(field["value"]), field["limit"])
            for field in form["fields"]
        ]
        return await super().fills_in(opened, **written(form["action"], blanks, values, self._canaries))

    async def talks(self, room: str) -> None:
        words = self._canaries.words(f"{TALK} in the sandbox, {room}")
        await self._send(room=room, kind="line", line=f"Between us: {words}")

    async def _send(self, **body: object) -> Shown:
        shown = await super()._send(**body)
        self._outbound.say("screen", shown)
        return shown


class Speaking(Scenes):
    """Somebody talks after each thing that somebody does, in one room after the other."""

    canaries: Canaries
    outbound: Outbound
    _turns = count()

    def player(self, person: str) -> Speaker:
        return Speaker(self._sandbox, person, self.canaries, self.outbound)

    async def then(self, act: Awaitable[Shown]) -> Shown:
        shown = await super().then(act)
        turn = next(self._turns)
        person = CAST[turn % len(CAST)].id
        rooms = self._sandbox.rooms.visible(person)
        await self.player(person).talks(rooms[turn // len(CAST) % len(rooms)])
        return shown


class SpokenStory(Speaking, Story): ...


class SpokenMonth(Speaking, Month): ...


class SpokenEvidence(Speaking, Evidence): ...


class SpokenThemes(Speaking, Themes): ...


class SpokenYear(Speaking, Year): ...


class SpokenVote(Speaking, Vote): ...


Chapter = SpokenStory | SpokenMonth | SpokenEvidence | SpokenThemes | SpokenYear | SpokenVote
CHAPTERS: tuple[type[Chapter], ...] = (
    SpokenStory, SpokenMonth, SpokenEvidence, SpokenThemes, SpokenYear, SpokenVote,
)  # fmt: skip


async def tell(chapter: Chapter) -> None:
    if isinstance(chapter, SpokenStory):
        await chapter.opening()
    await chapter.play()


def shown(there: Sandbox, outbound: Outbound) -> None:
    """All that the bot has written in the rooms and by mail."""
    for member in CAST:
        for room in there.rooms.visible(member.id):
            for message in there.rooms.messages(room, member.id):
                if not message.author:
                    where = "screen" if message.only else "direct" if room == member.direct else room
                    outbound.say(where, message.content)
    for name in there.mailbox.names():
        outbound.mail(there.mailbox.read(name))
