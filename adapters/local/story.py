"""The network's first promise, played by the cast: `peerbot story` and the sandbox's first day.

A month of the desk comes after it (`month`).
"""

from __future__ import annotations

from datetime import timedelta

from adapters.local.scenes import Scenes
from bot.chat import Room

HOLD = timedelta(minutes=10)


class Story(Scenes):
    """Scenes in order."""

    async def opening(self) -> None:
        """Those who are members already came in by the same door."""
        for person, query, address in (
            ("rob", "st johns", "rob.penney@stjohns.ca"),
            ("dana", "winnipeg", "dana.kowalchuk@winnipeg.ca"),
            ("mathieu", "quebec", "mathieu.lavoie@ville.quebec.qc.ca"),
            ("priya", "city of vancouver", "priya.nair@vancouver.ca"),
        ):
            await self.joins(self.player(person), query, address)
            decider = "priya" if person != "priya" else "mathieu"
            await self.decides(decider, "joining.approve", "joining.send")
        await self._first_of_a_band_office()

    async def _first_of_a_band_office(self) -> None:
        """With the mailbox of an internet provider, so that a coordinator had to call there."""
        await self.joins(self.player("tom"), "kwanlin", "tom.weir@northwestel.net")
        mathieu = self.coordinator("mathieu")
        form = await self.then(mathieu.presses("joining.attest"))
        await self.then(mathieu.fills_in(form, ground="phone"))
        await self.decides("mathieu", "joining.approve", "joining.send")

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
        avery = self.player("avery")
        await self.then(avery.types("/peer help"))
        form = await self.then(avery.types("/peer join"))
        await self.then(avery.fills_in(form, name="", email="avery@calgary@ca", role="staff"))
        address = "avery.chen@calgary.ca"
        community = await avery.chooses("calgary")
        line = "Circular procurement, and what others learned from it"
        await self.then(
            avery.fills_in(
                form, name="Avery Chen", email=address, community=community, role="staff", line=line
            )
        )
        form = await self.then(avery.presses("joining.verify"))
        wrong = "".join(str(9 - int(digit)) for digit in avery.code(address))
        await self.then(avery.fills_in(form, code=wrong, attestation=("attest",)))
        await self.then(
            avery.fills_in(form, code=avery.code(address), attestation=("attest",), consent=("mail",))
        )

    async def coordinators_ask_more(self) -> None:
        mathieu, avery = self.coordinator("mathieu"), self.player("avery")
        await self.then(mathieu.presses("joining.assign"))
        form = await self.then(mathieu.presses("joining.ask"))
        await self.then(mathieu.fills_in(form, question="Which department are you with?"))
        form = await self.then(avery.looks_at_direct().presses("joining.answer"))
        await self.then(avery.fills_in(form, answer="Waste and Recycling Services."))

    async def two_coordinators_press_at_once(self) -> None:
        """One wins; the other, whose screen is a moment older, is told who was faster."""
        priya = self.coordinator("priya")
        mathieu = self.coordinator("mathieu")
        late = mathieu.is_about_to_press("joining.approve")
        await priya.presses("joining.approve")
        await self.then(late())
        await self.passes(HOLD)
        await self.then(self.player("avery").looks_at(Room.MEMBERS).types("/peer home"))

    async def a_newcomer_asks_in_french(self) -> None:
        """From a mailbox that says nothing about a community."""
        await self.joins(self.player("emilie"), "gatineau", "emilie.gagnon@gmail.com")

    async def a_request_is_declined_and_made_again(self) -> None:
        mathieu, emilie = self.coordinator("mathieu"), self.player("emilie")
        form = await self.then(mathieu.presses("joining.decline"))
        note = "Une adresse de travail de la Ville suffira."
        await self.then(mathieu.fills_in(form, reason="not_verified", note=note, message="send"))
        await self.passes(HOLD)
        await self.then(emilie.types("/peer status"))
        await self.joins(emilie, "gatineau", "emilie.gagnon@gatineau.ca")
        await self.decides("mathieu", "joining.approve")
        await self.passes(HOLD)
        await self.then(emilie.types("/peer home"))

    async def a_member_changes_language(self) -> None:
        avery = self.player("avery")
        await self.then(avery.types("/peer language fr"))
        await self.then(avery.types("/peer home"))

    async def a_member_leaves(self) -> None:
        """What will happen is shown first."""
        rob = self.player("rob").looks_at(Room.MEMBERS)
        await self.then(rob.types("/peer leave"))
        await self.then(rob.presses("members.left"))
