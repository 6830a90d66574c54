"""The first promise on Slack, step by step: somebody asks, is asked, is let in, and leaves.

Whoever got no answer does the same again; where it turns out to have been done, they see that and go on.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from tests.wire.slack.blocks import elements
from tests.wire.slack.people import Somebody
from tests.wire.slack.scenes import ADDRESS, COORDINATORS, QUERY, both, en, fr
from tests.wire.slack.workspace import Message, Workspace

Step = Callable[[], Awaitable[None]]
SAID = {"ana": en, "luc": fr}


@dataclass(frozen=True, slots=True)
class Promise:
    """`name` asks, Claire and Dev decide; `code` is the newest in a mailbox."""

    workspace: Workspace
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
        await self._types("/peer join", "/peer rejoindre")
        if self._form("email"):
            row, *_ = await self.who.looks_up("community", QUERY[self.name])
            await self.who.fills_in(email=ADDRESS[self.name], community=row["value"], role="staff")
            assert not self.who.errors, self.who.errors

    async def proves(self) -> None:
        await self._types("/peer verify", "/peer code")
        if self._form("code"):
            await self.who.fills_in(code=self.code(ADDRESS[self.name]), attestation=["attest"])
            assert not self.who.errors, self.who.errors

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
            (element["action_id"], message)
            for message in claire.sees()
            for _, element in elements(message.blocks)
            if element["text"]["text"] == label
        )
        await self._presses(claire, label)

    async def approves_as_well(self) -> None:
        """Dev still had the card in front of him as it was."""
        await self._at_the_desk("dev").forges(*self.seen[-1])

    async def sends(self) -> None:
        await self._presses(self._at_the_desk("claire"), both("button.joining.send"))

    async def looks(self) -> None:
        await self._types("/peer", "/peer accueil")

    async def leaves(self) -> None:
        await self._types("/peer leave", "/peer quitter")
        await self._presses(self.who, self.says("button.members.left"))

    # ---- small parts

    def _at_the_desk(self, name: str) -> Somebody:
        self.workspace.views.clear()
        return self.people[name].goes_to(COORDINATORS)

    async def _types(self, english: str, french: str) -> None:
        self.workspace.views.clear()
        self.who.screen = None
        await self.who.types(english if self.name == "ana" else french)

    def _form(self, field: str) -> bool:
        """Whether that was opened: it is not, where it has been done."""
        view = self.who.screen
        return view is not None and any(block.get("block_id") == field for block in view.content["blocks"])

    async def _presses(self, who: Somebody, label: str) -> bool:
        """The newest message that offers it; false where none does any more."""
        for message in reversed(who.sees()):
            if any(element["text"]["text"] == label for _, element in elements(message.blocks)):
                await who.presses(label, message)
                return who.screen is not None
        return False
