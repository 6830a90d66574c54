"""A poll: prepared and seen in both languages, voted in, closed by itself; its winner becomes a theme."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, cast

from adapters.local.player import Player, Shown
from adapters.local.scenes import Scenes
from bot.chat import Room

DAY = timedelta(days=1)
LINK = "https://meet.example/peers"


class Vote(Scenes):
    """Scenes in order; each begins on whatever day it is by then."""

    async def play(self) -> None:
        for scene in (
            self.a_meeting_is_planned_without_a_theme,
            self.a_facilitator_prepares_a_poll,
            self.it_is_seen_in_both_languages_and_opened,
            self.members_vote_each_in_their_own_language,
            self.one_changes_their_mind_and_one_withdraws,
            self.it_closes_by_itself,
            self.the_winner_becomes_the_theme,
        ):
            await scene()

    async def a_meeting_is_planned_without_a_theme(self) -> None:
        dana = self._facilitator()
        await self.then(dana.types("/host meeting"))
        form = await self.then(dana.presses("meetings.plan"))
        await self.then(dana.fills_in(form, day=str(self._in(28)), time="13:00", kind="peer", link=LINK))
        await self.then(dana.presses("meetings.publish"))

    async def a_facilitator_prepares_a_poll(self) -> None:
        """With a slip at two fields, in her own language first."""
        dana = self._facilitator()
        await self.then(dana.types("/host poll"))
        form = await self.then(dana.presses("polls.new"))
        title, options = "Which theme next?", "Heat in small towns\nFloods\nTrees for every street"
        wrong = await self.then(
            dana.fills_in(form, title=title, method="ranked", day="soon", time="17:00", options="Heat\nheat")
        )
        del wrong
        await self.then(
            dana.fills_in(
                form, title=title, method="ranked", day=str(self._in(7)), time="17:00", options=options
            )
        )
        form = await self.then(dana.presses("polls.texts"))
        await self.then(
            dana.fills_in(
                form,
                title_fr="Quel thème ensuite?",
                options_fr="La chaleur dans les petites villes\nLes crues\n-",
            )
        )
        form = await self.then(dana.presses("polls.scope"))
        await self.then(dana.fills_in(form, meeting=_offered(form, "meeting")[1], may_add="yes"))

    async def it_is_seen_in_both_languages_and_opened(self) -> None:
        dana = self._facilitator()
        for action in ("polls.preview", "polls.preview_next", "polls.open"):
            await self.then(dana.presses(action))

    async def members_vote_each_in_their_own_language(self) -> None:
        """One step after the other; one looks first at what is protected."""
        priya, chloe = self._member("priya"), self._member("chloe")
        await self.then(priya.types("/peer polls"))
        await self.then(priya.presses("polls.rank"))
        await self.then(priya.presses("polls.rank"))
        await self.then(priya.presses("polls.ranked"))
        await self.then(chloe.presses("polls.ballot"))
        await self.then(chloe.presses("polls.protected"))
        await self.then(chloe.presses("polls.again"))
        form = await self.then(chloe.presses("polls.suggest"))
        await self.then(chloe.fills_in(form, text="Le transport rural"))
        await self.then(chloe.presses("polls.rank"))
        await self.then(chloe.presses("polls.ranked"))

    async def one_changes_their_mind_and_one_withdraws(self) -> None:
        """Until it closes, as often as they like."""
        priya, sam = self._member("priya"), self._member("sam")
        await self.then(priya.presses("polls.again"))
        await self.then(priya.presses("polls.rank"))
        await self.then(priya.presses("polls.ranked"))
        await self.then(sam.types("/peer polls"))
        await self.then(sam.presses("polls.rank"))
        await self.then(sam.presses("polls.ranked"))
        await self.then(sam.presses("polls.take_back"))

    async def it_closes_by_itself(self) -> None:
        """Who has not voted is reminded once, the day before."""
        await self.passes(8 * DAY)
        await self.then(self._member("chloe").types("/peer sondages"))
        await self.then(self._member("chloe").presses("polls.results"))

    async def the_winner_becomes_the_theme(self) -> None:
        await self.then(self._facilitator().presses("polls.theme"))
        await self.passes(3 * DAY)

    def _facilitator(self) -> Player:
        return self.player("dana").looks_at(Room.FACILITATORS)

    def _member(self, name: str) -> Player:
        return self.player(name).looks_at(Room.MEMBERS)

    def _in(self, days: int) -> date:
        return (self._sandbox.clock.now() + days * DAY).date()


def _offered(opened: Shown, name: str) -> list[str]:
    """The values of a choice."""
    form = cast("dict[str, Any]", opened["form"])
    field = next(field for field in form["fields"] if field["name"] == name)
    return [str(choice["value"]) for choice in field["choices"]]
