"""A year of meetings: planned and looked at first, answered, given a theme, moved, cancelled, reminded of.

The clock is pushed from one moment to the next at which something happens by itself.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from adapters.local.player import Player
from adapters.local.scenes import Scenes
from bot.chat import Room

DAY = timedelta(days=1)
REFERENCE = re.compile(r"\b[A-Z2-7]{6}\b")  # by which coordinators name a member
LINK = "https://meet.example/peers"


class Year(Scenes):
    """Scenes in order; each begins on whatever day it is by then."""

    async def play(self) -> None:
        for scene in (
            self.a_facilitator_plans_and_looks_first,
            self.members_answer_in_their_own_language,
            self.a_theme_comes_later,
            self.it_is_moved,
            self.a_membership_rests_before_it,
            self.it_is_asked_without_names,
            self.it_comes_nearer_and_takes_place,
            self.the_rest_of_the_year_is_planned,
            self.one_is_cancelled,
        ):
            await scene()

    async def a_facilitator_plans_and_looks_first(self) -> None:
        """On a Saturday by mistake, which is pointed out before anybody is invited."""
        dana = self._facilitator()
        await self.then(dana.types("/host meeting"))
        form = await self.then(dana.presses("meetings.plan"))
        await self.then(dana.fills_in(form, day="2027-02-30", time="1:00", kind="peer", link="meet.example"))
        saturday = self._in(3, weekday=5)
        await self.then(dana.fills_in(form, day=str(saturday), time="13:00", kind="peer", link=LINK))
        form = await self.then(dana.presses("meetings.move"))
        self._first = saturday + 4 * DAY
        await self.then(dana.fills_in(form, day=str(self._first)))
        await self.then(dana.presses("meetings.publish"))

    async def members_answer_in_their_own_language(self) -> None:
        """One needs interpretation, one cannot come and says why; counts are all that is shown."""
        priya, chloe, dana = self.player("priya"), self.player("chloe"), self._facilitator()
        for member in (priya, chloe):
            await self.then(member.looks_at(Room.MEMBERS).types("/peer meetings"))
        await self.then(priya.presses("meetings.going"))
        await self.then(priya.presses("meetings.wish"))
        await self.then(chloe.presses("meetings.no"))
        await self.then(chloe.presses("meetings.why_time"))
        form = await self.then(priya.types("/peer reminders"))
        await self.then(priya.fills_in(form, way="direct", steps=("day", "hour")))
        await self.then(dana.types("/host meeting"))
        await self.then(dana.presses("meetings.run"))

    async def a_theme_comes_later(self) -> None:
        """Calendars are told, and nobody is asked again."""
        dana = self._facilitator()
        form = await self.then(dana.presses("meetings.theme"))
        await self.then(
            dana.fills_in(form, theme_en="Heat in small towns", theme_fr="La chaleur dans les petites villes")
        )

    async def it_is_moved(self) -> None:
        """An hour later: everybody is asked again."""
        form = await self.then(self._facilitator().presses("meetings.move"))
        await self.then(self._facilitator().fills_in(form, time="14:00"))
        await self.then(self.player("priya").looks_at(Room.MEMBERS).types("/peer meetings"))
        await self.then(self.player("priya").looks_at(Room.MEMBERS).presses("meetings.going"))

    async def a_membership_rests_before_it(self) -> None:
        """It goes from that calendar, and comes back with the member."""
        priya = self.coordinator("priya")
        await self.then(priya.types("/host members sam"))
        found = REFERENCE.search(str(priya.sees(Room.COORDINATORS)[-1].content))
        await self.then(priya.types(f"/host member {found[0] if found else ''}"))
        form = await self.then(priya.presses("members.suspend"))
        await self.then(priya.fills_in(form, reason="account"))
        await self.then(priya.presses("members.reinstate"))

    async def it_is_asked_without_names(self) -> None:
        """Half an hour before it: what was asked is read, and somebody's assistant is found by its name."""
        priya, chloe, dana = self.player("priya"), self.player("chloe"), self._facilitator()
        for member, words in (
            (priya, "Who pays when a cooling centre stays open at night?"),
            (chloe, "Comment joindre les personnes seules?"),
        ):
            form = await self.then(member.looks_at(Room.MEMBERS).types("/peer question"))
            await self.then(member.fills_in(form, words=words))
        self._month_later = self._sandbox.clock.now() + 30 * DAY
        half_past_one = datetime.combine(self._first, time(13, 30), ZoneInfo("America/Toronto"))
        await self.passes(half_past_one - self._sandbox.clock.now())
        await self.then(dana.types("/host questions"))
        await self.then(dana.presses("questions.look"))
        await self.then(dana.presses("questions.answered"))
        form = await self.then(dana.types("/host roll"))
        await self.then(dana.fills_in(form, names="Dana Whitfield (Host)\nOtterPilot (Guest)\nPriya Nair"))

    async def it_comes_nearer_and_takes_place(self) -> None:
        """Reminders at their moments; once it is over, a receipt of what was erased, and silence."""
        await self.passes(self._month_later - self._sandbox.clock.now())

    async def the_rest_of_the_year_is_planned(self) -> None:
        """By the second one nobody looks twice any more; a public webinar among them."""
        for weeks, kind in ((9, "peer"), (12, "webinar"), (18, "peer"), (24, "peer")):
            dana = self._facilitator()
            await self.then(dana.types("/host rencontre"))
            form = await self.then(dana.presses("meetings.plan"))
            day = self._in(weeks, weekday=2)
            await self.then(dana.fills_in(form, day=f"{day:%Y-%m-%d}", time="1 p.m.", kind=kind, link=LINK))
            await self.then(dana.presses("meetings.publish"))

    async def one_is_cancelled(self) -> None:
        """After what that does was shown; the others take place."""
        dana = self._facilitator()
        await self.then(dana.presses("meetings.cancel"))
        await self.then(dana.presses("meetings.cancelled"))
        await self.passes(26 * 7 * DAY)

    def _facilitator(self) -> Player:
        return self.player("dana").looks_at(Room.FACILITATORS)

    def _in(self, weeks: int, weekday: int) -> date:
        """So many weeks from now, on that day of the week."""
        day = (self._sandbox.clock.now() + weeks * 7 * DAY).date()
        return day + (weekday - day.weekday()) * DAY
