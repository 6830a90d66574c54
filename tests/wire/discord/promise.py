"""The first promise on Discord, step by step: somebody asks, is asked, is let in, and leaves.

Whoever got no answer does the same again; where it turns out to have been done, they see that and go on.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from tests.wire.discord.components import inside
from tests.wire.discord.ground import COORDINATORS, WELCOME
from tests.wire.discord.guild import Message
from tests.wire.discord.modals import asked
from tests.wire.discord.people import Somebody, labels
from tests.wire.discord.scenes import ADDRESS, QUERY, both, en, fr

Step = Callable[[], Awaitable[None]]
SAID = {"ana": en, "luc": fr}


@dataclass(frozen=True, slots=True)
class Promise:
    """`name` asks, Claire and Dev decide; `code` is the newest in a mailbox."""

    people: Mapping[str, Somebody]
    code: Callable[[str], str]
    name: str
    seen: list[tuple[str, Message]] = field(default_factory=list)

    def steps(self) -> list[tuple[str, Step]]:
        return [
            ("asking", self.asks),
            ("proving", self.proves),
            ("a question", self.is_asked),
            ("an answer", self.answers),
            ("approving", self.approves),
            ("approving as well", self.approves_as_well),
            ("sending", self.sends),
            ("looking", self.looks),
            ("leaving", self.leaves),
        ]

    @property
    def who(self) -> Somebody:
        return self.people[self.name]

    def says(self, message: str) -> str:
        return SAID[self.name](message)

    async def asks(self) -> None:
        """What is completed behind the command is in no form."""
        line = "/peer join" if self.name == "ana" else "/peer rejoindre"
        self.who.goes_to(WELCOME)
        row, *_ = await self.who.autocompletes(line, community=QUERY[self.name])
        self.who.screen = None
        await self.who.types(line, community=str(row["value"]))
        if self._form("email"):
            await self.who.fills_in(email=ADDRESS[self.name], role="staff")

    async def proves(self) -> None:
        await self._types("/peer verify", "/peer code")
        if self._form("code"):
            await self.who.fills_in(code=self.code(ADDRESS[self.name]), attestation=["attest"])

    async def is_asked(self) -> None:
        claire = self._at_the_desk("claire")
        if await self._presses(claire, both("button.joining.ask")):
            await claire.fills_in(question="For which service?")

    async def answers(self) -> None:
        await self._types("/peer status", "/peer statut")
        if await self._presses(self.who, self.says("button.joining.answer")):
            await self.who.fills_in(answer="The environment.")

    async def approves(self) -> None:
        claire, label = self._at_the_desk("claire"), both("button.joining.approve")
        self.seen.extend(
            (str(part["custom_id"]), message)
            for message in claire.sees()
            for part in inside(message.components)
            if part.get("label") == label
        )
        await self._presses(claire, label)

    async def approves_as_well(self) -> None:
        """Dev still had the card in front of him as it was."""
        await self._at_the_desk("dev").forges(*self.seen[-1])

    async def sends(self) -> None:
        await self._presses(self._at_the_desk("claire"), both("button.joining.send"))

    async def looks(self) -> None:
        await self._types("/peer home", "/peer accueil")

    async def leaves(self) -> None:
        await self._types("/peer leave", "/peer quitter")
        await self._presses(self.who, self.says("button.members.left"))

    # ---- small parts

    def _at_the_desk(self, name: str) -> Somebody:
        self.people[name].screen = None
        return self.people[name].goes_to(COORDINATORS)

    async def _types(self, english: str, french: str) -> None:
        self.who.screen = None
        await self.who.goes_to(WELCOME).types(english if self.name == "ana" else french)

    def _form(self, field: str) -> bool:
        """Whether that was opened: it is not, where it has been done."""
        parts = asked(self.who.screen.content["components"]) if self.who.screen else ()
        return field in {part["custom_id"] for part in parts}

    async def _presses(self, who: Somebody, label: str) -> bool:
        """The newest message that offers it; false where none does any more."""
        for message in reversed(who.sees()):
            if label in labels(message):
                await who.presses(label, message)
                return who.screen is not None
        return False
