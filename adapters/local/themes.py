"""Members bring themes in either language, support each other's, and facilitators gather them."""

from __future__ import annotations

from typing import cast

from adapters.local.player import Given, Player, Shown
from adapters.local.scenes import Scenes
from bot.chat import Room


class Themes(Scenes):
    """Scenes in order, before there is a meeting."""

    async def play(self) -> None:
        for scene in (
            self.one_is_not_for_now,
            self.two_bring_the_same_in_two_languages,
            self.others_support_what_is_there,
            self.a_facilitator_gathers_them,
            self.somebody_thinks_again,
        ):
            await scene()

    async def one_is_not_for_now(self) -> None:
        """Its member reads why, in a word; nobody reads whose it was."""
        await self._suggests("sam", "/peer topic Quieter leaf blowers", why="Every autumn.")
        dana = self._facilitator()
        await self.then(dana.types("/host themes"))
        await self.then(dana.presses("topics.run"))
        form = await self.then(dana.presses("topics.park"))
        await self.then(
            dana.fills_in(
                form,
                en="A bylaw of each town: ask me for two.",
                fr="Un règlement par ville; deux existent déjà.",
            )
        )

    async def two_bring_the_same_in_two_languages(self) -> None:
        """The second is shown the first, and posts theirs all the same."""
        title = "Réemploi du mobilier municipal"
        await self._suggests("mathieu", "/peer thème", title=title, tags=("procurement",), shown="yes")
        form = await self.then(self._member("chloe").types("/peer topic"))
        await self.then(
            self._member("chloe").fills_in(
                form, title="Reuse of municipal furniture", why="We threw away 300 desks.", language="en"
            )
        )
        await self.then(self._member("chloe").presses("topics.post"))

    async def others_support_what_is_there(self) -> None:
        """One would have brought the same, and supports it instead."""
        await self._suggests("tom", "/peer topic Reused furniture")
        await self.then(self._member("tom").presses("topics.instead"))
        await self._suggests("priya", "/peer topic Heat in small towns", why="Nine days over 35 °C.")
        for person in ("dana", "emilie"):
            await self.then(self._member(person).types("/peer topics"))
            await self.then(self._member(person).presses("topics.look"))
            await self.then(self._member(person).presses("topics.support"))

    async def a_facilitator_gathers_them(self) -> None:
        """The two are one, with the supporters of both; it goes on the shortlist."""
        dana = self._facilitator()
        await self.then(dana.types("/host thèmes"))
        await self.then(dana.presses("topics.run"))
        form = await self.then(dana.presses("topics.merge"))
        await self.then(dana.fills_in(form, into=_first(form, "into")))
        await self.then(dana.presses("topics.shortlist"))

    async def somebody_thinks_again(self) -> None:
        tom = self._member("tom")
        await self.then(tom.types("/peer topics"))
        await self.then(tom.presses("topics.look"))
        await self.then(tom.presses("topics.withdraw"))

    async def _suggests(self, person: str, line: str, **values: Given) -> None:
        form = await self.then(self._member(person).types(line))
        await self.then(self._member(person).fills_in(form, **values))

    def _member(self, person: str) -> Player:
        return self.player(person).looks_at(Room.MEMBERS)

    def _facilitator(self) -> Player:
        return self.player("dana").looks_at(Room.FACILITATORS)


def _first(opened: Shown, name: str) -> str:
    """Of what a field of the dialog offers."""
    fields = cast("list[Shown]", cast("Shown", opened["form"])["fields"])
    choices = next(field["choices"] for field in fields if field["name"] == name)
    return str(choices[0]["value"])
