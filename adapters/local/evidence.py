"""What a mailbox says about who somebody works for, and what people say where it says too little."""

from __future__ import annotations

from datetime import timedelta

from adapters.local.scenes import Scenes

HOLD, YEAR = timedelta(minutes=10), timedelta(days=365)


class Evidence(Scenes):
    """Scenes in order. One newcomer after the other is refused, looked at closely, and recognised."""

    async def play(self) -> None:
        for scene in (
            self.another_government_is_refused,
            self.a_band_office_has_no_domain_of_its_own,
            self.a_town_has_a_domain_that_nobody_listed,
            self.the_next_one_from_there_is_recognised,
            self.a_year_later,
        ):
            await scene()

    async def another_government_is_refused(self) -> None:
        """Before any code is sent; a person could be asked all the same."""
        ben = self.player("ben")
        await self.asks(ben, "whitehorse", "ben.archer@sac-isc.gc.ca")
        await self.then(ben.presses("joining.withdraw"))
        await self.then(ben.presses("joining.withdrawn"))

    async def a_band_office_has_no_domain_of_its_own(self) -> None:
        """A colleague who is a member already vouches; then one press is enough."""
        await self.joins(self.player("nora"), "kwanlin", "nora.frost@gmail.com")
        priya = self.coordinator("priya")
        form = await self.then(priya.presses("joining.ask_vouch"))
        tom = str(form["form"]["fields"][0]["choices"][0]["value"])
        await self.then(priya.fills_in(form, voucher=tom))
        await self.then(self.player("tom").looks_at_direct().presses("joining.vouch_yes"))
        await self.decides("priya", "joining.approve")
        await self.passes(HOLD)

    async def a_town_has_a_domain_that_nobody_listed(self) -> None:
        """A coordinator calls the published number, approves, and says whose domain it is."""
        await self.joins(self.player("grace"), "new glasgow", "grace.doyle@townofnewglasgow.ca")
        mathieu = self.coordinator("mathieu")
        form = await self.then(mathieu.presses("joining.approve"))
        await self.then(mathieu.fills_in(form, ground="phone", domain=("confirm",)))
        await self.passes(HOLD)

    async def the_next_one_from_there_is_recognised(self) -> None:
        """Because the first was confirmed: ready, with one press."""
        await self.joins(self.player("hugh"), "new glasgow", "hugh.marsh@townofnewglasgow.ca")
        await self.decides("mathieu", "joining.approve")
        await self.passes(HOLD)
        await self.then(self.coordinator("mathieu").types("/host community townofnewglasgow.ca"))

    async def a_year_later(self) -> None:
        """Members say with one press that they still work there; whoever is silent comes before the
        coordinators, and stays."""
        await self.passes(YEAR)
        await self.then(self.player("grace").looks_at_direct().presses("members.still"))
        await self.passes(timedelta(days=28))
