"""A month at the join desk: promises with a clock, slips that are undone, silence, several at once.

Nobody waits for it: the clock is pushed from one moment to the next at which something happens by itself.
"""

from __future__ import annotations

from datetime import timedelta

from adapters.local.scenes import Scenes
from bot.chat import Room

HOLD, DAY = timedelta(minutes=10), timedelta(days=1)


class Month(Scenes):
    """Scenes in order; what is left to do at the end of one is what the next begins with."""

    async def play(self) -> None:
        for scene in (
            self.nobody_answers_for_a_week,
            self.a_slip_is_undone,
            self.a_question_stays_unanswered,
            self.a_decision_that_was_told_is_undone,
            self.a_meeting_is_near,
            self.several_are_decided_at_once,
        ):
            await scene()

    async def nobody_answers_for_a_week(self) -> None:
        """A nudge, a mention, another one for everybody; then the promise is broken, and both sides know."""
        sam = self.player("sam")
        await self.joins(sam, "saskatoon", "sam.morin@saskatoon.ca")
        await self.decides("mathieu", "joining.assign")
        await self.passes(7 * DAY)
        await self.then(sam.types("/peer status"))
        await self.decides("priya", "joining.approve")
        await self.passes(HOLD)

    async def a_slip_is_undone(self) -> None:
        """Before anybody outside has heard of it; then it is corrected, handed over and approved."""
        await self.joins(self.player("chloe"), "gatineau", "chloe.belanger@sherbrooke.ca")
        mathieu = self.coordinator("mathieu")
        form = await self.then(mathieu.presses("joining.decline"))
        await self.then(mathieu.fills_in(form, reason="not_staff", message="send"))
        await self.then(mathieu.presses("joining.undo"))
        form = await self.then(mathieu.presses("joining.correct"))
        community = await mathieu.chooses("sherbrooke")
        priya = next(c["value"] for c in form["form"]["fields"][2]["choices"] if "Priya" in c["label"])
        await self.then(mathieu.fills_in(form, community=community, assignee=priya))

    async def a_question_stays_unanswered(self) -> None:
        """A reminder half-way, a kind end after two weeks; asking again is always possible."""
        priya, chloe = self.coordinator("priya"), self.player("chloe")
        form = await self.then(priya.presses("joining.ask"))
        await self.then(priya.fills_in(form, question="Pour quel service travaillez-vous?"))
        await self.passes(14 * DAY)
        await self.then(chloe.types("/peer status"))
        await self.joins(chloe, "sherbrooke", "chloe.belanger@sherbrooke.ca")
        await self.decides("priya", "joining.approve", "joining.send")

    async def a_decision_that_was_told_is_undone(self) -> None:
        """With a reason; the person is told, and let in again when all is clear."""
        priya = self.coordinator("priya")
        await self.passes(DAY)
        form = await self.then(priya.presses("joining.undo"))
        await self.then(priya.fills_in(form, reason="new_information"))
        await self.then(self.player("chloe").types("/peer home"))
        await self.decides("priya", "joining.approve")
        await self.passes(HOLD)

    async def a_meeting_is_near(self) -> None:
        """Whoever asks less than a week before it is told so, and comes first at the desk."""
        await self.joins(self.player("rob"), "st johns", "rob.penney@stjohns.ca")
        await self.joins(self.player("leah"), "whitehorse", "leah.joe@whitehorse.ca")
        await self.then(self.coordinator("priya").types("/host pending"))

    async def several_are_decided_at_once(self) -> None:
        """One of them was withdrawn a moment ago, which stops no other."""
        mathieu = self.coordinator("mathieu")
        await self.then(mathieu.types("/host pending"))
        form = await self.then(mathieu.presses("joining.several"))
        offered = tuple(str(choice["value"]) for choice in form["form"]["fields"][0]["choices"])
        leah = self.player("leah")
        await self.then(leah.types("/peer withdraw"))
        await self.then(leah.presses("joining.withdrawn"))
        await self.then(mathieu.fills_in(form, requests=offered, decision="approve"))
        await self.passes(HOLD)
        await self.then(mathieu.looks_at(Room.COORDINATORS).types("/host history"))
