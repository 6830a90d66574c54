"""The network's first promise, played by the cast: `peerbot story` and the sandbox's first day.

Each scene uses what the page uses and nothing else, so that what it shows is what people would see.
"""

from __future__ import annotations

from collections.abc import Awaitable
from datetime import timedelta

from adapters.local.parts import Sandbox
from adapters.local.player import Player, Shown
from bot.chat import Room

STEP = timedelta(minutes=1)


class Story:
    """Scenes in order; the clock goes a minute forward with each thing that somebody does."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox

    async def opening(self) -> None:
        """Those who are members already came in by the same door."""
        for person, query, address in (
            ("rob", "st johns", "rob.penney@stjohns.ca"),
            ("dana", "winnipeg", "dana.kowalchuk@winnipeg.ca"),
            ("mathieu", "quebec", "mathieu.lavoie@ville.quebec.qc.ca"),
            ("priya", "city of vancouver", "priya.nair@vancouver.ca"),
        ):
            await self._joins(self._player(person), query, address)
            await self._decides("priya" if person != "priya" else "mathieu", "joining.approve")

    async def play(self) -> None:
        for scene in (
            self.a_newcomer_asks,
            self.coordinators_ask_more,
            self.two_coordinators_press_at_once,
            self.a_newcomer_asks_in_french,
            self.a_request_is_declined_and_made_again,
            self.a_member_changes_language,
            self.a_member_leaves,
        ):
            await scene()

    async def a_newcomer_asks(self) -> None:
        """With a slip at two fields, a wrong code, then the right one."""
        avery = self._player("avery")
        await self._then(avery.types("/peer help"))
        form = await self._then(avery.types("/peer join"))
        await self._then(avery.fills_in(form, name="", email="avery@calgary@ca", role="staff"))
        address = "avery.chen@calgary.ca"
        community = await avery.chooses("calgary")
        line = "Circular procurement, and what others learned from it"
        await self._then(
            avery.fills_in(
                form, name="Avery Chen", email=address, community=community, role="staff", line=line
            )
        )
        form = await self._then(avery.presses("joining.verify"))
        wrong = "".join(str(9 - int(digit)) for digit in avery.code(address))
        await self._then(avery.fills_in(form, code=wrong, attestation=("attest",)))
        await self._then(
            avery.fills_in(form, code=avery.code(address), attestation=("attest",), consent=("mail",))
        )

    async def coordinators_ask_more(self) -> None:
        mathieu, avery = self._player("mathieu").looks_at(Room.COORDINATORS), self._player("avery")
        await self._then(mathieu.presses("joining.assign"))
        form = await self._then(mathieu.presses("joining.ask"))
        await self._then(mathieu.fills_in(form, question="Which department are you with?"))
        form = await self._then(avery.looks_at_direct().presses("joining.answer"))
        await self._then(avery.fills_in(form, answer="Waste and Recycling Services."))

    async def two_coordinators_press_at_once(self) -> None:
        """One wins; the other, whose screen is a moment older, is told who was faster."""
        priya = self._player("priya").looks_at(Room.COORDINATORS)
        mathieu = self._player("mathieu").looks_at(Room.COORDINATORS)
        late = mathieu.is_about_to_press("joining.approve")
        await priya.presses("joining.approve")
        await self._then(late())
        await self._then(self._player("avery").looks_at(Room.MEMBERS).types("/peer home"))

    async def a_newcomer_asks_in_french(self) -> None:
        """From a mailbox that says nothing about a community."""
        await self._joins(self._player("emilie"), "gatineau", "emilie.gagnon@gmail.com")

    async def a_request_is_declined_and_made_again(self) -> None:
        mathieu, emilie = self._player("mathieu").looks_at(Room.COORDINATORS), self._player("emilie")
        form = await self._then(mathieu.presses("joining.decline"))
        note = "Une adresse de travail de la Ville suffira."
        await self._then(mathieu.fills_in(form, reason="not_verified", note=note, message="send"))
        await self._then(emilie.types("/peer status"))
        await self._joins(emilie, "gatineau", "emilie.gagnon@gatineau.ca")
        await self._decides("mathieu", "joining.approve")
        await self._then(emilie.types("/peer home"))

    async def a_member_changes_language(self) -> None:
        avery = self._player("avery")
        await self._then(avery.types("/peer language fr"))
        await self._then(avery.types("/peer home"))

    async def a_member_leaves(self) -> None:
        """What will happen is shown first."""
        rob = self._player("rob").looks_at(Room.MEMBERS)
        await self._then(rob.types("/peer leave"))
        await self._then(rob.presses("members.left"))

    # ---- what several scenes do

    def _player(self, person: str) -> Player:
        return Player(self._sandbox, person)

    async def _joins(self, player: Player, query: str, address: str) -> None:
        form = await self._then(player.types("/peer join"))
        community = await player.chooses(query)
        name = player.member.name
        await self._then(player.fills_in(form, name=name, email=address, community=community, role="staff"))
        form = await self._then(player.presses("joining.verify"))
        await self._then(player.fills_in(form, code=player.code(address), attestation=("attest",)))

    async def _decides(self, person: str, action: str) -> None:
        await self._then(self._player(person).looks_at(Room.COORDINATORS).presses(action))

    async def _then(self, act: Awaitable[Shown]) -> Shown:
        """Do it, let everything happen that follows from it, and let a minute pass."""
        shown = await act
        await self._sandbox.wake()
        self._sandbox.clock.push(STEP)
        return shown
